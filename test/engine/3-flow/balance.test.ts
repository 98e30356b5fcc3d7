import { expect, test } from 'vitest';
import { type ProcessBalance, processBalances } from '../../../engine/3-flow/balance.ts';
import { tableOf } from '../../../engine/3-flow/builder.ts';
import type { FlowRow } from '../../../engine/3-flow/columns.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import { nettedTable } from '../../../engine/3-flow/net.ts';
import { factsOf, newYear, pool, process, property, record, row } from '../../support/flow-rows.ts';
import { seeded } from '../../support/random.ts';

const zone = 'Europe/Brussels';
const brew = process('brew 12');
const brewing = [
  record('Process', 'brew 12', { basedOn: 'brewing', inScopeOf: 'brewery' }),
  record('ExpectedUnmeasuredFlow', 'urn:vapour', {
    of: 'brewing',
    kind: 'vapour',
    low: '0.05',
    high: '0.09',
    source: 'a',
  }),
  property('water', 'mass', '1000 kg per m3'),
];

/** One plain brew as the brewer writes it down; vapour is not recorded. */
const written = (malt: number): FlowRow[] => [
  row({ from: pool('brewery', 'malt'), to: brew, quantity: malt, sequence: 1 }),
  row({ from: pool('brewery', 'hops'), to: brew, quantity: 2, sequence: 2 }),
  row({ from: pool('brewery', 'water'), to: brew, quantity: 1.2459, unit: 'cubicMetre', sequence: 3 }),
  row({ from: brew, to: pool('brewery', 'wort'), quantity: 1123.1, sequence: 4 }),
  row({ from: brew, to: pool('brewery', 'spent grain'), quantity: 205.1, sequence: 5 }),
  row({ from: brew, to: pool('brewery', 'trub'), quantity: 12, sequence: 6 }),
];

function massBalance(rows: readonly FlowRow[], upTo?: number, facts = factsOf(['brewery'], brewing)) {
  const table = nettedTable(tableOf(rows), upTo);
  const layers = [layerContent(table, { facts, zone, layer: 'mass' })];
  return processBalances({ table, facts, layers });
}

test('a brew whose vapour nobody measured has the gap that is expected', () => {
  const { balances, problems } = massBalance(written(190));
  const [brewed] = balances as [ProcessBalance];
  expect(brewed.unaccounted).toBeCloseTo(97.7, 6);
  expect([brewed.verdict, brewed.beyond, problems]).toEqual(['expected', 0, []]);
});

test('1,900 kg of malt typed for 190 stands out at once by 1,710 kg, and its correction mends it while the answer of that day stays', () => {
  const correction = row({
    from: pool('brewery', 'malt'),
    to: brew,
    quantity: -1710,
    sequence: 7,
    corrects: 1,
    day: newYear,
  });
  const rows = [...written(1900), correction];
  const [mistaken] = massBalance(rows, 6).balances as [ProcessBalance];
  const [mended] = massBalance(rows).balances as [ProcessBalance];
  expect(mistaken.unaccounted - mended.unaccounted).toBeCloseTo(1710, 6);
  expect(mistaken.beyond).toBeGreaterThan(1500);
  expect([mistaken.verdict, mended.verdict]).toEqual(['unexplained', 'expected']);
  expect(massBalance(rows, 6).problems.map((each) => [each.code, each.record])).toEqual([
    ['balance.unexplained', 'brew 12'],
  ]);
  expect((massBalance(rows, 6).balances[0] as ProcessBalance).unaccounted).toBe(mistaken.unaccounted);
});

test('with the vapour written down too, the gap of the mistyped malt is 1,710 kg exactly', () => {
  const all = [...written(1900), row({ from: brew, to: pool('brewery', 'vapour'), quantity: 97.7 })];
  const bare = factsOf(
    ['brewery'],
    brewing.filter((each) => each.class !== 'ExpectedUnmeasuredFlow'),
  );
  const [mistaken] = massBalance(all, undefined, bare).balances as [ProcessBalance];
  expect(mistaken.beyond).toBeCloseTo(1710, 6);
});

test('too little malt is found by more coming out than went in', () => {
  const [brewed] = massBalance(written(19)).balances as [ProcessBalance];
  expect([brewed.verdict, brewed.beyond < 0]).toEqual(['unexplained', true]);
});

