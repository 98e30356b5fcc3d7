import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from './support/brewery.ts';
import { openBrewery } from './support/open-brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';

/** What the ledger says of events that cannot be: each invariant with a problem of its own, and nothing is changed. */
let api: OpenApi;
const at = '/api/networks/brouwcoop';
const kg = (value: string) => ({ hasNumericalValue: value, hasUnit: 'kg' });
const silo = 'urn:test:silo';
const sequence = async () => ((await api.get(`${at}/stocks`)).body as { sequence: number }).sequence;
const send = (...records: object[]) => api.post(`${at}/records`, records);

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const mash = (id: string, fields: Record<string, unknown> = {}) =>
  event(id, {
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    resourceInventoriedAs: silo,
    resourceQuantity: kg('0.001'),
    hasPointInTime: '2025-03-20',
    ...fields,
  });

/** Ways in which a record can be wrong, with the problem that tells it. */
const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
  [{ resourceQuantity: kg('-1') }, 'number.negative'],
  [{ resourceQuantity: { hasNumericalValue: '1', hasUnit: 'l' } }, 'unit.dimension'],
  [{ resourceQuantity: { hasNumericalValue: '1', hasUnit: 'sack' } }, 'unit.unknown'],
  [{ resourceQuantity: undefined }, 'action.quantity'],
  [{ inputOf: undefined }, 'action.process'],
  [{ inputOf: undefined, outputOf: 'urn:test:brew-1' }, 'action.side'],
  [{ inputOf: 'urn:test:brew-99' }, 'reference.unknown'],
  [{ resourceInventoriedAs: 'urn:test:brew-1' }, 'reference.class'],
  [{ resourceInventoriedAs: 'urn:test:cellar', toResourceInventoriedAs: silo }, 'resource.specification'],
  [{ hasPointInTime: '2199-01-01' }, 'time.future'],
  [{ hasPointInTime: '2025-03-20', hasEnd: '2025-03-20' }, 'time.both'],
  [{ corrects: 'urn:test:mash', resourceQuantity: kg('-191') }, 'correction.excess'],
  [{ corrects: 'urn:test:mash', inputOf: undefined, resourceQuantity: kg('-1') }, 'correction.field'],
  [{ corrects: 'urn:test:delivery', resourceQuantity: kg('-1') }, 'correction.action'],
  [{ action: 'raise' }, 'action.noProcess'],
  [{ action: 'raise', inputOf: undefined, receiver: 'urn:test:grower' }, 'action.sameAgent'],
  [{ action: 'work', resourceQuantity: undefined, resourceInventoriedAs: undefined }, 'action.resource'],
];

test('of 10,000 records in which 17 are wrong these 17 are named, each with what is wrong, and nothing is changed', async () => {
  const before = await sequence();
  const places = wrong.map((_, place) => 11 + place * 583);
  const records: object[] = Array.from({ length: 10_000 }, (_, place) => mash(`row-${place}`));
  for (const [index, place] of places.entries()) records[place] = mash(`row-${place}`, wrong[index]![0]);
  const told = await send(...records);
  expect(told.status).toBe(422);
  const problems = problemsIn(told);
  expect(new Set(problems.map(({ record }) => record))).toEqual(
    new Set(places.map((place) => `urn:test:row-${place}`)),
  );
  for (const [index, place] of places.entries()) {
    const own = problems.filter(({ record }) => record === `urn:test:row-${place}`);
    expect([place, own.map(({ code }) => code)]).toEqual([place, expect.arrayContaining([wrong[index]![1]])]);
    for (const { message, remedy, pointer } of own) {
      expect([message, remedy].every((sentence) => sentence.length > 10)).toBe(true);
      expect(pointer).toMatch(new RegExp(`^/${place}(/|$)`));
    }
  }
  expect(await sequence()).toBe(before);
  expect((await send(mash('row-1'))).status).toBe(201);
});

const correction = (id: string, corrects: string, quantity: string) =>
  mash(id, { corrects, resourceQuantity: kg(quantity), hasPointInTime: '2025-03-25' });
const siloNow = async () => {
  const { body } = await api.get(`${at}/stocks?resource=${encodeURIComponent(silo)}`);
  return Number((body as { items: { onhand: { hasNumericalValue: string } }[] }).items[0]!.onhand.hasNumericalValue);
};

test('a correction may itself be corrected: both go back to the event that it began with, of which no more is taken back than there was', async () => {
  const before = await siloNow();
  expect(
    (await send(mash('whole', { resourceQuantity: kg('10') }), correction('first', 'urn:test:whole', '-4'))).status,
  ).toBe(201);
  expect((await send(correction('second', 'urn:test:first', '1'))).status).toBe(201);
  expect(before - (await siloNow())).toBeCloseTo(7, 9);
  const told = await send(correction('third', 'urn:test:second', '-7.5'));
  expect(problemsIn(told)).toMatchObject([
    { code: 'correction.excess', path: '/resourceQuantity/hasNumericalValue', values: { value: '7.5', found: '7' } },
  ]);
  expect(before - (await siloNow())).toBeCloseTo(7, 9);
});

test('two corrections in one batch that each take back all of an event are one too many', async () => {
  expect((await send(mash('once', { resourceQuantity: kg('2') }))).status).toBe(201);
  const before = await sequence();
  const told = await send(correction('take', 'urn:test:once', '-2'), correction('take-again', 'urn:test:once', '-2'));
  expect(problemsIn(told)).toMatchObject([{ code: 'correction.excess', record: 'urn:test:take-again' }]);
  expect(await sequence()).toBe(before);
});

test('a box in a crate cannot hold the crate, also by a detour and within one batch', async () => {
  const box = (name: string) => ({
    type: 'EconomicResource',
    id: `urn:test:${name}`,
    conformsTo: 'urn:test:grain',
    name,
  });
  const begin = (name: string) =>
    event(`begin-${name}`, { action: 'raise', resourceInventoriedAs: `urn:test:${name}`, resourceQuantity: kg('1') });
  const into = (name: string, container: string) =>
    event(`${name}-into-${container}`, {
      action: 'combine',
      inputOf: 'urn:test:brew-1',
      resourceInventoriedAs: `urn:test:${name}`,
      toResourceInventoriedAs: `urn:test:${container}`,
      resourceQuantity: kg('1'),
    });
  const names = ['box', 'crate', 'pallet'];
  expect(
    (await send(...names.map(box), ...names.map(begin), into('box', 'crate'), into('crate', 'pallet'))).status,
  ).toBe(201);
  const before = await sequence();
  const told = await send(mash('beside'), into('pallet', 'box'));
  expect(problemsIn(told)).toMatchObject([
    { code: 'containment.loop', record: 'urn:test:pallet-into-box', path: '/toResourceInventoriedAs' },
  ]);
  expect(await sequence()).toBe(before);
});

test('a network that allows no stock below zero refuses what takes more than there is, and says how much is missing', async () => {
  const { network, knowledge, events } = await import('./support/brewery.ts');
  const body = { ...network, network: 'strict', policies: { negativeStock: 'refuse' }, records: knowledge };
  expect((await api.post('/api/networks', body)).status).toBe(201);
  const strict = '/api/networks/strict/records';
  expect((await api.post(strict, events)).status).toBe(201);
  const told = await api.post(strict, [mash('too-much', { resourceQuantity: kg('2811') })]);
  expect(told.status).toBe(422);
  expect(problemsIn(told)).toMatchObject([
    { code: 'stock.negative', record: 'urn:test:too-much', values: { name: 'Malt silo', value: '-1 kg' } },
  ]);
});
