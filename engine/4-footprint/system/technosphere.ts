import { columnOf, sideBySide } from '../../0-base/matrix/answer.ts';
import { type Prepared, solvePrepared } from '../../0-base/matrix/prepared.ts';
import { compress } from '../../0-base/matrix/sparse.ts';
import type { Problem } from '../../0-base/problem.ts';
import { circleProblems } from './circles.ts';
import { solveProblems } from './intensity.ts';
import type { Technosphere } from './linked-system.ts';
import { type PreparedSystem, prepareSystem } from './prepared-system.ts';

/** The answer for several columns at once, row by row; what could not be solved is NaN. */
interface Solved {
  readonly value: Float64Array;
  readonly problems: readonly Problem[];
  readonly residual: number;
}

const empty = (rows: number, columns: number) =>
  compress({ rows, columns, row: new Int32Array(0), column: new Int32Array(0), value: new Float64Array(0) });

/** A technosphere without a border: nothing crosses it, nothing is counted. */
const alone = (technosphere: Technosphere): PreparedSystem =>
  prepareSystem({
    ...technosphere,
    flows: [],
    categories: [],
    biosphere: empty(0, technosphere.processes.length),
    characterisation: empty(0, 0),
  });

/** Numbers row by row, taken from one index to another: row i of the answer is row `from[i]`, or 0 where that is -1. */
function gather(values: Float64Array, width: number, from: Int32Array): Float64Array {
  const gathered = new Float64Array(from.length * width);
  from.forEach((row, at) => {
    if (row >= 0) gathered.set(values.subarray(row * width, (row + 1) * width), at * width);
  });
  return gathered;
}

/** Signs of rows, applied in place. */
function turn(values: Float64Array, width: number, sign: Float64Array): Float64Array {
  for (let at = 0; at < values.length; at++) values[at]! *= sign[Math.floor(at / width)]!;
  return values;
}

function solve(prepared: PreparedSystem, equations: Prepared, right: Float64Array, isForward: boolean): Solved {
  const size = prepared.system.products.length;
  const width = size === 0 ? 0 : right.length / size;
  const columns = Array.from({ length: width }, (_, k) => columnOf(right, width, k));
  const solved = solvePrepared(equations, columns);
  const { count } = prepared.components;
  const problems = solved.flatMap((each) =>
    solveProblems(prepared, each, isForward ? each.failed.map((component) => count - 1 - component) : each.failed),
  );
  return {
    value: sideBySide(
      solved.map(({ x }) => x),
      size,
    ),
    problems: [...prepared.problems, ...circleProblems(prepared), ...problems],
    residual: solved.reduce((most, { residual }) => Math.max(most, residual), 0),
  };
}

/**
 * A^T X = D for any D, processes x K, row by row: what one unit of each product carries of what its processes carry. The answer is products x K.
 * Problems: those of prepareSystem, system.gain, system.singular, solver.stalled.
 */
export function carriedBy(technosphere: Technosphere, direct: Float64Array): Solved {
  const prepared = alone(technosphere);
  const { maker, sign } = prepared.square;
  const width = technosphere.processes.length === 0 ? 0 : direct.length / technosphere.processes.length;
  const solved = solve(prepared, prepared.adjoint, gather(direct, width, maker), false);
  return { ...solved, value: turn(solved.value, width, sign) };
}

/**
 * A S = F for any F, products x K, row by row: how much each process runs for each demand. The answer is processes x K.
 * Problems: those of prepareSystem, system.gain, system.singular, solver.stalled.
 */
export function runFor(technosphere: Technosphere, demand: Float64Array): Solved {
  const prepared = alone(technosphere);
  const { maker, sign } = prepared.square;
  const width = technosphere.products.length === 0 ? 0 : demand.length / technosphere.products.length;
  const solved = solve(prepared, prepared.forward(), turn(demand.slice(), width, sign), true);
  const productOf = technosphere.production.map((product, j) => (product >= 0 && maker[product] === j ? product : -1));
  return { ...solved, value: gather(solved.value, width, productOf) };
}
