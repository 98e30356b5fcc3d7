/** A line between two neighbouring columns: the place of its ends, and its weight. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * How much crosses between two columns: the sum over crossing pairs of the product of their weights, in O(n log n)
 * with a tree of sums (Barth, Juenger and Mutzel 2002, with weights).
 */
export function crossingWeight(lines: readonly Line[]): number {
  const sorted = [...lines].sort((a, b) => a.from - b.from || a.to - b.to);
  const size = Math.max(0, ...sorted.map((line) => line.to)) + 1;
  const tree = new Float64Array(size + 1);
  let total = 0;
  let seen = 0;
  for (const { to, weight } of sorted) {
    total += weight * (seen - sumUpTo(tree, to + 1));
    for (let place = to + 1; place <= size; place += place & -place) tree[place]! += weight;
    seen += weight;
  }
  return Math.max(0, total);
}

function sumUpTo(tree: Float64Array, upTo: number): number {
  let sum = 0;
  for (let place = upTo; place > 0; place -= place & -place) sum += tree[place]!;
  return sum;
}
