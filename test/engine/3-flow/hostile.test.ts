import { expect, test } from 'vitest';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import type { FlowRow } from '../../../engine/3-flow/columns.ts';
import { type GroupedFlows, groupFlows } from '../../../engine/3-flow/group.ts';
import type { GroupRequest } from '../../../engine/3-flow/grouping.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { nettedTable } from '../../../engine/3-flow/net.ts';
import { factsOf, newYear, opening, pool, process, property, row } from '../../support/flow-rows.ts';

const facts = factsOf(['a', 'b', 'c'], [property('bread', 'mass', '0.5 kg per each')]);

function group(rows: readonly FlowRow[], by: GroupRequest['by'], more: Partial<GroupRequest> = {}): GroupedFlows {
  const table = nettedTable(tableOf(rows));
  const layer = layerContent(table, { facts, zone: 'Europe/Brussels', layer: 'mass' });
  return groupFlows({ table, facts, by, layer, ...more });
}

/** "from -> to: value low high", in alphabetical order; links of nothing left out. */
function linesOf({ groups, links }: GroupedFlows): string[] {
  const name = (at: number) => `${groups[at]!.kind} ${groups[at]!.of}`.trim();
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return Array.from(links.value.keys())
    .map((link) => ({
      from: links.from[link]!,
      to: links.to[link]!,
      sums: [links.value, links.low, links.high].map((sums) => round(sums[link]!)),
    }))
    .filter(({ sums }) => sums.some((each) => each !== 0))
    .map(({ from, to, sums }) => `${name(from)} -> ${name(to)}: ${sums.join(' ')}`)
    .sort();
}

const bread = (holder: string) => pool(holder, 'bread');

test.each(['agent', 'specification', 'processSpecification', 'stage', 'place'] as const)(
  'a table without rows has no links by %s',
  (by) => {
    const grouped = group([], by);
    expect([grouped.links.count, grouped.total, grouped.coverage]).toEqual([0, 0, { rows: 0, known: 0 }]);
  },
);

test('goods that only run in a ring among three agents come from stock, whoever takes them', () => {
  const ring = ['a', 'b', 'c', 'a'];
  const turns = ring.slice(1).map((to, at) => row({ from: bread(ring[at]!), to: bread(to), quantity: 10 }));
  expect(group(turns, 'processSpecification').links.count).toBe(0);
  expect(
    linesOf(
      group([...turns, row({ from: bread('b'), to: pool('guest', 'bread'), quantity: 2 })], 'processSpecification'),
    ),
  ).toEqual(['stock -> agent guest: 2 2 2']);
});

test('what little enters a ring that turns fast is all that leaves it', () => {
  const rows = [
    row({ from: process('p'), to: bread('a'), quantity: 1 }),
    row({ from: process('q'), to: bread('b'), quantity: 3 }),
    row({ from: bread('a'), to: bread('b'), quantity: 1e6 }),
    row({ from: bread('b'), to: bread('a'), quantity: 1e6 - 1 }),
    row({ from: bread('b'), to: pool('guest', 'bread'), quantity: 4 }),
  ];
  expect(linesOf(group(rows, 'processSpecification'))).toEqual([
    'process p -> agent guest: 1 1 1',
    'process q -> agent guest: 3 3 3',
  ]);
});

test('a maker whose goods were taken back in another month made none of what is there', () => {
  const rows = [
    row({ from: process('p'), to: bread('a'), quantity: 100 }),
    row({ from: process('p'), to: bread('a'), quantity: -100, day: newYear + 40 }),
    row({ from: process('q'), to: bread('a'), quantity: 50 }),
    row({ from: bread('a'), to: pool('guest', 'bread'), quantity: 50 }),
  ];
  expect(linesOf(group(rows, 'processSpecification'))).toEqual(['process q -> agent guest: 50 50 50']);
});

test('pieces and kilograms in one stock do not mix: what leaves in pieces is no part of what came in kilograms', () => {
  const rows = [
    row({ from: process('bake'), to: bread('a'), quantity: 100, unit: 'one' }),
    row({ from: process('toast'), to: bread('a'), quantity: 1, unit: 'kilogram' }),
    row({ from: bread('a'), to: pool('guest', 'bread'), quantity: 100, unit: 'one' }),
    row({ from: bread('a'), to: pool('dog', 'bread'), quantity: 1, unit: 'kilogram' }),
  ];
  expect(linesOf(group(rows, 'processSpecification'))).toEqual([
    'process bake -> agent guest: 50 50 50',
    'process toast -> agent dog: 1 1 1',
  ]);
});

test('amounts of 1e27 beside 1e-9 each keep their maker', () => {
  const rows = [
    row({ from: process('p'), to: pool('a', 'dust'), quantity: 1e-9 }),
    row({ from: pool('a', 'dust'), to: process('r'), quantity: 1e-9 }),
    row({ from: opening, to: pool('b', 'sea'), quantity: 1e27 }),
    row({ from: pool('b', 'sea'), to: process('r'), quantity: 1e27 }),
  ];
  const { links } = group(rows, 'processSpecification');
  expect([...links.value].sort((a, b) => a - b)).toEqual([1e-9, 1e27]);
});
