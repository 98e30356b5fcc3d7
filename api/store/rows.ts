import { assert } from '../../engine/0-base/assert.ts';
import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import { add, type Decimal, formatDecimal, zero } from '../../engine/0-base/decimal.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import type { Allocation, EventEffects, Posting, RecordedEvent } from '../../engine/2-ledger/effect.ts';
import type { Ledger } from '../../engine/2-ledger/ledger.ts';
import { isIn, takesBack } from '../../engine/2-ledger/statement.ts';
import type { GroupRows } from './group.ts';
import { blockAt, weekAt } from './week.ts';

/** One frame as it is folded: its heading, its entries with their private fields, and what follows from them. */
export interface FoldedFrame {
  readonly number: number;
  readonly recorded: Instant;
  readonly author: string;
  readonly key: string;
  readonly requestHash: string;
  readonly firstSequence: number;
  /** The network's zone when it was admitted: its days stay those days when the zone is revised. */
  readonly zone: string;
  readonly entries: readonly Entry[];
  readonly effects: readonly EventEffects[];
  readonly touched: readonly string[];
  readonly warnings: readonly Problem[];
}

interface Sums {
  accounting: Decimal;
  onhand: Decimal;
}

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Row)[] ? Row[] : T[K] };

/** What one event did to a resource at a holder, both accounts beside each other. */
interface HolderSums extends Sums {
  readonly resource: string;
  readonly holder: string;
}

/** What the events of a week that were recorded in a block did to a resource at a holder, and what of it came in. */
interface WeekSums extends HolderSums {
  readonly week: number;
  readonly block: number;
  accountingIn: Decimal;
  onhandIn: Decimal;
}

const texts = ({ accounting, onhand }: Sums) => ({
  accounting: formatDecimal(accounting),
  onhand: formatDecimal(onhand),
});

/** The network's state after a group, as the database keeps it. */
export type GroupState = GroupRows['state'];

/** The rows of a group of folded frames, taken after the ledger has admitted all of them. */
export function rowsOfGroup(options: {
  network: string;
  frames: readonly FoldedFrame[];
  ledger: Ledger;
  state: GroupState;
}): GroupRows {
  const { network, frames, ledger, state } = options;
  const first = frames[0];
  assert(first !== undefined, 'a group holds a frame');
  const touched = new Set(frames.flatMap((frame) => frame.touched));
  return {
    network,
    firstFrame: first.number,
    state,
    batches: frames.map((frame) => batchRow(network, frame)),
    ...recordRows(network, frames, ledger),
    ...eventRows(network, frames, ledger),
    ...headRows(network, touched, ledger),
  };
}

const batchRow = (network: string, frame: FoldedFrame): GroupRows['batches'][number] => ({
  network,
  frame: frame.number,
  author: frame.author,
  key: frame.key,
  requestHash: frame.requestHash,
  recorded: frame.recorded,
  firstSequence: frame.firstSequence,
  sequence: frame.firstSequence + frame.entries.length - 1,
  warnings: frame.warnings.length > 0 ? JSON.stringify(frame.warnings) : null,
});

type RecordRows = Pick<GroupRows, 'records' | 'versions'>;
type WrittenRecord = GroupRows['records'][number];

/**
 * Records as they stand after the group, and what they were before; the first entry of a record in the group gives its
 * place. A retired record has no next version, so one that ended holds what its own entry says.
 */
function recordRows(network: string, frames: readonly FoldedFrame[], ledger: Ledger): RecordRows {
  const rows = new Map<string, { row: WrittenRecord; entry: Entry }>();
  const versions: GroupRows['versions'][number][] = [];
  for (const { entries, firstSequence, recorded, number, author } of frames)
    entries.forEach((entry, place) => {
      const { id, op } = entry;
      const sequence = firstSequence + place;
      const before = rows.get(id);
      const now = ledger.records.get(id);
      assert(now !== undefined, 'the ledger keeps the records that it admits', { id });
      if (before) versions.push(endedVersion(before, sequence));
      else if (op !== 'record') versions.push({ network, id, ended: sequence });
      const row: WrittenRecord = {
        ...(before?.row ?? { network, id, class: entry.class, sequence, recorded, frame: number, author }),
        body: canonicalText(now.body as Canonical),
        revision: (before?.row.revision ?? 0) + 1,
        revised: sequence,
        retired: op === 'retire',
      };
      rows.set(id, { row, entry });
    });
  return { records: [...rows.values()].map(({ row }) => row), versions };
}

const endedVersion = ({ row, entry }: { row: WrittenRecord; entry: Entry }, ended: number) => {
  const { frame: _, author: __, ...rest } = row;
  return { ...rest, body: canonicalText(entry.body as Canonical), ended };
};

type EventRows = Pick<GroupRows, 'events' | 'corrected' | 'postings' | 'changes' | 'allocations' | 'ended' | 'weeks'>;

