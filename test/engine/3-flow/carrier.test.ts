import { expect, test } from 'vitest';
import type { GroupAttribute } from '../../../engine/3-flow/attribute.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import { throughCarriers } from '../../../engine/3-flow/carrier.ts';
import type { FlowRow } from '../../../engine/3-flow/columns.ts';
import { groupFlows } from '../../../engine/3-flow/group.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { factsOf, newYear, opening, pool, process, record, row } from '../../support/flow-rows.ts';

const facts = factsOf(
  ['mill', 'bakery', 'brewery', 'van'],
  [
    record('Organization', 'mill', { primaryLocation: 'mariakerke' }),
    record('Organization', 'bakery', { primaryLocation: 'ledeberg' }),
    record('Organization', 'van', { primaryLocation: 'muide' }),
  ],
);

/** "from -> to: amount rows", in alphabetical order. */
function lines(rows: readonly FlowRow[], by: GroupAttribute): string[] {
  const table = tableOf(rows);
  const grouped = groupFlows({
    table,
    facts,
    by,
    layer: layerContent(table, { facts, zone: 'Europe/Brussels', layer: 'mass' }),
  });
  const { groups, links } = grouped;
  return Array.from(
    links.value,
    (value, link) =>
      `${groups[links.from[link]!]!.of} -> ${groups[links.to[link]!]!.of}: ${value} [${[...grouped.rowsOf(link)]}]`,
  ).sort();
}

const flour = (holder: string) => pool(holder, 'flour', `flour-${holder}`);
const load = flour('van');
const trip = process('trip');
const hand = { role: 'custody' } as const;
const carried = [
  row({ from: flour('mill'), to: load, quantity: 30, ...hand }),
  row({ from: load, to: trip, quantity: 30, burden: 'carries' }),
  row({ from: trip, to: load, quantity: 30 }),
  row({ from: load, to: flour('bakery'), quantity: 20, ...hand }),
];

test('goods run from sender to receiver, by agent and by place; what is still on the way is with the carrier', () => {
  expect(lines(carried, 'agent')).toEqual(['mill -> bakery: 20 [3]', 'mill -> van: 10 [0]']);
  expect(lines(carried, 'place')).toEqual(['mariakerke -> ledeberg: 20 [3]', 'mariakerke -> muide: 10 [0]']);
});

test('what was loaded first is unloaded first, by the day on which it happened', () => {
  const rows = [
    row({ from: load, to: flour('bakery'), quantity: 25, day: newYear + 3, ...hand }),
    row({ from: flour('mill'), to: load, quantity: 20, day: newYear + 1, ...hand }),
    row({ from: flour('brewery'), to: load, quantity: 20, day: newYear + 2, ...hand }),
  ];
  expect(lines(rows, 'agent')).toEqual([
    'brewery -> bakery: 5 [0]',
    'brewery -> van: 15 [2]',
    'mill -> bakery: 20 [0]',
  ]);
});

test('what rounding leaves of three thousand sacks is no load of its own', () => {
  const sacks = Array.from({ length: 3000 }, () => row({ from: flour('mill'), to: load, quantity: 33.3, ...hand }));
  const whole = row({ from: load, to: flour('bakery'), quantity: 99_900, ...hand });
  expect(lines([...sacks, whole], 'agent')).toEqual(['mill -> bakery: 99900 [3000]']);
});

test('a load of 100,000 parcels is unloaded one by one before anyone loses patience', () => {
  const parcels = Array.from({ length: 100_000 }, (_, at) => at);
  const rows = [
    ...parcels.map(() => row({ from: flour('mill'), to: load, quantity: 1, ...hand })),
    ...parcels.map(() => row({ from: load, to: flour('bakery'), quantity: 1, day: newYear + 1, ...hand })),
  ];
  const table = tableOf(rows);
  expect(throughCarriers(table)!.table.count).toBe(100_000);
});

test('kegs that come back to their sender go out and back', () => {
  const kegs = (holder: string) => pool(holder, 'keg', 'kegs');
  const rows = [
    row({ from: opening, to: kegs('brewery'), quantity: 9 }),
    row({ from: kegs('brewery'), to: kegs('cafe'), quantity: 7, ...hand }),
    row({ from: kegs('cafe'), to: kegs('brewery'), quantity: 5, ...hand }),
  ];
  expect(lines(rows, 'agent')).toEqual([' -> brewery: 9 [0]', 'brewery -> cafe: 7 [1]', 'cafe -> brewery: 5 [2]']);
});

test('a carrier that hands over more than anyone saw him load gives the rest himself', () => {
  const rows = [...carried, row({ from: load, to: flour('bakery'), quantity: 15, day: newYear + 1, ...hand })];
  expect(lines(rows, 'agent')).toEqual(['mill -> bakery: 30 [3,4]', 'van -> bakery: 5 [4]']);
});

test('who works on what he holds is no carrier', () => {
  const barley = (holder: string) => pool(holder, 'barley', 'barley');
  const rows = [
    row({ from: barley('farm'), to: barley('maltster'), quantity: 9, ...hand }),
    row({ from: barley('maltster'), to: process('steep'), quantity: 9 }),
  ];
  expect(throughCarriers(tableOf(rows))).toBeUndefined();
});

test('whatever is carried, what every sender gave and every receiver got stays the same', () => {
  const amounts = [5, 8, 13, 21, 2, 3];
  const rows = amounts.flatMap((quantity, at) => [
    row({ from: flour(at % 2 ? 'mill' : 'brewery'), to: load, quantity, day: newYear + at, ...hand }),
    row({ from: load, to: flour(at % 3 ? 'bakery' : 'shop'), quantity, day: newYear + at + 2, ...hand }),
  ]);
  const { table } = throughCarriers(tableOf(rows))!;
  const sums = new Map<string, number>();
  for (let at = 0; at < table.count; at++)
    for (const [side, sign] of [
      ['from', -1],
      ['to', 1],
    ] as const) {
      const node = table.dictionaries.nodes[table.columns[side][at]!]!;
      const holder = node.kind === 'pool' ? node.holder : '';
      sums.set(holder, (sums.get(holder) ?? 0) + sign * table.columns.quantity[at]!);
    }
  expect(Object.fromEntries(sums)).toEqual({ mill: -32, brewery: -20, bakery: 26, shop: 26 });
});
