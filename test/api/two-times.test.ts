import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSamples } from '../../api/samples.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

/** The sample network after its whole year; what it answered on any evening of it must still be answered. */
let api: OpenApi;

beforeAll(async () => {
  api = await openApi();
  const { house, directory, datasets } = api;
  const { signal } = new AbortController();
  const loading = { house, directory, datasets, signal, onProgress: () => undefined };
  expect(await loadSamples(loading)).toEqual([]);
});
afterAll(() => api.close());

const resource = (name: string) => `urn:throughflow:grain-loop:stock:${name}`;

/** Kilograms on hand of a stock, as of two times as they stand in an address. */
async function onHand(name: string, times: Record<string, string>): Promise<number> {
  const query = new URLSearchParams({ resource: resource(name), ...times });
  const { status, body } = await api.get(`/api/networks/grain-loop/stocks?${query}`);
  expect(status).toBe(200);
  const { items } = body as { items: { onhand: { hasNumericalValue: string; hasUnit: string } }[] };
  expect(items.length).toBeLessThanOrEqual(1);
  return items.length === 0 ? 0 : Number(items[0]!.onhand.hasNumericalValue);
}

test('12 March: 1,900 kg of malt typed for 190; what was answered that evening stays after the correction of 13 March', async () => {
  const malt = (times: Record<string, string>) => onHand('malt-b24', times);
  const thatEvening = await malt({ happened: '2025-03-12', recorded: '2025-03-12' });
  const theEveningBefore = await malt({ happened: '2025-03-11', recorded: '2025-03-12' });
  expect(theEveningBefore - thatEvening).toBe(1900);
  const corrected = await malt({ happened: '2025-03-12', recorded: '2025-03-13' });
  expect(corrected - thatEvening).toBe(1710);
  expect(await malt({ happened: '2025-03-12' })).toBe(corrected);
  expect(await malt({ happened: '2025-03-11' })).toBe(theEveningBefore);
  expect(await malt({ recorded: '2025-03-12' })).toBe(thatEvening);
});

test('a bag of 27 June that is entered on 3 July is in the stock of 27 June, but not in what was known of it on 2 July', async () => {
  const flour = (times: Record<string, string>) => onHand('flour-kitchen', times);
  const known = await flour({ happened: '2025-06-27', recorded: '2025-07-02' });
  const now = await flour({ happened: '2025-06-27' });
  expect(now - known).toBe(25);
  expect(await flour({ happened: '2025-06-27', recorded: '2025-07-03' })).toBe(now);
  expect(await flour({ happened: '2025-06-26' })).toBe(await flour({ happened: '2025-06-26', recorded: '2025-07-02' }));
});

/** Every address that answers as of two times, or as of a recorded one, with what is asked there beside them. */
const derived = [
  'stocks?',
  'anomalies?',
  'loans?',
  'count-differences?all=true&',
  `economic-resources/${encodeURIComponent(resource('malt-b24'))}/history?limit=1000&`,
  `economic-resources/${encodeURIComponent(resource('wheat-2024'))}/track?`,
  `economic-resources/${encodeURIComponent(resource('flour-mill'))}/trace?method=fifo&`,
  'flows?',
  'balances?limit=1000&',
  'footprints?period=2025&',
  'thresholds?period=2025&',
  'reuse?period=2025&',
  'fulfilments?',
  'metered?',
  'count-differences?all=true&',
  'anomalies?',
  'loans?',
  'economic-events?limit=1000&sort=-happened&',
];
const known = [
  `economic-resources/${encodeURIComponent(resource('malt-b24'))}/statement?from=2025-02-01&to=2025-11-30&`,
  'resource-specifications?limit=1000&sort=name&',
  'agents?sort=-name&',
  'networks?',
  'knowledge?',
];

async function answerTo(address: string): Promise<string> {
  const response = await api.request(`/api/networks/grain-loop/${address}`);
  expect([response.status, address]).toEqual([200, address]);
  return Buffer.from(await response.arrayBuffer()).toString('base64');
}

