import { add, decimal, formatDecimal } from '../../../engine/0-base/decimal.ts';
import { groupBy } from '../../../engine/0-base/group.ts';
import { problem } from '../../../engine/0-base/problem.ts';
import type { Body, ClassName } from '../../../engine/1-record/kind.ts';
import { decodeTable, encodeTable } from '../../../engine/3-flow/encode.ts';
import { assert } from '../../../engine/0-base/assert.ts';
import type { PromiseRecord } from '../../../engine/2-ledger/fulfilment.ts';
import type { Answer, House, NotShared, Page, Promises, RecordFilter, RecordRow, Stock } from '../../store/house.ts';
import type { Audience } from './audience.ts';
import { fewestMerged } from './not-shared.ts';
import { reduceFlows } from './reduce-flows.ts';
import { eventShown, reduceKnowledge, showerFor } from './reduce-records.ts';
import type { Seeing, Sights } from './sights.ts';
import { isStillFound, unnamed } from './still-found.ts';

/** What a house answers to somebody: all reading goes through here, so that nothing else need know who sees what. */
type Reading = Pick<
  House,
  | 'record'
  | 'records'
  | 'stocks'
  | 'history'
  | 'statement'
  | 'promises'
  | 'anomalies'
  | 'loans'
  | 'counts'
  | 'knowledge'
  | 'flows'
  | 'changes'
  | 'changed'
  | 'submit'
>;

interface Reduction {
  readonly house: House;
  readonly sights: Sights;
  /** As whom somebody looks at a network. */
  readonly audienceIn: (network: string) => Audience;
}

type Reduced = Exclude<Seeing, 'all'>;

/** A record as it is seen; undefined when it is not. */
function rowShown<C extends ClassName>(row: RecordRow<C>, seeing: Reduced): RecordRow<C> | undefined {
  if (row.class === 'EconomicEvent') {
    if (!seeing.judgement.seesEvent(row.sequence)) return undefined;
    return eventShown(row as unknown as RecordRow<'EconomicEvent'>, seeing) as unknown as RecordRow<C>;
  }
  const shown = showerFor(seeing.sight, seeing.judgement)(row.class, { id: row.id, ...row.body });
  if (!shown) return undefined;
  const { id: _, ...body } = shown;
  return { ...row, body: body as unknown as Body<C> };
}

/** Looks that are taken to find something that is seen. */
const mostLooks = 100;

/** A page of what is seen; it may be short. No cursor tells by what a record that is not seen would be sorted. */
async function pageShown(
  house: House,
  network: string,
  wanted: RecordFilter,
  seeing: Reduced,
): Promise<Answer<Page<RecordRow>>> {
  const filter = unnamed(wanted, seeing.judgement.isPublic);
  const isFound = (row: RecordRow | undefined) => row !== undefined && isStillFound(row, filter);
  let { cursor } = filter;
  for (let looks = 0; looks < mostLooks; looks++) {
    const asked = { ...filter, ...(cursor !== undefined && { cursor }) };
    const page = await house.records(network, asked);
    if (!page.value) return page;
    const { items, next, ...rest } = page.value;
    const shown = items.map((row) => rowShown(row, seeing));
    const last = shown.findLastIndex(isFound);
    const seen = shown.filter((row) => row !== undefined).filter(isFound);
    if (next === undefined) return { value: { ...rest, items: seen }, problems: [] };
    if (last < 0) cursor = next;
    else if (last === items.length - 1) return { value: { ...rest, items: seen, next }, problems: [] };
    else {
      const cut = await house.records(network, { ...asked, limit: last + 1 });
      const onward = cut.value?.next;
      return cut.value
        ? { value: { ...rest, items: seen, ...(onward !== undefined && { next: onward }) }, problems: [] }
        : cut;
    }
  }
  return { problems: [problem('store.busy', '', { limit: `${mostLooks} pages` })] };
}

