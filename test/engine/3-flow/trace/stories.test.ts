import { expect, test } from 'vitest';
import { ids } from '../../../support/cast.ts';
import { property, record } from '../../../support/flow-rows.ts';
import { edgesOf, endsOf, originsOf, placeName, sumOf, traced } from '../../../support/trace.ts';

const wheat = { W1: 'wheat', W2: 'wheat', silo: 'wheat', flour: 'flour', bran: 'bran' };

/** Two lots of wheat are mixed in a silo and ground. */
const silo = `
  action   | quantity | resource | into | from | to   | process | happened
  raise    | 1300 kg  | W2       |      | farm | farm |         | 2025-03-01
  raise    | 1000 kg  | W1       |      | farm | farm |         | 2025-03-01
  transfer | 700 kg   | W1       | silo | farm | mill |         | 2025-03-02
  transfer | 1300 kg  | W2       | silo | farm | mill |         | 2025-03-02
  consume  | 2000 kg  | silo     |      | mill | mill | grind   | 2025-03-03
  produce  | 1560 kg  | flour    |      | mill | mill | grind   | 2025-03-03
  produce  | 410 kg   | bran     |      | mill | mill | grind   | 2025-03-03`;
const grinding = { setting: { specifications: wheat } };

test('flour from a silo of 1,300 kg of one lot and 700 of another is to 65 % of the first', () => {
  const { trace, track } = traced(silo, grinding);
  expect(originsOf(trace('flour'))).toEqual({
    'opening opening stock W2 farm': 65,
    'opening opening stock W1 farm': 35,
  });
  const into = track('W2').edges.find(({ to }) => placeName(to) === 'stock flour mill')!;
  expect([into.part, into.quantity]).toEqual([0.65, 1560]);
});

test('a recalled lot is told in its own kilograms, wherever it went, and nothing of it is missing', () => {
  const answer = traced(silo, grinding).track('W2');
  expect(endsOf(answer)).toEqual([
    `stock stock bran mill: ${Number(((1300 * 410) / 1970).toFixed(6))} kg`,
    `stock stock flour mill: ${Number(((1300 * 1560) / 1970).toFixed(6))} kg`,
  ]);
  expect([answer.total, answer.unit]).toEqual([1300, 'kilogram']);
  expect(sumOf(answer)).toBeCloseTo(1300, 9);
});

/** A lot of flour goes to three bakeries: to one by hand, to one by a carrier, to one out of sacks that were filled from it. */
const threeBakeries = `
  action   | quantity | resource | into  | from    | to      | process | happened
  raise    | 1000 kg  | milled   |       | mill    | mill    |         | 2025-03-01
  transfer | 300 kg   | milled   | at-a  | mill    | A       |         | 2025-03-02
  pickup   | 200 kg   | milled   |       | mill    | carrier | trip    | 2025-03-03
  dropoff  | 200 kg   | milled   | at-b  | carrier | B       | trip    | 2025-03-04
  consume  | 400 kg   | milled   |       | mill    | mill    | sacking | 2025-03-03
  produce  | 400 kg   | sacks    |       | mill    | mill    | sacking | 2025-03-03
  transfer | 100 kg   | sacks    | at-c  | mill    | C       |         | 2025-03-04
  consume  | 50 kg    | at-a     |       | A       | A       | baking  | 2025-03-05
  produce  | 60 kg    | bread    |       | A       | A       | baking  | 2025-03-05`;
const flours = { milled: 'flour', 'at-a': 'flour', 'at-b': 'flour', sacks: 'flour', 'at-c': 'flour' };

test('a lot that stands in five stocks is recalled as one: what went from one to another, also by a carrier or in sacks, counts once', () => {
  const { track } = traced(threeBakeries, { setting: { specifications: flours } });
  const whole = track('milled', { others: ['at-a', 'at-b', 'sacks', 'at-c'] });
  expect(whole.total).toBe(1000);
  expect(endsOf(whole)).toEqual([
    'stock stock at-a A: 250 kg',
    'stock stock at-b B: 200 kg',
    'stock stock at-c C: 100 kg',
    'stock stock bread A: 50 kg',
    'stock stock milled mill: 100 kg',
    'stock stock sacks mill: 300 kg',
  ]);
  const met = whole.nodes.find(({ id }) => placeName(id) === 'stock at-b B')!;
  expect(met.amount).toBe(200);
  expect(track('at-b').total).toBe(200);
});

test('what is left of a lot at the farm is still in stock there', () => {
  expect(endsOf(traced(silo, grinding).track('W1'))).toContain('stock stock W1 farm: 300 kg');
});

