import type { Side } from './side.ts';

/**
 * How much crosses between all neighbouring columns: the sum over crossing pairs of the product of their weights, in
 * O(n log n) with a tree of sums (Barth, Juenger and Mutzel 2002, with weights). `right` are the neighbours to the right.
 */
export function crossingWeight(order: readonly (readonly number[])[], right: Side): number {
  const index = new Int32Array(right.start.length - 1);
  let longest = 0;
  for (const column of order) {
    longest = Math.max(longest, column.length);
    for (let at = 0; at < column.length; at++) index[column[at]!] = at;
  }
  const tree = new Float64Array(longest + 1);
  let total = 0;
  for (const column of order) {
    tree.fill(0);
    total += crossingAfter(column, right, index, tree);
  }
  return total;
}

/** What crosses between a column and the next one. Links of one item never cross each other: they are counted, then added. */
function crossingAfter(column: readonly number[], right: Side, index: Int32Array, tree: Float64Array): number {
  const { start, item: other, weight } = right;
  let total = 0;
  let seen = 0;
  for (const item of column) {
    const [from, end] = [start[item]!, start[item + 1]!];
    for (let at = from; at < end; at++)
      total += weight[at]! * Math.max(0, seen - sumUpTo(tree, index[other[at]!]! + 1));
    for (let at = from; at < end; at++) {
      for (let place = index[other[at]!]! + 1; place < tree.length; place += place & -place)
        tree[place]! += weight[at]!;
      seen += weight[at]!;
    }
  }
  return total;
}

function sumUpTo(tree: Float64Array, upTo: number): number {
  let sum = 0;
  for (let place = upTo; place > 0; place -= place & -place) sum += tree[place]!;
  return sum;
}
