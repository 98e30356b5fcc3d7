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

interface ToldEnd {
  readonly kind: string;
  readonly name: string;
  readonly holderName?: string;
  readonly amount: number;
  readonly share: number;
}

interface ToldTrace {
  readonly method: string;
  readonly finding: string;
  readonly total: number;
  readonly ends: readonly ToldEnd[];
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly first: string }[];
  readonly remainder: { readonly nodes: number; readonly share: number };
  readonly sums: Readonly<Record<string, number>>;
}

const at = (name: string, direction: 'trace' | 'track', query = '') =>
  `/api/networks/brouwcoop/economic-resources/${encodeURIComponent(`urn:test:${name}`)}/${direction}${query}`;

async function told(name: string, direction: 'trace' | 'track', query = ''): Promise<ToldTrace> {
  const { status, body } = await api.get(at(name, direction, query));
  expect(status).toBe(200);
  return body as ToldTrace;
}

test('a recall tells where 3,000 kg of malt are: in the silo, in the spent grain of the yard and at the grower', async () => {
  const { finding, ends, sums, method } = await told('silo', 'track');
  expect(ends.map(({ kind, name, holderName }) => [kind, name, holderName])).toEqual([
    ['stock', 'Malt silo', 'Brouwcoop (invented)'],
    ['stock', 'Grain in the cellar', 'Zwamkelder (invented)'],
    ['stock', 'Grain in the yard', 'Brouwcoop (invented)'],
  ]);
  const amounts = ends.map(({ amount }) => amount);
  for (const [place, expected] of [2810, (190 * 120) / 205, (190 * 85) / 205].entries())
    expect(amounts[place]).toBeCloseTo(expected, 9);
  expect(sums['stock']).toBeCloseTo(3000, 9);
  expect(finding).toBe('Of 3,000 kg of Malt silo: 3,000 kg in stock.');
  expect(method).toBe('average');
});

test('what the grower has came of malt, by way of one brew', async () => {
  const { finding, ends, nodes, edges } = await told('cellar', 'trace');
  expect(finding).toBe('120 kg of Grain in the cellar came of: 100 % opening stock.');
  expect(ends.map(({ kind, name }) => [kind, name])).toEqual([['opening', 'Malt silo']]);
  expect(ends[0]!.amount).toBeCloseTo((190 * 120) / 205, 9);
  expect(nodes.map(({ name }) => name)).toContain('Brew 1');
  expect(edges.map(({ first }) => first)).toContain('2025-03-12');
});

test('every list of the answer is a table', async () => {
  await expectSameTable(api, at('silo', 'track'), 'ends');
  await expectSameTable(api, at('silo', 'track', '?table=edges'), 'edges');
  await expectSameTable(api, at('cellar', 'trace', '?table=nodes'), 'nodes');
  const rows = await tableAt(api, at('silo', 'track'));
  expect(rows.map((row) => [row['method'], row['kind']])).toEqual(Array(3).fill(['average', 'stock']));
});

test('as of the evening before the delivery nothing is at the grower; what was answered as of a recorded time stays', async () => {
  const before = await told('silo', 'track', '?happened=2025-03-12');
  expect(before.ends.map(({ name }) => name)).toEqual(['Malt silo', 'Grain in the yard']);
  const now = new Date().toISOString();
  const known = await api.get(at('silo', 'track', `?recorded=${now}`));
  const loss = event('spilt', {
    action: 'lower',
    resourceInventoriedAs: 'urn:test:yard',
    resourceQuantity: { hasNumericalValue: '5', hasUnit: 'kg' },
    hasPointInTime: '2025-03-14',
  });
  expect((await api.post('/api/networks/brouwcoop/records', [loss])).status).toBe(201);
  expect((await told('silo', 'track')).sums['lost']).toBeCloseTo((190 * 5) / 205, 9);
  expect((await api.get(at('silo', 'track', `?recorded=${now}`))).body).toEqual(known.body);
});

test('the method, the depth and the places are chosen by the question', async () => {
  expect((await told('silo', 'track', '?method=fifo')).method).toBe('fifo');
  const near = await told('silo', 'track', '?depth=1');
  expect(near.nodes.map(({ kind }) => kind)).toEqual(['stock', 'process', 'beyond']);
  expect(near.remainder.share).toBeCloseTo(190 / 3000, 9);
  const kinds = await told('silo', 'track', '?processes=kinds&nodes=2');
  expect(kinds.nodes.map(({ name }) => name)).toEqual(['Malt silo', 'Brewing', 'Other places']);
});

test('what cannot be traced is answered with what it lacks', async () => {
  const ask = async (path: string) => {
    const answer = await api.get(path);
    return [answer.status, problemsIn(answer).map(({ code }) => code)];
  };
  expect(await ask(at('nowhere', 'track'))).toEqual([404, ['record.unknown']]);
  expect(await ask(at('silo', 'track', '?method=lifo'))).toEqual([400, ['parameter.invalid']]);
  expect(await ask(at('silo', 'trace', '?depth=-1'))).toEqual([400, ['parameter.invalid']]);
  expect(await ask(at('silo', 'trace', '?nodes=0'))).toEqual([400, ['parameter.invalid']]);
  const idle = { type: 'EconomicResource', id: 'urn:test:idle', conformsTo: 'urn:test:malt', name: 'Idle' };
  await api.post('/api/networks/brouwcoop/records', [idle]);
  expect((await told('idle', 'trace')).finding).toBe('Nothing of Idle was ever recorded.');
});

