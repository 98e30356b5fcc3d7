import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readKits } from '../../api/interchange/kit.ts';
import { reuseKnowledge } from '../../api/interchange/reuse-knowledge.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { noKnowledge, type ReuseKnowledge } from '../../engine/7-reuse/knowledge.ts';
import { findReuse, type ReuseFinding } from '../../engine/7-reuse/reuse.ts';
import { root } from '../support/checkout.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

const sample = recordSample('grain-loop');
const [table, facts] = [flowsOf(sample), factsOf(sample)];
const nameOf = (id: string) => id.split(':').at(-1)!;

const inPeriod = (period: string, knowledge: ReuseKnowledge = noKnowledge): ReuseFinding =>
  findReuse({ table, facts, zone: 'Europe/Brussels', span: parsePeriod(period)!, knowledge });

let words: ReuseKnowledge;
beforeAll(async () => {
  words = reuseKnowledge((await readKits(join(root, 'datasets'))).value.words.tables);
});

const surplusesOf = ({ surpluses }: ReuseFinding) =>
  surpluses.map(({ kind, holder, specification, quantity, takers, rhythm }) => [
    kind,
    nameOf(holder),
    nameOf(specification),
    Math.round(quantity * 10) / 10,
    takers.map(nameOf).join(),
    rhythm.times,
  ]);

test('the surpluses of the grain loop are those of its story, with their amounts and how often', () => {
  expect(surplusesOf(inPeriod('2025'))).toEqual([
    // Straw of 4 ha of barley and of the three fields of wheat: nobody has touched it since the harvest.
    ['idle', 'farm', 'straw', 11_200, '', 1],
    ['idle', 'farm', 'straw', 30_400, '', 1],
    ['idle', 'farm', 'straw', 11_400, '', 1],
    // 830 kg of malt and 34 kg of rootlets from a tonne of barley, 20 t in four loads.
    ['outside', 'brewery', 'rootlets', 680, 'feed-buyer', 4],
    // 205 kg a tonne of wheat, 65,384.6 kg milled; what the growers do not take, each month, but for 483.8 kg that are left.
    ['outside', 'mill', 'bran', 11_435, 'bran-trader', 12],
    // Mondays from January to April.
    ['waste', 'bakery', 'unsold-bread', 1222.4, 'waste-contractor', 15],
    ['waste', 'bakery', 'waste-water', 193.7, 'sewer-company', 300],
    ['waste', 'brewery', 'waste-water', 485, 'sewer-company', 94],
    // 31.1 kg of 58 plain brews and 31.3 of 32 bread brews.
    ['waste', 'brewery', 'yeast-slurry', 58 * 31.1 + 32 * 31.3, 'sewer-company', 90].map((each) =>
      typeof each === 'number' ? Math.round(each * 10) / 10 : each,
    ),
  ]);
});

test('wheat, malt and hops that wait over the holidays are stock, not surplus', () => {
  const idle = inPeriod('2025').surpluses.filter(({ kind }) => kind === 'idle');
  expect([...new Set(idle.map(({ specification }) => nameOf(specification)))]).toEqual(['straw']);
});

test('the missed chance of the spring is found: bread that went to waste while the brewery mashed malt alone', () => {
  const { pairs } = inPeriod('2025-03');
  const bread = pairs.find(
    ({ surplus, need }) => nameOf(surplus.specification) === 'unsold-bread' && nameOf(need.specification) === 'malt',
  )!;
  expect(bread).toMatchObject({
    verdict: 'plausible',
    ground: { is: 'precedent', precedent: { batches: { with: 32, without: 58 }, mostPerBatch: 58 } },
  });
  expect(bread.surplus.quantity).toBeCloseTo(418.6, 9);
  // 38 kg of malt less for 58 kg of bread by weight; a bread brew makes 0.7 % more, so a little more than 38 / 58 by what comes out.
  expect(bread.factor).toBeGreaterThan(38 / 58);
  expect(bread.factor).toBeLessThan(1.02 * (38 / 58));
  // Five Mondays and seven brews: no brew takes more than 58 kg, so no more than 406 kg, and what comes after the last brew waits.
  expect(bread.amount).toBeGreaterThan(300);
  expect(bread.amount).toBeLessThanOrEqual(7 * 58);
  expect(bread.km).toBeCloseTo(4.4, 1);
});

test('yeast that goes to the sewer needs data before it can go to the bakery, as the story says', () => {
  const { pairs } = inPeriod('2025', words);
  const yeast = pairs.find(
    ({ surplus, need }) =>
      nameOf(surplus.specification) === 'yeast-slurry' && nameOf(need.specification) === 'bakers-yeast',
  )!;
  expect(yeast.verdict).toBe('unknown');
  expect(yeast.obstacles.map(({ is }) => is)).toEqual(['condition']);
});

test('who already gets bran from the mill is not offered the same bran, and is told why', () => {
  const { pairs } = inPeriod('2025', words);
  const bran = pairs.find(
    ({ surplus, need }) => nameOf(surplus.specification) === 'bran' && nameOf(need.specification) === 'bran',
  )!;
  expect(bran).toMatchObject({ verdict: 'rejected', obstacles: [{ is: 'supplied' }] });
});

test('what is spared by reuse stands nowhere beside what was recorded', () => {
  const [pair] = inPeriod('2025', words).pairs;
  expect(Object.keys(pair!).sort()).toEqual(
    [
      'amount',
      'factor',
      'ground',
      'id',
      'keepingDays',
      'kilograms',
      'km',
      'need',
      'obstacles',
      'surplus',
      'taken',
      'unit',
      'verdict',
      'whole',
    ].sort(),
  );
});
