import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrewery } from './support/open-brewery.ts';
import { expectSameTable } from './support/table.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';

/** The brewery's gas comes with a monthly invoice; its brews have no meter of their own. */
let api: OpenApi;
const at = '/api/networks/brouwcoop';
const id = (name: string) => `urn:test:${name}`;
const kWh = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kilowattHour' });
const record = (...records: object[]) => api.post(`${at}/records`, records);

const brew = (name: string, day: string, hours: number) => ({
  type: 'Process',
  id: id(name),
  basedOn: id('brewing'),
  inScopeOf: id('brewery'),
  hasBeginning: `${day}T06:00`,
  hasEnd: `${day}T${String(6 + hours).padStart(2, '0')}:00`,
});
const bill = {
  type: 'Reading',
  id: id('bill-june'),
  of: id('gas'),
  provider: id('gas-company'),
  resourceQuantity: kWh('1000'),
  basis: 'gross',
  hasBeginning: '2025-06-01',
  hasEnd: '2025-06-30',
  source: 'invoice 2025-06',
};

beforeAll(async () => {
  api = await openBrewery();
  const told = await record(
    { type: 'Organization', id: id('gas-company'), name: 'Gas company (invented)' },
    { type: 'ResourceSpecification', id: id('natural-gas'), name: 'Gas', defaultUnitOfResource: 'kilowattHour' },
    { type: 'EconomicResource', id: id('gas'), conformsTo: id('natural-gas'), name: 'Gas of the brewery' },
    {
      type: 'EconomicEvent',
      id: id('gas-opening'),
      action: 'raise',
      provider: id('brewery'),
      receiver: id('brewery'),
      resourceInventoriedAs: id('gas'),
      resourceQuantity: kWh('0'),
      hasPointInTime: '2025-01-01',
    },
    brew('june-1', '2025-06-03', 8),
    brew('june-2', '2025-06-10', 8),
    brew('june-3', '2025-06-24', 5),
    brew('july-1', '2025-07-02', 8),
    bill,
  );
  expect(told.status, JSON.stringify(told.body)).toBe(201);
});
afterAll(() => api.close());

interface Proposal {
  readonly key?: string;
  readonly isSpread: boolean;
  readonly spread: readonly { process?: string; quantity: { hasNumericalValue: string } }[];
  readonly records: readonly { action: string; inputOf?: string; resourceQuantity: { hasNumericalValue: string } }[];
}

async function proposal(query = ''): Promise<Proposal> {
  const { status, body } = await api.get(`${at}/readings/${encodeURIComponent(id('bill-june'))}/proposal${query}`);
  expect([status, body]).toMatchObject([200, {}]);
  return body as Proposal;
}
const lines = ({ records }: Proposal) =>
  records.map(
    ({ action, inputOf, resourceQuantity }) =>
      `${action} ${inputOf?.slice(9) ?? ''} ${resourceQuantity.hasNumericalValue}`,
  );

test('an invoice proposes what was bought and what each brew of its month used, by hours, in equal parts or by a recipe; nothing is recorded by asking', async () => {
  const before = (await api.get(at)).body;
  const hours = await proposal();
  expect([hours.key, hours.isSpread]).toEqual(['hours', false]);
  expect(lines(hours)).toEqual([
    'transfer  1000',
    'consume june-1 380.953',
    'consume june-2 380.952',
    'consume june-3 238.095',
  ]);
  expect(lines(await proposal('?key=equal'))).toEqual([
    'transfer  1000',
    'consume june-1 333.334',
    'consume june-2 333.333',
    'consume june-3 333.333',
  ]);
  expect(lines(await proposal('?key=recipe'))).toEqual(['transfer  1000']);
  expect((await api.get(at)).body).toEqual(before);
});

test('what is recorded of it says that it was spread; the stock stands at what was bought less what was used, and asking again tells that it was done', async () => {
  const { records } = await proposal();
  const told = await record(...records);
  expect(told.status, JSON.stringify(told.body)).toBe(201);
  const { body } = await api.get(`${at}/stocks?resource=${encodeURIComponent(id('gas'))}`);
  expect((body as { items: { onhand: object }[] }).items[0]!.onhand).toEqual({
    hasNumericalValue: '0',
    hasUnit: 'joule',
  });
  const spread = await api.get(`${at}/economic-events?spreadFrom=${encodeURIComponent(id('bill-june'))}`);
  expect((spread.body as { items: object[] }).items).toHaveLength(4);
  const again = await proposal();
  expect(again.isSpread).toBe(true);
  expect(again.spread.map(({ process, quantity }) => [process, quantity.hasNumericalValue])).toEqual([
    [undefined, '1000'],
    [id('june-1'), '380.953'],
    [id('june-2'), '380.952'],
    [id('june-3'), '238.095'],
  ]);
});