function stocksNotShared(hidden: readonly Stock[]): NotShared {
  const byUnit = groupBy(hidden, ({ onhand }) => onhand.hasUnit);
  const onhand = [...byUnit]
    .filter(([, list]) => list.length >= fewestMerged)
    .map(([hasUnit, list]) => ({
      hasNumericalValue: formatDecimal(list.map((each) => decimal(each.onhand.hasNumericalValue)).reduce(add)),
      hasUnit,
    }));
  return { resources: hidden.length, onhand };
}

const unknownResource = (resource: string) =>
  problem('record.unknown', '', { class: 'EconomicResource', value: resource });
/** Promises that are seen, and what events that are seen have done of them. */
function promisesShown({ promises, allocations, sequence }: Promises, { sight, judgement }: Reduced): Promises {
  const show = showerFor(sight, judgement);
  const shown = promises.flatMap((each) => {
    const found = show(each.class, { ...each.body, id: each.id });
    if (!found) return [];
    const { id: _, ...body } = found;
    return [{ ...each, body: body as PromiseRecord['body'] }];
  });
  const ids = new Set(shown.map(({ id }) => id));
  return {
    promises: shown,
    allocations: allocations.filter(({ target, sequence: of }) => ids.has(target) && judgement.seesEvent(of)),
    sequence,
  };
}

/** Of a list, the lines of those resources that are seen: whoever sees a stock sees all that touches it. */
function ofSeenResources<T extends { readonly resource: string }>(
  found: Answer<{ readonly items: readonly T[]; readonly sequence: number }>,
  { judgement }: Reduced,
  shown = true,
) {
  if (!found.value) return found;
  const items = found.value.items.filter(({ resource }) => shown && judgement.seesResource(resource));
  return { ...found, value: { ...found.value, items } };
}

