import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimal, formatDecimal } from '../../../engine/0-base/decimal.ts';
import { type Facts, factsFrom } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import { type CashEntry, cashFlow } from '../../../engine/2-ledger/cash-flow.ts';
import { contributionsOf, flowSums } from '../../../engine/2-ledger/flow-sums.ts';
import { holdingsOf, isShort } from '../../../engine/2-ledger/holdings.ts';
import { lotRegister } from '../../../engine/2-ledger/lot-register.ts';
import { netEvents, type ToldEvent } from '../../../engine/2-ledger/net-events.ts';
import { linesOf } from '../../support/table.ts';

/** Events as lists tell them. Columns: event, action, quantity, effort, resource, into, of, from, to, in (process), out (process), corrects. */
function told(table: string): ToldEvent[] {
  const measure = (text: string) => ({
    hasNumericalValue: text.split(' ')[0]!,
    hasUnit:
      { kg: 'kilogram', h: 'hour', km: 'kilometre', L: 'litre', kWh: 'kilowattHour' }[text.split(' ')[1]!] ?? 'one',
  });
  const fields = {
    resource: 'resourceInventoriedAs',
    into: 'toResourceInventoriedAs',
    of: 'resourceConformsTo',
    from: 'provider',
    to: 'receiver',
    in: 'inputOf',
    out: 'outputOf',
    corrects: 'corrects',
  };
  return linesOf(table).map((line, place) => ({
    id: line['event']!,
    sequence: place + 1,
    action: line['action']!,
    ...Object.fromEntries(
      Object.entries(fields).flatMap(([column, field]) => (line[column] ? [[field, line[column]]] : [])),
    ),
    ...(line['quantity'] && { resourceQuantity: measure(line['quantity']) }),
    ...(line['effort'] && { effortQuantity: measure(line['effort']) }),
  }));
}

const stock = (id: string, conformsTo: string, rest: Partial<Body<'EconomicResource'>> = {}) => ({
  class: 'EconomicResource' as const,
  id,
  body: { conformsTo, name: id, ...rest },
});
const facts: Facts = factsFrom([
  stock('wheat W25-2', 'wheat', { ofBatchLot: 'lot W25-2' }),
  stock('silo of the mill', 'wheat', { trackingIdentifier: 'SILO-1' }),
  stock('flour F7', 'flour', { ofBatchLot: 'lot F7' }),
  stock('flour of the bakery', 'flour'),
  stock('meter', 'gas'),
  stock('till', 'euro'),
  stock('oven', 'ovens'),
  { class: 'BatchLotRecord', id: 'lot W25-2', body: { batchLotCode: 'W25-2' } },
  { class: 'BatchLotRecord', id: 'lot F7', body: { batchLotCode: 'F7', expirationDate: '2026-03-01' } },
  { class: 'ResourceSpecification', id: 'euro', body: { name: 'Euro', mediumOfExchange: true } },
  { class: 'EcologicalAgent', id: 'air', body: { name: 'Air' } },
]);

