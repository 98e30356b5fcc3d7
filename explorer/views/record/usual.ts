import type { Facts } from '../../../engine/1-record/facts.ts';
import { flowRoles, type FlowTable } from '../../../engine/3-flow/columns.ts';
import type { KindId } from './kinds.ts';
import { type OwnRow, ownRows } from './recent.ts';
import { recipeKinds, recipeLines } from './recipe.ts';

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
 * What an agent most likely records next: in a batch what such batches have and it has not yet, in their order, then what a recipe says
 * beside; else how each kind of batch usually begins, by the recipe where none was recorded, then what is most often handed over.
 */
export function usualEvents(table: FlowTable, facts: Facts, { agent, process }: UsualQuestion): UsualEvent[] {
  const kindOfBatch = (id: string) => facts.Process?.get(id)?.basedOn ?? '';
  const batchOf = (row: number) => table.dictionaries.processes[table.columns.process[row]!]!;
  const rows = ownRows(table, agent).filter(({ row }) => flowRoles[table.columns.role[row]!] !== 'custody');
  const seen = latelySeen(rows, batchOf, kindOfBatch);
  const stockOf = stocksIn(table, agent);
  const fromRecipe = (batch: string): UsualEvent[] =>
    recipeLines(facts, batch).map(({ kind, specification }) => ({
      kind,
      thing: kind === 'worked' ? specification : stockOf(specification),
      batch,
      to: '',
    }));
  if (!process) {
    const known = new Set(seen.map(({ batch }) => batch));
    const anew = recipeKinds(facts).filter((batch) => !known.has(batch));
    const first = anew.flatMap((batch) => fromRecipe(batch).slice(0, 1));
    return [...beginnings(seen), ...first, ...handedOver(seen)].slice(0, 6);
  }
  const there = new Set(rows.filter(({ row }) => batchOf(row) === process).map(nameOfEvent));
  const inSuch = usualOf(seen.filter(({ batch }) => batch !== '' && batch === kindOfBatch(process)));
  const usual = inSuch.filter((each) => !there.has(nameOfEvent(each)));
  const specificationOf = (thing: string) => facts.EconomicResource?.get(thing)?.conformsTo ?? thing;
  const isSame = (a: UsualEvent | OwnRow, b: UsualEvent) =>
    a.kind === b.kind && specificationOf(a.thing) === specificationOf(b.thing);
  const inBatch = rows.filter(({ row }) => batchOf(row) === process);
  const rest = fromRecipe(kindOfBatch(process)).filter(
    (line) => ![...usual, ...inBatch].some((each) => isSame(each, line)),
  );
  return [...usual, ...rest].slice(0, most);
}

/** The stock of a specification that an agent held last, else the specification itself. */
function stocksIn({ columns, dictionaries, count }: FlowTable, agent: string): (specification: string) => string {
  const held = new Map<string, string>();
  for (let row = 0; row < count; row++)
    for (const place of [columns.from[row]!, columns.to[row]!]) {
      const node = dictionaries.nodes[place]!;
      if (node.kind === 'pool' && node.holder === agent && node.resource) held.set(node.specification, node.resource);
    }
  return (specification) => held.get(specification) ?? specification;
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
