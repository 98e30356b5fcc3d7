import { expect, test } from 'vitest';
import { stockOf } from '../../../engine/2-ledger/ledger.ts';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import { attributesAsOf, stockAsOf } from '../../support/as-of.ts';
import { ids } from '../../support/cast.ts';
import { expectStock, now, tell } from '../../support/story.ts';

test('a slip of the pen is backed out and recorded anew, hours are taken back by the difference', () => {
  const told = tell(`
    event | action  | quantity | effort | resource | of        | from  | to  | process | corrects | problem
    o     | raise   | 130 one  |        | plywood  |           | mfg   | mfg |         |          |
    c1    | consume | 3 one    |        | plywood  |           | mfg   | mfg | make    |          |
    w1    | work    |          | 7 h    |          | machining | alice | mfg | make    |          |
    c2    | consume | -3 one   |        | plywood  |           | mfg   | mfg | make    | c1       |
    c3    | consume | 5 one    |        | plywood  |           | mfg   | mfg | make    |          |
    w2    | work    |          | -1 h   |          | machining | alice | mfg | make    | w1       |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand
    plywood  | 125 one    | 125 one
    `,
  );
  const hours = told.ledger.events.get(ids.event('w1'))!;
  expect(formatDecimal(hours.effortTotal)).toBe('21600');
});

test('a correction repeats the event and changes only the quantity', () => {
  tell(`
    event | action  | quantity | resource | from  | to    | process | corrects | problem
    o     | raise   | 10 kg    | malt     | alice | alice |         |          |
    c1    | consume | 3 kg     | malt     | alice | alice | mash    |          |
    x     | produce | -1 kg    | malt     | alice | alice | mash    | c1       | correction.action
    x     | consume | -1 kg    | malt     | alice | bob   | mash    | c1       | correction.field
    x     | consume | -1 kg    | malt     | alice | alice | brew    | c1       | correction.field
    x     | consume | -1 l     | malt     | alice | alice | mash    | c1       | unit.dimension
    x     | consume | -4 kg    | malt     | alice | alice | mash    | c1       | correction.excess
    x     | consume | -1 kg    | malt     | alice | alice | mash    | nothing  | reference.unknown
    c2    | consume | -1 kg    | malt     | alice | alice | mash    | c1       |
    c3    | consume | -2000 g  | malt     | alice | alice | mash    | c1       |
    c4    | consume | -1 g     | malt     | alice | alice | mash    | c1       | correction.excess
  `);
});

test('a correction cannot change the state or the place that the event brought about', () => {
  tell(`
    event | action | quantity | resource | from  | to    | state | at   | corrects | problem
    o     | raise  | 10 kg    | malt     | alice | alice | wet   |      |          |
    m     | move   | 10 kg    | malt     | alice | alice | wet   | yard | o        | correction.action
    x     | raise  | -1 kg    | malt     | alice | alice | dry   |      | o        | correction.field
    x     | raise  | -1 kg    | malt     | alice | alice |       | yard | o        | correction.field
    x     | raise  | -1 kg    | malt     | alice | alice | wet   |      | o        |
  `);
});

test('a correction of a correction goes back to the event that it all began with', () => {
  const told = tell(`
    event | action  | quantity | resource | from  | to    | process | corrects | happened         | problem
    o     | raise   | 10 kg    | malt     | alice | alice |         |          | 2025-03-01T08:00 |
    c1    | consume | 3 kg     | malt     | alice | alice | mash    |          | 2025-03-01T09:00 |
    c2    | consume | -2 kg    | malt     | alice | alice | mash    | c1       | 2025-03-05T09:00 |
    c3    | consume | 1 kg     | malt     | alice | alice | mash    | c2       | 2025-03-06T09:00 |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand
    malt     | 8 kg       | 8 kg
    `,
  );
  const [, first, second, third] = told.effects.map(({ event }) => event);
  expect([second!.root, third!.root]).toEqual([first!.id, first!.id]);
  expect([second!.happened, third!.happened]).toEqual([first!.happened, first!.happened]);
  expect(third!.rootSequence).toBe(first!.sequence);
});

test('a correction takes the goods back from the ends between which they moved, whatever is known by now', () => {
  const told = tell(
    `
    event | action  | quantity | resource | from  | to    | process | state | corrects | happened
    o     | raise   | 10 kg    | malt     | alice | alice |         | wet   |          | 2025-03-01T08:00
    c1    | consume | 3 kg     | malt     | alice | alice | mash    |       |          | 2025-03-01T10:00
    late  | raise   | 1 kg     | malt     | alice | alice |         | dry   |          | 2025-03-01T09:00
    p1    | produce | 5 kg     | wort     | alice | alice | mash    | hot   |          | 2025-03-01T11:00
    x     | consume | -1 kg    | malt     | alice | alice | mash    |       | c1       |
    y     | produce | -2 kg    | wort     | alice | alice | mash    |       | p1       |
    z     | raise   | -4 kg    | malt     | alice | alice |         |       | o        |
    `,
    { processes: { mash: 'Mashing' } },
  );
  const [o, c1, , p1, x, y, z] = told.effects.map(({ movements }) => movements.map(({ from, to }) => [from, to]));
  expect([x, y, z]).toEqual([c1, p1, o]);
});

