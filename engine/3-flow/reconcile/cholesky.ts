/** A symmetric matrix by rows: the entries of row i, its diagonal among them. */
export type SymmetricRows = readonly Map<number, number>[];

/** M = P^T L D L^T P without pivoting; a row that depends on others is left out. */
export interface Factor {
  /** Rows in the order in which they were eliminated. */
  readonly order: Int32Array;
  /** By row: the rows that it was eliminated from, and L_ij of each. */
  readonly below: readonly Int32Array[];
  readonly factor: readonly Float64Array[];
  /** By row: the pivot; 0 where the row depends on others. */
  readonly pivot: Float64Array;
  readonly rank: number;
}

/** Part of its diagonal below which a pivot is lost in rounding. */
const lost = 1e-10;

/** Rows by how many others they touch, the fewest first; a row may stand in several places and counts in the last. */
function degreeQueue(rows: SymmetricRows) {
  const buckets: number[][] = [];
  const degree = new Int32Array(rows.length).fill(-1);
  let lowest = 0;
  const put = (row: number): void => {
    const size = rows[row]!.size;
    if (degree[row] === size) return;
    degree[row] = size;
    buckets[size] ??= [];
    buckets[size].push(row);
    lowest = Math.min(lowest, size);
  };
  rows.forEach((_, row) => {
    put(row);
  });
  return {
    put,
    next(isGone: Uint8Array): number {
      for (;;) {
        const row = buckets[lowest]?.pop();
        if (row === undefined) lowest += 1;
        else if (isGone[row] === 0 && degree[row] === lowest) return row;
      }
    },
  };
}

/**
 * Factors a symmetric positive semidefinite matrix, the row with the fewest neighbours first (minimum degree).
 * Source: T. Davis, Direct Methods for Sparse Linear Systems (2006), chapters 4 and 7. Time O(fill).
 */
export function factorSymmetric(matrix: SymmetricRows): Factor {
  const rows = matrix.map((row) => new Map(row));
  const size = rows.length;
  const queue = degreeQueue(rows);
  const isGone = new Uint8Array(size);
  const order = new Int32Array(size);
  const pivot = new Float64Array(size);
  const below = new Array<Int32Array>(size);
  const factor = new Array<Float64Array>(size);
  let rank = 0;
  for (let step = 0; step < size; step++) {
    const p = queue.next(isGone);
    isGone[p] = 1;
    order[step] = p;
    const row = rows[p]!;
    const d = row.get(p) ?? 0;
    row.delete(p);
    const near = Int32Array.from(row.keys());
    const isKept = d > lost * (matrix[p]!.get(p) ?? 0);
    for (const i of near) rows[i]!.delete(p);
    below[p] = isKept ? near : new Int32Array(0);
    factor[p] = isKept ? Float64Array.from(row.values(), (value) => value / d) : new Float64Array(0);
    pivot[p] = isKept ? d : 0;
    if (isKept) rank += 1;
    if (isKept) subtractOuter(rows, { near, l: factor[p]!, d });
    for (const i of near) queue.put(i);
  }
  return { order, below, factor, pivot, rank };
}

function subtractOuter(
  rows: readonly Map<number, number>[],
  { near, l, d }: { readonly near: Int32Array; readonly l: Float64Array; readonly d: number },
): void {
  for (let a = 0; a < near.length; a++) {
    const row = rows[near[a]!]!;
    const scaled = l[a]! * d;
    for (let b = 0; b < near.length; b++) row.set(near[b]!, (row.get(near[b]!) ?? 0) - scaled * l[b]!);
  }
}

/** Solves M y = r; entries of rows that depend on others are 0. */
export function solveFactored({ order, below, factor, pivot }: Factor, right: Float64Array): Float64Array {
  const y = right.slice();
  for (const p of order) for (let k = 0; k < below[p]!.length; k++) y[below[p]![k]!]! -= factor[p]![k]! * y[p]!;
  for (let step = order.length - 1; step >= 0; step--) {
    const p = order[step]!;
    y[p] = pivot[p] === 0 ? 0 : y[p]! / pivot[p]!;
    if (pivot[p] !== 0) for (let k = 0; k < below[p]!.length; k++) y[p]! -= factor[p]![k]! * y[below[p]![k]!]!;
  }
  return y;
}

/**
 * The entries of M^-1 where L has entries, among them all where M has: Z = D^-1 L^-1 + (I - L^T) Z, from the last row back.
 * Source: K. Takahashi, J. Fagan, M. Chin, Formation of a sparse bus impedance matrix (1973).
 */
export function inverseEntries({ order, below, factor, pivot }: Factor): Map<number, number>[] {
  const inverse = order.length === 0 ? [] : Array.from(order, () => new Map<number, number>());
  for (let step = order.length - 1; step >= 0; step--) {
    const p = order[step]!;
    if (pivot[p] === 0) continue;
    const [near, l] = [below[p]!, factor[p]!];
    let own = 1 / pivot[p]!;
    for (let a = 0; a < near.length; a++) {
      let sum = 0;
      const row = inverse[near[a]!]!;
      for (let b = 0; b < near.length; b++) sum -= (row.get(near[b]!) ?? 0) * l[b]!;
      inverse[p]!.set(near[a]!, sum);
      row.set(p, sum);
      own -= l[a]! * sum;
    }
    inverse[p]!.set(p, own);
  }
  return inverse;
}
