import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue } from '../../../api/access/gate.ts';
import { event, knowledge, network } from '../support/brewery.ts';
import { type OpenApi, openApi } from '../support/open-api.ts';

/** The brewery keeps its cellar to itself and counts it; the grower is a member of the same network. */
let api: OpenApi;
const at = '/api/networks/brouwcoop';
const cellar = 'urn:test:deep-cellar';
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const evening = '2025-06-30T18:00:00+02:00';
const counted = (id: string, value: string) => ({
  type: 'Count',
  id,
  of: cellar,
  holder: 'urn:test:brewery',
  resourceQuantity: kg(value),
  hasPointInTime: evening,
});

beforeAll(async () => {
  api = await openApi();
  await api.post('/api/networks', { ...network, records: knowledge });
  const stock = { type: 'EconomicResource', id: cellar, conformsTo: 'urn:test:malt', visibility: 'own' };
  const opening = event('open-deep-cellar', {
    action: 'raise',
    resourceInventoriedAs: cellar,
    resourceQuantity: kg('7321'),
    hasPointInTime: '2025-01-01',
    visibility: 'own',
  });
  const told = await api.post(`${at}/records`, [stock, opening, counted('urn:test:count-1', '7304')]);
  expect(told.status).toBe(201);
  const { proposal } = (await api.get(`${at}/counts/${encodeURIComponent('urn:test:count-1')}/difference`)).body as {
    proposal: Record<string, unknown>;
  };
  // What settles the count says of itself that the whole network sees it: the stock does not show through it.
  const settled = { ...proposal, type: 'EconomicEvent', id: 'urn:test:settled', visibility: 'network' };
  const later = { ...counted('urn:test:count-2', '7299'), hasPointInTime: '2025-07-31T18:00:00+02:00' };
  expect((await api.post(`${at}/records`, [settled, later])).status).toBe(201);
});
afterAll(() => api.close());

/** The secret of somebody who acts for an agent, or for nobody. */
const secretOf = (agent: string | undefined, role: 'recorder' | 'steward' = 'recorder') =>
  api.services.gate.change((register) => {
    const id = `${role}-${agent ?? 'nobody'}`;
    const grant = { network: 'brouwcoop', role, ...(agent !== undefined && { agent }) };
    const members = [...register.members.filter((each) => each.id !== id), { id, name: id, since: 0, grants: [grant] }];
    return issue({ ...register, members }, { kind: 'session', member: id }, Date.now());
  });

const one = (plural: string, id: string) => `${plural}/${encodeURIComponent(id)}`;
const addresses = [
  'counts',
  `counts?of=${encodeURIComponent(cellar)}`,
  'counts?format=turtle&full=true',
  'counts?text=count-1',
  one('counts', 'urn:test:count-1'),
  `${one('counts', 'urn:test:count-1')}?format=jsonld&full=true`,
  `${one('counts', 'urn:test:count-1')}/difference`,
  'count-differences?all=true',
  'count-differences?all=true&format=csv',
  `count-differences?all=true&resource=${encodeURIComponent(cellar)}`,
  'knowledge',
  'records',
  'records?format=turtle&full=true',
  'stocks',
  'anomalies',
  'economic-events?limit=1000',
  'economic-events?full=true&format=turtle',
  one('economic-events', 'urn:test:settled'),
  `economic-events?resolves=${encodeURIComponent('urn:test:count-1')}`,
  one('economic-resources', cellar),
  `${one('economic-resources', cellar)}/history`,
  `${one('economic-resources', cellar)}/statement?from=2025-01-01`,
];
const secrets = [cellar, 'count-1', 'count-2', '7304', '7321', '7299', '"-17"', '"-5"'];

async function asked(secret: string): Promise<string> {
  const answers = await Promise.all(
    addresses.map(async (path) => {
      const response = await api.app.request(`${at}/${path}`, { headers: { authorization: `Bearer ${secret}` } });
      expect([path, response.status < 500]).toEqual([path, true]);
      // A refusal says again what was asked.
      return response.status === 200 ? await response.text() : '';
    }),
  );
  return answers.join('\n');
}

test.each(['urn:test:grower', undefined])(
  'a member who acts for %s and may not see a stock sees neither its counts nor what they differ by',
  async (agent) => {
    const told = await asked(await secretOf(agent));
    expect(secrets.filter((each) => told.includes(each))).toEqual([]);
    expect(told).toContain('urn:test:settled');
  },
);

test('whose stock it is, and a steward, see its counts, what settled them and what is still open', async () => {
  for (const secret of [await secretOf('urn:test:brewery'), await secretOf(undefined, 'steward')]) {
    const told = await asked(secret);
    expect([cellar, 'count-1', 'count-2', '7304', '7299'].filter((each) => !told.includes(each))).toEqual([]);
  }
});
