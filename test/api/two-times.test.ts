import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSamples } from '../../api/samples.ts';
import { type OpenApi, openApi } from './support/open-api.ts';

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

test('what is recorded today changes no answer as of a time before', async () => {
  const questions = ['2025-01-31', '2025-03-12', '2025-07-02', '2025-12-31'].flatMap((recorded) =>
    ['2025-01-15', '2025-03-12', '2025-12-31', '2026-01-01'].map((happened) => ({ happened, recorded })),
  );
  const ask = () =>
    Promise.all(
      questions.map(async (times) => {
        const { body } = await api.get(`/api/networks/grain-loop/stocks?${new URLSearchParams(times)}`);
        return (body as { items: unknown[] }).items;
      }),
    );
  const before = await ask();
  expect(before[0]!.length).toBeGreaterThan(5);
  const late = {
    type: 'EconomicEvent',
    action: 'lower',
    provider: 'urn:throughflow:grain-loop:agent:brewery',
    receiver: 'urn:throughflow:grain-loop:agent:brewery',
    resourceInventoriedAs: resource('malt-b24'),
    resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
    hasPointInTime: '2025-01-10',
  };
  const now = await onHand('malt-b24', { happened: '2025-01-15' });
  expect((await api.post('/api/networks/grain-loop/records', [late])).status).toBe(201);
  expect(await ask()).toEqual(before);
  expect(await onHand('malt-b24', { happened: '2025-01-15' })).toBe(now - 1);
});
