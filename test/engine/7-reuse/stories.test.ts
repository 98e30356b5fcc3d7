import { expect, test } from 'vitest';
import { noKnowledge } from '../../../engine/7-reuse/knowledge.ts';
import { said, type Yard, yard } from '../../support/yard.ts';

const brewing = { brewing: { beer: 'product', 'spent grain': 'recyclable' } } as const;
const ghent = { brewery: [51.07, 3.73], grower: [51.06, 3.71], farm: [51.05, 3.64] } as const;
const setting: Yard = {
  roles: brewing,
  places: ghent,
  outside: ['feed buyer', 'wholesaler'],
  disposal: ['waste contractor'],
};

test('spent grain that goes to the waste contractor could have gone to the grower who buys it elsewhere', () => {
  const found = yard(
    `
    day        | who        | did  | what        | amount | at
    2025-03-03 | brewery    | made | spent grain | 205 kg | brewing
    2025-03-03 | brewery    | made | beer        | 1000 kg | brewing
    2025-03-03 | brewery    | gave | spent grain | 205 kg | waste contractor
    2025-03-10 | brewery    | made | spent grain | 200 kg | brewing
    2025-03-10 | brewery    | gave | spent grain | 200 kg | waste contractor
    2025-03-01 | wholesaler | gave | spent grain | 300 kg | grower
    2025-03-04 | grower     | used | spent grain | 150 kg | growing
    2025-03-11 | grower     | used | spent grain | 150 kg | growing
    `,
    setting,
  );
  expect(said(found)).toEqual(["brewery's spent grain for grower's spent grain, specification, 300"]);
  const [pair] = found.pairs;
  expect(pair).toMatchObject({ kilograms: 300, taken: 300, unit: 'kilogram' });
  expect(pair!.surplus).toMatchObject({ kind: 'waste', quantity: 405, rhythm: { times: 2, everyDays: 7 }, rows: 2 });
  expect(pair!.surplus.takers).toEqual(['waste contractor']);
  expect(pair!.need).toMatchObject({ origin: 'outside', suppliers: ['wholesaler'], quantity: 300, batches: 2 });
  // 0.01 degrees north and 0.02 degrees west: 1.112 km and 1.398 km.
  expect(pair!.km).toBeCloseTo(Math.hypot(1.11195, 2.2239 * Math.cos((51.065 * Math.PI) / 180)), 2);
});

test('a product that is sold, and what a member takes, are no surplus', () => {
  const found = yard(
    `
    day        | who     | did  | what        | amount  | at
    2025-03-03 | brewery | made | spent grain | 205 kg  | brewing
    2025-03-03 | brewery | made | beer        | 1000 kg | brewing
    2025-03-03 | brewery | gave | spent grain | 205 kg  | grower
    2025-03-04 | brewery | gave | beer        | 1000 kg | wholesaler
    `,
    setting,
  );
  expect(found.surpluses).toEqual([]);
});

test('a by-product that leaves for an outsider is a surplus, and says who took it', () => {
  const { surpluses } = yard(
    `
    day        | who     | did  | what        | amount | at
    2025-06-02 | brewery | made | spent grain | 205 kg | brewing
    2025-06-02 | brewery | gave | spent grain | 205 kg | feed buyer
    `,
    setting,
  );
  expect(surpluses.map(({ kind, takers, quantity }) => ({ kind, takers, quantity }))).toEqual([
    { kind: 'outside', takers: ['feed buyer'], quantity: 205 },
  ]);
});

const bread = `
  day        | who        | did  | what         | amount  | at
  2025-01-01 | wholesaler | gave | malt         | 2000 kg | brewery
  2025-01-06 | brewery    | used | malt         | 190 kg  | brewing
  2025-01-06 | brewery    | made | beer         | 1000 kg | brewing
  2025-01-13 | brewery    | used | malt         | 190 kg  | brewing
  2025-01-13 | brewery    | made | beer         | 1000 kg | brewing
  2025-02-03 | bakery     | gave | unsold bread | 58 kg   | brewery
  2025-02-03 | brewery    | used | malt         | 152 kg  | brewing
  2025-02-03 | brewery    | used | unsold bread | 58 kg   | brewing
  2025-02-03 | brewery    | made | beer         | 1000 kg | brewing
  2025-02-10 | bakery     | gave | unsold bread | 58 kg   | brewery
  2025-02-10 | brewery    | used | malt         | 152 kg  | brewing
  2025-02-10 | brewery    | used | unsold bread | 58 kg   | brewing
  2025-02-10 | brewery    | made | beer         | 1000 kg | brewing
  2025-01-06 | bakery     | gave | unsold bread | 80 kg   | waste contractor
  2025-01-13 | bakery     | gave | unsold bread | 30 kg   | waste contractor`;