const twoDeliveries = `
  action   | quantity | resource | into  | from  | to     | happened
  raise    | 100 kg   | old      |       | maker | maker  | 2025-03-01
  raise    | 100 kg   | new      |       | maker | maker  | 2025-03-01
  transfer | 60 kg    | old      | stock | maker | shop   | 2025-03-02
  transfer | 40 kg    | new      | stock | maker | shop   | 2025-03-03
  transfer | 80 kg    | stock    | gone  | shop  | guests | 2025-03-04`;
const goods = { specifications: { old: 'jam', new: 'jam', stock: 'jam', gone: 'jam' } };

test('mixed, a delivery takes a part of all that is there', () => {
  const { track } = traced(twoDeliveries, { setting: goods, members: ['maker', 'shop'], method: 'average' });
  expect(endsOf(track('old'))).toEqual([
    'delivered stock gone guests: 48 kg',
    'stock stock old maker: 40 kg',
    'stock stock stock shop: 12 kg',
  ]);
});

test('first in, first out, a delivery takes what came first', () => {
  const { track, trace } = traced(twoDeliveries, { setting: goods, members: ['maker', 'shop'], method: 'fifo' });
  expect(endsOf(track('old'))).toEqual(['delivered stock gone guests: 60 kg', 'stock stock old maker: 40 kg']);
  expect(endsOf(track('new'))).toEqual([
    'delivered stock gone guests: 20 kg',
    'stock stock new maker: 60 kg',
    'stock stock stock shop: 20 kg',
  ]);
  expect(originsOf(trace('gone'))).toEqual({
    'opening opening stock old maker': 75,
    'opening opening stock new maker': 25,
  });
});

const unnamed = `
  action   | quantity | resource | into | of   | from  | to    | process | happened
  raise    | 100 kg   | lot      |      |      | maker | maker |         | 2025-03-01
  produce  | 10 kg    |          |      | malt | maker | maker | dry     | 2025-03-01
  consume  | 40 kg    | lot      |      |      | maker | maker | dry     | 2025-03-01
  consume  | 5 kg     |          |      | malt | maker | maker | brew    | 2025-03-02
  produce  | 5 l      | beer     |      |      | maker | maker | brew    | 2025-03-02`;

test('by lot, what has no name is not followed, and that is said', () => {
  const setting = { specifications: { lot: 'grain', beer: 'beer' } };
  const named = traced(unnamed, { setting, method: 'lot' });
  expect(endsOf(named.track('lot'))).toEqual([
    'stock stock lot maker: 60 kg',
    'unnamed stock malt maker kilogram: 40 kg',
  ]);
  expect(originsOf(named.trace('beer'))).toEqual({ 'unnamed stock malt maker kilogram': 100 });
  const mixed = traced(unnamed, { setting, method: 'average' });
  expect(originsOf(mixed.trace('beer'))).toEqual({ 'opening opening stock lot maker': 100 });
});

test('the network chooses the method, a question may choose another', () => {
  const network = record('Network', 'urn:network', {
    name: 'Test',
    zone: 'Europe/Brussels',
    members: [ids.agent('maker'), ids.agent('shop')],
    lotMethod: 'fifo',
  });
  const told = { setting: goods, more: [network] };
  expect(traced(twoDeliveries, told).track('old').method).toBe('fifo');
  expect(traced(twoDeliveries, { ...told, method: 'average' }).track('old').method).toBe('average');
});

test('a load that a van picks up and drops off is followed through, and other loads of the week are not mixed into it', () => {
  const { track, trace } = traced(
    `
    action  | quantity | resource | into  | from | to   | process | happened
    raise   | 100 kg   | wheat    |       | farm | farm |         | 2025-03-01
    raise   | 30 kg    | straw    |       | farm | farm |         | 2025-03-01
    pickup  | 80 kg    | wheat    | load  | farm | van  | week    | 2025-03-02
    pickup  | 30 kg    | straw    | bales | farm | van  | week    | 2025-03-02
    dropoff | 80 kg    | load     | silo  | van  | mill | week    | 2025-03-03
    dropoff | 30 kg    | bales    | loft  | van  | mill | week    | 2025-03-03`,
    { setting: { specifications: { load: 'wheat', silo: 'wheat', bales: 'straw', loft: 'straw' } } },
  );
  expect(endsOf(track('wheat'))).toEqual(['stock stock silo mill: 80 kg', 'stock stock wheat farm: 20 kg']);
  expect(edgesOf(track('wheat'))).toEqual({
    'stock wheat farm > stock load van': 80,
    'stock load van > stock silo mill': 80,
  });
  expect(originsOf(trace('loft'))).toEqual({ 'opening opening stock straw farm': 100 });
});

