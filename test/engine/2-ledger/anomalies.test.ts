import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '../../../engine/0-base/decimal.ts';
import { formatInstant } from '../../../engine/0-base/time.ts';
import { negativeSpans, type StockLine } from '../../../engine/2-ledger/anomaly.ts';
import { nameIn } from '../../support/cast.ts';
import { linesIn, tell } from '../../support/story.ts';

const spansIn = (table: string) =>
  negativeSpans(linesIn(tell(table))).map(({ resource, holder, account, from, until, lowest, lowestAt }) =>
    [
      `${nameIn(resource)} at ${nameIn(holder)}, ${account}`,
      `${formatInstant(from).slice(0, 10)} to ${until === undefined ? 'now' : formatInstant(until).slice(0, 10)}`,
      `${formatDecimal(lowest)} on ${formatInstant(lowestAt).slice(0, 10)}`,
    ].join(': '),
  );

test('what was never below zero as it was recorded may have been below zero as it happened', () => {
  expect(
    spansIn(`
    action  | quantity | resource | from | to   | process | happened          | problem
    raise   | 10 kg    | flour    | mill | mill |         | 2025-02-01T08:00Z |
    raise   | 50 kg    | flour    | mill | mill |         | 2025-02-20T08:00Z |
    consume | 25 kg    | flour    | mill | mill | bake    | 2025-02-05T08:00Z |
    consume | 5 kg     | flour    | mill | mill | bake    | 2025-02-10T08:00Z |
    consume | 40 kg    | flour    | mill | mill | bake    | 2025-02-25T08:00Z | stock.negative
    `),
  ).toEqual([
    'flour at mill, onhand: 2025-02-05 to 2025-02-20: -20 on 2025-02-10',
    'flour at mill, onhand: 2025-02-25 to now: -10 on 2025-02-25',
    'flour at mill, accounting: 2025-02-05 to 2025-02-20: -20 on 2025-02-10',
    'flour at mill, accounting: 2025-02-25 to now: -10 on 2025-02-25',
  ]);
});

test('what happened at one moment has no order: only what is left after all of it counts', () => {
  expect(
    spansIn(`
    action  | quantity | resource | from | to   | process | happened   | problem
    raise   | 1 kg     | flour    | mill | mill |         | 2025-02-01 |
    consume | 5 kg     | flour    | mill | mill | bake    | 2025-02-05 | stock.negative
    raise   | 4 kg     | flour    | mill | mill |         | 2025-02-05 |
    `),
  ).toEqual([]);
});

test('who is below zero at a moment is in exactly one span of that moment, as adding up shows', () => {
  const line = fc
    .record({ holder: fc.constantFrom('a', 'b'), happened: fc.nat(6), onhand: fc.integer({ min: -5, max: 5 }) })
    .map(({ holder, happened, onhand }): StockLine => {
      const quantity = decimal(`${onhand}`);
      return { resource: 'r', holder, happened, onhand: quantity, accounting: quantity };
    });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const spans = negativeSpans(lines).filter(({ account }) => account === 'onhand');
      for (const holder of ['a', 'b'])
        for (const at of new Set(lines.filter((each) => each.holder === holder).map((each) => each.happened))) {
          const before = lines.filter((each) => each.holder === holder && each.happened <= at);
          const balance = before.reduce((sum, each) => sum + Number(formatDecimal(each.onhand)), 0);
          const inside = spans.filter(
            (span) => span.holder === holder && span.from <= at && (span.until === undefined || at < span.until),
          );
          expect(inside).toHaveLength(balance < 0 ? 1 : 0);
          if (balance < 0) expect(Number(formatDecimal(inside[0]!.lowest))).toBeLessThanOrEqual(balance);
        }
    }),
  );
});
