import { assert } from '../../engine/0-base/assert.ts';
import { decimal, type Decimal, formatDecimal, zero } from '../../engine/0-base/decimal.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { parseTime } from '../../engine/0-base/time.ts';
import { findUnit, fromCoherent, toCoherent } from '../../engine/0-base/unit.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { type Metered, meteredEvents, meteringOf, spreadOver, type Weighed } from '../../engine/2-ledger/metering.ts';
import { type NetEvent, netEvents, type ToldEvent } from '../../engine/2-ledger/net-events.ts';
import { roleCodes } from '../../engine/3-flow/columns.ts';
import { decodeTable } from '../../engine/3-flow/encode.ts';
import type { Answer, AsOf, House, Knowledge } from '../store/house.ts';
import { tell, told } from './answer.ts';
import { z } from './declare.ts';
import { zoneOf } from './zone.ts';

const keys = ['equal', 'hours', 'input', 'recipe'] as const;
/** By what a reading is spread over processes. */
export const spreadKey = z.enum(keys, { error: `one of ${keys.join(', ')}` }).optional();

/** What would be recorded of a reading. */
export const proposal = z.object({
  key: z.enum(keys).optional(),
  quantity: measure,
  /** Whether events that were spread from it stand in the ledger. */
  isSpread: z.boolean(),
  /** These events, with what corrections leave of each. */
  spread: z.array(z.object({ event: z.string(), process: z.string().optional(), quantity: measure })),
  /** Other readings of the stock that tell of some of the same time and are spread: to spread this one too would count it twice. */
  spreadAlready: z.array(z.string()),
  records: z.array(z.looseObject({ type: z.string() })),
  warnings: z.array(told),
});

/** The readings of each stock that is asked for, with what they say. */
export function meterings({ records }: Knowledge, zone: string, { resource, happened }: AsOf & { resource?: string }) {
  const readings = (records.Reading ?? []).filter(
    ({ of, hasPointInTime, hasEnd }) =>
      (resource === undefined || of === resource) &&
      (happened === undefined || parseTime(hasPointInTime ?? hasEnd!, zone)!.instant <= happened),
  );
  const stocks = [...new Set(readings.map(({ of }) => of))];
  return stocks.map((of) => {
    const own = readings.filter((each) => each.of === of).map(({ id, ...body }) => ({ id, body }));
    return { of, ...meteringOf(own, zone) };
  });
}

/** What was spread of a stock from its readings and not wholly taken back by corrections, with what these leave of it. */
export async function spreadEvents(house: House, network: string, stock: string): Promise<Answer<readonly NetEvent[]>> {
  const events: ToldEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await house.records(network, {
      classes: ['EconomicEvent'],
      resource: stock,
      // What corrects need not say where it is from.
      having: ['spreadFrom', 'corrects'],
      limit: 1000,
      cursor,
    });
    if (!page.value) return page;
    for (const { id, sequence, body } of page.value.items)
      events.push({ ...(body as Body<'EconomicEvent'>), id, sequence });
    cursor = page.value.next;
  } while (cursor !== undefined);
  const value = netEvents(events).filter(({ event, undone }) => event.spreadFrom !== undefined && !undone);
  return { value, problems: [] };
}

/** What is left of an event, in the unit in which it was recorded. */
function shownSpread({ event, resource }: NetEvent): z.infer<typeof proposal>['spread'][number] {
  const recorded = event.resourceQuantity!;
  const unit = findUnit(recorded.hasUnit);
  const left = resource && unit ? formatDecimal(fromCoherent(resource.quantity, unit)) : recorded.hasNumericalValue;
  const process = event.inputOf ?? event.outputOf;
  return {
    event: event.id,
    ...(process !== undefined && { process }),
    quantity: { hasNumericalValue: left, hasUnit: recorded.hasUnit },
  };
}

type Process = NonNullable<Knowledge['records']['Process']>[number];

interface Spreading {
  readonly house: House;
  readonly network: string;
  readonly knowledge: Knowledge;
  readonly zone: string;
  readonly specification: string;
  readonly processes: readonly Process[];
}

const one = decimal('1');

/** What each process weighs by each key; in an answer nobody is given what a key knows nothing of. */
const weighers: Readonly<
  Record<(typeof keys)[number], (spreading: Spreading) => Promise<Answer<Weighed[]>> | Answer<Weighed[]>>