test('a part that is built in during a repair is in what is repaired', () => {
  const { track, trace } = traced(
    `
    action  | quantity | resource | from    | to      | process | happened
    raise   | 5 kg     | brake    | garage  | garage  |         | 2025-03-01
    raise   | 20 kg    | bike     | owner   | owner   |         | 2025-03-01
    accept  | 20 kg    | bike     | owner   | garage  | repair  | 2025-03-02
    consume | 5 kg     | brake    | garage  | garage  | repair  | 2025-03-02
    modify  | 20 kg    | bike     | garage  | owner   | repair  | 2025-03-03`,
  );
  expect(endsOf(track('brake'))).toEqual(['stock stock bike owner: 5 kg']);
  // What the owner ever had: 20 kg without the brake, then 20 kg of which a fifth is the brake.
  expect(originsOf(trace('bike', { holder: 'owner' }))).toEqual({
    'opening opening stock bike owner': 90,
    'opening opening stock brake garage': 10,
  });
});

test('bottles that are packed into a crate are followed to whoever has the crate, and out of it again', () => {
  const story = `
    action          | quantity | resource | into  | from | to   | process | happened
    raise           | 48 kg    | bottles  |       | brewer | brewer |        | 2025-03-01
    raise           | 1        | crate    |       | brewer | brewer |        | 2025-03-01
    combine         | 24 kg    | bottles  | crate | brewer | brewer | pack   | 2025-03-02
    transferCustody | 1        | crate    |       | brewer | shop   |        | 2025-03-03
    separate        | 6 kg     | bottles  |       | shop   | shop   | unpack | 2025-03-04`;
  expect(endsOf(traced(story).track('bottles'))).toEqual([
    'returned stock bottles brewer: 6 kg',
    'stock inside crate bottles: 18 kg',
    'stock stock bottles brewer: 24 kg',
    'stock stock bottles shop: 6 kg',
  ]);
});

test('grain that lies at a maltster and comes back as malt is still followed', () => {
  const { track, trace } = traced(
    `
    action          | quantity | resource | from     | to       | process | happened   | problem
    raise           | 100 kg   | barley   | brewer   | brewer   |         | 2025-03-01 |
    transferCustody | 80 kg    | barley   | brewer   | maltster |         | 2025-03-02 |
    consume         | 60 kg    | barley   | maltster | maltster | malt    | 2025-03-03 | holder.mismatch
    produce         | 50 kg    | malt     | maltster | brewer   | malt    | 2025-03-10 |`,
    { members: ['brewer'] },
  );
  expect(endsOf(track('barley'))).toEqual([
    'delivered stock barley maltster: 20 kg',
    'stock stock barley brewer: 20 kg',
    'stock stock malt brewer: 60 kg',
  ]);
  expect(originsOf(trace('malt', { holder: 'brewer' }))).toEqual({ 'opening opening stock barley brewer': 100 });
});

const mistyped = `
  event | action  | quantity | resource | from   | to     | process | corrects | happened         | problem
        | raise   | 400 kg   | malt     | brewer | brewer |         |          | 2025-03-01       |
  slip  | consume | 1900 kg  | malt     | brewer | brewer | mash    |          | 2025-03-12T06:00 | stock.negative
        | produce | 205 kg   | grain    | brewer | brewer | mash    |          | 2025-03-12T10:00 |
  fix   | consume | -1710 kg | malt     | brewer | brewer | mash    | slip     | 2025-03-13T08:00 |`;

test('a correction counts where the slip was: 190 kg of malt went into the mash, and as it was known before, 400', () => {
  expect(endsOf(traced(mistyped).track('malt'))).toEqual([
    'stock stock grain brewer: 190 kg',
    'stock stock malt brewer: 210 kg',
  ]);
  const before = traced(mistyped, { upTo: 3 }).track('malt');
  expect([before.total, before.unrecorded]).toEqual([1900, 1500]);
  expect(endsOf(before)).toEqual(['stock stock grain brewer: 1900 kg']);
});

