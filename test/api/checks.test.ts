import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from './support/brewery.ts';
import { openBrewery } from './support/open-brewery.ts';
import { expectSameTable } from './support/table.ts';
import type { OpenApi } from './support/open-api.ts';

let api: OpenApi;
const at = '/api/networks/brouwcoop';
const silo = 'urn:test:silo';
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const record = async (...records: object[]) => expect((await api.post(`${at}/records`, records)).status).toBe(201);
const ask = async <T>(path: string): Promise<T> => {
  const { status, body } = await api.get(`${at}/${path}`);
  expect([status, path]).toEqual([200, path]);
  return body as T;
};

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

interface Anomalies {
  negative: { resource: string; holder: string; account: string; from: string; until?: string; lowest: unknown }[];
  pairs: { process: string; resource: string; problem: { code: string; message: string } }[];
}

test('malt that was mashed before it is known to have come is below zero as it happened, though never as it was recorded', async () => {
  expect(await ask('anomalies')).toMatchObject({ negative: [], pairs: [] });
  const before = new Date().toISOString();
  const mash = { action: 'consume', inputOf: 'urn:test:brew-1', resourceInventoriedAs: silo };
  await record(event('early', { ...mash, resourceQuantity: kg('2'), hasPointInTime: '2024-12-30' }));
  const negative = {
    resource: silo,
    holder: 'urn:test:brewery',
    account: 'onhand',
    from: '2024-12-29T23:00:00Z',
    until: '2024-12-31T23:00:00Z',
    lowest: { hasNumericalValue: '-2', hasUnit: 'kilogram' },
    lowestAt: '2024-12-29T23:00:00Z',
  };
  const found = await ask<Anomalies>(`anomalies?resource=${encodeURIComponent(silo)}`);
  expect(found.negative[0]).toEqual(negative);
  expect(found.negative.map(({ account }) => account)).toEqual(['onhand', 'accounting']);
  const { until: _, ...open } = negative;
  expect((await ask<Anomalies>('anomalies?happened=2024-12-31')).negative[0]).toEqual(open);
  expect((await ask<Anomalies>('anomalies?happened=2024-12-29')).negative).toEqual([]);
  expect((await ask<Anomalies>(`anomalies?recorded=${before}`)).negative).toEqual([]);
  expect((await ask<Anomalies>('anomalies?resource=urn:test:yard')).negative).toEqual([]);
  await expectSameTable(api, `${at}/anomalies`, 'negative');
});

test('outsiders and nature have no stock to keep', async () => {
  const trade = { type: 'Organization', id: 'urn:test:trade', name: 'Trade (invented)' };
  await record(
    trade,
    event('bought', {
      action: 'transfer',
      provider: 'urn:test:trade',
      resourceInventoriedAs: silo,
      resourceQuantity: kg('9'),
      hasPointInTime: '2025-04-01',
    }),
  );
  const { negative } = await ask<Anomalies>('anomalies');
  expect(negative.map(({ holder }) => holder)).toEqual(['urn:test:brewery', 'urn:test:brewery']);
});

test('what a trip puts down and never picked up is told, once it is picked up it is not, and the answer of before stays', async () => {
  const trip = { type: 'Process', id: 'urn:test:trip', name: 'Trip', inScopeOf: 'urn:test:brewery' };
  const carried = { resourceInventoriedAs: silo, resourceQuantity: kg('10'), hasPointInTime: '2025-04-02' };
  await record(trip, event('down', { action: 'dropoff', outputOf: trip.id, ...carried }));
  const [found] = (await ask<Anomalies>('anomalies')).pairs;
  expect(found).toMatchObject({ process: trip.id, resource: silo, problem: { code: 'pair.missing' } });
  expect(found!.problem.message).toContain('Malt silo');
  const before = new Date().toISOString();
  await record(event('up', { action: 'pickup', inputOf: trip.id, ...carried }));
  expect((await ask<Anomalies>('anomalies')).pairs).toEqual([]);
  expect((await ask<Anomalies>(`anomalies?recorded=${before}`)).pairs).toHaveLength(1);
  await expectSameTable(api, `${at}/anomalies?table=pairs&recorded=${before}`, 'pairs');
  await record(
    event('less', {
      action: 'pickup',
      inputOf: trip.id,
      ...carried,
      resourceQuantity: kg('-4'),
      corrects: 'urn:test:up',
    }),
  );
  expect((await ask<Anomalies>(`anomalies?resource=${encodeURIComponent(silo)}`)).pairs).toMatchObject([
    { problem: { code: 'pair.quantity' } },
  ]);
});

