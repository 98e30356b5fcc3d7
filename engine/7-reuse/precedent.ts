import { groupBy } from '../0-base/group.ts';
import type { Goods } from './goods.ts';
import type { Contents } from './mass.ts';

/** That batches of a kind of process which took one thing needed less of another. */
export interface Precedent {
  readonly kind: string;
  readonly offered: string;
  readonly needed: string;
  /** Kilograms of the needed thing that a kilogram of the offered one replaced. */
  readonly factor: number;
  /** Batches that took the offered thing, and those that did not. */
  readonly batches: { readonly with: number; readonly without: number };
  /** The most that one batch took of it, in kilograms. */
  readonly mostPerBatch: number;
}

/** Less than this share of the usual amount spared is no replacement. */
const leastSpared = 0.05;
/** A difference within so many standard errors may be chance. */
const certainty = 2;

/** One batch: kilograms of each input for one kilogram that came out, and in all. */
interface Batch {
  readonly kind: string;
  readonly taken: ReadonlyMap<string, number>;
  readonly made: number;
}

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

/**
 * Finds what has already stood in for what. For each kind of process, over its batches: x = kg of the needed thing per kg that came out,
 * y = kg of the offered one; spared = mean x without it - mean x with it; factor = spared / mean y. It counts from two batches on either
 * side on, when spared is at least 5 % of the mean without and more than two standard errors (Welch). Water and what has no mass are left out.
 * Time: the sum over batches of the square of their inputs.
 */
export function findPrecedents(goods: Goods, contents: Contents): Precedent[] {
  const batches = groupBy(batchesOf(goods, contents), ({ kind }) => kind);
  return [...batches].flatMap(([kind, list]) => precedentsOf(kind, list)).sort(inOrder);
}

const keyOf = ({ kind, offered, needed }: Precedent): string => JSON.stringify([kind, offered, needed]);
const inOrder = (a: Precedent, b: Precedent): number => (keyOf(a) < keyOf(b) ? -1 : 1);

function batchesOf({ flows }: Goods, contents: Contents): Batch[] {
  const found = new Map<string, { kind: string; taken: Map<string, number>; made: number }>();
  for (const { process, kind, way, specification, unit, quantity } of flows) {
    if (process === '' || kind === '' || (way !== 'in' && way !== 'out')) continue;
    const kilograms = quantity * contents.massOf(specification, unit);
    if (!(kilograms > 0) || (way === 'in' && contents.isWater(specification))) continue;
    const batch = found.get(process) ?? { kind, taken: new Map<string, number>(), made: 0 };
    found.set(process, batch);
    if (way === 'out') batch.made += kilograms;
    else batch.taken.set(specification, (batch.taken.get(specification) ?? 0) + kilograms);
  }
  return [...found.values()].filter(({ made, taken }) => made > 0 && taken.size > 0);
}

function precedentsOf(kind: string, batches: readonly Batch[]): Precedent[] {
  const all = new Map<string, Sums>();
  const beside = new Map<string, Map<string, Sums>>();
  for (const { taken, made } of batches)
    for (const [offered, kilograms] of taken) {
      add(all, offered, kilograms / made);
      const others = beside.get(offered) ?? new Map<string, Sums>();
      beside.set(offered, others);
      for (const [needed, amount] of taken) add(others, needed, amount / made);
    }
  const most = (offered: string) => batches.reduce((top, { taken }) => Math.max(top, taken.get(offered) ?? 0), 0);
  return [...beside].flatMap(([offered, others]) => {
    const taken = all.get(offered)!;
    const counts = { with: taken.count, without: batches.length - taken.count };
    if (counts.with < 2 || counts.without < 2) return [];
    return [...all].flatMap(([needed, total]) => {
      if (needed === offered) return [];
      const near = others.get(needed) ?? { count: 0, sum: 0, squares: 0 };
      const far = { count: 0, sum: total.sum - near.sum, squares: total.squares - near.squares };
      const spared = sparedBetween({ ...far, count: counts.without }, { ...near, count: counts.with });
      if (spared === undefined) return [];
      const factor = spared / (taken.sum / taken.count);
      return [{ kind, offered, needed, factor, batches: counts, mostPerBatch: most(offered) }];
    });
  });
}

function add(sums: Map<string, Sums>, name: string, value: number): void {
  const known = sums.get(name) ?? { count: 0, sum: 0, squares: 0 };
  sums.set(name, { count: known.count + 1, sum: known.sum + value, squares: known.squares + value * value });
}

/**
 * How much less the second takes on average; undefined when that is little or may be chance (the variances of the two means are those of
 * samples, divided by n). A batch that took none counts as 0.
 */
function sparedBetween(without: Sums, within: Sums): number | undefined {
  const mean = ({ sum, count }: Sums) => sum / count;
  const variance = (of: Sums) => Math.max(0, of.squares / of.count - mean(of) ** 2) / (of.count - 1);
  const spared = mean(without) - mean(within);
  if (!(mean(without) > 0) || spared < leastSpared * mean(without)) return undefined;
  return spared > certainty * Math.sqrt(variance(without) + variance(within)) ? spared : undefined;
}
