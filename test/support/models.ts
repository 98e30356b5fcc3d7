import type { SparseMatrix } from '../../engine/0-base/matrix/sparse.ts';
import { assembleModel } from '../../engine/4-footprint/model/assemble-model.ts';
import type { ModelChoices } from '../../engine/4-footprint/model/choices.ts';
import type { Exchange, Model, ModelFlow, ModelProcess } from '../../engine/4-footprint/model/model.ts';
import type { LinkedSystem } from '../../engine/4-footprint/system/linked-system.ts';
import { prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import { inventoryOf, scalingOf, scoresOf } from '../../engine/4-footprint/system/scaling.ts';

/** What a test says of a model; the rest is empty. */
export const modelOf = (given: Partial<Model>): Model => ({
  name: 'test',
  version: '1',
  flows: [],
  processes: [],
  categories: [],
  parameters: [],
  ...given,
});

export const product = (id: string, rest: Partial<ModelFlow> = {}): ModelFlow => ({
  id,
  name: id,
  kind: 'product',
  unit: 'kg',
  ...rest,
});
export const waste = (id: string): ModelFlow => product(id, { kind: 'waste' });
export const elementary = (id: string, rest: Partial<ModelFlow> = {}): ModelFlow =>
  product(id, { kind: 'elementary', direction: 'emission', ...rest });

type Given = number | string;
const amountOf = (given: Given) =>
  typeof given === 'number' ? { value: given } : { value: Number.NaN, formula: given };

export const output = (flow: string, amount: Given, rest: Partial<Exchange> = {}): Exchange => ({
  flow,
  side: 'output',
  amount: amountOf(amount),
  ...rest,
});
export const input = (flow: string, amount: Given, rest: Partial<Exchange> = {}): Exchange => ({
  flow,
  side: 'input',
  amount: amountOf(amount),
  ...rest,
});

/** A process named for its first exchange. */
export const process = (
  id: string,
  exchanges: readonly Exchange[],
  rest: Partial<ModelProcess> = {},
): ModelProcess => ({ id, name: id, reference: 0, exchanges, ...rest });

/** The entries of a matrix that are not 0, by row and column. */
export function entriesOf(matrix: SparseMatrix, rows: readonly { id: string }[], columns: readonly { id: string }[]) {
  const found: Record<string, number> = {};
  for (let j = 0; j < matrix.columns; j++)
    for (let at = matrix.start[j]!; at < matrix.start[j + 1]!; at++)
      if (matrix.value[at] !== 0) found[`${rows[matrix.row[at]!]!.id} / ${columns[j]!.id}`] = matrix.value[at]!;
  return found;
}

/** The row of a product: by its id, or by its flow, of which the first maker counts. */
export const rowOf = ({ products }: LinkedSystem, name: string): number =>
  products.findIndex(({ id }) => id === name || id.endsWith(`|${name}`));

/** What a demand comes to: the scaling of each process, the inventory by flow, the impact by category. */
export function answerOf(system: LinkedSystem, demand: Readonly<Record<string, number>>) {
  const f = new Float64Array(system.products.length);
  for (const [name, amount] of Object.entries(demand)) f[rowOf(system, name)]! += amount;
  const prepared = prepareSystem(system);
  const { value, problems } = scalingOf(prepared, f);
  const amounts = inventoryOf(system, value);
  const named = (things: readonly { id: string }[], values: ArrayLike<number>) =>
    Object.fromEntries(things.map(({ id }, place) => [id, values[place]!]));
  return {
    scaling: named(system.processes, value),
    inventory: named(system.flows, amounts),
    impacts: named(system.categories, scoresOf(system, amounts)),
    problems: [...prepared.problems, ...problems],
  };
}

/** Puts a model together and answers a demand. */
export function solveModel(model: Model, demand: Readonly<Record<string, number>>, choices: ModelChoices = {}) {
  const { system, coverage, problems } = assembleModel(model, choices);
  return { ...answerOf(system, demand), coverage, system, codes: problems.map(({ code }) => code), said: problems };
}