> = {
  equal: ({ processes }) => weighed(processes, () => one),
  hours: ({ processes, zone }) =>
    weighed(processes, ({ hasBeginning, hasEnd }) => {
      const [from, until] = [hasBeginning, hasEnd].map((text) => parseTime(text ?? '', zone)?.instant);
      return from === undefined || until === undefined ? zero : decimal(`${Math.max(0, until - from)}`);
    }),
  recipe: ({ processes, knowledge: { records }, specification }) =>
    weighed(processes, ({ basedOn, recipeProcess }) => {
      const steps = (records.RecipeProcess ?? []).filter(
        ({ id, processConformsTo }) => id === recipeProcess || (!recipeProcess && basedOn === processConformsTo),
      );
      const ids = new Set(steps.slice(0, 1).map(({ id }) => id));
      const flow = (records.RecipeFlow ?? []).find(
        ({ recipeInputOf, resourceConformsTo }) => ids.has(recipeInputOf ?? '') && resourceConformsTo === specification,
      );
      const unit = findUnit(flow?.resourceQuantity?.hasUnit ?? '');
      return flow?.resourceQuantity && unit
        ? toCoherent({ value: decimal(flow.resourceQuantity.hasNumericalValue), unit })
        : zero;
    }),
  input: async ({ house, network, processes }) => {
    const flows = await house.flows(network);
    if (!flows.value) return flows;
    const { table } = decodeTable(Uint8Array.from(flows.value.bytes).buffer);
    assert(table !== undefined, 'the flow table of the house is whole');
    const { columns, dictionaries, count } = table;
    const kilogram = dictionaries.units.indexOf('kilogram');
    const sums = new Map<string, number>();
    for (let row = 0; row < count; row++) {
      if (columns.role[row] !== roleCodes.in || columns.unit[row] !== kilogram) continue;
      const process = dictionaries.processes[columns.process[row]!]!;
      sums.set(process, (sums.get(process) ?? 0) + columns.quantity[row]!);
    }
    return weighed(processes, ({ id }) => decimal(Math.max(0, sums.get(id) ?? 0).toFixed(6)));
  },
};

const weighed = (processes: readonly Process[], weightOf: (process: Process) => Decimal): Answer<Weighed[]> => ({
  value: processes.map((each) => ({ process: each.id, weight: weightOf(each) })),
  problems: [],
});

/** The processes that ended within a period, of whoever holds the stock. */
const processesIn = (
  { records }: Knowledge,
  { from, until }: Metered,
  { zone, holder, basedOn }: { zone: string; holder: string | undefined; basedOn: string | undefined },
): Process[] =>
  (records.Process ?? []).filter(({ inScopeOf, hasEnd, hasBeginning, basedOn: kind }) => {
    const at = parseTime(hasEnd ?? hasBeginning ?? '', zone)?.instant;
    const isThen = at !== undefined && at > from && at <= until;
    return isThen && inScopeOf === holder && (basedOn === undefined || kind === basedOn);
  });

const inTurn: readonly (typeof keys)[number][] = ['recipe', 'hours', 'equal'];

/** The first key, or the one that is asked for, by which something weighs anything. */
async function spreadBy(spreading: Spreading, quantity: Metered['quantity'], asked: (typeof keys)[number] | undefined) {
  for (const name of asked === undefined ? inTurn : [asked]) {
    const weights = await weighers[name](spreading);
    if (!weights.value) return weights;
    const parts = spreadOver(quantity, weights.value);
    if (parts.size > 0) return { value: { key: name, parts }, problems: [] };
  }
  return { value: { key: undefined, parts: new Map<string, Decimal>() }, problems: [] };
}

interface Asked {
  readonly network: string;
  readonly id: string;
  readonly key?: (typeof keys)[number] | undefined;
  readonly basedOn?: string | undefined;
}

/** What would be recorded of a reading or an invoice, and what of it was recorded already. */
export async function proposalOf(
  house: House,
  { network, id, key: asked, basedOn }: Asked,
): Promise<Answer<z.infer<typeof proposal>>> {
  const zone = await zoneOf(house, network);
  if (zone.value === undefined) return zone;
  const known = await house.knowledge(network);
  if (!known.value) return known;
  const { records } = known.value;
  const found = records.Reading?.find((each) => each.id === id);
  if (!found) return { problems: [problem('record.unknown', '', { class: 'Reading', value: id })] };
  const { id: _, ...reading } = found;
  const said = meterings(known.value, zone.value, { resource: reading.of })[0]!;
  const own = said.problems.filter(({ record }) => record === id);
  const span = said.spans.find((each) => each.reading === id);
  if (!span) return { problems: [problem('reading.first', '', { value: id }), ...own] };
  const stock = await house.stocks(network, { resource: reading.of });
  if (!stock.value) return stock;
  const before = await spreadEvents(house, network, reading.of);
  if (!before.value) return before;
  const spreadOf = (of: string) => before.value.filter(({ event }) => event.spreadFrom === of);
  const isAlready = (other: Metered) =>
    other.reading !== id && other.from < span.until && other.until > span.from && spreadOf(other.reading).length > 0;
  const holder = stock.value.items[0]?.accountable;
  const specification = records.EconomicResource?.find((each) => each.id === reading.of)?.conformsTo ?? '';
  const processes = processesIn(known.value, span, { zone: zone.value, holder, basedOn });
  const spreading = { house, network, knowledge: known.value, zone: zone.value, specification, processes };
  const spread = await spreadBy(spreading, span.quantity, asked);
  if (!spread.value) return spread;
  const { key: used, parts } = spread.value;
  const events = meteredEvents({ span, reading, holder, specification, parts });
  const value = {
    ...(used && { key: used }),
    quantity: span.quantity,
    isSpread: spreadOf(id).length > 0,
    spread: spreadOf(id).map(shownSpread),
    spreadAlready: said.spans.filter(isAlready).map((each) => each.reading),
    records: events.map((body) => ({ type: 'EconomicEvent', ...body })),
    warnings: own.map((each) => tell(each)),
  };
  return { value, problems: [] };
}
