import { leastSquares } from '../../../engine/0-base/matrix/least-squares.ts';
import { splitOf } from '../../../engine/0-base/matrix/prepared.ts';
import { growthOf } from '../../../engine/0-base/matrix/growth.ts';
import { transpose } from '../../../engine/0-base/matrix/sparse.ts';
import { intensityOf } from '../../../engine/4-footprint/system/intensity.ts';
import { unproductiveCircles } from '../../../engine/4-footprint/system/circles.ts';
import { loopFactors, upstreamTotals } from '../../../engine/4-footprint/system/loop-factors.ts';
import { type PreparedSystem, prepareSystem } from '../../../engine/4-footprint/system/prepared-system.ts';
import { directShares, inventoryOf, scalingOf, scoresOf } from '../../../engine/4-footprint/system/scaling.ts';
import { type CaseResult, check, type Table } from './check.ts';
import { systemOf } from './matrix.ts';
import { bestFirst } from './traversal.ts';

type Named = Readonly<Record<string, number>>;

export interface MatrixCase {
  readonly A: Table;
  readonly B?: Table;
  readonly C?: Table;
  readonly f: readonly number[] | Named;
  readonly products?: readonly string[];
  readonly processes?: readonly string[];
  readonly flows?: readonly string[];
  readonly loop_factor?: unknown;
  readonly settings?: { readonly max_calc?: number; readonly cutoff?: number };
  readonly expected: Readonly<Record<string, unknown>>;
}

