import { expect, test } from 'vitest';
import { assembleModel } from '../../../../engine/4-footprint/model/assemble-model.ts';
import type { ModelAllocation } from '../../../../engine/4-footprint/model/model.ts';
import {
  elementary,
  entriesOf,
  input,
  modelOf,
  output,
  process,
  product,
  solveModel,
  waste,
} from '../../../support/models.ts';

const factors = (by: Record<string, number | string>): ModelAllocation => ({
  rule: 'factors',
  factors: Object.entries(by).map(([name, given]) => ({
    product: name,
    factor: typeof given === 'number' ? { value: given } : { value: Number.NaN, formula: given },
  })),
});

/** Milk gives cheese and whey; the dairy burns gas. */
const dairy = modelOf({
  flows: [
    product('cheese', { properties: { energy: 16, price: 9 } }),
    product('whey', { properties: { energy: 1, price: 0.1 } }),
    product('milk'),
    elementary('CO2'),
    elementary('CH4'),
  ],
  processes: [
    process('dairy', [output('cheese', 1), output('whey', 9), input('milk', 10), output('CO2', 2)], {
      allocations: {
        economic: factors({ cheese: 0.9, whey: 0.1 }),
        physical: factors({ cheese: 0.1, whey: 0.9 }),
        causal: {
          rule: 'factors',
          factors: [
            { product: 'cheese', exchange: 2, factor: { value: 0.3 } },
            { product: 'whey', exchange: 2, factor: { value: 0.7 } },
            { product: 'cheese', exchange: 3, factor: { value: 1 } },
            { product: 'whey', exchange: 3, factor: { value: 0 } },
          ],
        },
      },
    }),
    process('farm', [output('milk', 1), output('CH4', 0.5)]),
  ],
});

/** CH4 of the milk and CO2 of the gas that fall to all that one run makes of a product. */
const burdens = (flow: string, amount: number, all?: string | ModelAllocation) => {
  const { inventory } = solveModel(dairy, { [flow]: amount }, all === undefined ? {} : { allocation: { all } });
  return [inventory['CH4'], inventory['CO2']];
};

test.each([
  [undefined, [4.5, 1.8], [0.5, 0.2]],
  ['physical', [0.5, 0.2], [4.5, 1.8]],
  ['causal', [1.5, 2], [3.5, 0]],
  ['equal', [2.5, 1], [2.5, 1]],
  ['cut-off', [5, 2], [0, 0]],
  ['mass', [0.5, 0.2], [4.5, 1.8]],
  ['energy', [3.2, 1.28], [1.8, 0.72]],
  ['price', [4.545454545, 1.818181818], [0.454545454, 0.181818181]],
  [{ rule: 'property', property: 'energy' } as const, [3.2, 1.28], [1.8, 0.72]],
])(
  'a process of two products is shared by the rule that is asked for, and by its own first: %s',
  (rule, cheese, whey) => {
    const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 8));
    expect(burdens('cheese', 1, rule)).toEqual(near(cheese));
    expect(burdens('whey', 9, rule)).toEqual(near(whey));
  },
);

test('a rule for one process stands before the rule for all', () => {
  const choices = { allocation: { all: 'physical', byProcess: { dairy: 'economic' } } };
  expect(solveModel(dairy, { cheese: 1 }, choices).inventory['CO2']).toBeCloseTo(1.8, 12);
});

test('each product of a shared process is a column of its own; what makes one thing only stays as it is', () => {
  const { system, coverage } = assembleModel(dairy);
  expect(system.processes.map(({ id, name }) => [id, name])).toEqual([
    ['dairy|cheese', 'dairy (cheese)'],
    ['dairy|whey', 'dairy (whey)'],
    ['farm', 'farm'],
  ]);
  expect(entriesOf(system.technosphere, system.products, system.processes)).toEqual({
    'dairy|cheese / dairy|cheese': 1,
    'farm|milk / dairy|cheese': -9,
    'dairy|whey / dairy|whey': 9,
    'farm|milk / dairy|whey': -1,
    'farm|milk / farm': 1,
  });
  expect(coverage.shared).toEqual([
    {
      process: 'dairy',
      rule: 'economic',
      known: ['economic', 'physical', 'causal'],
      shares: [
        { flow: 'cheese', share: 0.9 },
        { flow: 'whey', share: 0.1 },
      ],
    },
  ]);
});

/** openLCA's own cases: AllocationTest.java, a reference of 1 kg and a co-product of 3 kg, each a good or a treated waste. */
test.each([
  [product('p1'), product('p2')],
  [waste('p1'), waste('p2')],
  [product('p1'), waste('p2')],
  [waste('p1'), product('p2')],
])('goods put out and wastes treated are shared alike (openLCA, AllocationTest): $kind and $kind', (first, second) => {
  const line = (flow: typeof first, amount: number) => (flow.kind === 'waste' ? input : output)(flow.id, amount);
  const model = modelOf({
    flows: [first, second, elementary('CO2')],
    processes: [
      process('P', [line(first, 1), line(second, 3), output('CO2', 2)], {
        parameters: [{ name: 'param', amount: { value: 25 } }],
        allocations: { physical: factors({ p1: 'param / 100', p2: '3 * Param / 100' }) },
      }),
    ],
  });
  expect(solveModel(model, { p1: 1 }).inventory['CO2']).toBeCloseTo(0.5, 15);
  expect(solveModel(model, { p1: 1 }, { allocation: { all: 'mass' } }).inventory['CO2']).toBeCloseTo(0.5, 15);
});