test('meter and invoice of June stand beside each other, 4 % apart; neither overwrites the other', async () => {
  const index = (name: string, value: string, time: string) => ({
    type: 'Reading',
    id: id(name),
    of: id('gas'),
    meter: 'G-77',
    index: kWh(value),
    basis: 'gross',
    provider: id('brewery'),
    hasPointInTime: time,
  });
  await record(index('may', '5000', '2025-06-01T00:00'), index('june', '5961.538461538', '2025-07-01T00:00'));
  const { status, body } = await api.get(`${at}/metered?resource=${encodeURIComponent(id('gas'))}`);
  expect(status).toBe(200);
  const { items, pairs } = body as {
    items: { how: string; isSpread: boolean }[];
    pairs: { share: number; meter: object; invoice: object }[];
  };
  expect(items.map(({ how, isSpread }) => `${how} ${isSpread}`).toSorted()).toEqual([
    'difference false',
    'invoice true',
  ]);
  const ofMeter = await api.get(`${at}/readings/${encodeURIComponent(id('june'))}/proposal`);
  expect(ofMeter.body).toMatchObject({ isSpread: false, spreadAlready: [id('bill-june')] });
  expect(pairs).toHaveLength(1);
  expect(pairs[0]!.share).toBeCloseTo(0.04, 9);
  expect([pairs[0]!.meter, pairs[0]!.invoice]).toEqual([kWh('961.538461538'), kWh('1000')]);
  await expectSameTable(api, `${at}/metered`);
  await expectSameTable(api, `${at}/metered?table=pairs`, 'pairs');
});

test('what was spread and wholly taken back again is no longer spread, and can be spread anew', async () => {
  const { body } = await api.get(`${at}/economic-events?spreadFrom=${encodeURIComponent(id('bill-june'))}`);
  const { items } = body as { items: Record<string, unknown>[] };
  const repeated = ['action', 'inputOf', 'provider', 'receiver', 'resourceInventoriedAs', 'toResourceInventoriedAs'];
  const back = items.map((event) => ({
    type: 'EconomicEvent',
    ...Object.fromEntries([...repeated, 'resourceConformsTo'].map((field) => [field, event[field]])),
    corrects: event['id'],
    hasPointInTime: '2025-07-05',
    resourceQuantity: kWh(`-${(event['resourceQuantity'] as { hasNumericalValue: string }).hasNumericalValue}`),
  }));
  const told = await record(...back);
  expect(told.status, JSON.stringify(told.body)).toBe(201);
  expect((await proposal()).isSpread).toBe(false);
  const again = await record(...(await proposal()).records);
  expect(again.status, JSON.stringify(again.body)).toBe(201);
  expect((await proposal()).isSpread).toBe(true);
});

test('a reading that is neither, one with nothing before it, and one that there is not are told', async () => {
  const codes = (answer: Parameters<typeof problemsIn>[0]) => problemsIn(answer).map(({ code }) => code);
  const { resourceQuantity: _, ...neither } = bill;
  expect(codes(await record({ ...neither, id: id('neither') }))).toEqual(['reading.shape']);
  const first = await api.get(`${at}/readings/${encodeURIComponent(id('may'))}/proposal`);
  expect([first.status, ...codes(first)]).toEqual([422, 'reading.first']);
  const none = await api.get(`${at}/readings/${encodeURIComponent(id('nothing'))}/proposal`);
  expect([none.status, ...codes(none)]).toEqual([404, 'record.unknown']);
});

test('an invoice for a month in which the meter stood still differs by all of it, which is no part of nothing', async () => {
  const still = (name: string, time: string) => ({
    ...{ type: 'Reading', id: id(name), of: id('gas'), meter: 'G-77', basis: 'gross', provider: id('brewery') },
    ...{ index: kWh('7000'), hasPointInTime: time },
  });
  const september = { ...bill, id: id('bill-september'), hasBeginning: '2025-09-01', hasEnd: '2025-09-30' };
  const told = await record(still('august', '2025-09-01T00:00'), still('september', '2025-10-01T00:00'), september);
  expect(told.status, JSON.stringify(told.body)).toBe(201);
  const { body } = await api.get(`${at}/metered?resource=${encodeURIComponent(id('gas'))}`);
  const { pairs } = body as { pairs: readonly object[] };
  expect(pairs.at(-1)).toMatchObject({ meter: kWh('0'), difference: kWh('1000'), share: null });
});