test('what was taken out of a lot and never put in is named, in both directions', () => {
  const { trace, track } = traced(`
    action  | quantity | resource | from   | to     | process | happened   | problem
    raise   | 30 kg    | flour    | baker  | baker  |         | 2025-03-01 |
    consume | 40 kg    | flour    | baker  | baker  | bake    | 2025-03-02 | stock.negative
    produce | 50 kg    | bread    | baker  | baker  | bake    | 2025-03-02 |
    raise   | 25 kg    | flour    | baker  | baker  |         | 2025-03-05 |`);
  expect(originsOf(trace('bread'))).toEqual({
    'opening opening stock flour baker': 75,
    'unrecorded stock flour baker': 25,
  });
  expect(endsOf(track('flour'))).toEqual(['stock stock bread baker: 40 kg', 'stock stock flour baker: 15 kg']);
  expect(track('flour').unrecorded).toBe(10);
});

test('what comes into a stock of which more was taken than was there makes that good first', () => {
  const { track } = traced(
    `
    action   | quantity | resource | into | from  | to    | process | happened
    raise    | 100 kg   | sack     |      | mill  | mill  |         | 2025-03-01
    transfer | 30 kg    | sack     | bin  | mill  | baker |         | 2025-03-03
    consume  | 10 kg    | bin      |      | baker | baker | bake    | 2025-03-02`,
    { setting: { specifications: { sack: 'flour', bin: 'flour' } } },
  );
  expect(endsOf(track('sack'))).toEqual([
    'covered stock bin baker: 10 kg',
    'stock stock bin baker: 20 kg',
    'stock stock sack mill: 70 kg',
  ]);
});

test('a loop ends: bread of a lot of flour comes back into bread, and the amounts add up', () => {
  const { track } = traced(`
    action  | quantity | resource | from   | to     | process | happened
    raise   | 100 kg   | flour    | baker  | baker  |         | 2025-03-01
    consume | 80 kg    | flour    | baker  | baker  | bake 1  | 2025-03-02
    produce | 100 kg   | bread    | baker  | baker  | bake 1  | 2025-03-02
    consume | 50 kg    | bread    | baker  | baker  | crumb   | 2025-03-03
    produce | 40 kg    | crumbs   | baker  | baker  | crumb   | 2025-03-03
    produce | 10 kg    | dust     | baker  | baker  | crumb   | 2025-03-03
    consume | 20 kg    | flour    | baker  | baker  | bake 2  | 2025-03-04
    consume | 40 kg    | crumbs   | baker  | baker  | bake 2  | 2025-03-04
    produce | 50 kg    | bread    | baker  | baker  | bake 2  | 2025-03-04
    lower   | 20 kg    | bread    | baker  | baker  |         | 2025-03-05`);
  const answer = track('flour');
  // 80 kg in 100 kg of bread; half of it to crumbs (32) and dust (8); 20 more and the crumbs: 40 + 20 + 32 in 100 kg of bread, a fifth of it lost.
  expect(endsOf(answer)).toEqual([
    'lost loss: 18.4 kg',
    'stock stock bread baker: 73.6 kg',
    'stock stock dust baker: 8 kg',
  ]);
  expect(sumOf(answer)).toBeCloseTo(100, 9);
  const bread = track('bread');
  expect(bread.sums.returned).toBeCloseTo(40, 9);
  expect([bread.total, sumOf(bread)]).toEqual([150, 150]);
});

test('on one day inputs count before outputs, and a withdrawal waits for what comes in that day', () => {
  const { track, trace } = traced(`
    action  | quantity | resource | from  | to    | process | happened   | problem
    raise   | 0 kg     | flour    | baker | baker |         | 2025-03-01 |
    raise   | 0 kg     | bread    | baker | baker |         | 2025-03-01 |
    produce | 50 kg    | bread    | baker | baker | bake    | 2025-03-02 |
    consume | 30 kg    | bread    | baker | baker | crumb   | 2025-03-02 |
    produce | 30 kg    | crumbs   | baker | baker | crumb   | 2025-03-02 |
    consume | 40 kg    | flour    | baker | baker | bake    | 2025-03-02 | stock.negative
    raise   | 40 kg    | flour    | baker | baker |         | 2025-03-02 |`);
  expect(endsOf(track('flour'))).toEqual(['stock stock bread baker: 16 kg', 'stock stock crumbs baker: 24 kg']);
  expect(originsOf(trace('crumbs'))).toEqual({ 'opening opening stock flour baker': 100 });
});

