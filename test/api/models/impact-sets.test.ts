import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { impactFactorRows, readDescriptor, readTable } from '../../../datasets/read.ts';
import { addImpacts, type ImpactSet } from '../../../api/interchange/model/impact-sets.ts';
import { readOpenLca } from '../../../api/interchange/model/openlca.ts';
import { elementary, input, modelOf, output, process, product, solveModel } from '../../support/models.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** A dataset of factors of the house. */
function setOf(name: string): ImpactSet {
  const descriptor = readDescriptor(text(`datasets/${name}/datapackage.json`)).value!;
  const rows = (table: string) => {
    const resource = descriptor.resources.find((each) => each.name === table)!;
    return readTable(text(`datasets/${name}/${resource.path}`), resource).rows;
  };
  return { descriptor, factors: impactFactorRows(rows('factors'), name).rows, flows: rows('flows') };
}

const bakery = () =>
  readOpenLca(JSON.parse(text('test/fixtures/models/openlca-bakery.json')) as object as never).value!;

test('flows of an export are counted by the house’s own factors, known by name and compartment', () => {
  const { model, matches, problems } = addImpacts(bakery(), [setOf('lcia-ipcc-2021')]);
  expect(problems).toEqual([]);
  expect(matches).toEqual([{ category: 'lcia-ipcc-2021/gwp100', byId: 0, byName: 2 }]);
  const { impacts, inventory } = solveModel(model, { bread: 1 });
  expect(impacts['lcia-ipcc-2021/gwp100']).toBeCloseTo(inventory['co2']! + 27.9 * inventory['ch4']!, 12);
  expect(model.categories.at(-1)!.method).toEqual({ id: 'ipcc-2021-gwp100', version: 'AR6' });
});

test('several methods are counted at once, flows by the ids of openLCA, in any unit that leads to the factor’s', () => {
  const fossil = '349b29d1-3e58-4c66-98b9-9d1a076efd2e';
  const methane = '0795345f-c7ae-410c-ad25-1845784c75f5';
  const model = modelOf({
    flows: [
      product('p'),
      elementary(fossil, { name: 'whatever it is called', unit: 'g' }),
      elementary(methane, { name: 'gas that leaks', unit: 'MJ' }),
      elementary('coal', {
        name: 'Coal, hard, unspecified, in ground',
        compartment: 'resource',
        direction: 'resource',
      }),
      elementary('odd', { name: 'Carbon dioxide, fossil', compartment: 'air', unit: 'MJ' }),
    ],
    processes: [process('P', [output('p', 1), output(fossil, 2000), output('odd', 1), input('coal', 3)])],
  });
  const sets = ['lcia-ipcc-2021', 'lcia-ef-3-0', 'lcia-ced', 'lcia-cexd'].map(setOf);
  const { model: all, matches, problems } = addImpacts(model, sets);
  expect(matches.find(({ category }) => category === 'lcia-ipcc-2021/gwp100')).toMatchObject({ byId: 1, byName: 0 });
  expect(new Set(problems.map(({ code, values }) => `${code} ${values['name']}`))).toEqual(
    new Set(['model.unit gas that leaks']),
  );
  const { impacts } = solveModel(all, { p: 1 });
  expect(impacts).toMatchObject({
    'lcia-ipcc-2021/gwp100': expect.closeTo(2, 12),
    'lcia-ef-3-0/climate': expect.closeTo(2, 12),
    'lcia-ced/energy-fossil': expect.closeTo(3 * 19.1, 9),
  });
  expect(impacts['lcia-ced/energy']).toBe(impacts['lcia-ced/energy-fossil']);
  expect(impacts['lcia-cexd/exergy']).toBe(impacts['lcia-cexd/exergy-fossil']);
});