test('bread that brews have taken in place of malt could have gone into the brews that took none, so much a brew as one ever took', () => {
  const found = yard(bread, setting);
  // 58 kg into the brew of 6 January; 22 + 30 kg are there on the 13th; what then is left on 3 and 10 February: nothing.
  expect(said(found)).toEqual([
    "bakery's unsold bread for brewery's malt, precedent, 110",
    "bakery's unsold bread for brewery's unsold bread, specification, supplied",
  ]);
  const [{ ground, factor }] = found.pairs as [(typeof found.pairs)[0]];
  expect(ground).toMatchObject({ is: 'precedent', precedent: { kind: 'brewing', mostPerBatch: 58 } });
  // (190 - 152) / 58: so much malt a kilogram of bread stood in for.
  expect(factor).toBeCloseTo(38 / 58, 12);
});

test('hops go into every brew beside the malt and stand in for none of it', () => {
  const found = yard(
    `
    day        | who        | did  | what | amount  | at
    2025-01-01 | wholesaler | gave | malt | 2000 kg | brewery
    2025-01-06 | brewery    | used | malt | 190 kg  | brewing
    2025-01-06 | brewery    | used | hops | 2 kg    | brewing
    2025-01-06 | brewery    | made | beer | 1000 kg | brewing
    2025-01-13 | brewery    | used | malt | 190 kg  | brewing
    2025-01-13 | brewery    | used | hops | 2 kg    | brewing
    2025-01-13 | brewery    | made | beer | 1000 kg | brewing
    2025-01-14 | grower     | gave | hops | 20 kg   | waste contractor
    `,
    setting,
  );
  expect(said(found)).toEqual([]);
});

const keeping = (of: string, days: number) =>
  new Map([[of, { of, days, condition: { en: 'below 10 degrees' }, source: 'test', status: 'sourced' as const }]]);

const lateGrain = `
  day        | who        | did  | what        | amount | at
  2025-08-04 | brewery    | made | spent grain | 205 kg | brewing
  2025-08-04 | brewery    | gave | spent grain | 205 kg | waste contractor
  2025-08-01 | wholesaler | gave | spent grain | 300 kg | grower
  2025-08-25 | grower     | used | spent grain | 150 kg | growing`;

test('spent grain keeps two days: what comes three weeks before it is wanted cannot move', () => {
  const classes = { 'spent grain': ['word:spent-grain'] };
  const spoilt = yard(lateGrain, { ...setting, classes, knowledge: { keeping: keeping('word:spent-grain', 2) } });
  expect(said(spoilt)).toEqual(["brewery's spent grain for grower's spent grain, specification, keeping"]);
  expect(spoilt.pairs[0]!.obstacles).toEqual([
    { is: 'keeping', days: 2, condition: { en: 'below 10 degrees' }, waits: 21 },
  ]);
  const ensiled = yard(lateGrain, { ...setting, classes, knowledge: { keeping: keeping('word:spent-grain', 28) } });
  expect(said(ensiled)).toEqual(["brewery's spent grain for grower's spent grain, specification, 150"]);
});

test('what comes after the last time it was wanted is told so, also where nobody knows how long it keeps', () => {
  const after = lateGrain.replace('2025-08-25', '2025-08-02');
  expect(said(yard(after, setting))).toEqual(["brewery's spent grain for grower's spent grain, specification, moment"]);
});