test('time does not go backwards: what goes in after an output is not in that output', () => {
  const { track } = traced(`
    action  | quantity | resource | from   | to     | process | happened
    raise   | 100 kg   | malt     | brewer | brewer |         | 2025-03-01
    raise   | 10 kg    | yeast    | brewer | brewer |         | 2025-03-01
    consume | 100 kg   | malt     | brewer | brewer | brew    | 2025-03-02
    produce | 60 kg    | grain    | brewer | brewer | brew    | 2025-03-02
    consume | 10 kg    | yeast    | brewer | brewer | brew    | 2025-03-03
    produce | 40 kg    | beer     | brewer | brewer | brew    | 2025-03-11`);
  expect(endsOf(track('yeast'))).toEqual(['stock stock beer brewer: 10 kg']);
  expect(endsOf(track('malt'))).toEqual(['stock stock beer brewer: 40 kg', 'stock stock grain brewer: 60 kg']);
});

test('what is still in a process is in progress; of one that is not finished only what its outputs weigh has come out', () => {
  const story = `
    action  | quantity | resource | from     | to       | process  | happened
    raise   | 100 kg   | straw    | composter | composter |       | 2025-03-01
    consume | 100 kg   | straw    | composter | composter | heap  | 2025-03-02
    produce | 1 kg     | methane  | composter | composter | heap  | 2025-03-11`;
  expect(endsOf(traced(story).track('straw'))).toEqual(['stock stock methane composter: 100 kg']);
  const open = traced(story, { more: [record('Process', ids.process('heap'), { finished: false })] });
  expect(endsOf(open.track('straw'))).toEqual(['progress process heap: 99 kg', 'stock stock methane composter: 1 kg']);
});

test('the matter of a day of baking is in its bread, not in the water of its washing up', () => {
  const facts = [
    property(ids.specification('water'), 'mass', '1000 kg per m3'),
    property(ids.specification('water'), 'water', '1 kg per kg'),
    property(ids.specification('waste water'), 'mass', '1000 kg per m3'),
    property(ids.specification('waste water'), 'water', '1 kg per kg'),
  ];
  const { track } = traced(
    `
    action  | quantity | resource | of          | from  | to    | process | happened
    raise   | 170 kg   | flour    |             | baker | baker |         | 2025-03-01
    raise   | 1 m3     | water    |             | baker | baker |         | 2025-03-01
    consume | 170 kg   | flour    |             | baker | baker | bake    | 2025-03-02
    consume | 1 m3     | water    |             | baker | baker | bake    | 2025-03-02
    produce | 240 kg   | bread    |             | baker | baker | bake    | 2025-03-02
    produce | 0.6 m3   |          | waste water | baker | sewer | bake    | 2025-03-02`,
    { more: facts, members: ['baker'] },
  );
  expect(endsOf(track('flour'))).toEqual(['stock stock bread baker: 170 kg']);
});

const chain = `
  action  | quantity | resource | from | to | process | happened
  raise   | 100 kg   | a        | x    | x  |         | 2025-03-01
  consume | 80 kg    | a        | x    | x  | one     | 2025-03-02
  produce | 80 kg    | b        | x    | x  | one     | 2025-03-02
  consume | 60 kg    | b        | x    | x  | two     | 2025-03-03
  produce | 60 kg    | c        | x    | x  | two     | 2025-03-03`;

test('what depth leaves out is one place beyond, with what ends there', () => {
  const answer = traced(chain).track('a', { depth: 2 });
  expect(answer.nodes.map(({ id, depth }) => [placeName(id), depth])).toEqual([
    ['stock a x', 0],
    ['process one', 1],
    ['stock b x', 2],
    ['beyond', 3],
  ]);
  expect(answer.remainder).toEqual({ nodes: 2, share: 0.6, amount: 60, ends: { stock: 60 } });
  expect(edgesOf(answer)['stock b x > beyond']).toBe(60);
  expect(answer.sums).toEqual({ stock: 100 });
});

test('of too many places those with the most are shown', () => {
  const answer = traced(chain).track('a', { limit: 3 });
  expect(answer.nodes.map(({ id }) => placeName(id))).toEqual(['stock a x', 'process one', 'stock b x', 'beyond']);
  const back = traced(chain).trace('c', { depth: 1 });
  expect(back.remainder.nodes).toBe(4);
  expect(back.remainder.ends.opening).toBeCloseTo(1, 9);
});

test('processes of one kind may be one place', () => {
  const kinds = ['one', 'two'].map((name) => record('Process', ids.process(name), { basedOn: 'urn:kind' }));
  const answer = traced(chain, { more: kinds }).track('a', { processes: 'kinds' });
  expect(answer.nodes.map(({ id }) => id.split(' ')[0])).toEqual(['stock', 'kind', 'stock', 'stock']);
  expect(answer.nodes.find(({ kind }) => kind === 'kind')!.amount).toBe(140);
});

test('of a resource that never moved there is nothing to tell', () => {
  expect(traced(chain).track('never')).toBeUndefined();
});
