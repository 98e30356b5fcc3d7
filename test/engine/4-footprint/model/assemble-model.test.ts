import { expect, test } from 'vitest';
import { assembleModel, productId } from '../../../../engine/4-footprint/model/assemble-model.ts';
import type { Exchange, Model, ModelCategory } from '../../../../engine/4-footprint/model/model.ts';
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

const category = (id: string, factors: ModelCategory['factors']): ModelCategory => ({
  id,
  name: id,
  method: { id: 'method', version: '1' },
  unit: 'points',
  factors,
});

/** Bread of flour of two mills; electricity from nobody; its ashes are treated. */
const bakery = (flour: Partial<Exchange> = {}): Model =>
  modelOf({
    flows: [product('bread'), product('flour'), product('power', { unit: 'MJ' }), waste('ash'), elementary('CO2')],
    processes: [
      process('bakery', [output('bread', 2), input('flour', 1, flour), input('power', 5), output('ash', 0.5)], {
        at: 'processes/bakery.json',
      }),
      process('north', [output('flour', 1), output('CO2', 1)]),
      process('south', [output('flour', 4), output('CO2', 12)]),
      process('tip', [input('ash', 2), output('CO2', 8)]),
    ],
    categories: [category('climate', [{ flow: 'CO2', value: { value: 3 } }])],
  });

test('inputs and waste are negative, products and treated waste positive, and what nobody supplies is bought', () => {
  const { system, coverage } = assembleModel(bakery({ provider: 'south' }));
  expect(entriesOf(system.technosphere, system.products, system.processes)).toEqual({
    'bakery|bread / bakery': 2,
    'south|flour / bakery': -1,
    'tip|ash / bakery': -0.5,
    'north|flour / north': 1,
    'south|flour / south': 4,
    'tip|ash / tip': 2,
  });
  expect(entriesOf(system.biosphere, system.flows, system.processes)).toEqual({
    'power / bakery': 5,
    'CO2 / north': 1,
    'CO2 / south': 12,
    'CO2 / tip': 8,
  });
  expect(system.flows.map(({ id, kind, unit }) => [id, kind, unit])).toEqual([
    ['CO2', 'emission', 'kg'],
    ['power', 'purchase', 'MJ'],
  ]);
  expect(coverage.cutOffs).toEqual([
    {
      flow: 'power',
      name: 'power',
      count: 1,
      process: 'bakery',
      processName: 'bakery',
      at: 'processes/bakery.json',
      makers: [],
    },
  ]);
});

test('a demand takes what was linked: 1 of flour at 3, half of ash at 4, for 2 of bread', () => {
  const { impacts, inventory, codes } = solveModel(bakery({ provider: 'south' }), { bread: 2 });
  expect(inventory).toEqual({ CO2: 5, power: 5 });
  expect(impacts).toEqual({ climate: 15 });
  expect(codes).toEqual(['model.cutoff']);
});

test('several makers and no choice is told with their names, and cut off; a provider or a market may be chosen', () => {
  const { codes, said, inventory } = solveModel(bakery(), { bread: 2 });
  expect(codes).toEqual(['model.ambiguous', 'model.cutoff']);
  expect(said[0]).toMatchObject({
    record: 'processes/bakery.json',
    values: { name: 'flour', value: '2', known: 'north, south', process: 'bakery', count: '1' },
  });
  expect(inventory).toEqual({ CO2: 2, flour: 1, power: 5 });
  const by = (providers: Record<string, string | Record<string, number>>) =>
    solveModel(bakery(), { bread: 2 }, { providers });
  expect(by({ flour: 'north' }).inventory['CO2']).toBe(3);
  expect(by({ flour: { north: 0.25, south: 0.75 } }).inventory['CO2']).toBe(2 + 0.25 + 0.75 * 3);
  const loose = by({ flour: { north: 1, south: 3 }, nothing: 'north' });
  expect(loose.inventory['CO2']).toBe(2 + 0.25 + 0.75 * 3);
  expect(loose.codes).toEqual(['model.market', 'choice.unknown', 'model.cutoff']);
});

test('a provider that is not there, or makes something else, is told, and whoever makes it serves', () => {
  const strange = bakery({ provider: 'tip' });
  const only = { ...strange, processes: strange.processes.filter(({ id }) => id !== 'south') };
  const { said, inventory } = solveModel(only, { bread: 2 });
  expect(inventory['CO2']).toBe(3);
  expect(said[0]).toMatchObject({ code: 'model.provider', values: { product: 'flour', value: 'tip', count: '1' } });
});

test('flows that are not there and amounts that are no numbers are told with their place; the rest counts', () => {
  const model = modelOf({
    flows: [product('a'), elementary('e')],
    processes: [
      process('P', [
        output('a', 1),
        output('e', 3),
        output('ghost', 1, { at: 'file.csv:4' }),
        output('ghost', 2),
        output('e', Number.NaN, { at: 'file.csv:6' }),
      ]),
    ],
    categories: [category('c', [{ flow: 'e', value: { value: Number.NaN }, at: 'factors.csv:2' }])],
  });
  const { inventory, said } = solveModel(model, { a: 1 });
  expect(inventory).toEqual({ e: 3 });
  expect(said.map(({ code, record, values }) => [code, record, values])).toEqual([
    ['model.flow', 'file.csv:4', { name: 'P', value: 'ghost', count: '2' }],
    ['model.number', 'file.csv:6', { name: 'e', process: 'P', value: 'NaN' }],
    ['model.factor', 'factors.csv:2', { name: 'e', category: 'c', value: 'NaN' }],
  ]);
});

