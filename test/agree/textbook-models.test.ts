import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { holdModel, modelFigure, modelFigures } from '../../api/compute/models.ts';
import { root } from '../support/checkout.ts';

const datasets = join(root, 'datasets');

/** The example that runs through R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 2: electricity from fuel. */
const inventory = {
  'exchanges.csv': [
    'process,role,flow,amount,unit,compartment',
    'production of electricity,product,electricity,10,kWh,',
    'production of electricity,input,fuel,2,litre,',
    'production of electricity,emission,carbon dioxide,1,kg,air',
    'production of electricity,emission,sulphur dioxide,0.1,kg,air',
    'production of fuel,product,fuel,100,litre,',
    'production of fuel,emission,carbon dioxide,10,kg,air',
    'production of fuel,emission,sulphur dioxide,2,kg,air',
    'production of fuel,resource,crude oil,50,litre,resource',
  ],
  'factors.csv': [
    'category,unit,flow,value,per,compartment',
    'carbon dioxide,kg,carbon dioxide,1,kg,air',
    'sulphur dioxide,kg,sulphur dioxide,1,kg,air',
    'crude oil,litre,crude oil,1,litre,resource',
  ],
};

const bytes = zipSync(
  Object.fromEntries(Object.entries(inventory).map(([name, lines]) => [name, strToU8(lines.join('\n'))])),
);

test('1,000 kWh of the textbook give 120 kg of carbon dioxide, 14 kg of sulphur dioxide and take 100 litres of crude oil', async () => {
  const file = { name: 'textbook', type: 'zip', version: '1', currency: 'EUR', bytes } as const;
  expect(await holdModel({ key: 'textbook', origin: { file } }, datasets)).toMatchObject({ value: { problems: [] } });
  const product = 'production of electricity|electricity';
  const asked = { key: 'textbook', query: { product, amount: 1000 } };
  const figures = modelFigures(asked)!;
  if (!('value' in figures)) throw new Error('it has figures');
  const found = figures.value.figures.filter(({ category }) => !category.id.startsWith('lcia'));
  expect(found.map(({ category, total }) => [category.id, total])).toEqual([
    ['carbon dioxide', expect.closeTo(120, 9)],
    ['sulphur dioxide', expect.closeTo(14, 9)],
    ['crude oil', expect.closeTo(100, 9)],
  ]);
  // The processes run 100 and 2 times: 100 kg arise at the power plant, 20 kg at the refinery.
  const account = modelFigure({ ...asked, query: { ...asked.query, category: 'carbon dioxide' } })!;
  if (!('value' in account)) throw new Error('it has an account');
  expect(account.value.byProcess.filter(({ of }) => of !== '').map(({ of, value }) => [of, value])).toEqual([
    ['production of electricity', expect.closeTo(100, 9)],
    ['production of fuel', expect.closeTo(20, 9)],
  ]);
  expect(account.value.tree.map(({ product: of, amount }) => [of, amount])).toEqual([
    [product, expect.closeTo(1000, 9)],
    ['production of fuel|fuel', expect.closeTo(200, 9)],
  ]);
});
