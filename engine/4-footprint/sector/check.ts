import { type Problem, problem } from '../../0-base/problem.ts';
import type { Sector } from './sector.ts';

/** The part by which two sums of one sector may differ: tables are published in rounded figures. */
const tolerance = 1e-3;

const shown = (value: number): string => `${Number(value.toPrecision(9))}`;

/**
 * What is odd about the outputs of sectors: one that is not above zero while the sector takes something in or gives
 * something out. Problem: sector.output.
 */
export function outputProblems(sectors: readonly Sector[], output: Float64Array): Problem[] {
  return sectors.flatMap(({ name, at = name }, j) =>
    output[j]! > 0 ? [] : [problem('sector.output', '', { name, value: shown(output[j]!), at }, at)],
  );
}

/** Two sums that should be one, by sector. */
interface Sums {
  readonly sectors: readonly Sector[];
  /** What the first sum is of: the row, the make table ... */
  readonly first: string;
  readonly second: string;
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/** Sectors of which two sums differ by more than a thousandth. Problem: sector.balance. */
export function balanceProblems({ sectors, first, second, row, column }: Sums): Problem[] {
  return sectors.flatMap(({ name, at = name }, j) => {
    const [a, b] = [row[j]!, column[j]!];
    if (Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))) return [];
    const values = { name, first, second, value: shown(a), found: shown(b), difference: shown(a - b), at };
    return [problem('sector.balance', '', values, at)];
  });
}

/** Sectors with an output that take nothing in at all: their column is empty. Problem: sector.column. */
export function emptyColumns(sectors: readonly Sector[], output: Float64Array, inputs: Float64Array): Problem[] {
  return sectors.flatMap(({ name, at = name }, j) =>
    output[j]! > 0 && inputs[j] === 0 ? [problem('sector.column', '', { name, at }, at)] : [],
  );
}