test('straw that nobody has touched since the harvest stands idle; straw that is fetched every month does not', () => {
  const straw = `
    day        | who        | did   | what  | amount   | at
    2025-07-20 | farm       | made  | straw | 41800 kg | growing wheat
    2025-01-01 | farm       | found | straw | 900 kg   |
    2025-01-10 | farm       | gave  | straw | 300 kg   | stable
    2025-02-10 | farm       | gave  | straw | 300 kg   | stable
    2025-12-30 | farm       | used  | seed  | 100 kg   | growing wheat
    2025-12-01 | wholesaler | gave  | straw | 5000 kg  | grower
    2025-12-30 | grower     | used  | straw | 5000 kg  | growing`;
  const roles = { 'growing wheat': { straw: 'recyclable' } } as const;
  const found = yard(straw, { ...setting, roles });
  expect(said(found)).toEqual(["farm's straw for grower's straw, specification, 5000"]);
  // One heap of 900 - 600 + 41,800 kg, last drawn on 10 February, usually every 31 days.
  expect(found.surpluses[0]).toMatchObject({ kind: 'idle', quantity: 42_100, usualDays: 31 });
  const monthly = straw.replace('2025-12-01', '2025-12-02').concat(`
    2025-12-05 | farm       | gave  | straw | 300 kg   | stable`);
  expect(yard(monthly, { ...setting, roles }).surpluses).toEqual([]);
});

test('each reason against a pair is kept: its own leavings, another state, a nearer supplier, amounts that do not fit', () => {
  const table = `
    day        | who        | did  | what    | amount  | at               | state
    2025-05-05 | brewery    | gave | malt    | 100 kg  | waste contractor | wet
    2025-05-05 | brewery    | gave | bran    | 100 kg  | waste contractor |
    2025-05-05 | brewery    | gave | gypsum  | 1 kg    | waste contractor |
    2025-05-01 | wholesaler | gave | malt    | 190 kg  | brewery          | dry
    2025-05-06 | brewery    | used | malt    | 190 kg  | brewing          | dry
    2025-05-01 | farm       | gave | bran    | 90 kg   | grower           |
    2025-05-06 | grower     | used | bran    | 90 kg   | growing          |
    2025-05-01 | wholesaler | gave | gypsum  | 900 kg  | farm             |
    2025-05-06 | farm       | used | gypsum  | 900 kg  | growing wheat    |`;
  const near = { ...ghent, farm: [51.061, 3.711] } as const;
  const found = yard(table, { ...setting, places: near });
  expect(said(found).sort()).toEqual([
    "brewery's bran for grower's bran, specification, supplied",
    "brewery's gypsum for farm's gypsum, specification, amounts",
    "brewery's malt for brewery's malt, specification, holder state",
  ]);
});

test('a place that is not known is told, and is not zero kilometres', () => {
  const found = yard(lateGrain, { ...setting, places: { brewery: ghent.brewery } });
  expect(found.pairs[0]!.km).toBeUndefined();
  expect(found.pairs[0]!.verdict).toBe('plausible');
});

test('what is worth less than its carriage stays; what replaces something dear may go further', () => {
  const far = { ...ghent, grower: [51.86, 3.71] } as const;
  const carriage = { perTonneKm: 0.5, currency: 'EUR', source: 'test', status: 'sourced' as const };
  const cheap = yard(lateGrain, {
    ...setting,
    places: far,
    prices: { 'spent grain': '0.02' },
    knowledge: { carriage },
  });
  // 20 euros a tonne are gone after 40 km.
  expect(cheap.pairs[0]!.obstacles).toEqual([{ is: 'distance', worthKm: 40 }]);
  expect(cheap.pairs[0]!.km).toBeGreaterThan(87);
  const dear = yard(lateGrain, { ...setting, places: far, prices: { 'spent grain': '0.2' }, knowledge: { carriage } });
  expect(dear.pairs[0]!.verdict).toBe('plausible');
});

const yeast = `
  day        | who        | did  | what         | amount | at
  2025-05-05 | brewery    | made | yeast slurry | 31 kg  | fermenting
  2025-05-05 | brewery    | gave | yeast slurry | 31 kg  | waste contractor
  2025-05-01 | wholesaler | gave | baker's yeast | 26 kg | bakery
  2025-05-06 | bakery     | used | baker's yeast | 2 kg  | baking`;
const yeastClasses = { 'yeast slurry': ['word:yeast-slurry'], "baker's yeast": ['word:bakers-yeast'] };
const substitution = {
  offered: 'word:yeast-slurry',
  needed: 'word:bakers-yeast',
  factor: { low: 0.2, high: 0.4 },
  share: undefined,
  condition: { en: 'how lively it is' },
  source: 'test',
  status: 'assumed' as const,
};

