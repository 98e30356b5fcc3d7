import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Amounts, House, Statement, StatementRow } from '../../api/store/house.ts';
import { decimal, formatDecimal, isNegative } from '../../engine/0-base/decimal.ts';
import { parseDay, startOfDay } from '../../engine/0-base/time.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';
import { noPosition } from '../../engine/2-ledger/head.ts';
import { plus, turnover } from '../../engine/2-ledger/statement.ts';
import type { Position } from '../../engine/2-ledger/state.ts';
import { stockAsOf } from '../support/as-of.ts';
import { entriesPerBlock } from '../../api/store/week.ts';
import { knowledge, unused } from '../support/events.ts';
import { liveStory } from '../support/live-story.ts';
import { dataDirectory, open, remove } from '../support/house.ts';

/** What the store says of a period, in weeks, tails and sums of SQL, page by page, against the plain postings. */
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
const dayAt = (text: string) => startOfDay(parseDay(text)!, 'UTC');
const periods = [
  [dayAt('2025-01-01'), dayAt('2026-01-01') - 1],
  [dayAt('2025-02-01'), dayAt('2025-03-01') - 1],
  [dayAt('2025-01-06'), dayAt('2025-03-07') + 3],
] as const;

const figures = ({ accounting, onhand }: Amounts) => [accounting, onhand].map((each) => each.hasNumericalValue);
const plain = ({ accounting, onhand }: Position) => [accounting, onhand].map(formatDecimal);
const sum = (all: Iterable<Position>) => [...all].reduce(plus, noPosition);

/** The changes of a resource in a period, one for each event and holder. */
function entriesOf(effects: readonly EventEffects[], resource: string, [from, to]: readonly [number, number]) {
  return effects
    .filter(({ event }) => event.happened >= from && event.happened <= to)
    .flatMap(({ event, postings }) => {
      const holders = new Map<string, Position>();
      for (const each of postings.filter((posting) => posting.resource === resource)) {
        const change = { ...noPosition, [each.account]: each.quantity };
        holders.set(each.holder, plus(holders.get(each.holder) ?? noPosition, change));
      }
      const quantity = event.body.resourceQuantity?.hasNumericalValue ?? '0';
      const takesBack = event.body.corrects !== undefined && isNegative(decimal(quantity));
      return [...holders].map(([holder, change]) => ({ holder, change, takesBack }));
    });
}

async function statementOf(network: string, resource: string, query: Parameters<House['statement']>[2]) {
  const items: StatementRow[] = [];
  let page: Statement | undefined;
  do {
    const found = await house.statement(network, resource, { ...query, ...(page?.next && { cursor: page.next }) });
    expect(found.problems).toEqual([]);
    page = found.value!;
    items.push(...page.items);
  } while (page.next);
  return { ...page, items };
}

test.each([4, 6, 7])(
  'a statement of any period, at one holder or at all, is what the postings are, and its closing is the stock (story %i)',
  async (seed) => {
    const network = `story-${seed}`;
    // One of the stories goes on from one block of numbers into the next.
    const before = seed === 7 ? unused(entriesPerBlock - knowledge.length - 30) : [];
    const body = { name: network, zone: 'UTC', members: [] };
    const { effects, known } = await liveStory(house, { slug: network, body, before, seed });
    expect(effects.filter(({ event }) => event.body.corrects).length).toBeGreaterThan(0);
    expect(house.sequence(network)! > entriesPerBlock).toBe(before.length > 0);
    const half = known[Math.floor(known.length / 2)]!;
    let lines = 0;
    for (const { recorded, effects: count } of [half, known.at(-1)!])
      for (const resource of resources)
        for (const period of periods) {
          const past = effects.slice(0, count);
          const [from, to] = period;
          const entries = entriesOf(past, resource, period);
          const sequence = Math.max(...past.map(({ event }) => event.sequence));
          const had = stockAsOf(past, resource, { happened: from - 1, sequence });
          const after = stockAsOf(past, resource, { happened: to, sequence });
          const holders = [...new Set([...had.keys(), ...entries.map(({ holder }) => holder)])].sort();
          for (const holder of [undefined, ...holders]) {
            const isMine = (each: string) => holder === undefined || each === holder;
            const mine = entries.filter((entry) => isMine(entry.holder));
            const opening = sum([...had].filter(([each]) => isMine(each)).map(([, each]) => each));
            const expected = turnover(opening, mine);
            const told = await statementOf(network, resource, { from, to, recorded, holder, limit: 3 });
            expect([told.opening, told.in, told.out, told.closing].map(figures)).toEqual(
              [expected.opening, expected.in, expected.out, expected.closing].map(plain),
            );
            const left = sum([...after].filter(([each]) => isMine(each)).map(([, each]) => each));
            expect(figures(told.closing)).toEqual(plain(left));
            expect(told.items).toHaveLength(mine.length);
            if (told.items.length > 0) expect(figures(told.items.at(-1)!.balance)).toEqual(figures(told.closing));
            lines += told.items.length;
          }
        }
    expect(lines).toBeGreaterThan(50);
  },
  120_000,
);
