import type { Day } from '../../0-base/time.ts';
import type { Subjects } from '../balance/subject.ts';
import { isCounted, type Span } from '../balance/sums.ts';
import type { FlowTable } from '../columns.ts';
import type { LayerContent } from '../layer.ts';
import type { CountedStock } from './counted.ts';

/** A stock in somebody's hands, whatever its stage and state, with what the books hold of it. */
export interface StockPool {
  readonly resource: string;
  readonly holder: string;
  readonly specification: string;
  /** In the layer, at the beginning and the end of the span; NaN when something in it has no content. */
  before: number;
  after: number;
  /** The most that it ever gained or lost at once, by which "empty" is told from rounding. */
  largest: number;
  readonly counts: CountedStock[];
}

/** The stocks of a table that are asked to balance. */
export interface StockPools {
  readonly pools: readonly StockPool[];
  /** By node: place in `pools`, -1 for what is no stock or somebody else's. */
  readonly ofNode: Int32Array;
}

interface Gathering {
  readonly table: FlowTable;
  readonly layer: LayerContent;
  readonly subjects: Subjects;
  readonly span: Span;
  readonly counted: readonly CountedStock[];
}

/** Gathers the named stocks inside the subjects, with what the books held of them; stocks without a name are nobody's to balance. */
export function stockPools({ table, layer, subjects, span, counted }: Gathering): StockPools {
  const { nodes } = table.dictionaries;
  const places = new Map<string, number>();
  const pools: StockPool[] = [];
  const ofNode = Int32Array.from(nodes, (node, at) => {
    if (node.kind !== 'pool' || node.resource === undefined || subjects.ofNode[at]! < 0) return -1;
    const { resource, holder, specification } = node;
    const key = `${resource} ${holder}`;
    if (!places.has(key)) {
      places.set(key, pools.length);
      pools.push({ resource, holder, specification, before: 0, after: 0, largest: 0, counts: [] });
    }
    return places.get(key)!;
  });
  keepBooks({ table, layer, span }, { pools, ofNode });
  for (const each of counted) {
    const isIn = each.day >= span.first && each.day < span.end;
    const held = pools.filter(
      ({ resource, holder }) => resource === each.resource && (each.holder ?? holder) === holder,
    );
    if (isIn && held.length === 1) held[0]!.counts.push(each);
  }
  return { pools, ofNode };
}

function keepBooks(
  { table, layer, span }: Pick<Gathering, 'table' | 'layer' | 'span'>,
  { pools, ofNode }: StockPools,
): void {
  const { columns, count } = table;
  const change = (place: number, amount: number, day: Day): void => {
    if (place < 0 || day >= span.end) return;
    const pool = pools[place]!;
    pool.after += amount;
    if (day < span.first) pool.before += amount;
    pool.largest = Math.max(pool.largest, Math.abs(amount));
  };
  for (let row = 0; row < count; row++) {
    if (!isCounted(table, row)) continue;
    const amount = layer.content[row]!;
    change(ofNode[columns.from[row]!]!, -amount, columns.day[row]!);
    change(ofNode[columns.to[row]!]!, amount, columns.day[row]!);
  }
}
