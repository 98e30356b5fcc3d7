import { expect, test } from 'vitest';
import { expectStock, tell } from '../../support/story.ts';

test('an event on the wrong side of a process is refused', () => {
  tell(`
    action         | quantity | effort | resource | of      | from | to    | inputOf | outputOf | problem
    raise          | 9 kg     |        | malt     |         | mill | mill  |         |          |
    consume        | 1 kg     |        | malt     |         | mill | mill  |         | mash     | action.side
    produce        | 1 kg     |        | malt     |         | mill | mill  | mash    |          | action.side
    consume        | 1 kg     |        | malt     |         | mill | mill  |         |          | action.process
    raise          | 1 kg     |        | malt     |         | mill | mill  | mash    |          | action.noProcess
    transfer       | 1 kg     |        | malt     |         | mill | pub   |         | mash     | action.noProcess
    deliverService | 1 one    |        |          | haulage | mill | pub   | mash    | mash     | action.sameProcess
    deliverService | 1 one    |        |          | haulage | mill | pub   | mash    | brew     |
  `);
});

test('an event without what its action needs, or with what it cannot have, is refused', () => {
  tell(`
    action          | quantity | effort | resource | into | of     | from | to  | process | problem
    raise           | 9 kg     |        | malt     |      |        | mill | mill |        |
    consume         |          |        | malt     |      |        | mill | mill | mash   | action.quantity
    consume         | 1 kg     | 1 h    | malt     |      |        | mill | mill | mash   | action.noQuantity
    consume         | 1 kg     |        |          |      |        | mill | mill | mash   | action.resource
    consume         | 1 kg     |        |          |      | water  | mill | mill | mash   |
    raise           | 1 kg     |        |          |      | malt   | mill | mill |        | action.stock
    raise           | 1 kg     |        | malt     |      |        | mill | pub  |        | action.sameAgent
    move            | 1 kg     |        | malt     | silo |        | mill | pub  |        | action.sameAgent
    transfer        | 1 kg     |        | malt     |      |        | mill |      |        | action.agent
    transfer        | 1 kg     |        | malt     |      |        |      | pub  |        | action.agent
    copy            | 1 kg     |        | malt     |      |        | mill | pub  |        | action.stock
    work            |          | 1 h    | malt     |      | baking | mill | mill | mash   | action.noResource
    work            |          | 1 h    |          |      |        | mill | mill | mash   | action.specification
    work            | 2 one    |        |          |      | baking | mill | mill | mash   | action.quantity
    work            | 2 one    | 1 h    |          |      | baking |      | mill | mash   | action.agent
    work            | 2 one    | 1 h    |          |      | baking | mill | mill | mash   |
    use             |          |        | malt     |      |        | mill | mill | mash   | action.quantity
    bake            | 1 kg     |        | malt     |      |        | mill | mill | mash   | choice.unknown
  `);
});

test('nothing can be taken from, moved or handed on of which nothing was ever recorded', () => {
  tell(`
    action          | quantity | resource | into   | from | to   | process | problem
    consume         | 1 kg     | malt     |        | mill | mill | mash    | action.create
    pickup          | 1 kg     | malt     |        | mill | mill | trip    | action.create
    dropoff         | 1 kg     | malt     |        | mill | mill | trip    | action.create
    transfer        | 1 kg     | malt     | silo   | mill | pub  |         | action.create
    move            | 1 kg     | malt     | silo   | mill | mill |         | action.create
    separate        | 1 kg     | malt     |        | mill | mill | unpack  | action.create
    raise           | 5 kg     | malt     |        | mill | mill |         |
    transferCustody | 1 kg     | malt     | silo   | mill | pub  |         |
    consume         | 1 kg     | silo     |        | pub  | pub  | mash    | stock.negative
  `);
});

test('what goes from a stock into the same in the same hands is told to have moved nothing', () => {
  const told = tell(`
    action          | quantity | resource | into | from | to   | problem
    raise           | 9 kg     | malt     |      | mill | mill |
    transfer        | 1 kg     | malt     |      | mill | mill | action.noEffect
    transferCustody | 1 kg     | malt     | malt | mill | mill | action.noEffect
    move            | 1 kg     | malt     | malt | mill | mill | action.noEffect
    transfer        | 1 kg     | malt     | silo | mill | mill |
    transfer        | 1 kg     | malt     |      | mill | pub  |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand
    malt     | 7 kg       | 7 kg
  `,
  );
});

test('a quantity is below zero only in a correction', () => {
  tell(`
    action | quantity | resource | from | to   | problem
    raise  | -1 kg    | malt     | mill | mill | number.negative
  `);
});

test('a resource is kept in the dimension of its first quantity, or of its specification', () => {
  const told = tell(
    `
    action  | quantity | resource | from    | to      | process | problem
    raise   | 1 t      | malt     | brewery | brewery |         |
    consume | 250 kg   | malt     | brewery | brewery | mash    |
    consume | 1 l      | malt     | brewery | brewery | mash    | unit.dimension
    raise   | 5 kg     | beer     | brewery | brewery |         | unit.dimension
    raise   | 5 hL     | beer     | brewery | brewery |         |
    consume | 3 parsec | malt     | brewery | brewery | mash    | unit.unknown
    `,
    { units: { beer: 'litre' } },
  );
  expectStock(
    told,
    `
    resource | accounting | onhand
    malt     | 750 kg     | 750 kg
    beer     | 500 l      | 500 l
    `,
  );
  expect(told.problems[0]!.values).toMatchObject({ name: 'malt', expected: 'mass', found: 'volume' });
});