test('a barrel that was lent is with its borrower since that day; what came back is not', async () => {
  const lend = (id: string, quantity: string, fields: object) =>
    event(id, {
      action: 'transferCustody',
      resourceInventoriedAs: silo,
      resourceQuantity: kg(quantity),
      receiver: 'urn:test:grower',
      ...fields,
    });
  await record(
    lend('lent', '30', { hasPointInTime: '2025-05-01' }),
    lend('again', '12', { hasPointInTime: '2025-06-01' }),
  );
  const back = { provider: 'urn:test:grower', receiver: 'urn:test:brewery', hasPointInTime: '2025-06-15' };
  await record(lend('back', '25', back));
  const { items } = await ask<{ items: object[] }>('loans');
  expect(items).toEqual([
    {
      state: 'lent',
      resource: silo,
      accountable: 'urn:test:brewery',
      holder: 'urn:test:grower',
      quantity: { hasNumericalValue: '17', hasUnit: 'kilogram' },
      parts: [
        { since: '2025-04-30T22:00:00Z', quantity: { hasNumericalValue: '5', hasUnit: 'kilogram' } },
        { since: '2025-05-31T22:00:00Z', quantity: { hasNumericalValue: '12', hasUnit: 'kilogram' } },
      ],
    },
  ]);
  const then = await ask<{ items: { parts: object[] }[] }>('loans?happened=2025-05-31');
  expect(then.items[0]!.parts).toHaveLength(1);
});

test('a load that was picked up is under way with its carrier, in parts since when, and no loan; what is dropped off is not', async () => {
  const carry = (id: string, quantity: string, fields: object) =>
    event(id, { resourceInventoriedAs: 'urn:test:yard', resourceQuantity: kg(quantity), ...fields });
  const pickup = { action: 'pickup', inputOf: 'urn:test:haul', receiver: 'urn:test:grower' };
  const trip = { type: 'Process', id: 'urn:test:haul', name: 'Haul' };
  await record(
    trip,
    carry('load-1', '3', { ...pickup, hasPointInTime: '2025-06-20' }),
    carry('load-2', '2', { ...pickup, hasPointInTime: '2025-06-21' }),
    carry('off-1', '4', {
      ...{ action: 'dropoff', outputOf: 'urn:test:haul', provider: 'urn:test:grower', receiver: 'urn:test:grower' },
      hasPointInTime: '2025-06-22',
    }),
  );
  const underWay = async (query = '') =>
    (await ask<{ items: { state: string; holder: string; process: string; parts: object[] }[] }>(`loans${query}`)).items
      .filter(({ state, process }) => state === 'underWay' && process === 'urn:test:haul')
      .map(({ holder, process, parts }) => [holder, process, parts]);
  const part = (since: string, value: string) => ({
    since,
    quantity: { hasNumericalValue: value, hasUnit: 'kilogram' },
  });
  const where = ['urn:test:grower', 'urn:test:haul'];
  expect(await underWay()).toEqual([[...where, [part('2025-06-20T22:00:00Z', '1')]]]);
  expect(await underWay('?happened=2025-06-21&resource=urn:test:yard')).toEqual([
    [...where, [part('2025-06-19T22:00:00Z', '3'), part('2025-06-20T22:00:00Z', '2')]],
  ]);
  await record({ ...trip, op: 'revise', finished: true });
  expect(await underWay()).toEqual([]);
  await record({ ...trip, op: 'revise' });
});

test('a shirt is in the parcel that its packing makes, also when the parcel is recorded later', async () => {
  const pack = { type: 'Process', id: 'urn:test:packing', inScopeOf: 'urn:test:brewery' };
  const parcel = { type: 'EconomicResource', id: 'urn:test:parcel', conformsTo: 'urn:test:grain', name: 'Parcel' };
  await record(
    pack,
    parcel,
    event('in', {
      action: 'combine',
      inputOf: pack.id,
      resourceInventoriedAs: 'urn:test:yard',
      resourceQuantity: kg('1'),
      hasPointInTime: '2025-07-01',
    }),
  );
  const containedIn = async () =>
    (await ask<{ items: { containedIn?: string[] }[] }>('stocks?resource=urn:test:yard')).items[0]!.containedIn;
  expect(await containedIn()).toBeUndefined();
  await record(
    event('made', {
      action: 'produce',
      outputOf: pack.id,
      resourceInventoriedAs: parcel.id,
      resourceQuantity: kg('1'),
      hasPointInTime: '2025-07-01',
    }),
  );
  expect(await containedIn()).toEqual([parcel.id]);
});
