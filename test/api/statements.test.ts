import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from './support/brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const mash = (id: string, day: string, kilograms: string, rest: object = {}) =>
  event(id, {
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    resourceInventoriedAs: 'urn:test:silo',
    resourceQuantity: kg(kilograms),
    hasPointInTime: day,
    ...rest,
  });

let api: OpenApi;
let evening: string;
beforeAll(async () => {
  api = await openBrewery();
  const record = async (records: object[]) => {
    const told = await api.post('/api/networks/brouwcoop/records', records);
    expect([told.status, told.body]).toEqual([201, expect.anything()]);
    return told.body as { ids: string[] };
  };
  await record([
    mash('typed-wrong', '2025-03-20', '1900'),
    { type: 'EconomicResource', id: 'urn:test:sacks', conformsTo: 'urn:test:malt', name: 'Malt in sacks' },
    event('stood-there', {
      action: 'raise',
      provider: 'urn:test:grower',
      receiver: 'urn:test:grower',
      resourceInventoriedAs: 'urn:test:sacks',
      resourceQuantity: kg('800'),
      hasPointInTime: '2025-01-01',
    }),
    event('bought', {
      action: 'transfer',
      provider: 'urn:test:grower',
      resourceInventoriedAs: 'urn:test:sacks',
      toResourceInventoriedAs: 'urn:test:silo',
      resourceQuantity: kg('500.25'),
      hasPointInTime: '2025-03-25',
    }),
  ]);
  const { body } = await api.get('/api/networks/brouwcoop/economic-events/urn%3Atest%3Abought');
  evening = (body as { recorded: string }).recorded;
  await record([mash('mended', '2025-03-21', '-1710', { corrects: 'urn:test:typed-wrong' })]);
});
afterAll(() => api.close());

interface Line {
  readonly event: string;
  readonly happened: string;
  readonly corrects?: string;
  readonly provider: string;
  readonly in: { readonly hasNumericalValue: string; readonly hasUnit: string };
  readonly out: Line['in'];
  readonly balance: Line['in'];
}
interface Told extends Readonly<Record<'opening' | 'in' | 'out' | 'closing', Line['in']>> {
  readonly items: readonly Line[];
  readonly holders: readonly ({ readonly holder: string } & Pick<Told, 'opening' | 'closing'>)[];
  readonly next?: string;
}

const at = (search: string) => `/api/networks/brouwcoop/economic-resources/urn%3Atest%3Asilo/statement?${search}`;
const statement = async (search: string) => {
  const { status, body } = await api.get(at(search));
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as Told;
};
const sides = (told: Told) =>
  [told.opening, told.in, told.out, told.closing].map((each) => `${each.hasNumericalValue} ${each.hasUnit}`);
const linesOf = ({ items }: Told) =>
  items.map((each) => [
    each.event.replace('urn:test:', ''),
    ...[each.in, each.out, each.balance].map(({ hasNumericalValue }) => hasNumericalValue),
  ]);

test('a statement of March opens with what stood there, and a correction stands where the mistake happened, marked', async () => {
  const told = await statement('from=2025-03-01&to=2025-03-31');
  expect(sides(told)).toEqual(['3000 kilogram', '500.25 kilogram', '380 kilogram', '3120.25 kilogram']);
  expect(linesOf(told)).toEqual([
    ['mash', '0', '190', '2810'],
    ['typed-wrong', '0', '1900', '910'],
    ['mended', '0', '-1710', '2620'],
    ['bought', '500.25', '0', '3120.25'],
  ]);
  expect(told.items[2]).toMatchObject({ corrects: 'urn:test:typed-wrong', happened: told.items[1]!.happened });
  expect(told.items[3]).toMatchObject({ provider: 'urn:test:grower' });
  expect(told.holders).toMatchObject([{ holder: 'urn:test:brewery', closing: { hasNumericalValue: '3120.25' } }]);
});

test('as it was known that evening, the mistake is not mended yet; such an answer stays', async () => {
  const told = await statement(`from=2025-03-01&to=2025-03-31&recorded=${encodeURIComponent(evening)}`);
  expect(sides(told)).toEqual(['3000 kilogram', '500.25 kilogram', '2090 kilogram', '1410.25 kilogram']);
});

test('without bounds all of it is told, from nothing on; page by page the same, each with the sums of all', async () => {
  const whole = await statement('');
  expect(sides(whole)).toEqual(['0 kilogram', '3500.25 kilogram', '380 kilogram', '3120.25 kilogram']);
  const lines: string[][] = [];
  let next: string | undefined;
  do {
    const page: Told = await statement(`limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
    expect(sides(page)).toEqual(sides(whole));
    lines.push(...linesOf(page));
    next = page.next;
  } while (next);
  expect(lines).toEqual(linesOf(whole));
});

test('what cannot be read is refused with what it should have been, and a stock that is not there is unknown', async () => {
  const refused = async (search: string) => problemsIn(await api.get(at(search)))[0]!;
  expect(await refused('from=yesterday')).toMatchObject({ code: 'parameter.invalid', values: { field: 'from' } });
  expect(await refused('limit=0')).toMatchObject({ values: { expected: 'a whole number from 1 to 1000' } });
  const { next } = await statement('limit=2');
  expect(await refused(`limit=2&from=2025-02-01&cursor=${next}`)).toMatchObject({ values: { field: 'cursor' } });
  const unknown = await api.get('/api/networks/brouwcoop/economic-resources/urn%3Atest%3Asilage/statement');
  expect([unknown.status, problemsIn(unknown)[0]!.code]).toEqual([404, 'record.unknown']);
});
