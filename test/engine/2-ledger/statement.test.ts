import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimal, formatDecimal, subtract, zero } from '../../../engine/0-base/decimal.ts';
import { isIn, type StatementEntry, statementLines, turnover } from '../../../engine/2-ledger/statement.ts';
import type { Position } from '../../../engine/2-ledger/state.ts';
import { linesOf } from '../../support/table.ts';

const both = (text: string): Position => ({ accounting: decimal(text), onhand: decimal(text) });
const shown = ({ onhand }: Position) => formatDecimal(onhand);

/** Kilograms of malt in the silo, as its events came. */
const silo: StatementEntry[] = linesOf(`
  what                              | change | takes back
  delivered by the farm             | 500    |
  mashed                            | -190   |
  mashed, typed with a nought more  | -1900  |
  corrected                         | 1710   | yes
  the farm weighed 10 kg less       | -10    | yes
`).map((line) => ({ holder: 'brewery', change: both(line['change']!), takesBack: line['takes back'] === 'yes' }));

test('what a correction takes back lessens the side on which the mistake stands, and no more came in for it', () => {
  const lines = statementLines(both('3000'), silo).map(({ balance, ...sides }) =>
    [sides.in, sides.out, balance].map(shown).join(' '),
  );
  expect(lines).toEqual(['500 0 3500', '0 190 3310', '0 1900 1410', '0 -1710 3120', '-10 0 3110']);
  const { opening, closing, ...sides } = turnover(both('3000'), silo);
  expect([opening, sides.in, sides.out, closing].map(shown)).toEqual(['3000', '490', '380', '3110']);
});

const figure = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 18 }))
  .map(([coefficient, scale]) => decimal(formatDecimal({ coefficient, scale })));
const position = fc.record({ accounting: figure, onhand: figure });
const entries = fc.array(
  fc.record({ holder: fc.constantFrom('alice', 'bob'), change: position, takesBack: fc.boolean() }),
);
const plain = (given: Position) => [given.accounting, given.onhand].map(formatDecimal);

test('opening and what came in less what went out is what is left, to the last digit, and so says the last line', () => {
  fc.assert(
    fc.property(position, entries, (opening, given) => {
      const whole = turnover(opening, given);
      const balance = statementLines(opening, given).at(-1)?.balance ?? opening;
      expect(plain(whole.closing)).toEqual(plain(balance));
      const sum = (of: (entry: StatementEntry) => bigint) => given.reduce((total, entry) => total + of(entry), 0n);
      const tiny = ({ coefficient, scale }: Position['onhand']) => coefficient * 10n ** BigInt(18 - scale);
      expect(tiny(whole.closing.onhand)).toBe(tiny(opening.onhand) + sum(({ change }) => tiny(change.onhand)));
    }),
  );
});

test('what came in and what is left, summed as a store does, are the turnover line by line', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const expected = turnover(both('0'), given);
      for (const account of ['accounting', 'onhand'] as const) {
        const all = given.map(({ change }) => change[account]);
        const came = given.flatMap(({ change, takesBack }) =>
          isIn(change[account], takesBack) ? change[account] : [],
        );
        const [net, into] = [all, came].map((amounts) => amounts.reduce(add, zero));
        expect(formatDecimal(into!)).toBe(formatDecimal(expected.in[account]));
        expect(formatDecimal(subtract(into!, net!))).toBe(formatDecimal(expected.out[account]));
      }
    }),
  );
});
