import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSamples } from '../../api/samples.ts';
import { type OpenApi, openApi, problemsIn } from './support/open-api.ts';

/** The sample network after its whole year. */
let api: OpenApi;

beforeAll(async () => {
  api = await openApi();
  const { house, datasets } = api;
  const { signal } = new AbortController();
  expect(await loadSamples({ house, datasets, signal, onProgress: () => undefined })).toEqual([]);
});
afterAll(() => api.close());

const at = '/api/networks/grain-loop';
const id = (kind: string, name: string) => `urn:throughflow:grain-loop:${kind}:${name}`;

interface Told {
  readonly kind: string;
  readonly subject: string;
  readonly name?: string;
  readonly layer: string;
  readonly in: number;
  readonly out: number;
  readonly loss: number;
  readonly stock: { readonly change: number; readonly inProgress: number };
  readonly unaccounted: number;
  readonly verdict: string;
  readonly basis?: string;
  readonly slack: number;
}

async function balances(query: string): Promise<readonly Told[]> {
  const { status, body } = await api.get(`${at}/balances?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return (body as { items: readonly Told[] }).items;
}

test('the network, its members and its processes balance by one identity, in any layer and over any days', async () => {
  for (const query of [
    'subject=network&period=2025',
    'subject=agent&from=2025-02-10&to=2025-05-03',
    'period=2025-06',
  ]) {
    const items = await balances(query);
    expect(items.length).toBeGreaterThan(5);
    for (const each of items) {
      const rest = each.in - each.out - each.stock.change - each.loss - each.unaccounted;
      expect(Math.abs(rest)).toBeLessThanOrEqual(1e-9 * Math.max(1, each.in, each.out));
    }
  }
  const [network] = await balances('subject=network&layer=carbon&period=2025');
  expect([network!.kind, network!.name, network!.layer]).toEqual(['network', 'Grain loop (invented)', 'carbon']);
});

test('one agent is asked for by its id; what is no agent, no layer or no day is refused by name', async () => {
  const [mill] = await balances(
    `subject=agent&agent=${encodeURIComponent(id('agent', 'mill'))}&layer=mass&period=2025`,
  );
  expect([mill!.subject, mill!.verdict]).toEqual([id('agent', 'mill'), 'expected']);
  const refused = async (query: string) =>
    problemsIn(await api.get(`${at}/${query}`)).map(({ code, values }) => [code, values['field'] ?? values['value']]);
  expect(await refused('balances?subject=agent&agent=urn:nobody')).toEqual([['record.unknown', 'urn:nobody']]);
  expect(await refused('balances?layer=heat')).toEqual([['parameter.invalid', 'layer']]);
  expect(await refused('balances?basis=lower')).toEqual([['parameter.invalid', 'basis']]);
  expect(await refused('reconciliations?layer=energy')).toEqual([['parameter.invalid', 'layer']]);
  expect(await refused('reconciliations?from=2025-02-30')).toEqual([['parameter.invalid', 'from']]);
  for (const list of ['balances', 'reconciliations'])
    expect(await refused(`${list}?from=2025-06-30&to=2025-06-01`)).toEqual([['parameter.invalid', 'to']]);
});

test('energy is told by its heating value, and by the other one where that is asked for', async () => {
  const mushrooms = `process=${encodeURIComponent(id('process', 'mushrooms-2025-09-18-47'))}&layer=energy`;
  const [usual] = await balances(mushrooms);
  expect(usual).toMatchObject({ basis: 'gross', slack: expect.closeTo(0.01 * usual!.in, 3) });
  const [lower] = await balances(`${mushrooms}&basis=net`);
  expect(lower).toMatchObject({ basis: 'net', verdict: 'unknown' });
  const csv = await api.request(`${at}/balances?${mushrooms}&format=csv`);
  expect((await csv.text()).split('\r\n')[0]).toContain(',basis,');
});

test('gas that is invoiced by its upper heating value counts less by the lower one, which a dataset tells and which is named', async () => {
  const brew = `process=${encodeURIComponent(id('process', 'brew-2025-06-12'))}&layer=energy`;
  const gasBy = async (basis: string) => {
    const { body } = await api.get(`${at}/balances?${brew}&basis=${basis}`);
    const { sheet, borrowed } = body as {
      sheet: { things: readonly { layer: string; specification: string; amount: number }[] };
      borrowed: readonly { layer: string; specification: string; source: string }[];
    };
    const gas = sheet.things.find((each) => each.layer === 'energy' && each.specification === id('spec', 'gas'))!;
    return { amount: gas.amount, borrowed };
  };
  const [gross, net] = [await gasBy('gross'), await gasBy('net')];
  expect(gross.amount / 3.6e6).toBeCloseTo(664.45, 6);
  expect(net.amount / gross.amount).toBeCloseTo(0.903, 9);
  expect(gross.borrowed).toEqual([]);
  expect(net.borrowed).toMatchObject([{ layer: 'energy', specification: id('spec', 'gas') }]);
  expect(net.borrowed[0]!.source).toMatch(/^energy-factors 1\.0\.0, natural-gas: /);
});

test('money is not conserved: what a bakery sells above what it buys is value that was added, never a gap', async () => {
  const bakery = encodeURIComponent(id('agent', 'bakery'));
  const [money] = await balances(`subject=agent&agent=${bakery}&layer=price&period=2025-06`);
  expect(money!.out).toBeGreaterThan(money!.in);
  expect(money!.unaccounted).toBeLessThan(0);
  expect(money!.verdict).not.toBe('unexplained');
});

interface Reconciled {
  readonly suspects: readonly {
    readonly record: string;
    readonly recorded: number;
    readonly estimate: number;
    readonly meant: number | null;
  }[];
  readonly before: { readonly isPassed: boolean };
  readonly after: { readonly isPassed: boolean };
  readonly assumptions: { readonly measured: number };
  readonly items: readonly {
    readonly recorded: number | null;
    readonly adjusted: number | null;
    readonly standing: string;
  }[];
}

async function reconciled(query: string): Promise<Reconciled> {
  const { status, body } = await api.get(`${at}/reconciliations?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body as Reconciled;
}

test('story 1: as of 12 March the mistyped malt is the suspect, with what it should be; as of 13 March nothing is', async () => {
  const evening = await reconciled('period=2025-03&recorded=2025-03-12');
  const event = await api.get(`${at}/economic-events/${encodeURIComponent(evening.suspects[0]!.record)}`);
  expect((event.body as { inputOf: string }).inputOf).toBe(id('process', 'brew-2025-03-12'));
  expect(evening.suspects[0]!.recorded).toBe(1900);
  expect(evening.suspects[0]!.meant).toBe(190);
  expect([evening.before.isPassed, evening.after.isPassed]).toEqual([false, true]);
  expect((await reconciled('period=2025-03&recorded=2025-03-13')).suspects).toEqual([]);
});

test('story 5: a count of 3,985 kg on 18 November is the suspect; nothing that was recorded changes', async () => {
  const before = await balances('subject=network&layer=mass&period=2025-11');
  expect((await reconciled('period=2025-11')).suspects).toEqual([]);
  const count = {
    '@type': 'Count',
    '@id': 'urn:test:weighbridge',
    of: id('stock', 'spent-substrate-composter'),
    resourceQuantity: { hasNumericalValue: '3985', hasUnit: 'kilogram' },
    hasPointInTime: '2025-11-18T10:00',
  };
  expect((await api.post(`${at}/records`, [count])).status).toBe(201);
  const { suspects, assumptions, items } = await reconciled('period=2025-11');
  expect(suspects).toMatchObject([{ record: 'urn:test:weighbridge', recorded: 3985, alike: [] }]);
  expect(suspects[0]!.estimate).toBeCloseTo(1492.5, 0);
  expect(assumptions.measured).toBe(0.02);
  expect(items.some(({ standing }) => standing === 'redundant')).toBe(true);
  expect(await balances('subject=network&layer=mass&period=2025-11')).toEqual(before);
});