test('effort is counted in hours, kilometres, kilowatt hours or times, never in kilograms', () => {
  tell(`
    action | quantity | effort  | resource | of      | from  | to    | process | problem
    raise  | 1 one    |         | van      |         | alice | alice |         |
    work   |          | 7.5 h   |          | brewing | alice | alice | mash    |
    work   |          | 5 kg    |          | brewing | alice | alice | mash    | unit.dimension
    use    |          | 12 km   | van      |         | alice | alice | mash    |
    use    |          | 40 kWh  | van      |         | alice | alice | mash    |
    use    |          | 3 one   | van      |         | alice | alice | mash    |
    use    |          | 10 L    | van      |         | alice | alice | mash    | unit.dimension
  `);
});

test('goods change hands only into a resource of the same specification', () => {
  tell(
    `
    action   | quantity | resource | into | of   | from | to  | problem
    raise    | 9 kg     | malt     |      |      | mill | mill |
    transfer | 1 kg     | malt     | rye  |      | mill | pub | resource.specification
    transfer | 1 kg     | malt     |      | rye  | mill | pub | resource.specification
    `,
    { specifications: { rye: 'rye' } },
  );
});

test('an event happens at a point or in an interval, in order, and not in the future', () => {
  tell(`
    action | quantity | resource | from | to   | happened         | begun      | ended      | problem
    raise  | 1 kg     | malt     | mill | mill | 2025-03-01       | 2025-03-01 |            | time.both
    raise  | 1 kg     | malt     | mill | mill | 2025-03-01       | 2025-03-01 | 2025-03-02 | time.both
    raise  | 1 kg     | malt     | mill | mill | 2025-03-01       | 2025-03-01 | 2025-03-01 |
    raise  | 1 kg     | malt     | mill | mill |                  | 2025-03-02 | 2025-03-01 | time.order
    raise  | 1 kg     | malt     | mill | mill |                  | 2025-03-02 | 2025-03-02 |
    raise  | 1 kg     | malt     | mill | mill | 2025-03-13T11:30 |            |            |
    raise  | 1 kg     | malt     | mill | mill | 2025-03-13T13:30 |            |            | time.future
    raise  | 1 kg     | malt     | mill | mill | 2025-02-30       |            |            | time.invalid
  `);
});

test('stock below zero is told; taking from the wrong hands is told as that', () => {
  const told = tell(`
    action   | quantity | resource | from  | to    | process | problem
    raise    | 10 kg    | malt     | alice | alice |         |
    consume  | 12 kg    | malt     | alice | alice | mash    | stock.negative
    raise    | 1 kg     | malt     | alice | alice |         |
    raise    | 5 kg     | malt     | alice | alice |         |
    consume  | 2 kg     | malt     | bob   | bob   | mash    | holder.mismatch
  `);
  expect(told.problems.map((each) => each.values)).toEqual([
    { name: 'malt', holder: 'alice', value: '-2 kg' },
    { name: 'malt', provider: 'bob' },
  ]);
});

test('a network may refuse stock below zero; nature and outsiders have no stock to keep', () => {
  const story = `
    action   | quantity | resource | into  | from  | to    | process | problem
    raise    | 10 kg    | malt     |       | alice | alice |         |
    consume  | 12 kg    | malt     |       | alice | alice | mash    | stock.negative
    consume  | 10 kg    | malt     |       | alice | alice | mash    |
    transfer | 5 kg     |          | water | river | alice |         |
    transfer | 5 kg     |          | hops  | trade | alice |         |
    consume  | 1 kg     | hops     |       | bob   | bob   | mash    | holder.mismatch
  `;
  const told = tell(story, {
    policies: { negativeStock: 'refuse' },
    members: ['alice', 'bob', 'river'],
    nature: ['river'],
  });
  expectStock(
    told,
    `
    resource | accounting | onhand
    malt     | 0 kg       | 0 kg
    water    | 5 kg       | 5 kg
    hops     | 5 kg       | 5 kg
    `,
  );
});

test('a network may refuse that somebody gives what another holds', () => {
  const story = `
    action   | quantity | resource | from  | to    | process | problem
    raise    | 10 kg    | malt     | alice | alice |         |
    consume  | 2 kg     | malt     | bob   | bob   | mash    | holder.mismatch
    consume  | 12 kg    | malt     | alice | alice | mash    | stock.negative
  `;
  expectStock(
    tell(story, { policies: { holder: 'refuse' } }),
    `
    resource | accounting | onhand
    malt     | -2 kg      | -2 kg
    `,
  );
});

test('stock that nobody is named for cannot fall below zero unnoticed', () => {
  const story = `
    action  | quantity | resource | process | problem
    raise   | 1 kg     | dust     |         |
    consume | 3 kg     | dust     | sweep   | stock.negative
  `;
  const { problems } = tell(story, { members: ['alice'] });
  expect(problems[0]!.values).toEqual({ name: 'dust', holder: 'nobody named', value: '-2 kg' });
});
