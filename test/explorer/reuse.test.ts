import { afterEach, expect, test } from 'vitest';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import { eventsAddress } from '../../explorer/views/reuse/address.ts';
import { type PairRow, pairRows, type ReuseItems } from '../../explorer/views/reuse/answer.ts';
import { pairColumns } from '../../explorer/views/reuse/columns.ts';
import { offersOf, reuseFigure } from '../../explorer/views/reuse/figure.ts';
import { isOffer, offerId } from '../../explorer/views/reuse/picture.ts';
import { besides, finding, reasonOf } from '../../explorer/views/reuse/sentences.ts';
import { reuseJobs } from '../../explorer/worker/reuse.ts';
import { findReuse } from '../../engine/7-reuse/reuse.ts';
import { noKnowledge } from '../../engine/7-reuse/knowledge.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import { sortRows } from '../../explorer/marks/table.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';
import { nobody } from '../support/ask.ts';

const sample = recordSample('grain-loop');
const [table, facts] = [flowsOf(sample), factsOf(sample)];
const found = findReuse({ table, facts, zone: 'Europe/Brussels', span: parsePeriod('2025')!, knowledge: noKnowledge });
const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

/** As the API tells it. */
const items = JSON.parse(
  JSON.stringify({
    period: '2025',
    surpluses: found.surpluses.map(({ idleSince: _, ...each }) => ({
      ...each,
      first: '2025-01-06',
      last: '2025-04-14',
    })),
    needs: found.needs,
    pairs: found.pairs.map((pair) => ({
      ...pair,
      surplus: pair.surplus.id,
      need: pair.need.id,
      km: orNull(pair.km),
      amount: orNull(pair.amount),
      kilograms: orNull(pair.kilograms),
      keepingDays: orNull(pair.keepingDays),
    })),
    totals: {
      surpluses: found.surpluses.length,
      needs: found.needs.length,
      plausible: found.pairs.filter(({ verdict }) => verdict === 'plausible').length,
      unknown: 0,
      rejected: found.pairs.filter(({ verdict }) => verdict === 'rejected').length,
      notCompared: 0,
    },
  }),
) as ReuseItems;
const rows = pairRows(items);

afterEach(() => speak('en'));

test('the finding comes first: how many, and the largest with its amount, way and distance', () => {
  expect(finding(facts, items, rows)).toEqual([
    '2025: 9 surpluses are known, and 1 match with what somebody needs is plausible.',
    'The largest: 1.22\u00a0t Unsold bread from Bakkerij Desem to Brouwcoop, brewery, in place of Malt; 4.4 km as the crow flies.',
  ]);
  expect(besides(items).join(' ')).toMatch(/What would be saved by it is not counted here\./);
});

test('without a plausible pair the finding says so and leads to the reasons', () => {
  const rejected = rows.filter(({ verdict }) => verdict !== 'plausible');
  expect(finding(facts, items, rejected)).toEqual([
    '2025: none of the 9 surpluses could serve a need here; the reasons stand below.',
  ]);
});

test('the same is told in Dutch', async () => {
  await loadLanguage('nl');
  speak('nl');
  expect(finding(facts, items, rows).join(' ')).toMatch(/9 overschotten zijn bekend.*in vogelvlucht/);
});

test('each pair has its reason in words, those that are rejected too', () => {
  const told = rows.map((row) => reasonOf(facts, row));
  expect(told[0]).toMatch(/^32 batches of Brewing took it and needed 0\.66 kg less for each kilogram$/);
  expect(told).toContain('they have and use it themselves');
  expect(told).toContain('they have it from Stenen Molen, mill already, 3 km away');
  expect(told.every((reason) => reason.length > 3)).toBe(true);
});

test('amounts are sorted as kilograms, and a row leads to the pair and to its events', () => {
  const columns = pairColumns({
    facts,
    addressOf: ({ key }) => `?sel=${key}`,
    eventsOf: ({ surplus }) => eventsAddress('grain-loop', surplus),
  });
  const amount = columns.find(({ id }) => id === 'amount')!;
  const sorted = sortRows(rows, amount, true).map(({ kilograms }) => kilograms!);
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
  const events = columns.find(({ id }) => id === 'events')!.href!(rows[0]!)!;
  expect(events).toMatch(
    /^\/grain-loop\/ledger\?agent=.*bakery&resource=.*unsold-bread.*from=2025-01-06&to=2025-04-14$/,
  );
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

const world = {
  network: 'grain-loop',
  name: '',
  zone: 'Europe/Brussels',
  invented: true,
  sequence: 1,
  facts,
  table,
  ask: nobody,
};

test('what could be is drawn dashed, labelled and apart; what was recorded keeps its sums and its loops', () => {
  const offers = offersOf(facts, rows);
  const size = { width: 1000, height: 620 };
  const plain = reuseJobs.reusePicture(world, { period: '2025', offers: [], size });
  const drawn = reuseJobs.reusePicture(world, { period: '2025', offers, size });
  expect(drawn.picture.links.length).toBe(plain.picture.links.length + 1);
  expect(drawn.picture.cycles).toEqual(plain.picture.cycles);
  expect(drawn.drawn.labels.links.map(({ lines }) => lines)).toEqual([['Unsold bread 1.22\u00a0t']]);
  const { key } = rows[0] as PairRow;
  const figure = reuseFigure(drawn, key);
  const looks = drawn.drawn.links.map((link) => ({ id: link.id, ...figure.ribbon(link) }));
  expect(looks.filter(({ tone }) => tone === 'possible')).toMatchObject([
    {
      id: offerId(key),
      stress: true,
      title: 'Possible: 1.22\u00a0t Unsold bread, Bakkerij Desem to Brouwcoop, brewery',
    },
  ]);
  expect(looks.filter(({ id }) => !isOffer(id)).every(({ tone }) => tone === 'quiet')).toBe(true);
});

test('no heap is drawn twice: the dashed flows of a surplus never add up to more than it', () => {
  for (const surplus of items.surpluses) {
    const mine = rows.filter((row) => row.surplus.id === surplus.id);
    expect(mine.reduce((sum, { taken }) => sum + taken, 0)).toBeLessThanOrEqual(surplus.quantity * (1 + 1e-9));
  }
});