test('water without a density makes the balance unknown and is named with its amount', () => {
  const { balances } = massBalance(written(190), undefined, factsOf(['brewery'], brewing.slice(0, 2)));
  expect(balances[0]!.verdict).toBe('unknown');
  expect(balances[0]!.unknown).toEqual([{ side: 'in', specification: 'water', quantity: 1.2459, unit: 'cubicMetre' }]);
});

test('what is unknown on the way in cannot excuse too much that went in', () => {
  const { balances } = massBalance(written(19_000), undefined, factsOf(['brewery'], brewing.slice(0, 2)));
  expect(balances[0]!.verdict).toBe('unexplained');
});

test('a process that has only begun says nothing yet', () => {
  const { balances } = massBalance(written(190).slice(0, 3));
  expect([balances[0]!.verdict, balances[0]!.began, balances[0]!.ended]).toEqual(['unknown', true, false]);
});

test('carbon closes without the air when fermentation is expected', () => {
  const facts = factsOf(
    ['brewery'],
    [
      record('Process', 'brew 12', { basedOn: 'fermenting' }),
      record('ExpectedUnmeasuredFlow', 'urn:gas', {
        of: 'fermenting',
        kind: 'fermentation',
        low: '0.03',
        high: '0.04',
        source: 'a',
      }),
      property('wort', 'carbon', '0.048 kg per kg'),
      property('beer', 'carbon', '0.0403 kg per kg'),
    ],
  );
  const table = tableOf([
    row({ from: pool('brewery', 'wort'), to: brew, quantity: 1100 }),
    row({ from: brew, to: pool('brewery', 'beer'), quantity: 1064 }),
  ]);
  const layers = (['mass', 'carbon', 'energy'] as const).map((layer) => layerContent(table, { facts, zone, layer }));
  const { balances } = processBalances({ table, facts, layers });
  expect(balances.map((each) => [each.layer, each.verdict])).toEqual([
    ['mass', 'expected'],
    ['carbon', 'expected'],
    ['energy', 'unknown'],
  ]);
});

test('heat may leave unrecorded, but no process makes energy', () => {
  const facts = factsOf(['bakery'], [property('bread', 'energy', '10.3 MJ per kg')]);
  const energyOf = (bread: number) => {
    const table = tableOf([
      row({ from: pool('bakery', 'gas'), to: brew, quantity: 684e6, unit: 'joule' }),
      row({ from: brew, to: pool('bakery', 'bread'), quantity: bread }),
    ]);
    return processBalances({ table, facts, layers: [layerContent(table, { facts, zone, layer: 'energy' })] })
      .balances[0]!.verdict;
  };
  expect([energyOf(40), energyOf(240)]).toEqual(['expected', 'unexplained']);
});

test('process balances of any table are the plain sums of its rows', () => {
  const next = seeded(3);
  const rows = Array.from({ length: 2000 }, () => {
    const stock = pool('a', `s${Math.floor(next() * 5)}`);
    const work = process(`p${Math.floor(next() * 20)}`);
    const [from, to] = next() < 0.5 ? [stock, work] : [work, stock];
    return row({
      from,
      to,
      quantity: next() * 100,
      day: newYear + Math.floor(next() * 60),
      unit: next() < 0.1 ? 'one' : 'kilogram',
    });
  });
  const facts = factsOf(['a']);
  const table = tableOf(rows);
  const period = { first: newYear + 10, end: newYear + 40 };
  const layers = [layerContent(table, { facts, zone, layer: 'mass' })];
  for (const each of processBalances({ table, facts, layers, period }).balances) {
    const own = rows.filter((one) => one.process === each.process && one.day >= period.first && one.day < period.end);
    const known = own.filter((one) => one.unit === 'kilogram');
    const sum = (role: string) =>
      known.filter((one) => one.role === role).reduce((total, one) => total + one.quantity, 0);
    expect(each.in).toBeCloseTo(sum('in'), 6);
    expect(each.out).toBeCloseTo(sum('out'), 6);
    const pieces = own.filter((one) => one.unit === 'one').reduce((total, one) => total + one.quantity, 0);
    expect(each.unknown.reduce((total, one) => total + one.quantity, 0)).toBeCloseTo(pieces, 6);
  }
});
