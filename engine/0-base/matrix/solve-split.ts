import { type Answer, close, columnOf, sideBySide } from './answer.ts';
import { eliminate } from './eliminate.ts';
import { type Factor, factorise, solveFactor } from './factor.ts';
import { four } from './four.ts';
import { type Aim, solveIteratively } from './iterate.ts';
import { solveFour } from './iterate-four.ts';
import { type Eased, easedAim, easedRight, easePairs } from './pairs.ts';
import { backwardError, residualsOf, type SplitMatrix } from './split.ts';

const aimed = 1e-13;
const alwaysDense = 24;
const denseAtMost = 1200;
/** Measured on 20,000 rows of eleven entries: an order and factors cost as much as some hundred columns by iteration, where they fill in little. */
const worthFactors = 128;
/** Iterations take some twenty passes of the entries; factors that fill in more than ten times the entries are no faster. */
const fillAtMost = 10;
/** So much is factored within about a second, however few the entries. */
const alwaysFilled = 2_000_000;

/** What was made of a matrix, kept for later columns: factors, nothing where they fill in too much, and the matrix with its strong pairs eased. */
export interface Kept {
  factor?: Factor | 'none';
  eased?: Eased;
}

/** How to solve: when a column is close enough, and what is kept from before. */
export interface Manner {
  readonly aim?: Aim | undefined;
  readonly kept?: Kept | undefined;
}

/** What is asked about nothing, or about something that is not known, needs no solving. */
function trivial(right: Float64Array): Answer | undefined {
  const known = { status: 'solved', iterations: 0, residual: 0 } as const;
  if (right.some(Number.isNaN)) return { ...known, x: new Float64Array(right.length).fill(Number.NaN) };
  return right.every((each) => each === 0) ? { ...known, x: new Float64Array(right.length) } : undefined;
}

/** A matrix as it is, and as it is iterated on. */
interface Iterating {
  readonly split: SplitMatrix;
  readonly eased: Eased;
}

/** Solves one column by iteration; where the caller has an aim, reaching it is enough. */
function iterate({ split, eased }: Iterating, right: Float64Array, aim?: Aim): Answer {
  const found = solveIteratively(eased.matrix, easedRight(eased, right), aimed, easedAim(eased, aim));
  const left = backwardError(split, right, found.x);
  const residual = Number.isNaN(left) ? Infinity : left;
  const isSolved = residual <= close || (aim !== undefined && found.reached);
  return { x: found.x, iterations: found.iterations, status: isSolved ? 'solved' : 'stalled', residual };
}

/** Solves up to four columns at once; those that do not come close enough go on by themselves. */
function iterateTogether(iterating: Iterating, columns: readonly Float64Array[]): Answer[] {
  const { split, eased } = iterating;
  const nothing = new Float64Array(split.size);
  const filled = Array.from({ length: four }, (_, k) => easedRight(eased, columns[k] ?? nothing));
  const { x, iterations } = solveFour(eased.matrix, sideBySide(filled, split.size), aimed);
  return columns.map((right, k) => {
    const column = columnOf(x, four, k);
    const residual = backwardError(split, right, column);
    return residual <= close ? { x: column, iterations, residual, status: 'solved' } : iterate(iterating, right);
  });
}

/** Solves columns by iteration, four at a time where three or more are left. */
function iterateAll(split: SplitMatrix, columns: readonly Float64Array[], { aim, kept = {} }: Manner): Answer[] {
  const eased = kept.eased ?? easePairs(split);
  kept.eased = eased;
  const answers: Answer[] = [];
  for (let from = 0; from < columns.length; from += four) {
    const some = columns.slice(from, from + four);
    const isMany = some.length >= 3 && aim === undefined;
    const iterating = { split, eased };
    answers.push(...(isMany ? iterateTogether(iterating, some) : some.map((right) => iterate(iterating, right, aim))));
  }
  return answers;
}

function directly(split: SplitMatrix, columns: readonly Float64Array[]): Answer[] {
  const { x, ...report } = eliminate(split, sideBySide(columns, split.size));
  return columns.map((_, k) => ({ ...report, x: columnOf(x, columns.length, k) }));
}

