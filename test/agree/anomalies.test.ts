import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../api/store/house.ts';
import { entriesPerBlock } from '../../api/store/week.ts';
import { decimal, formatDecimal } from '../../engine/0-base/decimal.ts';
import { negativeSpans, type StockLine } from '../../engine/2-ledger/anomaly.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';
import { noPosition } from '../../engine/2-ledger/head.ts';
import { plus } from '../../engine/2-ledger/statement.ts';
import { ids } from '../support/cast.ts';
import { knowledge, unused } from '../support/events.ts';
import { liveStory } from '../support/live-story.ts';
import { dataDirectory, open, remove } from '../support/house.ts';

/** When stock was below zero, as the store finds it by its weekly sums, against every posting in its order. */
let directory: string;
let house: House;
beforeAll(async () => {
  directory = await dataDirectory();
  house = await open({ directory });
});
afterAll(async () => {
  await house.close();
  await remove(directory);
});

/** Nature keeps no stock. */
const isKept = ({ holder }: StockLine) => holder !== ids.agent('river');

const linesOf = (effects: readonly EventEffects[]): StockLine[] =>
  effects.flatMap(({ event: { happened }, postings }) =>
    postings.map(({ resource, holder, account, quantity }) => {
      return { resource, holder, happened, ...plus(noPosition, { ...noPosition, [account]: quantity }) };
    }),
  );

const shown = (spans: readonly { resource: string; holder: string; account: string; from: number }[]) =>
  [...spans].map((each) => JSON.stringify(each)).sort();

test.each([2, 3, 5, 8])(
  'the store finds every time at which stock was below zero, as far as was known by then, and no other (story %i)',
  async (seed) => {
    const network = `story-${seed}`;
    // One of the stories goes on from one block of numbers into the next.
    const before = seed === 3 ? unused(entriesPerBlock - knowledge.length - 30) : [];
    const body = { name: network, zone: 'UTC', members: ['alice', 'bob'].map(ids.agent) };
    const { effects, known } = await liveStory(house, { slug: network, body, before, seed });
    let found = 0;
    for (const place of [known.length >> 2, known.length >> 1, known.length - 1]) {
      const { recorded, effects: count } = known[place]!;
      const past = effects.slice(0, count);
      for (const happened of [undefined, past[count >> 1]!.event.happened]) {
        const lines = linesOf(past).filter((line) => line.happened <= (happened ?? line.happened));
        const expected = negativeSpans(lines.filter(isKept)).map(({ lowest, ...span }) => {
          return { ...span, lowest: formatDecimal(lowest) };
        });
        const { value } = await house.anomalies(network, { recorded, happened });
        const told = value!.negative.map(({ lowest, ...span }) => {
          return { ...span, lowest: formatDecimal(decimal(lowest.hasNumericalValue)) };
        });
        expect(shown(told)).toEqual(shown(expected));
        found += expected.length;
      }
    }
    expect(house.sequence(network)! > entriesPerBlock).toBe(before.length > 0);
    expect(found).toBeGreaterThan(0);
  },
  120_000,
);