test('what is recorded today changes no answer as of a time before', async () => {
  const times = ['2025-03-12', '2025-07-02'].flatMap((recorded) =>
    ['2025-03-12', '2025-03-12T10:00:00Z', '2026-01-01'].map((happened) => ({ happened, recorded })),
  );
  const addresses = [
    ...derived.flatMap((each) => times.map((both) => `${each}${new URLSearchParams(both)}`)),
    ...known.flatMap((each) => times.map(({ recorded }) => `${each}${new URLSearchParams({ recorded })}`)),
  ];
  const ask = async () => {
    const answers = new Map<string, string>();
    for (const each of addresses) answers.set(each, await answerTo(each));
    return answers;
  };
  const before = await ask();
  expect(new Set(before.values()).size).toBeGreaterThan(15);
  const late = {
    type: 'EconomicEvent',
    action: 'lower',
    provider: 'urn:throughflow:grain-loop:agent:brewery',
    receiver: 'urn:throughflow:grain-loop:agent:brewery',
    resourceInventoriedAs: resource('malt-b24'),
    resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
    hasPointInTime: '2025-01-10',
  };
  const renamed = await Promise.all(
    [
      ['economic-resources', resource('malt-b24')],
      ['organizations', 'urn:throughflow:grain-loop:agent:brewery'],
      ['networks', 'urn:throughflow:network:grain-loop'],
    ].map(async ([plural, id]) => {
      const { body } = await api.get(`/api/networks/grain-loop/${plural}/${encodeURIComponent(id!)}`);
      const { class: type, sequence: _, recorded: __, revision: ___, ...fields } = body as Record<string, unknown>;
      return { type, op: 'revise', ...fields, name: 'Renamed', ...(type === 'Network' && { zone: 'Asia/Tokyo' }) };
    }),
  );
  const now = await onHand('malt-b24', { happened: '2025-01-15' });
  const told = await api.post('/api/networks/grain-loop/records', [late, ...renamed]);
  expect([told.status, told.body]).toEqual([201, expect.anything()]);
  const after = await ask();
  for (const [address, answer] of before) expect(after.get(address) === answer, address).toBe(true);
  expect(await onHand('malt-b24', { happened: '2025-01-15' })).toBe(now - 1);
});

test('of a time before the network was founded it is said that there is nothing to answer with', async () => {
  for (const each of ['flows', 'knowledge', 'footprints', 'balances']) {
    const told = await api.get(`/api/networks/grain-loop/${each}?recorded=1990-01-01`);
    expect([each, told.status]).toEqual([each, 400]);
    expect(problemsIn(told)).toMatchObject([{ code: 'parameter.invalid', values: { field: 'recorded' } }]);
  }
  expect((await api.get('/api/networks/grain-loop/stocks?recorded=1990-01-01')).body).toMatchObject({ items: [] });
});

test('30 June: 412 kg of flour counted where the book says 455; the bag and the loss of 3 July close the difference, and the count stands', async () => {
  const count = encodeURIComponent('urn:throughflow:grain-loop:fact:count-flour-june');
  const told = async (recorded?: string) => {
    const at = recorded === undefined ? '' : `?recorded=${recorded}`;
    const { status, body } = await api.get(`/api/networks/grain-loop/counts/${count}/difference${at}`);
    expect(status).toBe(200);
    type Amounts = Record<'counted' | 'difference' | 'resolved', { hasNumericalValue: string }>;
    return body as Amounts & { readonly isOpen: boolean };
  };
  const then = await told('2025-07-02');
  const numbers = ({ counted, difference, resolved }: typeof then) =>
    [counted, difference, resolved].map((each) => Number(each.hasNumericalValue));
  expect([...numbers(then), then.isOpen]).toEqual([412, -43, 0, true]);
  const now = await told('2025-12-31');
  expect([...numbers(now), now.isOpen]).toEqual([412, 0, -18, false]);
});
