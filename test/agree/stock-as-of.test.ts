import { afterAll, beforeAll, expect, test } from 'vitest';
import type { House } from '../../api/store/house.ts';
import { formatDecimal, isZero } from '../../engine/0-base/decimal.ts';
import { parseDay, startOfDay } from '../../engine/0-base/time.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';
import { admit, emptyLedger } from '../../engine/2-ledger/ledger.ts';
import { attributesAsOf, containersAsOf, type Moment, stockAsOf } from '../support/as-of.ts';
import { entriesPerBlock } from '../../api/store/week.ts';
import { contextAt, knowledge, story, unused } from '../support/events.ts';
import { dataDirectory, open, remove } from '../support/house.ts';

/** What the store says of stock, in weeks and tails and SQL, against the plain sum over all postings. */
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

const resources = knowledge.filter((entry) => entry.class === 'EconomicResource').map(({ id }) => id);

/** What is seen of a resource: who has how much, and its attributes. */
interface Seen {
  readonly holders: Readonly<Record<string, readonly string[]>>;
  readonly attributes: readonly (string | null)[];
}

function byThePlainSum(effects: readonly EventEffects[], as: Moment): Record<string, Seen> {
  const seen = resources.map((resource): [string, Seen] => {
    const held = [...stockAsOf(effects, resource, as)].filter(
      ([, each]) => !isZero(each.accounting) || !isZero(each.onhand),
    );
    const { accountable, stage, state, location } = attributesAsOf(effects, resource, as);
    const container = containersAsOf(effects, resource, as).join();
    const holders = held.map(([holder, each]) => [
      holder,
      [formatDecimal(each.accounting), formatDecimal(each.onhand)],
    ]);
    return [
      resource,
      { holders: Object.fromEntries(holders), attributes: [accountable, stage, state, location, container] },
    ];
  });
  return Object.fromEntries(seen.filter(([resource]) => isTouched(effects, resource, as)));
}

/** Whether anything had been recorded of a resource. */
const isTouched = (effects: readonly EventEffects[], resource: string, { sequence }: Moment): boolean =>
  effects.some(
    ({ event, postings, changes }) =>
      event.sequence <= sequence && [...postings, ...changes].some((each) => each.resource === resource),
  );

async function byTheStore(
  network: string,
  asOf: { happened: number; recorded: number },
): Promise<Record<string, Seen>> {
  const { value } = await house.stocks(network, asOf);
  const seen = value!.items.map((item): [string, Seen] => {
    const held = item.holders
      .map(
        ({ holder, accounting, onhand }) => [holder, [accounting.hasNumericalValue, onhand.hasNumericalValue]] as const,
      )
      .filter(([, amounts]) => amounts.some((each) => each !== '0'));
    const { accountable = null, stage = null, state = null, location = null, containedIn = [] } = item;
    const container = [...containedIn].sort().join();
    return [
      item.resource,
      { holders: Object.fromEntries(held), attributes: [accountable, stage, state, location, container] },
    ];
  });
  return Object.fromEntries(seen);
}

const author = 'urn:test:author';
const days = [
  '2024-12-31',
  '2025-01-05',
  '2025-01-31',
  '2025-02-01',
  '2025-02-06',
  '2025-03-03',
  '2025-03-09',
  '2026-01-01',
];
const ends = days.map((day) => startOfDay(parseDay(day)! + 1, 'UTC') - 1);

test.each([1, 2, 3])(
  'what was in stock at any time, as known at any time, is the plain sum, and stays so (story %i)',
  async (seed) => {
    const network = `story-${seed}`;
    // One of the stories goes on from one block of numbers into the next.
    const before = seed === 3 ? unused(entriesPerBlock - knowledge.length - 30) : [];
    await house.createNetwork({
      slug: network,
      author,
      body: { name: network, zone: 'UTC', members: [] },
      entries: [...knowledge, ...before],
    });
    const ledger = emptyLedger();
    admit(ledger, knowledge, contextAt(2));
    const effects: EventEffects[] = [];
    const known: {
      recorded: number;
      sequence: number;
      happened: number;
      answer: Record<string, Seen>;
      items: unknown;
    }[] = [];
    for (const event of story(seed)) {
      const { value } = await house.submit(network, { entries: [event], author, key: event.id, requestHash: event.id });
      const admitted = admit(ledger, [event], contextAt(house.sequence(network)! + (value ? 0 : 1)));
      expect(admitted.admitted).toHaveLength(value ? 1 : 0);
      effects.push(...admitted.effects);
      if (!value || value.sequence % 3 > 0) continue;
      const { recorded, sequence } = value;
      const happened = sequence % 2 > 0 ? ends[sequence % ends.length]! : ends.at(-1)!;
      const { value: told } = await house.stocks(network, { ...(sequence % 2 > 0 && { happened }), recorded });
      known.push({
        recorded,
        sequence,
        happened,
        items: told!.items,
        answer: await byTheStore(network, { happened, recorded }),
      });
    }
    expect(house.sequence(network)! > entriesPerBlock).toBe(before.length > 0);
    expect(known.length).toBeGreaterThan(5);
    for (const { recorded, sequence, happened, answer, items } of known) {
      const again = await house.stocks(network, { ...(sequence % 2 > 0 && { happened }), recorded });
      expect(again.value!.items).toEqual(items);
      expect(answer).toEqual(byThePlainSum(effects, { happened, sequence }));
      const later = ends[(sequence + 3) % ends.length]!;
      expect(await byTheStore(network, { happened: later, recorded })).toEqual(
        byThePlainSum(effects, { happened: later, sequence }),
      );
    }
    expect((await house.verify(network)).value?.difference).toBeUndefined();
  },
  120_000,
);