test('a substitution of a dataset carries its condition: yeast whose activity nobody knows needs data, and is no pass', () => {
  const needs = yard(yeast, { ...setting, classes: yeastClasses, knowledge: { substitutions: [substitution] } });
  expect(said(needs)).toEqual(["brewery's yeast slurry for bakery's baker's yeast, substitution, condition"]);
  expect(needs.pairs[0]!.verdict).toBe('unknown');
  const known = { ...substitution, condition: undefined };
  // 2 kg of baker's yeast are replaced by 2 / 0.4 kg of slurry, asked for carefully.
  const free = yard(yeast, { ...setting, classes: yeastClasses, knowledge: { substitutions: [known] } });
  expect(said(free)).toEqual(["brewery's yeast slurry for bakery's baker's yeast, substitution, 5"]);
});

test('what is no food any more does not go where food is needed', () => {
  const grades = new Map([
    ['word:yeast-slurry', 'feed'],
    ['word:bakers-yeast', 'food'],
  ] as const);
  const known = { ...substitution, condition: undefined };
  const found = yard(yeast, { ...setting, classes: yeastClasses, knowledge: { substitutions: [known], grades } });
  expect(found.pairs[0]!.obstacles).toEqual([{ is: 'grade', offered: 'feed', needed: 'food' }]);
});

test('litres and kilograms meet through mass; where none is known the pair asks for it', () => {
  const whey = `
    day        | who        | did  | what | amount | at
    2025-05-05 | dairy      | gave | whey | 500 l  | waste contractor
    2025-05-01 | wholesaler | gave | milk | 300 kg | bakery
    2025-05-06 | bakery     | used | milk | 300 kg | baking`;
  const classes = { whey: ['word:whey'], milk: ['word:whey'] };
  const unknown = yard(whey, { ...setting, classes });
  expect(unknown.pairs[0]!.obstacles).toEqual([{ is: 'mass', of: 'whey' }]);
  expect(unknown.pairs[0]!.amount).toBeNaN();
  const known = yard(whey, { ...setting, classes, litres: { whey: '1.025' } });
  expect(known.pairs[0]!).toMatchObject({ verdict: 'plausible', unit: 'cubicMetre', kilograms: 300 });
  expect(known.pairs[0]!.amount).toBeCloseTo(0.3 / 1.025, 12);
});

test('two who want the same heap: the heavier pair takes first, and the other is told that all of it is promised', () => {
  const found = yard(
    `
    day        | who        | did  | what  | amount | at
    2025-05-05 | brewery    | gave | husks | 100 kg | waste contractor
    2025-05-01 | wholesaler | gave | husks | 900 kg | grower
    2025-05-06 | grower     | used | husks | 900 kg | growing
    2025-05-01 | wholesaler | gave | husks | 90 kg  | farm
    2025-05-06 | farm       | used | husks | 90 kg  | growing wheat
    `,
    setting,
  );
  expect(found.pairs.map(({ need, taken, verdict }) => [need.holder, taken, verdict])).toEqual([
    ['grower', 100, 'plausible'],
    ['farm', 0, 'rejected'],
  ]);
  expect(found.pairs[1]!.obstacles).toEqual([{ is: 'promised' }]);
});

test('without anything recorded there is nothing to find, and nothing is known without datasets', () => {
  expect(noKnowledge.substitutions).toEqual([]);
  expect(yard('day | who | did | what | amount | at', setting)).toEqual({
    surpluses: [],
    needs: [],
    pairs: [],
    left: 0,
  });
});

test('a stock that was drawn on 150,000 times stands idle like any other', () => {
  const { surpluses } = yard(
    `
    day        | who  | did   | what   | amount    | at
    2025-01-01 | farm | found | straw  | 200000 kg |
    2025-01-02 | farm | used  | straw  | 1 kg      | bedding
    2025-01-04 | farm | used  | straw  | 1 kg      | bedding
    2025-12-30 | farm | made  | barley | 1 kg      | harvest
    `,
    { ...setting, shuffle: (rows) => [...rows, ...Array.from({ length: 150_000 }, () => rows[1]!)] },
  );
  const [straw] = surpluses.filter(({ specification }) => specification === 'straw');
  expect(straw).toMatchObject({ kind: 'idle', quantity: 49_998, usualDays: 2 });
});
