import type { Facts } from '../../../engine/1-record/facts.ts';
import { flowRoles, type FlowTable } from '../../../engine/3-flow/columns.ts';
import type { KindId } from './kinds.ts';
import { type OwnRow, ownRows } from './recent.ts';

/** An event as an agent usually records it: what happened, to which thing, in which kind of batch, to whom. */
export interface UsualEvent {
  readonly kind: KindId;
  /** Id of the stock, or of the specification where none is kept. */
  readonly thing: string;
  /** Process specification; '' for what belongs to no batch. */
  readonly batch: string;
  /** The one who received it; '' when nobody did. */
  readonly to: string;
}

export interface UsualQuestion {
  readonly agent: string;
  /** The batch that goes on; '' for what an agent begins with. */
  readonly process: string;
}

interface Seen extends UsualEvent {
  count: number;
  /** Sum of its places in the batches that have it. */
  places: number;
}

const most = 8;
/** So many of the last flows of a kind of batch tell what is usual. */
const lately = 150;
/** What is rarer than this beside the most usual one is not offered. */
const least = 0.25;

/**
 * What an agent most likely records next: in a batch what such batches have and it has not yet, in their order;
 * else how each kind of batch usually begins, then what is most often handed over.
 */
export function usualEvents(table: FlowTable, facts: Facts, { agent, process }: UsualQuestion): UsualEvent[] {
  const kindOfBatch = (id: string) => facts.Process?.get(id)?.basedOn ?? '';
  const batchOf = (row: number) => table.dictionaries.processes[table.columns.process[row]!]!;
  const rows = ownRows(table, agent).filter(({ row }) => flowRoles[table.columns.role[row]!] !== 'custody');
  const seen = latelySeen(rows, batchOf, kindOfBatch);
  if (!process) return [...beginnings(seen), ...handedOver(seen)].slice(0, 6);
  const there = new Set(rows.filter(({ row }) => batchOf(row) === process).map(nameOfEvent));
  const inSuch = usualOf(seen.filter(({ batch }) => batch !== '' && batch === kindOfBatch(process)));
  return inSuch.filter((each) => !there.has(nameOfEvent(each))).slice(0, most);
}

function latelySeen(
  rows: readonly OwnRow[],
  batchOf: (row: number) => string,
  kindOfBatch: (batch: string) => string,
): Seen[] {
  const placeIn = new Map<string, number>();
  const placed = rows.map((own) => {
    const batch = batchOf(own.row);
    const place = placeIn.get(batch) ?? 0;
    placeIn.set(batch, place + 1);
    return { ...own, place, batch: kindOfBatch(batch) };
  });
  const seen = new Map<string, Seen>();
  const taken = new Map<string, number>();
  for (const own of placed.toReversed()) {
    const before = taken.get(own.batch) ?? 0;
    taken.set(own.batch, before + 1);
    if (before < lately) count(seen, own, own.place);
  }
  return [...seen.values()];
}

/** Those that are not rare beside the most usual one, in the order in which a batch has them. */
function usualOf(seen: readonly Seen[]): Seen[] {
  const top = Math.max(...seen.map((each) => each.count), 0);
  return seen.filter((each) => each.count >= least * top).sort((a, b) => a.places / a.count - b.places / b.count);
}

/** How each kind of batch begins, the most frequent kind first. */
function beginnings(seen: readonly Seen[]): Seen[] {
  const kinds = [...new Set(seen.map(({ batch }) => batch))].filter(Boolean);
  const often = (batch: string) => Math.max(...seen.flatMap((each) => (each.batch === batch ? [each.count] : [])));
  return kinds
    .sort((a, b) => often(b) - often(a))
    .flatMap((batch) => usualOf(seen.filter((each) => each.batch === batch)).slice(0, 1));
}

/** What is handed over, the most frequent first. */
const handedOver = (seen: readonly Seen[]): Seen[] =>
  usualOf(seen.filter(({ kind }) => kind === 'handed-over')).sort((a, b) => b.count - a.count);

const nameOfEvent = ({ kind, thing }: Pick<OwnRow, 'kind' | 'thing'>) => `${kind} ${thing}`;

function count(seen: Map<string, Seen>, { kind, thing, batch, to }: UsualEvent, place: number): void {
  const key = JSON.stringify([kind, thing, batch, to]);
  const known = seen.get(key) ?? { kind, thing, batch, to, count: 0, places: 0 };
  known.count += 1;
  known.places += place;
  seen.set(key, known);
}
