import { componentsOf, solveComponents } from '../../0-base/matrix/solve.ts';
import type { LotBalance } from './lot-balance.ts';
import { type LotLinks, linkMatrix, linksOf, withShadows } from './lot-links.ts';
import type { LotSystem } from './lot-system.ts';

/** Burdens that were solved, nodes x K, of which the marked draws are to be counted. */
interface Marking {
  readonly system: LotSystem;
  readonly balance: LotBalance;
  /** V_i / T_i, by node. */
  readonly average: Float64Array;
  /** What entered each node, nodes x K. */
  readonly entering: Float64Array;
  readonly z: Float64Array;
  /** Leaves out the links that do not count. */
  readonly open: (links: LotLinks) => LotLinks;
}

type Consumes = LotSystem['consumes'];

/** What is consumed where a column holds a number. */
function consumedWhere({ pool, process, quantity }: Consumes, marks: Uint8Array, mark: 0 | 1): Consumes {
  const isWanted = (_: number, at: number) => marks[at] === mark;
  return { pool: pool.filter(isWanted), process: process.filter(isWanted), quantity: quantity.filter(isWanted) };
}

const sumAt = (z: Float64Array, row: number, of: readonly number[]): number =>
  of.reduce((sum, k) => sum + z[row + k]!, 0);

/**
 * Solves the marked indicator anew and puts it into z: what the marked draws bring of `of` enters as `as`, and they bring no `as` of their own. So
 * flour ground with power that was shared out from a meter rests on that sharing, though the power itself was metered.
 */
export function countMarks({ system, balance, average, entering, z, open }: Marking): void {
  const { marks, consumes, indicators } = system;
  if (!marks?.consumes.includes(1)) return;
  const { of, as } = marks;
  const width = indicators.length;
  const right = average.map((_, node) => entering[node * width + as]!);
  const marked = consumedWhere(consumes, marks.consumes, 1);
  marked.quantity.forEach((quantity, at) => {
    const [pool, process] = [marked.pool[at]!, balance.available.length + marked.process[at]!];
    if (quantity > 0) right[process]! += (quantity / balance.available[pool]!) * sumAt(z, pool * width, of);
  });
  const rest = { ...system, consumes: consumedWhere(consumes, marks.consumes, 0) };
  const matrix = linkMatrix(open(withShadows(linksOf(rest, balance), rest, balance)), average);
  const pivot = Int32Array.from(average, (_, node) => node);
  const { x } = solveComponents({ matrix, pivot, right }, componentsOf(matrix, pivot));
  x.forEach((each, node) => {
    z[node * width + as] = each;
  });
}
