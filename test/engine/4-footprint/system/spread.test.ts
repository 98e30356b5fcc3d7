import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembleModel } from '../../../../engine/4-footprint/model/assemble-model.ts';
import type { Exchange, Model } from '../../../../engine/4-footprint/model/model.ts';
import { categoryFigures } from '../../../../engine/4-footprint/system/category-figures.ts';
import { prepareSystem } from '../../../../engine/4-footprint/system/prepared-system.ts';
import { elementary, input, modelOf, output, process, product, rowOf, waste } from '../../../support/models.ts';

/** A mill with a co-product, a circle of power and grain, a waste to be treated, an avoided product. */
const plain = modelOf({
  flows: [
    ...['flour', 'bran', 'grain', 'power', 'bread'].map((id) => product(id)),
    waste('crumbs'),
    elementary('co2'),
    elementary('so2'),
  ],
  processes: [
    process(
      'mill',
      [output('flour', 8), output('bran', 2), input('grain', 11), input('power', 3), output('co2', 0.5)],
      {
        allocations: {
          mass: {
            rule: 'factors',
            factors: [
              { product: 'flour', factor: { value: 0.8 } },
              { product: 'bran', factor: { value: 0.2 } },
            ],
          },
        },
      },
    ),
    process('farm', [output('grain', 10), input('power', 1), output('so2', 0.2)]),
    process('plant', [output('power', 20), input('grain', 0.5), output('co2', 15)]),
    process('bakery', [output('bread', 1), input('flour', 0.7), output('crumbs', 0.1), input('power', 2)]),
    process('digester', [
      input('crumbs', 1),
      output('power', 0.4, { avoided: true, provider: 'plant' }),
      output('co2', 0.3),
    ]),
  ],
  categories: [
    {
      id: 'climate',
      name: 'Climate',
      method: { id: 'm', version: '1' },
      unit: 'kg',
      factors: [{ flow: 'co2', value: { value: 1 } }],
    },
    {
      id: 'acid',
      name: 'Acid',
      method: { id: 'm', version: '1' },
      unit: 'mol',
      factors: [
        { flow: 'so2', value: { value: 3 } },
        { flow: 'co2', value: { value: 0.1 } },
      ],
    },
  ],
});

type Change = (exchange: Exchange, place: number) => Exchange;
const changed = (change: Change): Model => {
  let place = 0;
  const processes = plain.processes.map((each) => ({
    ...each,
    exchanges: each.exchanges.map((line) => change(line, place++)),
  }));
  return { ...plain, processes };
};

function figuresOf(model: Model) {
  const { system, uncertain } = assembleModel(model);
  const found = categoryFigures(prepareSystem(system), { product: rowOf(system, 'bread'), amount: 5, uncertain });
  return found.figures;
}

test('the deviation is that of each exchange times how much the figure changes with it, squared and summed', () => {
  const count = plain.processes.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  const parts = fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(parts, (relative) => {
      fc.pre(relative.some((each) => each > 1e-6));
      const given = changed((line, place) => ({ ...line, deviation: relative[place]! * line.amount.value }));
      const told = figuresOf(given).map(({ deviation }) => deviation!);
      const expected = told.map(() => 0);
      relative.forEach((part, at) => {
        const moved = (by: number) =>
          figuresOf(
            changed((line, place) =>
              place === at ? { ...line, amount: { value: line.amount.value * (1 + by) } } : line,
            ),
          );
        const [up, down] = [moved(1e-6), moved(-1e-6)];
        up.forEach(({ total }, k) => {
          expected[k]! += ((part * (total - down[k]!.total)) / 2e-6) ** 2;
        });
      });
      told.forEach((each, k) => {
        expect(each).toBeCloseTo(Math.sqrt(expected[k]!), 5);
      });
    }),
    { numRuns: 15 },
  );
});

test('where nothing tells how uncertain it is, no deviation is told', () => {
  expect(figuresOf(plain).map(({ deviation }) => deviation)).toEqual([undefined, undefined]);
});
