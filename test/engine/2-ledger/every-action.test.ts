import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '../../../engine/0-base/decimal.ts';
import { dayOf, formatDay } from '../../../engine/0-base/time.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import { actions } from '../../../engine/2-ledger/action.ts';
import { effectsOf } from '../../../engine/2-ledger/effect.ts';
import { attributeOf } from '../../../engine/2-ledger/head.ts';
import { loansOf } from '../../../engine/2-ledger/loan.ts';
import { contentOf, netOf, packsOf } from '../../../engine/2-ledger/pack.ts';
import type { Given, ResourceView } from '../../../engine/2-ledger/shape.ts';
import { ids, nameIn } from '../../support/cast.ts';
import { expectStock, linesIn, tell, type Told } from '../../support/story.ts';

test('what an action does is in its row: nothing that follows from an event looks at its name', () => {
  const blind = (body: EconomicEvent) =>
    new Proxy(body, {
      get(target, field) {
        if (field === 'action') throw new Error('the name of the action was looked at');
        return Reflect.get(target, field);
      },
    });
  const view = (id: string): ResourceView => ({ id, specification: 'grain', begun: true, accountable: 'alice' });
  const amount = { quantity: decimal('2'), unit: 'kilogram', dimension: 'mass' } as const;
  for (const [action, row] of Object.entries(actions)) {
    const body = blind({ action, inputOf: 'mash', outputOf: 'mash', state: 'wet', toLocation: 'yard' });
    const sides = { provider: 'alice', receiver: 'bob' };
    const views = { from: view('malt'), to: view('silo'), specification: 'grain', stage: 'mashing' };
    const given: Given = { row, body, sides, amount, effort: amount, ...views };
    expect(() => effectsOf(given), action).not.toThrow();
  }
});

test('malt is made for a fee: own barley out of hand, own malt back, and the service delivered', () => {
  const told = tell(
    `
    action          | quantity | resource | of      | from     | to       | process | outputOf | state
    raise           | 1000 kg  | barley   |         | brewery  | brewery  |         |          |
    transferCustody | 1000 kg  | barley   |         | brewery  | maltster |         |          |
    accept          | 1000 kg  | barley   |         | maltster | maltster | malting |          |
    modify          | 820 kg   | barley   |         | maltster | maltster | malting |          | malted
    deliverService  | 1 one    |          | malting | maltster | brewery  |         | malting  |
    transferCustody | 820 kg   | barley   |         | maltster | brewery  |         |          |
    `,
    { members: ['maltster'], processes: { malting: 'Malting' } },
  );
  expectStock(
    told,
    `
    resource | accounting | onhand | at maltster | accountable | stage   | state
    barley   | 1000 kg    | 820 kg | 0 kg        | brewery     | Malting | malted
    `,
  );
});