/** Solves a column by factors, and once more for what they leave over; without pivoting this is not safe, so that the answer is held against the equations. */
function byFactor(split: SplitMatrix, factor: Factor, right: Float64Array): Answer {
  const first = solveFactor(factor, right);
  const more = solveFactor(factor, residualsOf(split, right, first));
  const x = first.map((each, i) => each + more[i]!);
  const residual = backwardError(split, right, x);
  return { x, iterations: 0, residual, status: residual <= close ? 'solved' : 'stalled' };
}

/** The factors of a matrix, made once. */
function factorOf(split: SplitMatrix, kept: Kept = {}): Factor | undefined {
  const entries =
    split.lower.start[split.size]! + split.upper.start[split.size]! - split.lower.start[0]! - split.upper.start[0]!;
  kept.factor ??= factorise(split, Math.max(alwaysFilled, fillAtMost * (entries + split.size))) ?? 'none';
  return kept.factor === 'none' ? undefined : kept.factor;
}

/** The columns that one way of solving left open go another way; the better of both answers counts. */
function goOn(
  answers: readonly Answer[],
  columns: readonly Float64Array[],
  another: (open: readonly Float64Array[]) => readonly Answer[],
): Answer[] {
  const open = columns.filter((_, k) => answers[k]!.status !== 'solved');
  const found = (open.length === 0 ? [] : another(open)).values();
  return answers.map((answer) => {
    if (answer.status === 'solved') return answer;
    const other = found.next().value!;
    return answer.residual <= other.residual && other.status !== 'singular' ? answer : other;
  });
}

/** Large matrices: by factors where there are many columns or factors already, else by iteration, and by factors where that stalls. */
function solveLarge(split: SplitMatrix, columns: readonly Float64Array[], manner: Manner): Answer[] {
  const { kept = {} } = manner;
  const isMany = columns.length >= worthFactors || (kept.factor !== undefined && kept.factor !== 'none');
  const factor = isMany ? factorOf(split, kept) : undefined;
  const by = (each: Factor, open: readonly Float64Array[]) => open.map((right) => byFactor(split, each, right));
  if (factor) return goOn(by(factor, columns), columns, (open) => iterateAll(split, open, manner));
  const iterated = iterateAll(split, columns, manner);
  const last = iterated.some(({ status }) => status !== 'solved') ? factorOf(split, kept) : undefined;
  return last ? goOn(iterated, columns, (open) => by(last, open)) : iterated;
}

/** Whether elimination, n^3 / 1.5 and 2 n^2 a column, takes less than some twenty passes of the entries for each column. */
function isDense({ size, lower, upper }: SplitMatrix, columns: number): boolean {
  const entries = lower.start[size]! - lower.start[0]! + upper.start[size]! - upper.start[0]! + size;
  return size <= alwaysDense || (size <= denseAtMost && size ** 3 / 1.5 / columns + 2 * size ** 2 < 20 * 4 * entries);
}

function solveAll(split: SplitMatrix, columns: readonly Float64Array[], manner: Manner): Answer[] {
  if (isDense(split, columns.length)) return directly(split, columns);
  if (split.size > denseAtMost) return solveLarge(split, columns, manner);
  return goOn(iterateAll(split, columns, manner), columns, (open) => directly(split, open));
}

/**
 * Solves a split matrix for some right-hand sides, each divided by the pivots. Small matrices, and those of up to 1,200 rows with many columns, by
 * elimination; others by iteration, with many columns by sparse factors where these fill in little; where one way stalls, by another.
 */
export function solveSplit(split: SplitMatrix, columns: readonly Float64Array[], manner: Manner = {}): Answer[] {
  const answers = columns.map(trivial);
  const open = columns.filter((_, k) => !answers[k]);
  const solved = open.length === 0 ? [] : solveAll(split, open, manner);
  const next = solved.values();
  return answers.map((answer) => answer ?? next.next().value!);
}
