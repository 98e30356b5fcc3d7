import type { Figure } from '../background-reader.ts';
import type { FigureSource } from '../figure-source.ts';
import { burdenOf, type BurdenTable, type EntryKind } from './burden.ts';

/** A source in the role in which it brings burden in. */
export interface EntrySource {
  readonly source: FigureSource;
  readonly kind: EntryKind;
  /** Whether the amounts were shared out from a meter or an invoice. */
  readonly isSpread: boolean;
}

/** Burden that came over the border, by columns: `amount` units of a source into a pool or a process of the draft, the other being -1. */
export interface Entries {
  readonly sources: readonly EntrySource[];
  readonly pool: readonly number[];
  /** Of the system: a part of a process may take over what came for the whole. */
  readonly process: number[];
  /** Place in `sources`. */
  readonly source: readonly number[];
  readonly amount: readonly number[];
  /** Id of the specification that came. */
  readonly of: readonly string[];
}

/** One entry. */
export interface Entry {
  readonly specification: string;
  readonly figure: Figure;
  /** Coherent units of the thing that the figure is per. */
  readonly quantity: number;
  readonly kind: EntryKind;
  /** Whether the amount was shared out from a meter or an invoice. */
  readonly isSpread?: boolean;
}

/** Entries while they are written. */
export interface EntryBook extends Entries {
  /** Writes an entry of a pool, and adds its burden to that pool's row of the tables. */
  toPool(pool: number, entry: Entry, tables: readonly BurdenTable[]): void;
  /** The same for a process. */
  toProcess(process: number, entry: Entry, tables: readonly BurdenTable[]): void;
  /** The burden of one unit of the source at a place, and of any. */
  burdenAt(source: number): Float64Array;
  burdenOf(source: FigureSource, kind: EntryKind): Float64Array;
}

/** An empty book. */
export function entryBook(): EntryBook {
  const sources: EntrySource[] = [];
  const burdens: Float64Array[] = [];
  const columns = {
    pool: [] as number[],
    process: [] as number[],
    source: [] as number[],
    amount: [] as number[],
    of: [] as string[],
  };
  const known = new Map<FigureSource, Map<string, number>>();
  const placeOf = ({ figure: { source }, kind, isSpread = false }: Entry): number => {
    const places = known.get(source) ?? new Map<string, number>();
    known.set(source, places);
    const key = isSpread ? `${kind} spread` : kind;
    const found = places.get(key) ?? sources.length;
    if (found === sources.length) {
      places.set(key, found);
      sources.push({ source, kind, isSpread });
      burdens.push(burdenOf(source, kind, isSpread));
    }
    return found;
  };
  const write = (pool: number, process: number, entry: Entry, tables: readonly BurdenTable[]): void => {
    const source = placeOf(entry);
    const amount = entry.figure.amount * entry.quantity;
    columns.pool.push(pool);
    columns.process.push(process);
    columns.source.push(source);
    columns.amount.push(amount);
    columns.of.push(entry.specification);
    for (const table of tables) table.add(pool >= 0 ? pool : process, burdens[source]!, amount);
  };
  return {
    sources,
    ...columns,
    toPool: (pool, entry, tables) => write(pool, -1, entry, tables),
    toProcess: (process, entry, tables) => write(-1, process, entry, tables),
    burdenAt: (source) => burdens[source]!,
    burdenOf: (source, kind) => burdenOf(source, kind, false),
  };
}
