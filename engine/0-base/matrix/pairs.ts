import type { Aim } from './iterate.ts';
import type { Half, SplitMatrix } from './split.ts';

/** Two rows, a and b, that draw much on each other: x_a + p x_b + ... and q x_a + x_b + ..., with a gain p q. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly p: number;
  readonly q: number;
}

/** A matrix whose strong pairs are solved among themselves: the same answers, in fewer steps. */
export interface Eased {
  readonly matrix: SplitMatrix;
  readonly pairs: readonly Pair[];
}

/** From this gain on a pair costs an iteration more steps than its two rows cost to mix. */
const strong = 0.2;
/** Beyond it a pair hardly differs from one without an answer, and is left as it is. */
const closed = 0.9999;

/** The entry of a row at a column; 0 where there is none. */
function entryOf({ lower, upper }: SplitMatrix, i: number, j: number): number {
  const { start, at, value } = j < i ? lower : upper;
  for (let e = start[i]!; e < start[i + 1]!; e++) if (at[e] === j) return value[e]!;
  return 0;
}

/** The strong pairs, the strongest first, each row in one at most. */
function strongPairs(matrix: SplitMatrix): Pair[] {
  const { size, lower } = matrix;
  const found: Pair[] = [];
  for (let b = 0; b < size; b++)
    for (let e = lower.start[b]!; e < lower.start[b + 1]!; e++) {
      const q = lower.value[e]!;
      if (Math.abs(q) < strong / 4) continue;
      const a = lower.at[e]!;
      const p = entryOf(matrix, a, b);
      if (p * q >= strong && p * q <= closed) found.push({ a, b, p, q });
    }
  const isTaken = new Uint8Array(size);
  return found
    .sort((one, other) => other.p * other.q - one.p * one.q)
    .filter(({ a, b }) => {
      if (isTaken[a] === 1 || isTaken[b] === 1) return false;
      isTaken[a] = isTaken[b] = 1;
      return true;
    });
}

/** A row with its entries by column. */
type Row = Map<number, number>;

function addRow({ lower, upper }: SplitMatrix, i: number, factor: number, into: Row): void {
  into.set(i, (into.get(i) ?? 0) + factor);
  for (const { start, at, value } of [lower, upper])
    for (let e = start[i]!; e < start[i + 1]!; e++) into.set(at[e]!, (into.get(at[e]!) ?? 0) + factor * value[e]!);
}

/** Row i free of its partner j: (row_i - entry row_j) / (1 - p q). */
function mixedRow(matrix: SplitMatrix, i: number, { j, entry, gain }: { j: number; entry: number; gain: number }): Row {
  const row: Row = new Map();
  addRow(matrix, i, 1 / (1 - gain), row);
  addRow(matrix, j, -entry / (1 - gain), row);
  row.delete(i);
  row.delete(j);
  return row;
}

/** One half of the matrix with some rows in place of others. */
function exchanged(
  half: Half,
  size: number,
  rows: ReadonlyMap<number, Row>,
  isOwn: (i: number, j: number) => boolean,
): Half {
  const parts = new Map(Array.from(rows, ([i, row]) => [i, [...row].filter(([j]) => isOwn(i, j))] as const));
  const more = [...parts.values()].reduce((sum, part) => sum + part.length, 0);
  const room = half.start[size]! - half.start[0]! + more;
  const start = new Int32Array(size + 1);
  const at = new Int32Array(room);
  const value = new Float64Array(room);
  let filled = 0;
  for (let i = 0; i < size; i++) {
    for (const [j, each] of parts.get(i) ?? []) {
      at[filled] = j;
      value[filled++] = each;
    }
    if (!parts.has(i))
      for (let e = half.start[i]!; e < half.start[i + 1]!; e++) {
        at[filled] = half.at[e]!;
        value[filled++] = half.value[e]!;
      }
    start[i + 1] = filled;
  }
  return { start, at, value };
}

/**
 * Mixes the rows of strong pairs, each by the inverse of its own two by two: what runs between the two is solved at once, where Gauss-Seidel would
 * go round and round. A = I + ... stays of that shape, and no entry of an M-matrix turns its sign. Time O(entries).
 */
export function easePairs(matrix: SplitMatrix): Eased {
  const pairs = strongPairs(matrix);
  if (pairs.length === 0) return { matrix, pairs };
  const rows = new Map(
    pairs.flatMap(({ a, b, p, q }) => [
      [a, mixedRow(matrix, a, { j: b, entry: p, gain: p * q })] as const,
      [b, mixedRow(matrix, b, { j: a, entry: q, gain: p * q })] as const,
    ]),
  );
  const { size } = matrix;
  const lower = exchanged(matrix.lower, size, rows, (i, j) => j < i);
  const upper = exchanged(matrix.upper, size, rows, (i, j) => j > i);
  return { matrix: { size, lower, upper }, pairs };
}

/** The right side that belongs to the eased matrix. */
export function easedRight({ pairs }: Eased, right: Float64Array): Float64Array {
  if (pairs.length === 0) return right;
  const eased = right.slice();
  for (const { a, b, p, q } of pairs) {
    eased[a] = (right[a]! - p * right[b]!) / (1 - p * q);
    eased[b] = (right[b]! - q * right[a]!) / (1 - p * q);
  }
  return eased;
}

/** The aim that reaches the caller's: sum_i weight_i |r_i| of the matrix as it was is at most that of the eased one. */
export function easedAim({ pairs }: Eased, aim: Aim | undefined): Aim | undefined {
  if (!aim || pairs.length === 0) return aim;
  const weight = aim.weight.slice();
  for (const { a, b, p, q } of pairs) {
    weight[a] = aim.weight[a]! + Math.abs(q) * aim.weight[b]!;
    weight[b] = aim.weight[b]! + Math.abs(p) * aim.weight[a]!;
  }
  return { weight, limit: aim.limit };
}
