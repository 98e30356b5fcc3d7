import { expect, test } from 'vitest';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import type { End } from '../../../engine/2-ledger/effect.ts';
import { nameIn } from '../../support/cast.ts';
import { type Setting, tell } from '../../support/story.ts';

const name = (id: string | undefined) => (id === undefined ? '' : nameIn(id));

function endText(end: End): string {
  if (end.kind === 'process') return `process ${name(end.process)}`;
  if (end.kind === 'agent') return name(end.agent);
  if (end.kind !== 'pool') return end.kind;
  const parts = [end.resource ? name(end.resource) : `any ${name(end.specification)}`, `of ${name(end.holder)}`];
  return [...parts, ...(end.stage ? [name(end.stage)] : []), ...(end.state ? [end.state] : [])].join(' ');
}

/** The movements of a story, one a line: role, burden, from, to, quantity. */
const movementsOf = (table: string, setting: Setting = {}) =>
  tell(table, setting).effects.flatMap(({ movements }) =>
    movements.map(({ role, burden, from, to, quantity, unit }) =>
      [role, burden, `${endText(from)} -> ${endText(to)}`, `${formatDecimal(quantity)} ${unit}`].join(' | '),
    ),
  );

test('goods flow from the opening through processes to whoever takes them, and into loss', () => {
  expect(
    movementsOf(
      `
      action   | quantity | resource | into | from    | to   | process
      raise    | 9 kg     | malt     |      | brewery |      |
      consume  | 4 kg     | malt     |      | brewery |      | mash
      produce  | 5 kg     | grain    |      | brewery |      | mash
      transfer | 3 kg     | grain    | feed | brewery | farm |
      lower    | 500 g    | grain    |      | brewery |      |
      `,
      { processes: { mash: 'Mashing' } },
    ),
  ).toEqual([
    'opening | opening | opening -> malt of brewery | 9 kilogram',
    'in | consumes | malt of brewery -> process mash | 4 kilogram',
    'out | carries | process mash -> grain of brewery Mashing | 5 kilogram',
    'transfer | carries | grain of brewery Mashing -> feed of farm | 3 kilogram',
    'loss | loss | grain of brewery Mashing -> loss | 0.5 kilogram',
  ]);
});

test('an implied transfer is a movement of its own, before an input and after an output', () => {
  expect(
    movementsOf(`
      action  | quantity | resource | into | from  | to      | process
      raise   | 9 kg     | malt     |      | alice |         |
      consume | 4 kg     | malt     |      | alice | brewery | mash
      produce | 3 kg     | grain    | feed | brewery | farm  | mash
    `).slice(1),
  ).toEqual([
    'transfer | carries | malt of alice -> malt of brewery | 4 kilogram',
    'in | consumes | malt of brewery -> process mash | 4 kilogram',
    'out | carries | process mash -> grain of brewery | 3 kilogram',
    'transfer | carries | grain of brewery -> feed of farm | 3 kilogram',
  ]);
});

test('effort, work, knowledge and services flow without touching stock; work comes from a person', () => {
  expect(
    movementsOf(`
      action         | quantity | effort | resource | of      | from  | to      | inputOf | outputOf
      raise          | 1 one    |        | mill     |         | alice |         |         |
      use            |          | 2 h    | mill     |         | alice | alice   | grind   |
      use            | 3 one    |        |          | tray    | alice | alice   | grind   |
      work           | 2 one    | 1.5 h  |          | milling | bob   | alice   | grind   |
      cite           | 1 one    |        |          | recipe  | carol | alice   | grind   |
      deliverService | 1 one    |        |          | haulage | carol | alice   |         | drive
      deliverService | 1 one    |        |          | haulage | carol | alice   | grind   | drive
    `).slice(1),
  ).toEqual([
    'effort | wears | mill of alice -> process grind | 7200 second-Time',
    'effort | wears | any tray of alice -> process grind | 3 one',
    'effort | free | bob -> process grind | 5400 second-Time',
    'knowledge | free | any recipe of carol -> process grind | 1 one',
    'service | carries | process drive -> alice | 1 one',
    'service | carries | process drive -> process grind | 1 one',
  ]);
});

test('rights that pass without goods, and a move within one stock, are no flow', () => {
  expect(
    movementsOf(`
      action            | quantity | resource | into  | from  | to    | at
      raise             | 9 kg     | malt     |       | alice | alice |
      transferAllRights | 4 kg     | malt     | claim | alice | bob   |
      move              | 9 kg     | malt     |       | alice | alice | yard
      move              | 2 kg     | malt     | bin   | alice | alice | shed
    `).slice(1),
  ).toEqual(['transfer | carries | malt of alice -> bin of alice | 2 kilogram']);
});

test('without a resource goods flow between the implicit pools of their holders', () => {
  expect(
    movementsOf(`
      action   | quantity | of    | from  | to    | process
      transfer | 5 kg     | malt  | alice | bob   |
      consume  | 5 kg     | malt  | bob   | bob   | mash
      produce  | 4 kg     | grain | bob   | carol | mash
    `),
  ).toEqual([
    'transfer | carries | any malt of alice -> any malt of bob | 5 kilogram',
    'in | consumes | any malt of bob -> process mash | 5 kilogram',
    'out | carries | process mash -> any grain of bob | 4 kilogram',
    'transfer | carries | any grain of bob -> any grain of carol | 4 kilogram',
  ]);
});

test('a correction moves back what it takes away, along the way of the event that it corrects', () => {
  expect(
    movementsOf(`
      event | action  | quantity | resource | from    | to      | process | corrects
      o     | raise   | 9 kg     | malt     | brewery | brewery |         |
      c     | consume | 4 kg     | malt     | brewery | brewery | mash    |
      x     | consume | -1 kg    | malt     | brewery | brewery | mash    | c
    `).slice(1),
  ).toEqual([
    'in | consumes | malt of brewery -> process mash | 4 kilogram',
    'in | consumes | malt of brewery -> process mash | -1 kilogram',
  ]);
});

test('what goes into a process and comes out at a new stage is drawn from the stage that it had', () => {
  expect(
    movementsOf(
      `
      action | quantity | resource | from | to  | process | state
      raise  | 1 one    | cutter   | mfg  | mfg |         | raw
      accept | 1 one    | cutter   | mfg  | mfg | test    |
      modify | 1 one    | cutter   | mfg  | mfg | test    | pass
      accept | 1 one    | cutter   | mfg  | mfg | pack    |
      `,
      { processes: { test: 'Testing', pack: 'Packing' } },
    ).slice(1),
  ).toEqual([
    'in | carries | cutter of mfg raw -> process test | 1 one',
    'out | carries | process test -> cutter of mfg Testing pass | 1 one',
    'in | carries | cutter of mfg Testing pass -> process pack | 1 one',
  ]);
});

test('what is recorded late finds the resource as it was then: its state, and who was accountable', () => {
  expect(
    movementsOf(`
      action   | quantity | resource | into | from  | to    | process | state | happened
      raise    | 9 kg     | malt     |      | alice | alice |         | wet   | 2025-03-01
      raise    | 1 kg     | malt     |      | alice | alice |         | dry   | 2025-03-05
      transfer | 9 kg     | malt     | malt | alice | bob   |         |       | 2025-03-06
      consume  | 1 kg     | malt     |      |       |       | mash    |       | 2025-03-07
      consume  | 1 kg     | malt     |      |       |       | mash    |       | 2025-03-02
    `).slice(3),
  ).toEqual([
    'in | consumes | malt of bob dry -> process mash | 1 kilogram',
    'in | consumes | malt of alice wet -> process mash | 1 kilogram',
  ]);
});