test('a process that makes nothing is told and left out; of two of one id the first counts', () => {
  const model = modelOf({
    flows: [product('a'), product('b'), elementary('e')],
    processes: [
      process('P', [output('a', 1), output('e', 1)]),
      process('idle', [input('a', 1), output('e', 1)]),
      process('P', [output('a', 1), output('e', 9)]),
      process('nothing', [output('b', 0)]),
    ],
  });
  const { inventory, codes, system } = solveModel(model, { a: 1 });
  expect(inventory).toEqual({ e: 1 });
  expect(codes).toEqual(['id.duplicate', 'model.output', 'model.output']);
  expect(system.products.map(({ id }) => id)).toEqual([productId('P', 'a')]);
});

test('a process that is named for less than nothing treats what it is named for, as some databases write waste', () => {
  const model = modelOf({
    flows: [product('p'), product('rubbish'), elementary('e')],
    processes: [
      process('works', [output('p', 1), input('rubbish', -3)]),
      process('tip', [output('rubbish', -1), output('e', 2)]),
    ],
  });
  expect(solveModel(model, { p: 1 }).inventory).toEqual({ e: 6 });
});

test('emissions and extractions are both positive; what goes back is negative', () => {
  const model = modelOf({
    flows: [
      product('p'),
      elementary('water', { direction: 'resource' }),
      elementary('CO2'),
      { id: 'ore', name: 'ore', kind: 'elementary', unit: 'kg' },
    ],
    processes: [
      process('P', [
        output('p', 1),
        input('water', 9),
        output('water', 7),
        output('CO2', 4),
        input('CO2', 1),
        input('ore', 5),
      ]),
    ],
  });
  const { inventory, system } = solveModel(model, { p: 1 });
  expect(inventory).toEqual({ water: 2, CO2: 3, ore: 5 });
  expect(system.flows.map(({ kind }) => kind)).toEqual(['resource', 'emission', 'resource']);
});

/** openLCA's RegionalizedCalculationTest.java: p1 takes two of p2; each puts out 2 of its own flow. */
const regional = (places: Partial<Record<'p1' | 'p2', string>>, exchangePlace?: string): Model => {
  const placed = (id: 'p1' | 'p2') => (places[id] === undefined ? {} : { place: places[id] });
  const factor = (flow: string, value: number, place?: string) => ({
    flow,
    value: { value },
    ...(place !== undefined && { place }),
  });
  const at = exchangePlace === undefined ? {} : { place: exchangePlace };
  return modelOf({
    flows: [product('a'), product('b'), elementary('e1'), elementary('e2')],
    processes: [
      process('p1', [output('a', 1), input('b', 2), output('e1', 2, at)], placed('p1')),
      process('p2', [output('b', 1), output('e2', 2)], placed('p2')),
    ],
    categories: [
      category('i', [
        factor('e1', 9, 'L1'),
        factor('e1', 6, 'L2'),
        factor('e1', 3),
        factor('e2', 2),
        factor('e2', 6, 'L1'),
        factor('e2', 4, 'L2'),
      ]),
      category('j', [factor('e1', 1)]),
    ],
  });
};

test.each([
  [{}, undefined, 14],
  [{ p1: 'L1', p2: 'L2' }, undefined, 34],
  [{ p1: 'L3', p2: 'L3' }, undefined, 14],
  [{ p1: 'L1', p2: 'L2' }, 'L2', 28],
])('a flow counts by the factor of where it happens, else by its common one (openLCA): %o %s', (places, own, total) => {
  expect(solveModel(regional(places, own), { a: 1 }).impacts['i']).toBe(total);
});

test('which flow fell back on its common factor, and which has none in a category, is told', () => {
  const { coverage, system } = assembleModel(regional({ p1: 'L3', p2: 'L2' }));
  expect(system.flows.map(({ id, name }) => [id, name])).toEqual([
    ['e1@L3', 'e1, L3'],
    ['e2@L2', 'e2, L2'],
  ]);
  expect(coverage.fallbacks).toEqual([{ category: 'i', flow: 'e1', place: 'L3' }]);
  expect(coverage.uncharacterised).toEqual([{ category: 'j', flows: ['e2@L2'] }]);
});

test('amounts, factors and shares may be formulas of parameters, which are chosen when the model is put together', () => {
  const model = modelOf({
    flows: [product('a'), elementary('e')],
    processes: [
      process('P', [output('a', 'yield'), output('e', 'yield * intensity')], {
        parameters: [{ name: 'yield', amount: { value: 2 } }],
      }),
    ],
    categories: [category('c', [{ flow: 'e', value: { value: 0, formula: 'if(intensity > 4; 10; 1)' } }])],
    parameters: [{ name: 'intensity', amount: { value: 3 } }],
  });
  expect(solveModel(model, { a: 1 }).impacts).toEqual({ c: 3 });
  expect(solveModel(model, { a: 1 }, { parameters: { intensity: 5 } }).impacts).toEqual({ c: 50 });
});
