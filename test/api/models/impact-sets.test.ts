import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDescriptor, readTable } from '../../../datasets/read.ts';
import { type ImpactSet, withImpacts } from '../../../api/interchange/model/impact-sets.ts';
import { readOpenLca } from '../../../api/interchange/model/openlca.ts';
import { elementary, modelOf, output, process, product, solveModel } from '../../support/models.ts';

const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** A dataset of factors of the house. */
function setOf(name: string): ImpactSet {
  const descriptor = readDescriptor(text(`datasets/${name}/datapackage.json`)).value!;
  const rows = (table: string) => {
    const resource = descriptor.resources.find((each) => each.name === table)!;
    return readTable(text(`datasets/${name}/${resource.path}`), resource).rows;
  };
  return { descriptor, factors: rows('factors'), flows: rows('flows') };
}

const bakery = () =>
  readOpenLca(JSON.parse(text('test/fixtures/models/openlca-bakery.json')) as object as never).value!;

test('flows of an export are counted by the house’s own factors, known by name and compartment', () => {
  const { model, matches, problems } = withImpacts(bakery(), [setOf('lcia-ipcc-2021')]);
  expect(problems).toEqual([]);
  expect(matches).toEqual([{ category: 'gwp100', byId: 0, byName: 2 }]);
  const { impacts, inventory } = solveModel(model, { bread: 1 });
  expect(impacts['gwp100']).toBeCloseTo(inventory['co2']! + 27.9 * inventory['ch4']!, 12);
  expect(model.categories.at(-1)!.method).toEqual({ id: 'ipcc-2021-gwp100', version: 'AR6' });
});

test('several methods are counted at once, flows by the ids of openLCA, in any unit that leads to the factor’s', () => {
  const fossil = '349b29d1-3e58-4c66-98b9-9d1a076efd2e';
  const model = modelOf({
    flows: [
      product('p'),
      elementary(fossil, { name: 'whatever it is called', unit: 'g' }),
      elementary('gas', { name: 'Gas, natural, in ground', compartment: 'resource', direction: 'resource', unit: 'L' }),
      elementary('odd', { name: 'Carbon dioxide, fossil', compartment: 'air', unit: 'MJ' }),
    ],
    processes: [process('P', [output('p', 1), output(fossil, 2000), output('odd', 1)])],
  });
  const sets = ['lcia-ipcc-2021', 'lcia-ef-3-0', 'lcia-ced', 'lcia-cexd'].map(setOf);
  const { model: counted, matches, problems } = withImpacts(model, sets);
  expect(counted.categories).toHaveLength(1 + 16 + 6 + 10);
  expect(matches.find(({ category }) => category === 'gwp100')).toEqual({ category: 'gwp100', byId: 1, byName: 0 });
  expect(problems[0]).toMatchObject({
    code: 'model.unit',
    record: 'lcia-ipcc-2021',
    values: { value: 'kg', expected: 'MJ' },
  });
  const { impacts } = solveModel(counted, { p: 1 });
  expect([impacts['gwp100'], impacts['climate']]).toEqual([expect.closeTo(2, 12), expect.closeTo(2, 12)]);
  expect(withImpacts(counted, sets).model.categories).toHaveLength(33);
});