test('jars that were packed into a crate and handed over are still found, and those taken out of it again', async () => {
  const one = { hasNumericalValue: '1', hasUnit: 'one' };
  const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
  const resource = (id: string, of: string) => ({
    type: 'EconomicResource',
    id: `urn:test:${id}`,
    conformsTo: of,
    name: id,
  });
  const packing = (id: string) => ({ type: 'Process', id: `urn:test:${id}`, name: id });
  const at = (day: string) => ({ hasPointInTime: day });
  const grower = { provider: 'urn:test:grower', receiver: 'urn:test:grower' };
  const told = await api.post('/api/networks/brouwcoop/records', [
    { type: 'ResourceSpecification', id: 'urn:test:crate-kind', name: 'Crate' },
    ...[
      resource('jars', 'urn:test:grain'),
      resource('crate', 'urn:test:crate-kind'),
      packing('pack'),
      packing('unpack'),
    ],
    event('jars-in', {
      action: 'raise',
      resourceInventoriedAs: 'urn:test:jars',
      resourceQuantity: kg('24'),
      ...at('2025-04-01'),
    }),
    event('crate-in', {
      action: 'raise',
      resourceInventoriedAs: 'urn:test:crate',
      resourceQuantity: one,
      ...at('2025-04-01'),
    }),
    event('packed', {
      ...{ action: 'combine', inputOf: 'urn:test:pack', resourceInventoriedAs: 'urn:test:jars' },
      ...{ toResourceInventoriedAs: 'urn:test:crate', resourceQuantity: kg('20'), ...at('2025-04-02') },
    }),
    event('lent', {
      ...{ action: 'transferCustody', resourceInventoriedAs: 'urn:test:crate', resourceQuantity: one },
      ...{ receiver: 'urn:test:grower', ...at('2025-04-03') },
    }),
    event('unpacked', {
      ...{ action: 'separate', outputOf: 'urn:test:unpack', resourceInventoriedAs: 'urn:test:jars' },
      ...{ resourceQuantity: kg('5'), ...grower, ...at('2025-04-04') },
    }),
  ]);
  expect([told.status, told.body]).toEqual([201, told.body]);
  const { body } = await api.get(
    `/api/networks/brouwcoop/economic-resources/${encodeURIComponent('urn:test:jars')}/track`,
  );
  const { ends, sums } = body as ToldTrace;
  expect(ends.map(({ kind, amount }) => [kind, amount]).sort()).toEqual(
    [
      ['returned', 5],
      ['stock', 15],
      ['stock', 4],
      ['stock', 5],
    ].sort(),
  );
  expect(sums['progress']).toBeUndefined();
});

test('a lot of flour at three bakeries is recalled as one, by its record or its code; what is counted in sacks stands apart', async () => {
  const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
  const flour = (id: string, more: object) => ({
    type: 'EconomicResource',
    id: `urn:test:${id}`,
    conformsTo: 'urn:test:flour',
    ...more,
  });
  const delivered = (id: string, value: string) =>
    event(`to-${id}`, {
      action: 'transfer',
      resourceInventoriedAs: 'urn:test:flour-mill',
      toResourceInventoriedAs: `urn:test:${id}`,
      receiver: 'urn:test:grower',
      resourceQuantity: kg(value),
      hasPointInTime: '2025-05-02',
    });
  const opened = (id: string, quantity: object) =>
    event(`open-${id}`, {
      action: 'raise',
      resourceInventoriedAs: `urn:test:${id}`,
      resourceQuantity: quantity,
      hasPointInTime: '2025-05-01',
    });
  const lot = { ofBatchLot: 'urn:test:lot-f1' };
  const sent = await api.post('/api/networks/brouwcoop/records', [
    { type: 'ResourceSpecification', id: 'urn:test:flour', name: 'Flour' },
    { type: 'BatchLotRecord', id: 'urn:test:lot-f1', batchLotCode: 'F1' },
    ...[flour('flour-mill', lot), flour('flour-a', lot), flour('flour-b', { trackingIdentifier: 'F1' })],
    ...[flour('flour-c', lot), flour('flour-other', { trackingIdentifier: 'F2' }), flour('flour-sacks', lot)],
    opened('flour-mill', kg('1000')),
    opened('flour-sacks', { hasNumericalValue: '12', hasUnit: 'one' }),
    ...[delivered('flour-a', '300'), delivered('flour-b', '200'), delivered('flour-c', '100')],
  ]);
  expect([sent.status, sent.body]).toEqual([201, sent.body]);
  const { total, ends, sums, ...answer } = await told('flour-b', 'track', '?lot=true');
  expect(total).toBe(1000);
  expect(sums).toEqual({ stock: 1000 });
  expect(ends.map(({ amount }) => amount)).toEqual([400, 300, 200, 100]);
  expect(answer).toMatchObject({
    lot: {
      code: 'F1',
      resources: ['mill', 'a', 'b', 'c', 'sacks'].map((each) => `urn:test:flour-${each}`),
      apart: ['urn:test:flour-sacks'],
    },
  });
  expect((await told('flour-b', 'track')).total).toBe(200);
  expect((await told('flour-other', 'track', '?lot=true')).total).toBe(0);
});