const mill = told(`
  event   | action         | quantity | effort | resource         | into                | of      | from    | to       | in     | out    | corrects
  brought | transfer       | 1300 kg  |        | wheat W25-2      | silo of the mill    |         | farm    | mill     |        |        |
  weighed | transfer       | -100 kg  |        | wheat W25-2      | silo of the mill    |         | farm    | mill     |        |        | brought
  ground  | consume        | 1000 kg  |        | silo of the mill |                     |         | mill    | mill     | grind  |        |
  gas     | consume        | 30 kWh   |        | meter            |                     |         | gas co  | mill     | grind  |        |
  milled  | produce        | 780 kg   |        | flour F7         |                     |         | mill    | mill     |        | grind  |
  dust    | produce        | 10 kg    |        |                  |                     | dust    | mill    | air      |        | grind  |
  sold    | transfer       | 300 kg   |        | flour F7         | flour of the bakery |         | mill    | bakery   |        |        |
  typo    | transfer       | 50 kg    |        | flour F7         | flour of the bakery |         | mill    | bakery   |        |        |
  undo    | transfer       | -50 kg   |        | flour F7         | flour of the bakery |         | mill    | bakery   |        |        | typo
  paid    | transfer       | 225 pc   |        |                  | till                |         | bakery  | mill     |        |        |
  rights  | transferAllRights | 20 kg |        | flour F7         |                     |         | mill    | kitchen  |        |        |
  walked  | consume        | 5 kg     |        | flour of the bakery |                  |         | mill    | kitchen  | cook   |        |
  hours   | work           |          | 3 h    |                  |                     | milling | ann     | mill     | grind  |        |
  slip    | work           |          | -1 h   |                  |                     | milling | ann     | mill     | grind  |        | hours
  drive   | use            | 12 km    | 1.5 h  | oven             |                     |         | ann     | mill     | grind  |        |
  recipe  | cite           | 1 pc     |        |                  |                     | recipe  | ann     | mill     | grind  |        |
`);

test('corrections are taken into account at the event that they correct, and what is undone is known', () => {
  const net = netEvents(mill);
  expect(net.map(({ event }) => event.id)).not.toContain('weighed');
  expect(formatDecimal(net[0]!.resource!.quantity)).toBe('1200');
  expect(net.filter(({ undone }) => undone).map(({ event }) => event.id)).toEqual(['typo']);
  const [hours] = net.filter(({ event }) => event.id === 'hours');
  expect([formatDecimal(hours!.effort!.quantity), hours!.corrections.length]).toEqual(['7200', 1]);
  // A list that holds a correction without its root says nothing of it.
  expect(netEvents([mill[1]!])).toEqual([]);
});

test('a correction of a correction counts, however the list is ordered', () => {
  const chain = told(`
    event | action | quantity | corrects
    first | raise  | 10 kg    |
    less  | raise  | -4 kg    | first
    more  | raise  | 1 kg     | less
  `);
  for (const list of [chain, chain.toReversed()]) {
    const [net, ...none] = netEvents(list);
    expect([formatDecimal(net!.resource!.quantity), none.length]).toEqual(['7', 0]);
    expect(net!.corrections.map(({ id }) => id)).toEqual(['less', 'more']);
  }
});

test('the register of the mill tells one step back, one step forward, and which wheat became which flour', () => {
  const { received, given, used } = lotRegister(netEvents(mill), { agent: 'mill', facts });
  const step = ({ event, other, amount, lot, otherCode, gaps }: (typeof received)[number]) =>
    [event.id, other, amount && formatDecimal(amount.quantity), lot.code, otherCode, gaps.join()].join(' ');
  expect(received.map(step)).toEqual(['brought farm 1200 SILO-1 W25-2 ']);
  expect(given.map(step)).toEqual(['sold bakery 300 F7  ', 'walked kitchen 5   code']);
  expect(used.map(({ process, ...sides }) => [process, sides.in.length, sides.out.map(({ lot }) => lot.code)])).toEqual(
    [['grind', 1, ['F7', undefined]]],
  );
});

test('what the mill received the farm gave: every step stands in both registers, with the same amount', () => {
  const net = netEvents(mill);
  const stepsOf = (agent: string) => lotRegister(net, { agent, facts });
  const back = stepsOf('mill').received.map(({ event }) => event.id);
  expect(stepsOf('farm').given.map(({ event }) => event.id)).toEqual(back);
  expect(stepsOf('bakery').received.map(({ event }) => event.id)).toEqual(['sold']);
});

