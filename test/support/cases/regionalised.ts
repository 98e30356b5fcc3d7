import type { SparseMatrix } from '../../../engine/0-base/matrix/sparse.ts';
import { assembleModel } from '../../../engine/4-footprint/model/assemble-model.ts';
import type { Model, ModelFactor, ModelProcess } from '../../../engine/4-footprint/model/model.ts';
import { productionOf } from '../../../engine/4-footprint/system/production.ts';
import { elementary, input, modelOf, output, product } from '../models.ts';
import type { CaseResult, Table } from './check.ts';
import { sparseOf } from './matrix.ts';
import { run as runMatrix } from './matrix-system.ts';

type Factors = number | Readonly<Record<string, number>>;
type Locations = Readonly<Record<string, string>> | readonly (string | null)[];
type Expected = Readonly<Record<string, unknown>>;

export interface RegionalCase {
  readonly A: Table;
  readonly f: readonly number[];
  readonly products?: readonly string[];
  readonly processes?: readonly string[];
  readonly emissions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly factors: Readonly<Record<string, Factors>>;
  readonly cases: readonly (Expected & { readonly locations?: Locations | null; readonly expected?: Expected })[];
}

/** Keys of a case that are not what is expected of it. */
const given = new Set(['name', 'id', 'note', 'locations', 'expected', 'source']);

/** Where a process stands, by its name or its place in the list. */
function placeOf(locations: Locations | null | undefined, process: string, j: number): string | undefined {
  if (!locations) return undefined;
  return (Array.isArray(locations) ? locations[j] : (locations as Record<string, string>)[process]) ?? undefined;
}

const factorsOf = (flow: string, factors: Factors): ModelFactor[] =>
  Object.entries(typeof factors === 'number' ? { default: factors } : factors).map(([place, value]) => ({
    flow,
    value: { value },
    ...(place !== 'default' && { place }),
  }));

/** The case as a model: a process makes the product that is its own in A, and has replaced what it makes beside it. */
function modelFor({ A, emissions, factors, ...names }: RegionalCase, locations: Locations | null | undefined): Model {
  const ids = A.map((_, i) => names.products?.[i] ?? `product ${i}`);
  const flows = [...new Set(Object.values(emissions).flatMap((each) => Object.keys(each)))];
  const own = productionOf(sparseOf(A));
  const processes = (names.processes ?? Object.keys(emissions)).map((name, j): ModelProcess => {
    const goods = A.flatMap((row, i) => {
      const amount = row[j]!;
      if (amount === 0) return [];
      return [{ i, exchange: amount > 0 ? output(ids[i]!, amount) : input(ids[i]!, -amount) }];
    });
    const place = placeOf(locations, name, j);
    const emitted = Object.entries(emissions[name] ?? {}).map(([flow, amount]) => output(`flow ${flow}`, amount));
    return {
      id: name,
      name,
      reference: goods.findIndex(({ i }) => i === own[j]),
      exchanges: [...goods.map(({ exchange }) => exchange), ...emitted],
      allocations: { substitution: { rule: 'substitution' } },
      ...(place !== undefined && { place }),
    };
  });
  const method = { id: 'case', version: '1' };
  const all = Object.entries(factors).flatMap(([flow, each]) => factorsOf(`flow ${flow}`, each));
  return modelOf({
    flows: [...ids.map((id) => product(id)), ...flows.map((flow) => elementary(`flow ${flow}`))],
    processes,
    categories: [{ id: 'impact', name: 'impact', method, unit: 'points', factors: all }],
  });
}

const tableOf = (matrix: SparseMatrix): number[][] => {
  const table = Array.from({ length: matrix.rows }, () => Array.from({ length: matrix.columns }, () => 0));
  for (let j = 0; j < matrix.columns; j++)
    for (let at = matrix.start[j]!; at < matrix.start[j + 1]!; at++) table[matrix.row[at]!]![j] = matrix.value[at]!;
  return table;
};

function runOne(all: RegionalCase, one: RegionalCase['cases'][number], name: string): CaseResult {
  const { system, problems } = assembleModel(modelFor(all, one.locations));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const expected = one.expected ?? Object.fromEntries(Object.entries(one).filter(([key]) => !given.has(key)));
  const { total, ...rest } = expected as Record<string, unknown>;
  const answer = runMatrix({
    A: tableOf(system.technosphere),
    B: tableOf(system.biosphere),
    C: tableOf(system.characterisation),
    f: system.products.map((each) => all.f[all.products?.indexOf(each.name) ?? Number(each.name.slice(8))]!),
    products: system.products.map((each) => each.name),
    processes: system.processes.map((each) => each.name),
    flows: system.flows.map(({ id }) => id.replace(/^flow /, '')),
    expected: { ...rest, ...(total !== undefined && { score: total }) },
  });
  return { ...answer, differences: answer.differences.map((difference) => `${name}/${difference}`) };
}

/** regionalised: a model with places, put together: factors by flow and place, then as any product system. */
export function run(all: RegionalCase): CaseResult {
  const answers = all.cases.map((one, place) => runOne(all, one, `${one['name'] ?? place}`));
  const differences = answers.flatMap((each) => each.differences);
  return { passed: differences.length === 0, differences, unknownKeys: answers.flatMap((each) => each.unknownKeys) };
}