test('barley goes out to the maltster and comes back as malt that was the brewery’s all the time', () => {
  const told = tell(
    `
    action         | quantity | resource | of      | from     | to       | inputOf | outputOf
    raise          | 1000 kg  | barley   |         | brewery  | brewery  |         |
    consume        | 1000 kg  | barley   |         | brewery  | brewery  | malting |
    produce        | 820 kg   | malt     |         | brewery  | brewery  |         | malting
    deliverService | 1 one    |          | malting | maltster | brewery  | malting | steeping
    `,
  );
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    barley   | 0 kg       | 0 kg   | brewery
    malt     | 820 kg     | 820 kg | brewery
    `,
  );
});

/** What stands at others than the accountable, in pieces since a day. */
function loansIn(told: Told): string[] {
  const { ledger } = told;
  return loansOf(linesIn(told), (resource) => attributeOf(ledger.heads.get(resource)!, 'accountable')).map(
    ({ resource, holder, quantity, parts }) =>
      `${nameIn(holder)} has ${formatDecimal(quantity)} of ${nameIn(resource)}: ${parts
        .map((part) => `${formatDecimal(part.quantity)} since ${formatDay(dayOf(part.since, 'UTC'))}`)
        .join(', ')}`,
  );
}

test('of 120 kegs on loan 7 are still out after 60 days: who has how many, since when', () => {
  const told = tell(
    `
    action          | quantity | resource | from    | to      | happened
    raise           | 120 one  | kegs     | brewery | brewery | 2025-01-02T08:00Z
    transferCustody | 70 one   | kegs     | brewery | the bar | 2025-01-05T08:00Z
    transferCustody | 50 one   | kegs     | brewery | the pub | 2025-01-06T08:00Z
    transferCustody | 63 one   | kegs     | the bar | brewery | 2025-02-20T08:00Z
    transferCustody | 50 one   | kegs     | the pub | brewery | 2025-02-21T08:00Z
    transferCustody | 12 one   | kegs     | brewery | the bar | 2025-03-01T08:00Z
    `,
  );
  expect(loansIn(told)).toEqual(['the bar has 19 of kegs: 7 since 2025-01-05, 12 since 2025-03-01']);
  expectStock(
    told,
    `
    resource | accounting | onhand  | at the bar | at the pub | accountable
    kegs     | 120 one    | 101 one | 19 one     | 0 one      | brewery
    `,
  );
});

test('what was handed over for good is no loan, though it has no record of its own; what was lent and then sold is none any more', () => {
  const lent = `
    action            | quantity | resource | from | to   | happened
    raise             | 20 one   | crates   | mill | mill | 2025-01-01T00:00Z
    transfer          | 3 one    | crates   | mill | cook | 2025-01-02T00:00Z
    transferCustody   | 4 one    | crates   | mill | cook | 2025-01-03T00:00Z
  `;
  expect(loansIn(tell(lent))).toEqual(['cook has 4 of crates: 4 since 2025-01-03']);
  expect(
    loansIn(
      tell(`${lent}
    transferAllRights | 1 one    | crates   | mill | cook | 2025-01-04T00:00Z
  `),
    ),
  ).toEqual(['cook has 3 of crates: 3 since 2025-01-03']);
});

test('what comes back is what went out first, a loan entered late included; what was never lent is not owed', () => {
  const told = tell(`
    action          | quantity | resource | from  | to    | happened          | problem
    raise           | 20 one   | crates   | mill  | mill  | 2025-01-01T00:00Z |
    transferCustody | 4 one    | crates   | mill  | baker | 2025-02-01T00:00Z |
    transferCustody | 5 one    | crates   | baker | mill  | 2025-02-10T00:00Z | stock.negative
    transferCustody | 3 one    | crates   | mill  | baker | 2025-01-15T00:00Z |
    transferCustody | 2 one    | crates   | mill  | baker | 2025-03-01T00:00Z |
    transferCustody | 1 one    | crates   | cook  | mill  | 2025-03-02T00:00Z | holder.mismatch
    transferCustody | 1 one    | crates   | mill  | cook  | 2025-03-03T00:00Z |
  `);
  expect(loansIn(told)).toEqual(['baker has 4 of crates: 2 since 2025-02-01, 2 since 2025-03-01']);
});

test('a crate of 24 bottles of a third of a litre: pieces and litres, full and empty, in and out of the crate', () => {
  const bottle = {
    name: 'Bottle 33 cl',
    of: ids.specification('beer'),
    content: { hasNumericalValue: '0.33', hasUnit: 'litre' },
    tare: { hasNumericalValue: '0.31', hasUnit: 'kilogram' },
    source: 'weighed',
  };
  expect(contentOf(bottle, decimal('24'))).toEqual({ hasNumericalValue: '7.92', hasUnit: 'litre' });
  expect(packsOf(bottle, { hasNumericalValue: '0.792', hasUnit: 'hectolitre' })).toEqual(decimal('240'));
  expect(packsOf(bottle, { hasNumericalValue: '8', hasUnit: 'kilogram' })).toBeUndefined();
  const gross = { hasNumericalValue: '15760', hasUnit: 'gram' };
  expect(netOf(bottle, gross, decimal('24'))).toEqual({ hasNumericalValue: '8320', hasUnit: 'gram' });
  expect(netOf({ ...bottle, tare: undefined }, gross, decimal('24'))).toBeUndefined();
  const packed = `
    action   | quantity | resource | into    | from    | to      | process
    raise    | 1 hL     | beer     |         | brewery | brewery |
    raise    | 1 one    | crate    |         | brewery | brewery |
    consume  | 7.92 l   | beer     |         | brewery | brewery | bottle
    produce  | 24 one   | bottles  |         | brewery | brewery | bottle
    combine  | 24 one   | bottles  | crate   | brewery | brewery | pack
  `;
  expectStock(
    tell(packed),
    `
    resource | accounting | onhand  | container
    beer     | 92.08 l    | 92.08 l |
    bottles  | 24 one     | 0 one   | crate
    crate    | 1 one      | 1 one   |
    `,
  );
  expectStock(
    tell(`${packed}
    separate | 24 one   | bottles  |         | brewery | brewery | unpack
    transfer | 6 one    | bottles  | at home | brewery | guest   |
    `),
    `
    resource | accounting | onhand  | container
    bottles  | 18 one     | 18 one  |
    at home  | 6 one      | 6 one   |
    `,
  );
});

test('parts that name no container are in what their process makes, even when that is recorded later', () => {
  const told = tell(`
    action  | quantity | resource | from | to  | process
    raise   | 1 one    | gown     | mfg  | mfg |
    combine | 1 one    | gown     | mfg  | mfg | pack
    produce | 1 one    | kit      | mfg  | mfg | pack
  `);
  expectStock(
    told,
    `
    resource | onhand | container
    gown     | 0 one  | kit
    kit      | 1 one  |
    `,
  );
});

test('a digital thing may be in several works until it is taken out', () => {
  const story = `
    action   | quantity | resource | into    | from | to  | process
    raise    | 2 one    | photo    |         | ann  | ann |
    raise    | 1 one    | book     |         | ann  | ann |
    raise    | 1 one    | website  |         | ann  | ann |
    combine  | 1 one    | photo    | book    | ann  | ann | print
    combine  | 1 one    | photo    | website | ann  | ann | publish
  `;
  expectStock(
    tell(story),
    `
    resource | container
    photo    | book, website
    `,
  );
  expectStock(
    tell(`${story}
    separate | 2 one    | photo    |         | ann  | ann | withdraw
    `),
    `
    resource | onhand | container
    photo    | 2 one  |
    `,
  );
});

test('a car is repaired by a garage that takes it in and gives it back, at a new stage', () => {
  const inside = `
    action | quantity | resource | from   | to     | process | state
    raise  | 1 one    | van      | farm   | farm   |         |
    accept | 1 one    | van      | farm   | garage | repair  | broken
  `;
  const setting = { processes: { repair: 'Repair' } };
  expectStock(
    tell(inside, setting),
    `
    resource | accounting | onhand | at garage | accountable | state
    van      | 1 one      | 0 one  | 0 one     | farm        | broken
    `,
  );
  expectStock(
    tell(
      `${inside}
    modify | 1 one    | van      | garage | farm   | repair  | sound
    `,
      setting,
    ),
    `
    resource | accounting | onhand | at garage | accountable | state | stage
    van      | 1 one      | 1 one  | 0 one     | farm        | sound | Repair
    `,
  );
});

test('rights alone pass and come back; the goods stay where they are', () => {
  const sold = `
    action            | quantity | resource | into  | from  | to    | state
    raise             | 1 one    | field    |       | alice | alice |
    transferAllRights | 1 one    | field    | field | alice | bob   | sold
  `;
  expectStock(
    tell(sold),
    `
    resource | accounting | onhand | at alice | accountable | state
    field    | 1 one      | 0 one  | 1 one    | bob         | sold
    `,
  );
  expectStock(
    tell(`${sold}
    transferAllRights | 1 one    | field    | field | bob   | alice | back
    `),
    `
    resource | accounting | onhand | at alice | accountable | state
    field    | 1 one      | 1 one  | 1 one    | alice       | back
    `,
  );
});

test('stock is opened by raising it, a debt by lowering what was never there', () => {
  const told = tell(`
    action | quantity | resource | from  | to    | problem
    raise  | 40 kg    | flour    | mill  | mill  |
    lower  | 300 one  | account  | mill  | mill  | stock.negative
    raise  | 120 one  | account  | mill  | mill  |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand   | accountable
    flour    | 40 kg      | 40 kg    | mill
    account  | -180 one   | -180 one | mill
    `,
  );
});

test('work is effort, of one or of several heads; nothing is in stock of it', () => {
  const told = tell(`
    action | quantity | effort | of      | from | to   | process
    work   |          | 1.5 h  | brewing | ann  | mill | mash
    work   | 2 one    | 90 min | brewing | crew | mill | mash
  `);
  expect(told.effects.map(({ postings }) => postings)).toEqual([[], []]);
  expect(
    told.effects.map(({ movements }) => movements.map(({ quantity, unit }) => [formatDecimal(quantity), unit])),
  ).toEqual([[['5400', 'second-Time']], [['5400', 'second-Time']]]);
});