test('what an event changed no longer counts once it is wholly backed out, and counts again when something of it is', () => {
  const before = `
    event | action  | quantity | resource | from | to  | process | state | corrects
    o     | raise   | 1 one    | cutter   | mfg  | mfg |         | new   |
    a1    | accept  | 1 one    | cutter   | mfg  | mfg | test    |       |
    m1    | modify  | 1 one    | cutter   | mfg  | mfg | test    | pass  |
  `;
  const backedOut = `${before}
    x     | modify  | -1 one   | cutter   | mfg  | mfg | test    |       | m1
  `;
  const restored = `${backedOut}
    y     | modify  | 1 one    | cutter   | mfg  | mfg | test    |       | x
  `;
  const setting = { processes: { test: 'Test machine' } };
  const tables: [string, string, string][] = [
    [before, '1 one', 'Test machine | pass'],
    [backedOut, '0 one', ' | new'],
    [restored, '1 one', 'Test machine | pass'],
  ];
  for (const [story, onhand, rest] of tables)
    expectStock(
      tell(story, setting),
      `
      resource | onhand | stage | state
      cutter   | ${onhand} | ${rest}
      `,
    );
});

test('a resource whose beginning is backed out can be begun anew, by another and in another dimension', () => {
  const told = tell(`
    event | action  | quantity | resource | from  | to    | process | corrects | problem
    r1    | raise   | 10 kg    | malt     | alice | alice |         |          |
    r2    | raise   | -10 kg   | malt     | alice | alice |         | r1       |
    c     | consume | 1 kg     | malt     | alice | alice | mash    |          | action.create
    r3    | raise   | 2 one    | malt     | bob   | bob   |         |          |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    malt     | 2 one      | 2 one  | bob
    `,
  );
});

test('stock as of a moment counts a correction from when the corrected event happened, as of a record only from when it was known', () => {
  const told = tell(`
    event | action  | quantity | resource | from  | to    | process | corrects | happened
    o     | raise   | 10 kg    | malt     | alice | alice |         |          | 2025-03-01T08:00Z
    c1    | consume | 3 kg     | malt     | alice | alice | mash    |          | 2025-03-02T08:00Z
    c2    | consume | -1 kg    | malt     | alice | alice | mash    | c1       | 2025-03-05T08:00Z
  `);
  const [raised, consumed, corrected] = told.effects.map(({ event }) => event);
  const onhand = (happened: number, sequence: number) =>
    formatDecimal(
      stockAsOf(told.effects, ids.resource('malt'), { happened, sequence }).get(ids.agent('alice'))!.onhand,
    );
  expect(onhand(raised!.happened, corrected!.sequence)).toBe('10');
  expect(onhand(consumed!.happened, corrected!.sequence)).toBe('8');
  expect(onhand(consumed!.happened, consumed!.sequence)).toBe('7');
  expect(formatDecimal(stockOf(told.ledger.heads.get(ids.resource('malt'))!).onhand)).toBe('8');
});

test('attributes as of a record do not know of a later correction', () => {
  const told = tell(`
    event | action  | quantity | resource | from | to  | process | state | corrects
    o     | raise   | 1 one    | cutter   | mfg  | mfg |         | new   |
    a1    | accept  | 1 one    | cutter   | mfg  | mfg | test    |       |
    m1    | modify  | 1 one    | cutter   | mfg  | mfg | test    | pass  |
    x     | modify  | -1 one   | cutter   | mfg  | mfg | test    |       | m1
  `);
  const stateAsOf = (happened: number, sequence: number) =>
    attributesAsOf(told.effects, ids.resource('cutter'), { happened, sequence }).state;
  const [, , modified, corrected] = told.effects.map(({ event }) => event);
  expect(stateAsOf(now + 100, modified!.sequence)).toBe('pass');
  expect(stateAsOf(now + 100, corrected!.sequence)).toBe('new');
  expect(stateAsOf(now - 100, corrected!.sequence)).toBe(null);
});

test('an attribute is the last by the time of happening, however late it was recorded', () => {
  const told = tell(`
    action | quantity | resource | from | to   | at     | happened
    raise  | 1 one    | van      | farm | farm |        | 2025-03-01
    move   | 1 one    | van      | farm | farm | yard   | 2025-03-05
    move   | 1 one    | van      | farm | farm | field  | 2025-03-03
  `);
  expectStock(
    told,
    `
    resource | location
    van      | yard
    `,
  );
});

test('a correction says a difference; what was admitted before is folded again whatever it says', () => {
  const story = `
    event | action  | quantity | resource | from  | to    | process | corrects | problem
    o     | raise   | 10 kg    | malt     | alice | alice |         |          |
    c     | consume | 3 kg     | malt     | alice | alice | mash    |          |
    x     | consume |          | malt     | alice | alice | mash    | c        |`;
  tell(`${story} action.quantity`);
  expectStock(
    tell(story, { replayed: true }),
    `
    resource | onhand
    malt     | 7 kg
    `,
  );
});