test('the sheet of a batch sums by kind of thing and unit, hours and kilometres of a tool apart', () => {
  const inGrind = mill.filter(({ inputOf, outputOf }) => (inputOf ?? outputOf) === 'grind');
  const lines = flowSums(netEvents(inGrind), facts).map(({ kind, specification, quantity, unit, events, corrected }) =>
    [kind, specification, formatDecimal(quantity), unit, events, corrected].join(' '),
  );
  expect(lines).toEqual([
    'input wheat 1000 kilogram 1 0',
    'input gas 108000000 joule 1 0',
    'output flour 780 kilogram 1 0',
    'output dust 10 kilogram 1 0',
    'hours milling 7200 second-Time 1 1',
    'tool ovens 5400 second-Time 1 0',
    'tool ovens 12000 metre 1 0',
    'knowledge recipe 1 one 1 0',
  ]);
});

test('Ann contributed her hours, her tool and her recipe; the mill nothing of the kind', () => {
  const net = netEvents(mill);
  expect(contributionsOf(net, 'ann', facts).map(({ kind }) => kind)).toEqual(['hours', 'tool', 'tool', 'knowledge']);
  expect(contributionsOf(net, 'mill', facts)).toEqual([]);
});

const position = (accounting: string, onhand: string) => ({ accounting: decimal(accounting), onhand: decimal(onhand) });

test('kegs at the cafe are mine with others, barley at the maltster is others’ with them', () => {
  const stocks = [
    {
      resource: 'kegs',
      positions: new Map([
        ['brewery', position('120', '60')],
        ['cafe', position('0', '60')],
      ]),
    },
    {
      resource: 'barley',
      positions: new Map([
        ['brewery', position('10000', '0')],
        ['maltster', position('0', '10000')],
      ]),
    },
    { resource: 'gone', positions: new Map([['brewery', position('0', '0')]]) },
  ];
  const lines = (agent: string) =>
    holdingsOf(agent, stocks).map((each) =>
      [each.resource, each.onhand, each.accounting, each.withOthers, each.ofOthers, each.others.join()]
        .map((cell) => (typeof cell === 'string' ? cell : formatDecimal(cell)))
        .join(' '),
    );
  expect(lines('brewery')).toEqual(['kegs 60 120 60 0 cafe', 'barley 0 10000 10000 0 maltster']);
  expect(lines('maltster')).toEqual(['barley 10000 0 0 10000 brewery']);
  expect(isShort(position('5', '-1'))).toBe(true);
});

const figure = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((coefficient) => ({ coefficient, scale: 0 }));

test('in hands and with others is what is answered for and what is of others, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ accounting: figure, onhand: figure })), (positions) => {
      const stocks = positions.map((each, place) => ({ resource: `${place}`, positions: new Map([['me', each]]) }));
      for (const { onhand, accounting, withOthers, ofOthers } of holdingsOf('me', stocks))
        expect(add(onhand, withOthers)).toEqual(add(accounting, ofOthers));
    }),
  );
});

const entry = (event: string, holder: string, change: string, rest: Partial<CashEntry> = {}): CashEntry => ({
  event,
  holder,
  change: decimal(change),
  happened: 1,
  sequence: 1,
  takesBack: false,
  ...rest,
});

test('a payment among those of whom the cash flow is changes nothing; what comes from outside does', () => {
  const flow = cashFlow(decimal('100'), [
    entry('inside', 'brewery', '-30'),
    entry('inside', 'bakery', '30'),
    entry('late', 'brewery', '-12.5', { happened: 3, sequence: 2 }),
    entry('sale', 'bakery', '40', { happened: 2, sequence: 3 }),
    entry('refund', 'bakery', '-10', { happened: 2, sequence: 4, takesBack: true }),
  ]);
  expect(flow.lines.map((line) => [line.entry.event, ...[line.in, line.out, line.balance].map(formatDecimal)])).toEqual(
    [
      ['sale', '40', '0', '140'],
      ['refund', '-10', '0', '130'],
      ['late', '0', '12.5', '117.5'],
    ],
  );
  expect([flow.opening, flow.in, flow.out, flow.closing].map(formatDecimal)).toEqual(['100', '30', '12.5', '117.5']);
  expect(flow.within).toBe(1);
});
