import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readShelf } from '../../api/compute/shelf.ts';
import { footprints } from '../../engine/4-footprint/footprints.ts';
import { sortRows } from '../../explorer/marks/table.ts';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import type { FootprintList } from '../../explorer/views/footprints/answer.ts';
import { productColumns } from '../../explorer/views/footprints/columns.ts';
import { periodsBetween } from '../../explorer/views/footprints/periods.ts';
import { productRows } from '../../explorer/views/footprints/products.ts';
import { productFinding, productsFinding } from '../../explorer/views/footprints/sentences.ts';
import { root } from '../support/checkout.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

const sample = recordSample('grain-loop');
const [table, facts] = [flowsOf(sample), factsOf(sample)];
const { background, indicators } = await readShelf(join(root, 'datasets'));
const climate = indicators.find(({ id }) => id === 'climate')!;

/** As the API tells it: what is not known is null. */
const list = JSON.parse(
  JSON.stringify(footprints({ table, facts, background, indicator: climate, period: '2025' })),
) as FootprintList;
const rows = productRows(list, facts);
const plain = (sentences: readonly string[]) => sentences.join(' ').replaceAll('\u00a0', ' ');

afterEach(() => speak('en'));

test('what was delivered stands first, by what it carries; beer is counted by the litre', () => {
  expect(rows.slice(0, 3).map(({ name }) => name)).toEqual(['Bread', 'Beer, 5.1 % vol', 'Oyster mushrooms']);
  const beer = rows.find(({ name }) => name.startsWith('Beer'))!;
  expect(beer.per).toBe('litre');
  expect(beer.intensity).toBeCloseTo(0.241, 3);
  expect(beer.delivered).toBeCloseTo(88_496, 0);
});

test('what each delivered product carries sums to what all deliveries carry', () => {
  const told = list.products.reduce((sum, { delivered, intensity }) => sum + (delivered ?? 0) * (intensity ?? 0), 0);
  expect(rows.reduce((sum, { total }) => sum + total, 0)).toBeCloseTo(told, 6);
});

test('the finding of the list names the whole, the most, and what rests on own records', () => {
  expect(plain(productsFinding(list, rows))).toMatch(
    /^2025: what was delivered, \d products, carries 62\.\d t CO2e\. Most of it is in Bread: 27\.1 t CO2e, which is 43 %; 1 kg of it carries 0\.395 kg CO2e\. 27 % of all/,
  );
});

test('the finding of a product names its unit, its range and its own part', async () => {
  expect(plain(productFinding(list, rows[0]!))).toMatch(
    /^One kg of Bread carries 0\.395 kg CO2e\. .* between 0\.343 kg CO2e and 0\.536 kg CO2e\. 7 % of it follows/,
  );
  await loadLanguage('nl');
  speak('nl');
  expect(plain(productFinding(list, rows[0]!))).toMatch(/^Eén kg Bread draagt 0,395 kg CO2e\./);
});

test('a period in which nothing was delivered says so', () => {
  const nothing = rows.map((row) => ({ ...row, delivered: 0, total: 0 }));
  expect(plain(productsFinding(list, nothing))).toMatch(/^2025: nothing was delivered\. What 34 kinds of things carry/);
});

test('the table is sorted by intensity as numbers, and what is not known comes last either way', () => {
  const column = productColumns({ unit: 'kg CO2e', addressOf: () => '' }).find(({ id }) => id === 'primary')!;
  for (const down of [true, false]) {
    const sorted = sortRows(rows, column, down).map(({ primaryShare }) => primaryShare);
    expect(sorted.at(-1)).toBeNaN();
    const known = sorted.filter((share) => !Number.isNaN(share));
    expect(known).toEqual(known.toSorted((a, b) => (down ? b - a : a - b)));
  }
});

test('periods reach from the first day to the last, each year before its months', () => {
  expect(periodsBetween('2024-11-03', '2025-02-01')).toEqual([
    '2025',
    '2025-02',
    '2025-01',
    '2024',
    '2024-12',
    '2024-11',
  ]);
});