function eventRows(network: string, frames: readonly FoldedFrame[], ledger: Ledger): EventRows {
  const rows: Growing<EventRows> = {
    events: [],
    corrected: [],
    postings: [],
    changes: [],
    allocations: [],
    ended: [],
    weeks: [],
  };
  const weeks = new Map<string, WeekSums>();
  const corrected = new Set<string>();
  const made = new Set<number>();
  for (const { event, postings, changes, allocations, endsChanges } of frames.flatMap((frame) => frame.effects)) {
    const { happened, sequence, rootSequence } = event;
    made.add(sequence);
    rows.events.push(eventRow(network, event, ledger));
    if (event.root !== event.id && !made.has(rootSequence)) corrected.add(event.root);
    const sums = holderSums(postings);
    const isBack = takesBack(event);
    rows.postings.push(
      ...sums.map((each) => ({ network, happened, sequence, takesBack: isBack, ...each, ...texts(each) })),
    );
    for (const each of sums) addToWeek(weeks, event, each, isBack);
    for (const change of changes) rows.changes.push({ network, happened, rootSequence, sequence, ...change });
    rows.allocations.push(...allocations.map((each) => allocationRow(network, event, each)));
    if (endsChanges) rows.ended.push({ rootSequence, sequence });
  }
  rows.corrected.push(...[...corrected].map((id) => ({ id, ...totalsOf(id, ledger) })));
  rows.weeks.push(
    ...[...weeks.values()].map((sums) => ({
      ...{ network, ...sums, ...texts(sums) },
      accountingIn: formatDecimal(sums.accountingIn),
      onhandIn: formatDecimal(sums.onhandIn),
    })),
  );
  return rows;
}

const allocationRow = (
  network: string,
  { happened, sequence, root }: RecordedEvent,
  { target, link, resource, effort }: Allocation,
): GroupRows['allocations'][number] => ({
  network,
  target,
  link,
  happened,
  sequence,
  root,
  resource: formatDecimal(resource),
  effort: formatDecimal(effort),
});

function totalsOf(id: string, ledger: Ledger): { resourceTotal: string; effortTotal: string } {
  const kept = ledger.events.get(id);
  assert(kept !== undefined, 'the ledger keeps the events that it admits', { id });
  return { resourceTotal: formatDecimal(kept.resourceTotal), effortTotal: formatDecimal(kept.effortTotal) };
}

function eventRow(network: string, event: RecordedEvent, ledger: Ledger): GroupRows['events'][number] {
  const { body, sides } = event;
  return {
    network,
    sequence: event.sequence,
    id: event.id,
    happened: event.happened,
    action: body.action,
    process: event.process ?? null,
    provider: body.provider ?? null,
    receiver: body.receiver ?? null,
    resource: body.resourceInventoriedAs ?? null,
    toResource: body.toResourceInventoriedAs ?? null,
    root: event.root,
    rootSequence: event.rootSequence,
    from: sides.provider,
    to: sides.receiver,
    corrected: ledger.events.get(event.id)?.corrected ?? false,
    ...totalsOf(event.id, ledger),
  };
}

/** What an event did, for each resource and holder that it touched. */
function holderSums(postings: readonly Posting[]): HolderSums[] {
  const sums = new Map<string, HolderSums>();
  for (const { resource, holder, account, quantity } of postings) {
    const key = `${resource} ${holder}`;
    const sum = sums.get(key) ?? { resource, holder, accounting: zero, onhand: zero };
    sum[account] = add(sum[account], quantity);
    sums.set(key, sum);
  }
  return [...sums.values()];
}

function addToWeek(
  weeks: Map<string, WeekSums>,
  { happened, sequence }: RecordedEvent,
  { resource, holder, accounting, onhand }: HolderSums,
  isBack: boolean,
): void {
  const [week, block] = [weekAt(happened), blockAt(sequence)];
  const key = `${week} ${block} ${resource} ${holder}`;
  const none = { accounting: zero, onhand: zero, accountingIn: zero, onhandIn: zero };
  const sum = weeks.get(key) ?? { resource, holder, week, block, ...none };
  sum.accounting = add(sum.accounting, accounting);
  sum.onhand = add(sum.onhand, onhand);
  if (isIn(accounting, isBack)) sum.accountingIn = add(sum.accountingIn, accounting);
  if (isIn(onhand, isBack)) sum.onhandIn = add(sum.onhandIn, onhand);
  weeks.set(key, sum);
}

function headRows(
  network: string,
  touched: ReadonlySet<string>,
  ledger: Ledger,
): Pick<GroupRows, 'resources' | 'heads'> {
  const heads = [...touched].flatMap((id) => ledger.heads.get(id) ?? []);
  return {
    resources: heads.map(({ resource, specification, dimension, live }) => ({
      network,
      resource,
      specification,
      dimension: dimension ?? null,
      live,
    })),
    heads: heads.flatMap(({ resource, positions }) =>
      [...positions].map(([holder, position]) => ({ network, resource, holder, ...texts(position) })),
    ),
  };
}
