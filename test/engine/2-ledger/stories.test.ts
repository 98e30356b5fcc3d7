import { expect, test } from 'vitest';
import { expectStock, tell } from '../../support/story.ts';

test('a brewery buys malt from outside, mashes it and sells the grain', () => {
  const told = tell(
    `
    action   | quantity | resource | into | from     | to      | process | problem
    transfer | 500 kg   |          | malt | maltster | brewery |         |
    consume  | 190 kg   | malt     |      | brewery  | brewery | mash    |
    produce  | 205 kg   | grain    |      | brewery  | brewery | mash    |
    transfer | 205 kg   | grain    | feed | brewery  | farm    |         |
    `,
    { members: ['brewery', 'farm'] },
  );
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable | at maltster
    malt     | 310 kg     | 310 kg | brewery     | -500 kg
    grain    | 0 kg       | 0 kg   | brewery     |
    feed     | 205 kg     | 205 kg | farm        |
    `,
  );
});

test('apples travel with a carrier: custody moves with them, rights only when they are passed on', () => {
  const told = tell(`
    action            | quantity | resource     | into         | of        | from    | to      | process | outputOf | at
    raise             | 230 kg   | alice apples |              |           | alice   | alice   |         |          |
    move              | 230 kg   | alice apples |              |           | alice   | alice   |         |          | farm
    pickup            | 30 kg    | alice apples | load         |           | alice   | claudia | hop 1   |          |
    dropoff           | 30 kg    | load         |              |           | claudia | claudia | hop 1   |          | depot
    pickup            | 30 kg    | load         |              |           | claudia | claudia | hop 2   |          |
    dropoff           | 30 kg    | load         | bob apples   |           | claudia | bob     | hop 2   |          | shop
    deliverService    | 1 one    |              |              | transport | claudia | alice   |         | hop 2    |
    transferAllRights | 30 kg    | alice apples | bob apples   |           | alice   | bob     |         |          |
  `);
  expectStock(
    told,
    `
    resource     | accounting | onhand | accountable | location
    alice apples | 200 kg     | 200 kg | alice       | farm
    load         | 0 kg       | 0 kg   |             | depot
    bob apples   | 30 kg      | 30 kg  | bob         | shop
    `,
  );
});

test('a library lends a book and gets it back: one book, never minus one', () => {
  const lent = `
    action          | quantity | resource | from    | to
    raise           | 1 one    | book     | library | library
    transferCustody | 1 one    | book     | library | bob
  `;
  expectStock(
    tell(lent),
    `
    resource | accounting | onhand | at bob | accountable
    book     | 1 one      | 0 one  | 1 one  | library
    `,
  );
  expectStock(
    tell(`${lent}
    transferCustody | 1 one    | book     | bob     | library
    `),
    `
    resource | accounting | onhand | at bob | accountable
    book     | 1 one      | 1 one  | 0 one  | library
    `,
  );
});

test('the same record on both sides of a transfer changes hands as a whole', () => {
  const told = tell(`
    action   | quantity | resource | into | from  | to
    raise    | 1 one    | car      |      | alice | alice
    transfer | 1 one    | car      | car  | alice | bob
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable | at alice
    car      | 1 one      | 1 one  | bob         | 0 one
    `,
  );
});

test('a carrier who begins a new resource does not become accountable for it', () => {
  const told = tell(`
    action          | quantity | resource | into | from   | to
    raise           | 10 kg    | grain    |      | farm   | farm
    transferCustody | 4 kg     | grain    | load | farm   | carrier
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    grain    | 10 kg      | 6 kg   | farm
    load     | 0 kg       | 4 kg   |
    `,
  );
});

test('what is consumed out of the stock of another is handed over first', () => {
  const told = tell(`
    action  | quantity | resource | from  | to      | process
    raise   | 230 kg   | apples   | alice | alice   |
    consume | 30 kg    | apples   | alice | brewery | press
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable | at brewery
    apples   | 200 kg     | 200 kg | alice       | 0 kg
    `,
  );
});

test('what is made for another is made first and handed over then', () => {
  const told = tell(`
    action  | quantity | resource | into     | from   | to    | process
    produce | 5 one    | chair    | my chair | joiner | alice | join
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    chair    | 0 one      | 0 one  | joiner
    my chair | 5 one      | 5 one  | alice
    `,
  );
});

test('a machine goes through its stages and comes out tested', () => {
  const told = tell(
    `
    action | quantity | resource | from | to  | process | state
    raise  | 1 one    | cutter   | mfg  | mfg |         |
    accept | 1 one    | cutter   | mfg  | mfg | attach  |
    modify | 1 one    | cutter   | mfg  | mfg | attach  |
    accept | 1 one    | cutter   | mfg  | mfg | test    |
    modify | 1 one    | cutter   | mfg  | mfg | test    | pass
    `,
    { processes: { attach: 'Attach air filter', test: 'Test machine' } },
  );
  expectStock(
    told,
    `
    resource | accounting | onhand | stage        | state
    cutter   | 1 one      | 1 one  | Test machine | pass
    `,
  );
});

test('use, work and citing change no stock; effort never touches a resource', () => {
  const told = tell(`
    action  | quantity | effort | resource | of        | from     | to  | process
    raise   | 1 one    |        | cnc      |           | mfg      | mfg |
    raise   | 1 one    |        | design   |           | mfg      | mfg |
    use     |          | 3.5 h  | cnc      |           | mfg      | mfg | make
    cite    | 1 one    |        | design   |           | makezine | mfg | make
    work    |          | 7 h    |          | machining | alice    | mfg | make
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand
    cnc      | 1 one      | 1 one
    design   | 1 one      | 1 one
    `,
  );
});

test('a move within one stock changes its place only, and posts nothing', () => {
  const told = tell(`
    action | quantity | resource | into   | from  | to    | at
    raise  | 10 kg    | flour    |        | mill  | mill  |
    move   | 10 kg    | flour    |        | mill  | mill  | cellar
    move   | 3 kg     | flour    | kitchen flour | mill | mill | kitchen
  `);
  expectStock(
    told,
    `
    resource      | accounting | onhand | location | accountable
    flour         | 7 kg       | 7 kg   | cellar   | mill
    kitchen flour | 3 kg       | 3 kg   | kitchen  |
    `,
  );
  expect(told.effects.map(({ postings }) => postings.length)).toEqual([2, 0, 4]);
});

test('what is added to a stock does not change who is accountable for it, nor its place', () => {
  const told = tell(`
    action  | quantity | resource | from  | to    | process | at
    produce | 1 kg     | malt     | alice | alice | malting | barn
    raise   | 2 kg     | malt     | bob   | bob   |         |
    produce | 4 kg     | malt     | bob   | bob   | malting | yard
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable | location | at bob
    malt     | 1 kg       | 1 kg   | alice       | barn     | 6 kg
    `,
  );
});

test('goods that go to somebody without a record of their own leave place and accountable of the stock alone', () => {
  const told = tell(`
    action   | quantity | resource | from  | to    | at    | state
    raise    | 9 kg     | apples   | alice | alice |       | fresh
    move     | 9 kg     | apples   | alice | alice | farm  |
    transfer | 2 kg     | apples   | alice | bob   | shop  | bruised
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable | location | state | at bob
    apples   | 7 kg       | 7 kg   | alice       | farm     | fresh | 2 kg
    `,
  );
});

test('a copy adds to the copies and leaves the original', () => {
  const told = tell(`
    action | quantity | resource | into      | from  | to
    raise  | 1 one    | plan     |           | alice | alice
    copy   | 2 one    | plan     | plan at b | alice | bob
  `);
  expectStock(
    told,
    `
    resource  | accounting | onhand | accountable
    plan      | 1 one      | 1 one  | alice
    plan at b | 2 one      | 2 one  | bob
    `,
  );
});

test('parts go into a kit and come out again; nothing can contain itself', () => {
  const packed = `
    action   | quantity | resource | into | from | to  | process | problem
    raise    | 1 one    | gown     |      | mfg  | mfg |         |
    raise    | 1 one    | kit      |      | mfg  | mfg |         |
    raise    | 1 one    | crate    |      | mfg  | mfg |         |
    combine  | 1 one    | gown     | kit  | mfg  | mfg | pack    |
    combine  | 1 one    | kit      | crate | mfg | mfg | pack 2  |
    combine  | 1 one    | crate    | gown | mfg  | mfg | pack 3  | containment.loop
    combine  | 1 one    | crate    | crate | mfg | mfg | pack 3  | containment.loop
  `;
  expectStock(
    tell(packed),
    `
    resource | accounting | onhand | container
    gown     | 1 one      | 0 one  | kit
    kit      | 1 one      | 0 one  | crate
    crate    | 1 one      | 1 one  |
    `,
  );
  expectStock(
    tell(`${packed}
    separate | 1 one    | gown     |      | mfg  | mfg | unpack  |
    `),
    `
    resource | accounting | onhand | container
    gown     | 1 one      | 1 one  |
    `,
  );
});

test('an agent who is not named is the other one, else who is accountable for the resource', () => {
  const told = tell(`
    action  | quantity | resource | from | to   | process
    raise   | 10 kg    | flour    |      | mill |
    consume | 2 kg     | flour    | mill |      | bake
    consume | 3 kg     | flour    |      |      | bake
    raise   | 1 kg     | dust     |      |      |
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    flour    | 5 kg       | 5 kg   | mill
    dust     | 1 kg       | 1 kg   |
    `,
  );
});

test('zero is a legal quantity', () => {
  const told = tell(`
    action  | quantity | resource | from | to   | process
    raise   | 0 kg     | flour    | mill | mill |
    consume | 0 kg     | flour    | mill | mill | bake
  `);
  expectStock(
    told,
    `
    resource | accounting | onhand | accountable
    flour    | 0 kg       | 0 kg   | mill
    `,
  );
});

test('jars and their crate go out as one parcel and are unpacked by whoever received it: each is out of the parcel, in hand there, and still the dairy’s', () => {
  const packed = `
    action          | quantity | resource | from  | to    | process | problem
    raise           | 6 one    | jars     | dairy | dairy |         |
    raise           | 1 one    | crate    | dairy | dairy |         |
    combine         | 6 one    | jars     | dairy | dairy | packing |
    combine         | 1 one    | crate    | dairy | dairy | packing |
    produce         | 1 one    | parcel   | dairy | dairy | packing |
    transferCustody | 1 one    | parcel   | dairy | shop  |         |
  `;
  expectStock(
    tell(packed),
    `
    resource | accounting | onhand | container | accountable | at shop
    jars     | 6 one      | 0 one  | parcel    | dairy       |
    crate    | 1 one      | 0 one  | parcel    | dairy       |
    parcel   | 1 one      | 0 one  |           | dairy       | 1 one
    `,
  );
  expectStock(
    tell(`${packed}
    transferAllRights | 1 one  | parcel   | dairy | shop  |           |
    consume           | 1 one  | parcel   | shop  | shop  | unpacking |
    separate          | 6 one  | jars     | shop  | shop  | unpacking |
    separate          | 1 one  | crate    | shop  | shop  | unpacking |
    `),
    `
    resource | accounting | onhand | container | accountable | at shop
    jars     | 6 one      | 0 one  |           | dairy       | 6 one
    crate    | 1 one      | 0 one  |           | dairy       | 1 one
    parcel   | 0 one      | 0 one  |           | dairy       | 0 one
    `,
  );
});

test('a cow joins the herd that a process takes in and gives back, and another leaves it; the herd stays one', () => {
  const joined = `
    action   | quantity | resource | into | from  | to    | process
    raise    | 1 one    | herd     |      | dairy | dairy |
    raise    | 1 one    | Bella    |      | dairy | dairy |
    raise    | 1 one    | Clara    |      | dairy | dairy |
    combine  | 1 one    | Clara    | herd | dairy | dairy | calving
    accept   | 1 one    | herd     |      | dairy | dairy | joining
    combine  | 1 one    | Bella    |      | dairy | dairy | joining
    modify   | 1 one    | herd     |      | dairy | dairy | joining
  `;
  expectStock(
    tell(joined),
    `
    resource | accounting | onhand | container
    herd     | 1 one      | 1 one  |
    Bella    | 1 one      | 0 one  | herd
    Clara    | 1 one      | 0 one  | herd
    `,
  );
  expectStock(
    tell(`${joined}
    accept   | 1 one    | herd     |      | dairy | dairy | leaving
    modify   | 1 one    | herd     |      | dairy | dairy | leaving
    separate | 1 one    | Clara    |      | dairy | dairy | leaving
    `),
    `
    resource | accounting | onhand | container
    herd     | 1 one      | 1 one  |
    Bella    | 1 one      | 0 one  | herd
    Clara    | 1 one      | 1 one  |
    `,
  );
});
