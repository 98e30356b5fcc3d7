import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from './support/brewery.ts';
import { openBrewery } from './support/open-brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { expectSameTable, tableAt } from './support/table.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const reuse = async (query = '') =>
  (await api.get(`/api/networks/brouwcoop/reuse${query}`)) as { status: number; body: Reuse };

interface Reuse {
  readonly period: string;
  readonly surpluses: readonly { kind: string; holder: string; quantity: number; takers: string[]; first: string }[];
  readonly needs: readonly { holder: string; origin: string }[];
  readonly pairs: readonly { verdict: string; amount: number | null; km: number | null; obstacles: { is: string }[] }[];
  readonly totals: Record<string, number>;
}

test('a network in which nothing left has no surplus, and says how many needs it knows', async () => {
  const { status, body } = await reuse();
  expect(status).toBe(200);
  expect(body).toMatchObject({ period: '2025', surpluses: [], pairs: [], totals: { surpluses: 0, plausible: 0 } });
});

test('what goes to the waste contractor is met with what the grower buys, place unknown and told so', async () => {
  const contractor = {
    type: 'Organization',
    id: 'urn:test:contractor',
    name: 'Contractor',
    classifiedAs: ['waste collection'],
  };
  const trader = { type: 'Organization', id: 'urn:test:trader', name: 'Trader' };
  const batch = {
    type: 'Process',
    id: 'urn:test:batch',
    name: 'Batch',
    basedOn: 'urn:test:growing',
    inScopeOf: 'urn:test:grower',
  };
  const kind = { type: 'ProcessSpecification', id: 'urn:test:growing', name: 'Growing' };
  const grower = { provider: 'urn:test:grower', receiver: 'urn:test:grower' };
  const recorded = await api.post('/api/networks/brouwcoop/records', [
    contractor,
    trader,
    kind,
    batch,
    event('waste', {
      action: 'transfer',
      receiver: contractor.id,
      resourceInventoriedAs: 'urn:test:yard',
      resourceQuantity: kg('85'),
      hasPointInTime: '2025-03-14',
    }),
    event('bought', {
      action: 'transfer',
      provider: trader.id,
      receiver: 'urn:test:grower',
      toResourceInventoriedAs: 'urn:test:cellar',
      resourceConformsTo: 'urn:test:grain',
      resourceQuantity: kg('500'),
      hasPointInTime: '2025-03-10',
    }),
    event('used', {
      action: 'consume',
      ...grower,
      inputOf: batch.id,
      resourceInventoriedAs: 'urn:test:cellar',
      resourceQuantity: kg('60'),
      hasPointInTime: '2025-03-20',
    }),
  ]);
  expect(problemsIn(recorded)).toEqual([]);
  const { body } = await reuse('?period=2025-03');
  expect(body.surpluses).toMatchObject([
    { kind: 'waste', holder: 'urn:test:brewery', quantity: 85, takers: [contractor.id], first: '2025-03-14' },
  ]);
  expect(body.pairs).toMatchObject([{ verdict: 'plausible', amount: 60, km: null, obstacles: [] }]);
  expect(body.totals).toMatchObject({ surpluses: 1, plausible: 1, notCompared: 0 });
  expect((await reuse('?period=2024')).body.pairs).toEqual([]);
  expect((await reuse('?limit=1')).body.pairs).toHaveLength(1);
});

test('a period that is none, and a parameter that nobody knows, are refused', async () => {
  for (const query of ['?period=March', '?limit=0', '?far=1'])
    expect(problemsIn(await api.get(`/api/networks/brouwcoop/reuse${query}`)).map(({ code }) => code)).toEqual([
      'parameter.invalid',
    ]);
  expect((await api.get('/api/networks/nowhere/reuse')).status).toBe(404);
});

test.each(['pairs', 'surpluses', 'needs'])(
  'the %s are a table too, each with its unit and of which period',
  async (name) => {
    const address = `/api/networks/brouwcoop/reuse?table=${name}`;
    await expectSameTable(api, address, name);
    expect((await tableAt(api, address))[0]).toMatchObject({ period: '2025', unit: 'kilogram' });
  },
);

test('a table that reuse has not is refused', async () => {
  expect((await reuse('?table=hopes')).status).toBe(400);
});
