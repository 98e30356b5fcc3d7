import { type Answer, close, columnOf, sideBySide } from './answer.ts';
import { solveDense } from './dense.ts';
import { backwardError, type Half, residualsOf, type SplitMatrix } from './split.ts';

function addHalf(dense: Float64Array, size: number, { start, at, value }: Half): void {
  for (let i = 0; i < size; i++) for (let e = start[i]!; e < start[i + 1]!; e++) dense[i * size + at[e]!] = value[e]!;
}

function denseOf({ size, lower, upper }: SplitMatrix): Float64Array {
  const dense = new Float64Array(size * size);
  for (let i = 0; i < size; i++) dense[i * size + i] = 1;
  addHalf(dense, size, lower);
  addHalf(dense, size, upper);
  return dense;
}

/** The largest of the columns' backward errors; NaN counts as none reached. */
function residualOf(split: SplitMatrix, right: Float64Array, x: Float64Array): number {
  const width = right.length / split.size;
  let most = 0;
  for (let k = 0; k < width; k++) {
    const error = backwardError(split, columnOf(right, width, k), columnOf(x, width, k));
    most = Math.max(most, Number.isNaN(error) ? Infinity : error);
  }
  return most;
}

const noAnswer = (length: number): Answer => ({
  x: new Float64Array(length).fill(Number.NaN),
  status: 'singular',
  iterations: 0,
  residual: Infinity,
});

/** b - A x, columns side by side. */
function leftOver(split: SplitMatrix, right: Float64Array, x: Float64Array): Float64Array {
  const width = right.length / split.size;
  const columns = Array.from({ length: width }, (_, k) =>
    residualsOf(split, columnOf(right, width, k), columnOf(x, width, k)),
  );
  return sideBySide(columns, split.size);
}

/** Elimination, and once more for what it leaves over where small members of x suffer from large ones. */
export function eliminate(split: SplitMatrix, right: Float64Array): Answer {
  const dense = denseOf(split);
  const first = solveDense(dense, right, split.size);
  if (first === undefined) return noAnswer(right.length);
  const reached = residualOf(split, right, first);
  if (reached <= close) return { x: first, status: 'solved', iterations: 0, residual: reached };
  const more = solveDense(dense, leftOver(split, right, first), split.size)!;
  const x = first.map((each, at) => each + more[at]!);
  const residual = residualOf(split, right, x);
  return { x, status: residual <= close ? 'solved' : 'stalled', iterations: 1, residual };
}
