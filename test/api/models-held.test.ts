import { expect, test } from 'vitest';
import { holdModel, modelFigure, modelProducts } from '../../api/compute/models.ts';
import { root } from '../support/checkout.ts';
import { join } from 'node:path';

const datasets = join(root, 'datasets');
const table = (name: string) => ({
  file: {
    name,
    type: 'csv' as const,
    version: '1',
    currency: 'EUR',
    bytes: Buffer.from(`,grain,bread,homes\ngrain,1,5,4\nbread,0,1,9\nCO2,${name.length},2,\n`),
  },
});

test('a model is read once and asked often; of more than four the one that was asked longest ago goes', async () => {
  for (const key of ['a', 'b', 'c', 'd']) await holdModel({ key, origin: table(key) }, datasets);
  const unread = { key: 'a', origin: { bundled: 'there is none' } };
  expect(await holdModel(unread, datasets)).toMatchObject({ value: { kind: 'input-output', counts: { products: 2 } } });
  const figure = modelFigure({ key: 'a', query: { product: 'bread', amount: 9 } });
  expect(figure).toMatchObject({ value: { product: 'bread', unit: 'EUR', amount: 9 } });
  await holdModel({ key: 'e', origin: table('e') }, datasets);
  expect(modelProducts({ key: 'b', query: '' })).toBeUndefined();
  expect(modelProducts({ key: 'a', query: 'bre' })).toMatchObject({ value: [{ id: 'bread' }] });
});

test('a model of the house that is none is told', async () => {
  expect(await holdModel({ key: 'x', origin: { bundled: 'gwp' } }, datasets)).toMatchObject({
    problems: [{ code: 'model.unknown', values: { value: 'gwp' } }],
  });
});