/** The reading half of a house for somebody who may not see all. */
export function reducedHouse({ house, sights, audienceIn }: Reduction): Reading {
  const see = (network: string) => sights.see(house, network, audienceIn(network));

  /** Asks as it is asked, or as it is answered to somebody who does not see all. */
  async function seeing<T>(
    network: string,
    plain: () => Promise<Answer<T>>,
    reduced: (seeing: Reduced) => Promise<Answer<T>>,
  ) {
    const found = await see(network);
    if (found.value === undefined) return found;
    return found.value === 'all' ? plain() : reduced(found.value);
  }

  const shownStocks = (items: readonly Stock[], { judgement }: Reduced) => {
    const isSeen = ({ resource }: Stock) => judgement.seesResource(resource);
    const hidden = items.filter((each) => !isSeen(each));
    return { items: items.filter(isSeen), ...(hidden.length > 0 && { notShared: stocksNotShared(hidden) }) };
  };

  /** The next changes that are seen; what is not seen is passed over, and what was recorded since it was judged waits. */
  async function changes(network: string, after: number, limit: number): Promise<Answer<readonly RecordRow[]>> {
    for (let from = after; ;) {
      const seen = await see(network);
      if (seen.value === undefined) return seen;
      const found = await house.changes(network, from, limit);
      if (!found.value || found.value.length === 0 || seen.value === 'all') return found;
      const { value: judged } = seen;
      const known = found.value.filter(({ revised }) => revised <= judged.sight.knowledge.sequence);
      const shown = known.flatMap((row) => rowShown(row, judged) ?? []);
      if (shown.length > 0) return { ...found, value: shown };
      from = known.at(-1)?.revised ?? from;
    }
  }

  return {
    record: (network, name, id, recorded) =>
      seeing(
        network,
        () => house.record(network, name, id, recorded),
        async (seen) => {
          const row = await house.record(network, name, id, recorded);
          const shown = row.value && rowShown(row.value, seen);
          if (shown || !row.value) return shown ? { ...row, value: shown } : row;
          return { problems: [problem('record.unknown', '', { class: name, value: id })] };
        },
      ),
    records: (network, filter) =>
      seeing(
        network,
        () => house.records(network, filter),
        (seen) => pageShown(house, network, filter, seen),
      ),
    stocks: (network, asOf) =>
      seeing(
        network,
        () => house.stocks(network, asOf),
        async (seen) => {
          const found = await house.stocks(network, asOf);
          return found.value ? { ...found, value: { ...found.value, ...shownStocks(found.value.items, seen) } } : found;
        },
      ),
    history: (network, resource, query) =>
      seeing(
        network,
        () => house.history(network, resource, query),
        async ({ judgement }) =>
          judgement.seesResource(resource)
            ? house.history(network, resource, query)
            : { problems: [unknownResource(resource)] },
      ),
    statement: (network, resource, query) =>
      seeing(
        network,
        () => house.statement(network, resource, query),
        async (seen) => {
          if (!seen.judgement.seesResource(resource)) return { problems: [unknownResource(resource)] };
          const found = await house.statement(network, resource, query);
          if (!found.value) return found;
          // Whoever sees a stock sees every event that touches it; what else an event names may be kept from them.
          const items = found.value.items.map((row) => ({ ...row, event: eventShown(row.event, seen) }));
          return { ...found, value: { ...found.value, items } };
        },
      ),
    promises: (network, asOf) =>
      seeing(
        network,
        () => house.promises(network, asOf),
        async (seen) => {
          const found = await house.promises(network, asOf);
          return found.value ? { ...found, value: promisesShown(found.value, seen) } : found;
        },
      ),
    anomalies: (network, of) =>
      seeing(
        network,
        () => house.anomalies(network, of),
        async ({ judgement }) => {
          const found = await house.anomalies(network, of);
          if (!found.value) return found;
          const { negative, pairs, ...rest } = found.value;
          const isSeen = ({ resource }: { readonly resource: string }) => judgement.seesResource(resource);
          const seen = pairs.filter((each) => isSeen(each) && judgement.seesProcess(each.process));
          return { ...found, value: { ...rest, negative: negative.filter(isSeen), pairs: seen } };
        },
      ),
    loans: (network, of) =>
      seeing(
        network,
        () => house.loans(network, of),
        async (seen) => {
          const found = ofSeenResources(await house.loans(network, of), seen);
          if (!found.value) return found;
          // Of a load in a process that is kept apart it is not told in which, or with whom.
          const isSeen = ({ process }: { process?: string }) =>
            process === undefined || seen.judgement.seesProcess(process);
          return { ...found, value: { ...found.value, items: found.value.items.filter(isSeen) } };
        },
      ),
    counts: (network, of) =>
      seeing(
        network,
        () => house.counts(network, of),
        async (seen) => ofSeenResources(await house.counts(network, of), seen, !seen.judgement.isPublic),
      ),
    knowledge: (network, at) =>
      seeing(
        network,
        () => house.knowledge(network, at),
        async (seen) => {
          const found = await house.knowledge(network, at);
          return found.value ? { ...found, value: reduceKnowledge(found.value, seen) } : found;
        },
      ),
    flows: (network, asOf) =>
      seeing(
        network,
        () => house.flows(network, asOf),
        async ({ judgement }) => {
          const found = await house.flows(network, asOf);
          if (!found.value) return found;
          const { table } = decodeTable(Uint8Array.from(found.value.bytes).buffer);
          assert(table !== undefined, 'the flow table of the house is whole');
          return { ...found, value: { ...found.value, bytes: encodeTable(reduceFlows(table, judgement)) } };
        },
      ),
    changes,
    async changed(network, after, signal) {
      for (let from = after; ;) {
        const now = await house.changed(network, from, signal);
        const found = await changes(network, after, 1);
        if (!found.value || found.value.length > 0) return now;
        from = now;
      }
    },
    async submit(network, submission) {
      const answer = await house.submit(network, submission);
      if (!answer.value) return answer;
      const { value: seen } = await see(network);
      if (seen === 'all') return answer;
      const stocks = answer.value.stocks.filter(({ resource }) => seen?.judgement.seesResource(resource));
      // A warning names stocks with their amounts.
      const warnings = stocks.length === answer.value.stocks.length ? answer.value.warnings : [];
      return { ...answer, value: { ...answer.value, stocks, warnings } };
    },
  };
}
