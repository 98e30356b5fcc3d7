import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { readModelFile } from '../../../api/interchange/model-file.ts';
import { intensityOf } from '../../../engine/4-footprint/system/intensity.ts';
import { prepareSystem } from '../../../engine/4-footprint/system/prepared-system.ts';
import { root } from '../../support/checkout.ts';

const datasets = join(root, 'datasets');

/** Two regions of two sectors: the same economy in each of the layouts below. */
const rows = [
  ['north', 'grain', [10, 20, 2, 1], [60, 7]],
  ['north', 'bread', [3, 5, 0, 4], [80, 8]],
  ['south', 'grain', [4, 6, 8, 12], [3, 67]],
  ['south', 'bread', [1, 2, 3, 4], [5, 85]],
] as const;
const output = rows.map(([, , sold, demand]) => [...sold, ...demand].reduce((sum: number, each) => sum + each, 0));
const heads = (labels: string) =>
  `region${labels}\tnorth\tnorth\tsouth\tsouth\nsector${labels}\tgrain\tbread\tgrain\tbread\n`;
const line = (cells: readonly (string | number)[]) => `${cells.join('\t')}\n`;
const near = (value: number) => expect.closeTo(value, 9) as number;
const carbon = [5, 3, 8, 1];

async function read(files: Readonly<Record<string, string>>) {
  const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  const found = await readModelFile({ name: 'm', type: 'zip', version: '1', currency: 'EUR', bytes }, datasets);
  if (!found.system) throw new Error(found.problems.map(({ code }) => code).join());
  const { system, problems } = found;
  const prepared = prepareSystem(system);
  const figures = system.categories.map(({ id, method }, k) => ({
    id,
    unit: method.unit,
    value: [...intensityOf(prepared, k).value],
  }));
  return { system, problems: problems.map(({ code }) => code), figures };
}

const demand = `region\t\tnorth\tsouth\ncategory\t\tall\tall\nregion\tsector\n${rows.map(([region, sector, , own]) => line([region, sector, ...own])).join('')}`;
const stressors = `${heads('').replace('sector', 'sector')}stressor\n${line(['CO2', ...carbon])}`;
const whole = {
  'm/Z.txt': `${heads('\t')}region\tsector\n${rows.map(([region, sector, sold]) => line([region, sector, ...sold])).join('')}`,
  'm/Y.txt': demand,
  'm/unit.txt': `region\tsector\tunit\n${rows.map(([region, sector]) => line([region, sector, 'Mill EUR'])).join('')}`,
  'm/satellite/F.txt': stressors,
  'm/satellite/unit.txt': 'stressor\tunit\nCO2\tkt\n',
  'm/metadata.json': '{"name": "kept beside the tables"}',
  'm/satellite/file_parameters.json': '{}',
};

test('tables with JSON beside them are no export of openLCA; units stand in files of their own', async () => {
  const { system, problems, figures } = await read(whole);
  expect(problems).toEqual([]);
  expect(system.products.map(({ id, unit }) => [id, unit])).toEqual(rows.map(([a, b]) => [`${a} | ${b}`, 'Mill EUR']));
  expect(figures.map(({ id, unit }) => [id, unit])).toEqual([['CO2', 'kt']]);
});

test('coefficients serve where no transactions come along, with output as told or as it follows from demand', async () => {
  const { 'm/Z.txt': _, ...rest } = whole;
  const coefficients = rows.map(([region, sector, sold]) =>
    line([region, sector, ...sold.map((each, j) => each / output[j]!)]),
  );
  const files = { ...rest, 'm/A.txt': `${heads('\t')}region\tsector\n${coefficients.join('')}` };
  const [{ figures: expected }, { figures, problems }] = await Promise.all([read(whole), read(files)]);
  expect(problems).toEqual([]);
  expect(figures[0]!.value).toEqual(expected[0]!.value.map(near));
  const x = `region\tsector\tindout\n${rows.map(([region, sector], j) => line([region, sector, output[j]!])).join('')}`;
  const told = await read({ ...files, 'm/x.txt': x });
  expect(told.figures[0]!.value).toEqual(expected[0]!.value.map(near));
});

test('headings without words are read by what stands below them', async () => {
  const bare = (labels: string, text: string) =>
    `${labels}north\tnorth\tsouth\tsouth\n${labels}grain\tbread\tgrain\tbread\n${text}`;
  const { system, problems, figures } = await read({
    'trade_flows_Z.txt': bare(
      '\t\t\t',
      rows.map(([region, sector, sold]) => line([region, sector, 'Mill EUR', ...sold])).join(''),
    ),
    'finald_demand_Y.txt': `\t\t\tnorth\tsouth\n\t\t\tall\tall\n${rows.map(([region, sector, , own]) => line([region, sector, 'Mill EUR', ...own])).join('')}`,
    'emissions.txt': bare('\t\t\t', line(['CO2', 'air', 'kt', ...carbon])),
    'factor_input.txt': bare('\t\t', line(['Value added', 'Mill EUR', 1, 2, 3, 4])),
    'metadata.json': '{}',
  });
  const { figures: expected } = await read(whole);
  expect(system.products.map(({ unit }) => unit)).toEqual(rows.map(() => 'Mill EUR'));
  expect(figures[0]).toEqual(expected[0]);
  expect(figures[1]).toMatchObject({ id: 'value-added', unit: 'Mill EUR' });
  // The value added that is told here is not what is left of each column: that is said of each sector.
  expect(problems).toEqual(rows.map(() => 'sector.balance'));
});

test('coefficients without demand and without output are asked for what is missing', async () => {
  const { 'm/Z.txt': _, 'm/Y.txt': __, ...rest } = whole;
  await expect(read({ ...rest, 'm/A.txt': whole['m/Z.txt'] })).rejects.toThrow('sector.table');
});