test('what is avoided is shared like every other exchange (openLCA, AllocateAvoidedTest)', () => {
  const model = modelOf({
    flows: [product('p'), product('q'), product('a'), elementary('e')],
    processes: [
      process('P', [output('p', 1), output('q', 1), output('a', 0.5, { avoided: true }), output('e', 2)], {
        allocations: { physical: factors({ p: 0.75, q: 0.25 }) },
      }),
      process('A', [output('a', 1), output('e', 1.5)]),
    ],
  });
  expect(solveModel(model, { p: 1 }).inventory['e']).toBeCloseTo(0.75 * 2 - 0.75 * 0.5 * 1.5, 12);
});

test('an avoided good is a credit, and so is an avoided treatment (openLCA, AvoidedFlowsTest)', () => {
  const goods = modelOf({
    flows: [product('p1'), product('p2'), elementary('CO2')],
    processes: [
      process('P1', [output('p1', 1), output('p2', 0.5, { avoided: true }), output('CO2', 2)]),
      process('P2', [output('p2', 1), output('CO2', 2)]),
    ],
  });
  expect(solveModel(goods, { p1: 1 }).inventory['CO2']).toBe(1);
  const wastes = modelOf({
    flows: [product('p'), waste('w'), elementary('CO2')],
    processes: [
      process('P', [output('p', 1), input('w', 0.5, { avoided: true }), output('CO2', 2)]),
      process('W', [input('w', 1), output('CO2', 2)]),
    ],
  });
  expect(solveModel(wastes, { p: 1 }).inventory['CO2']).toBe(1);
});

test('by substitution the co-product replaces what others make of it, and whoever asks for it gets theirs', () => {
  const model = modelOf({
    flows: [product('heat'), product('power'), product('warmth'), elementary('CO2')],
    processes: [
      process('both', [output('power', 1), output('heat', 2), output('CO2', 5)], {
        allocations: { replaced: { rule: 'substitution' } },
      }),
      process('boiler', [output('heat', 1), output('CO2', 0.75)]),
      process('home', [output('warmth', 1), input('heat', 1, { provider: 'both' })]),
    ],
  });
  const answer = solveModel(model, { power: 1 });
  expect(answer.inventory['CO2']).toBe(5 - 2 * 0.75);
  expect(answer.scaling).toEqual({ both: 1, boiler: -2, home: 0 });
  expect(solveModel(model, { warmth: 1 }).inventory['CO2']).toBe(0.75);
  expect(answer.codes).toEqual([]);
});

test('a co-product that nobody else makes gets no credit, and that is told', () => {
  const model = modelOf({
    flows: [product('power'), product('heat'), elementary('CO2')],
    processes: [process('both', [output('power', 1), output('heat', 2), output('CO2', 5)])],
  });
  const answer = solveModel(model, { power: 1 }, { allocation: { all: 'substitution' } });
  expect(answer.inventory).toEqual({ CO2: 5, heat: -2 });
  expect(answer.codes).toEqual(['model.cutoff']);
});

test.each([
  [factors({ cheese: 0, whey: 0 }), 'cheese', '0'],
  [factors({ cheese: 1, whey: -0.5 }), 'whey', '-0.5'],
  [factors({ cheese: 0.4 }), 'whey', '-'],
  [{ rule: 'property', property: 'carbon' } as const, 'cheese', '-'],
])(
  "weights that come to nothing, are negative or missing are told, and the process's own rule serves",
  (rule, name, value) => {
    const { codes, said, coverage } = solveModel(dairy, { cheese: 1 }, { allocation: { all: rule } });
    expect(codes).toEqual(['allocation.fallback']);
    expect(said[0]!.values).toMatchObject({ name: 'dairy', product: name, value, expected: 'economic' });
    expect(coverage.shared[0]!.rule).toBe('economic');
  },
);

test('a process without any rule is shared by amount where its products are counted alike, else the first carries all, and that is told', () => {
  const plain = (unit: string) =>
    modelOf({
      flows: [product('a'), product('b', { unit }), elementary('e')],
      processes: [process('P', [output('a', 1), output('b', 3), output('e', 8)])],
    });
  expect(solveModel(plain('kg'), { a: 1 })).toMatchObject({ inventory: { e: 2 }, codes: ['allocation.missing'] });
  expect(solveModel(plain('MJ'), { a: 1 })).toMatchObject({ inventory: { e: 8 }, codes: ['allocation.missing'] });
});

test('factors that do not sum to 1 are brought to it, and that is told', () => {
  const all = factors({ cheese: 0.5, whey: 1 });
  const { inventory, codes } = solveModel(dairy, { cheese: 1 }, { allocation: { all } });
  expect(inventory['CO2']).toBeCloseTo(2 / 3, 12);
  expect(codes).toEqual(['allocation.sum']);
  const rounded = factors({ cheese: 0.333, whey: 0.667 });
  expect(solveModel(dairy, { cheese: 1 }, { allocation: { all: rounded } }).codes).toEqual([]);
});