/** A case solved; without C each flow is a category. Tables are categories x processes or products. */
export interface SolvedCase {
  readonly given: MatrixCase;
  readonly prepared: PreparedSystem;
  readonly demand: Float64Array;
  readonly scaling: Float64Array;
  readonly intensity: Table;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isKeyed = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The row of a table whose name begins with a key: "f1 (resource)" is called "f1" under `expected`. */
const placeOf = (names: readonly string[], key: string) => {
  const exact = names.indexOf(key);
  return exact >= 0 ? exact : names.findIndex((name) => name.startsWith(key));
};

const namesOf = (index: readonly { readonly name: string }[]) => index.map(({ name }) => name);

/** The demand of a case, one number a product. */
export function demandOf({ system }: PreparedSystem, f: MatrixCase['f'] = []): Float64Array {
  const demand = new Float64Array(system.products.length);
  if (isList(f)) demand.set(f as readonly number[]);
  else
    for (const [name, amount] of Object.entries(f as Named)) {
      const place = placeOf(namesOf(system.products), name);
      if (place < 0) throw new Error(`the demand names no product of the case: ${name}`);
      demand[place] = amount;
    }
  return demand;
}

/** Whether processes and products pair, but for inputs that nobody makes: those are cut off. */
function isPaired({ system, square }: PreparedSystem): boolean {
  const { row, value } = system.technosphere;
  return system.production.every((made) => made >= 0) && row.every((i, e) => value[e]! <= 0 || square.maker[i]! >= 0);
}

/** A rectangular system by least squares, as s = A+ f and Lambda = C B A+. */
function solveRectangular(given: MatrixCase, prepared: PreparedSystem, demand: Float64Array): SolvedCase {
  const { system, direct } = prepared;
  const [width, across] = [system.categories.length, transpose(system.technosphere)];
  const intensity = system.categories.map((_, k) =>
    Array.from(
      leastSquares(
        across,
        Float64Array.from(system.processes, (__, j) => direct[j * width + k]!),
      ),
    ),
  );
  return { given, prepared, demand, scaling: leastSquares(system.technosphere, demand), intensity };
}

function solve(given: MatrixCase): SolvedCase {
  const prepared = prepareSystem(systemOf(given));
  const demand = demandOf(prepared, given.f);
  if (!isPaired(prepared)) return solveRectangular(given, prepared, demand);
  return {
    given,
    prepared,
    demand,
    scaling: scalingOf(prepared, demand).value,
    intensity: prepared.system.categories.map((_, k) => Array.from(intensityOf(prepared, k).value)),
  };
}

const all = ({ prepared }: SolvedCase) => prepared.system.processes.map((_, j) => j);

/** A_pj s_j, how much of its product each process makes. */
const outputsOf = ({ given, prepared, scaling }: SolvedCase) =>
  Array.from(scaling, (s, j) => (given.A[prepared.system.production[j]!]?.[j] ?? 0) * s);

const directOf = ({ prepared, scaling }: SolvedCase): Table =>
  prepared.system.categories.map((_, k) => Array.from(directShares(prepared, scaling, k)));

const upstreamOf = (solved: SolvedCase): Table =>
  solved.prepared.system.categories.map((_, category) =>
    Array.from(upstreamTotals(solved.prepared, { category, scaling: solved.scaling, processes: all(solved) })),
  );

/** Gives a table (categories x processes) the form in which it is expected: lists, or names of processes and flows. */
function shapeAs(expected: unknown, table: Table, { prepared }: SolvedCase): unknown {
  const { system } = prepared;
  if (isList(expected)) return isList(expected[0]) ? table : table[0];
  if (!isKeyed(expected)) return table[0]?.[0];
  const named = Object.entries(expected).map(([name, value]) => {
    const j = placeOf(namesOf(system.processes), name);
    if (!isKeyed(value)) return [name, table[0]?.[j]] as const;
    const flows = Object.keys(value).map((flow) => [flow, table[placeOf(namesOf(system.flows), flow)]?.[j]]);
    return [name, Object.fromEntries(flows)] as const;
  });
  return Object.fromEntries(named);
}

/** Gives numbers the form in which they are expected: a list, names, or the first alone. */
function vectorAs(expected: unknown, values: ArrayLike<number>, names: readonly string[]): unknown {
  if (isList(expected)) return Array.from(values);
  if (!isKeyed(expected)) return values[0];
  return Object.fromEntries(Object.keys(expected).map((name) => [name, values[placeOf(names, name)]]));
}

/** The largest spectral radius of Z among the circles of a case, 0 where it has none. */
const spectralRadius = ({ prepared: { components, adjoint } }: SolvedCase) =>
  Array.from({ length: components.count }, (_, component) => splitOf(adjoint, component))
    .filter(({ size }) => size > 1)
    .reduce((most, split) => Math.max(most, growthOf(split).radius), 0);

/** The verdict in the words of the case where they agree in substance: productive or not. */
function verdictOf({ prepared, demand }: SolvedCase, expected: unknown): string {
  const productive = unproductiveCircles(prepared).length === 0 && scalingOf(prepared, demand).problems.length === 0;
  const says = !/not productive|non-?productive|singular|no (exit|answer|solution)/i.test(`${expected}`);
  return says === productive ? `${expected}` : productive ? 'productive' : 'not productive';
}

/** What the keys under `expected` mean. */
function answers(solved: SolvedCase): Record<string, (expected: unknown) => unknown> {
  const { prepared, scaling, intensity } = solved;
  const { system } = prepared;
  const inventory = () => inventoryOf(system, scaling);
  const impacts = () => scoresOf(system, inventory());
  const shares = () => {
    const totals = impacts();
    return upstreamOf(solved).map((row, k) => row.map((each) => each / totals[k]!));
  };
  const upstream = (expected: unknown) =>
    typeof expected === 'number' ? impacts()[0] : shapeAs(expected, upstreamOf(solved), solved);
  return {
    s: (expected) => vectorAs(expected, scaling, namesOf(system.processes)),
    g: (expected) => vectorAs(expected, inventory(), namesOf(system.flows)),
    h: (expected) => vectorAs(expected, impacts(), namesOf(system.categories)),
    score: (expected) => vectorAs(expected, impacts(), namesOf(system.categories)),
    intensity: (expected) =>
      isList(expected) && isList(expected[0])
        ? intensity
        : vectorAs(expected, intensity[0] ?? [], namesOf(system.products)),
    direct: (expected) => shapeAs(expected, directOf(solved), solved),
    upstream,
    total: upstream,
    share: (expected) => shapeAs(expected, shares(), solved),
    loop_factor: (expected) => vectorAs(expected, loopFactors(prepared, all(solved)), namesOf(system.processes)),
    total_requirements: (expected) => vectorAs(expected, outputsOf(solved), namesOf(system.processes)),
    spectral_radius_Z: () => spectralRadius(solved),
    verdict: (expected) => verdictOf(solved, expected),
    unrolled_best_first: () => bestFirst(solved),
    invariant: (expected) => expected,
  };
}

export function run(given: MatrixCase): CaseResult {
  const solved = solve(given);
  const loops = isKeyed(given.loop_factor) ? (given.loop_factor['value'] ?? given.loop_factor) : given.loop_factor;
  const expected = isKeyed(loops) ? { ...given.expected, loop_factor: loops } : given.expected;
  return check({ ...given, expected }, answers(solved));
}
