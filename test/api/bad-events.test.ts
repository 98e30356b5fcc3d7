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
  [{ hasPointInTime: '2025-03-20', hasEnd: '2025-03-21' }, 'time.both'],
  [{ corrects: 'urn:test:mash', resourceQuantity: kg('-191') }, 'correction.excess'],
  [{ corrects: 'urn:test:mash', inputOf: undefined, resourceQuantity: kg('-1') }, 'correction.field'],
  [{ corrects: 'urn:test:delivery', resourceQuantity: kg('-1') }, 'correction.action'],
  [{ action: 'raise' }, 'action.noProcess'],
  [{ action: 'raise', inputOf: undefined, receiver: 'urn:test:grower' }, 'action.sameAgent'],
  [{ action: 'work', resourceQuantity: undefined, resourceInventoriedAs: undefined }, 'action.specification'],
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

/** What is told of one wrong record, in the sentence and remedy that its sender reads. */
const answers = async (...records: object[]) => {
  const told = await send(...records);
  return problemsIn(told).map(({ code, path, message, remedy }) => `${code} ${path}: ${message} ${remedy}`);
};
const number = (value: unknown) => mash('odd', { resourceQuantity: { hasNumericalValue: value, hasUnit: 'kg' } });

test.each([
  ['', 'empty is not a number.'],
  ['1,5', '1,5 is not a number.'],
  ['1e3', '1e3 is not a number.'],
  ['9'.repeat(40), 'has more digits than are kept'],
  ['NaN', 'NaN is not a number.'],
  ['½', '½ is not a number.'],
  [null, 'is null; expected a number.'],
])('a quantity of %s is answered with what was written and how to write it', async (value, sentence) => {
  const [told] = await answers(number(value));
  expect(told).toMatch(/^(number|field)[.](invalid|precision|type) [/]resourceQuantity[/]hasNumericalValue: /);
  expect(told).toContain(sentence);
});

test.each(['0000-01-01', '2025-02-29', '10000-01-01', '2025-03-20T10:00:00+14:30', '9999-12-31', '20-03-2025'])(
  'the time %s is no time of an event, and the answer names it',
  async (hasPointInTime) => {
    const [told] = await answers(mash('odd', { hasPointInTime }));
    expect(told).toMatch(/^time[.](invalid|future) [/]hasPointInTime: /);
    expect(told).toContain(hasPointInTime);
  },
);

test('a leap day, an offset of 14 hours, a zero with a sign and an interval that is its own point are taken', async () => {
  const at = { hasPointInTime: '2024-02-29T09:00:00+14:00' };
  const point = { ...at, hasBeginning: '2024-02-28T19:00:00Z', hasEnd: '2024-02-28T19:00:00Z' };
  const told = await send(mash('leap', at), mash('point', point), mash('nought', { resourceQuantity: kg('-0') }));
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
});

test('what an action lacks is asked for by the field in which it stands', async () => {
  const bare = { resourceInventoriedAs: undefined, inputOf: undefined };
  const ask = async (fields: object) => (await answers(mash('bare', { ...bare, ...fields })))[0]!;
  expect(await ask({ action: 'raise' })).toBe(
    'action.stock /resourceInventoriedAs: raise needs the stock that it changes; resourceInventoriedAs names none. Name it in resourceInventoriedAs; where there is none yet, record an EconomicResource in the same batch.',
  );
  expect(await ask({ action: 'copy', resourceInventoriedAs: silo })).toContain('action.stock /toResourceInventoriedAs');
  expect(await ask({ action: 'deliverService', outputOf: 'urn:test:brew-1' })).toBe(
    'action.specification /resourceConformsTo: deliverService does not say of what kind it is. Name the kind of work, service or thing in resourceConformsTo.',
  );
});

test('an amount for a promise is given once, in the dimension of the event, and no more than the event has', async () => {
  const promise = {
    type: 'Commitment',
    id: 'urn:test:order-of-malt',
    action: 'consume',
    inputOf: 'urn:test:brew-1',
    provider: 'urn:test:brewery',
    receiver: 'urn:test:brewery',
    resourceQuantity: kg('5'),
  };
  expect((await send(promise)).status).toBe(201);
  const part = (hasNumericalValue: string, hasUnit = 'kg') => ({
    to: promise.id,
    resourceQuantity: { hasNumericalValue, hasUnit },
  });
  const give = (...allocated: object[]) =>
    answers(mash('given', { resourceQuantity: kg('1'), fulfills: [promise.id], allocated }));
  expect(await give(part('0.6'), part('0.6'))).toEqual([
    'fulfilment.twice /allocated/1/to: urn:test:order-of-malt is allocated an amount twice. Give it one amount, the sum of both.',
  ]);
  expect(await give(part('1', 'one'))).toEqual([
    'unit.dimension /allocated/0/resourceQuantity/hasUnit: one measures count, but resourceQuantity is kept in mass. Give a unit of mass: kg, g, t, lb.',
  ]);
  expect((await give(part('1200', 'g')))[0]).toMatch(/^fulfilment.excess [/]allocated: /);
});

test('a correction in another dimension is told the unit as it was written', async () => {
  const told = await answers(
    correction('other', 'urn:test:mash', '-1'),
    mash('litre', { corrects: 'urn:test:mash', resourceQuantity: { hasNumericalValue: '-1', hasUnit: 'l' } }),
  );
  expect(told.filter((each) => each.includes('litre'))).toEqual([
    'unit.dimension /resourceQuantity/hasUnit: litre measures volume, but resourceQuantity is kept in mass. Give a unit of mass: kg, g, t, lb.',
  ]);
});
