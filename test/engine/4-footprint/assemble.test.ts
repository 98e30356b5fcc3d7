import { expect, test } from 'vitest';
import type { FlowNode, FlowRow } from '../../../engine/3-flow/columns.ts';
import { loss, newYear, opening, pool, process, property, record, row } from '../../support/flow-rows.ts';
import {
  figure,
  factor,
  link,
  method,
  emission,
  air,
  based,
  solve,
  intensityOf,
  gapsOf,
  balances,
} from '../../support/footprints.ts';
import { seeded } from '../../support/random.ts';

const kWh = 3_600_000;
const co2 = (id: string, quantity: number): FlowRow =>
  row({ from: process(id), to: pool('air', 'CO2'), quantity, specification: 'CO2' });

/** Farm, brewery, composter and sewage plant in a loop: 440 kg CO2e come in. */
const loop = {
  members: ['farm', 'brewery', 'composter', 'town'],
  records: [
    link('grain', 'kg'),
    link('compost', 'kg'),
    link('electricity', 'kWh'),
    emission('CO2'),
    air,
    based('season', 'farming', 'farm'),
    based('brew', 'brewing', 'brewery'),
    based('windrow', 'composting', 'composter'),
    based('sewage', 'treating', 'town'),
    record('ProcessSpecification', 'brewing', {
      name: 'Brewing',
      allocation: {
        rule: 'mass',
        roles: [
          { specification: 'spent grain', role: 'co-product' },
          { specification: 'waste water', role: 'waste' },
        ],
      },
    }),
    record('ProcessSpecification', 'composting', {
      name: 'Composting',
      allocation: { rule: 'mass', roles: [{ specification: 'leachate', role: 'waste' }] },
    }),
  ],
  background: {
    rows: [
      figure('grain', 'kg', 0.5),
      figure('compost', 'kg', 0.1),
      figure('electricity', 'kWh', 0.4, { low: 0.3, high: 0.6 }),
    ],
    factors: [factor('CO2', 1)],
  },
  rows: [
    row({ from: opening, to: pool('farm', 'grain', 'G'), quantity: 200 }),
    row({ from: opening, to: pool('composter', 'compost', 'C'), quantity: 100 }),
    row({ from: pool('composter', 'compost', 'C'), to: process('season'), quantity: 300 }),
    co2('season', 120),
    row({ from: process('season'), to: pool('farm', 'grain', 'G'), quantity: 1000 }),
    row({ from: pool('farm', 'grain', 'G'), to: pool('brewery', 'grain', 'G'), quantity: 950 }),
    row({ from: pool('brewery', 'grain', 'G'), to: process('brew'), quantity: 900 }),
    co2('brew', 60),
    row({ from: pool('grid', 'electricity'), to: process('brew'), quantity: 100 * kWh, unit: 'joule' }),
    row({ from: process('brew'), to: pool('brewery', 'waste water'), quantity: 500 }),
    row({ from: pool('brewery', 'waste water'), to: process('sewage'), quantity: 500 }),
    row({ from: process('brew'), to: pool('brewery', 'beer'), quantity: 600 }),
    row({ from: process('brew'), to: pool('brewery', 'spent grain'), quantity: 400 }),
    row({ from: pool('brewery', 'spent grain'), to: process('windrow'), quantity: 350 }),
    co2('windrow', 20),
    row({ from: process('windrow'), to: pool('composter', 'leachate'), quantity: 100 }),
    row({ from: pool('composter', 'leachate'), to: process('sewage'), quantity: 100 }),
    row({ from: process('windrow'), to: pool('composter', 'compost', 'C'), quantity: 250 }),
    co2('sewage', 90),
    row({ from: pool('brewery', 'grain', 'G'), to: process('open mash'), quantity: 50 }),
    row({ from: pool('farm', 'grain', 'G'), to: pool('shop', 'grain'), quantity: 100 }),
    row({ from: pool('brewery', 'beer'), to: pool('shop', 'beer'), quantity: 550 }),
  ],
};

test('the loop of farm, brewery and composter gives the intensities of its four equations', () => {
  const found = solve(loop);
  const lot = (specification: string) => found.pools.find((each) => each.specification === specification)!;
  expect(lot('grain').intensity).toBeCloseTo(0.3344854070660522, 12);
  expect(lot('beer').intensity).toBeCloseTo(0.47603686635944703, 12);
  expect(lot('spent grain').intensity).toBeCloseTo(0.47603686635944703, 12);
  expect(lot('compost').intensity).toBeCloseTo(0.6046082949308755, 12);
  expect(lot('grain').closing).toBeCloseTo(150, 9);
  expect(found.gaps).toEqual([]);
});

test('the loop balances: 440 in, 295.269 delivered, 128.007 in stock, 16.724 in progress', () => {
  const { identity, total, raised, primaryShare, totalRange } = solve(loop);
  expect(identity.sumIn).toBeCloseTo(440, 9);
  expect(identity.out.delivered).toBeCloseTo(295.2688172043011, 9);
  expect(identity.out.closing).toBeCloseTo(128.00691244239633, 9);
  expect(identity.out.workInProgress).toBeCloseTo(16.72427035330261, 9);
  expect([total, raised]).toEqual([330, 110]);
  expect(primaryShare).toBeCloseTo(290 / 330, 12);
  expect([totalRange.low, totalRange.high]).toEqual([320, 350]);
});

test('contributions tell where the total arose, and add up to it', () => {
  const found = solve(loop);
  expect(found.processSpecifications.map((each) => [each.of, each.value])).toEqual([
    ['farming', 120],
    ['brewing', 100],
    ['treating', 90],
    ['composting', 20],
  ]);
  expect(found.agents.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(1, 12);
  expect(found.delivered.map((each) => each.of)).toEqual(['beer', 'grain']);
});

test('the same loop month by month still balances over the year', () => {
  const months = loop.rows.map((each, at) => ({ ...each, day: newYear + at * 12 }));
  const found = solve({ ...loop, rows: months, network: { accountingPeriod: 'month' } });
  expect(found.identity.sumIn - found.identity.in.unexplained).toBeCloseTo(440, 9);
  balances(found);
});

test('what one month closes with is what the next opens with, work in progress too', () => {
  const rows = [
    row({ from: pool('miller', 'flour'), to: pool('bakery', 'flour', 'F'), quantity: 100 }),
    row({ from: pool('bakery', 'flour', 'F'), to: process('sourdough'), quantity: 40 }),
    row({ from: process('sourdough'), to: pool('bakery', 'bread'), quantity: 50, day: newYear + 35 }),
    row({ from: pool('bakery', 'bread'), to: pool('shop', 'bread'), quantity: 50, day: newYear + 36 }),
  ];
  const given = {
    rows,
    members: ['bakery'],
    records: [link('flour', 'kg')],
    background: { rows: [figure('flour', 'kg', 0.8)] },
  };
  const [january, february] = ['2025-01', '2025-02'].map((period) => solve({ ...given, period }));
  expect(
    [january!.identity.out.closing, january!.identity.out.workInProgress].map((each) => Math.round(each * 1e9) / 1e9),
  ).toEqual([48, 32]);
  expect(february!.identity.in.opening).toBeCloseTo(80, 9);
  expect(intensityOf(february!, 'bread')).toBeCloseTo(0.64, 12);
  expect([february!.total, february!.identity.out.delivered]).toEqual([0, 32]);
  balances(february!);
});

test('goods bought without a known footprint are a gap, never a silent zero, and mark what is made of them', () => {
  const rows = [
    row({ from: pool('miller', 'flour'), to: pool('bakery', 'flour'), quantity: 100 }),
    row({ from: pool('works', 'salt'), to: process('bake'), quantity: 3 }),
    row({ from: pool('bakery', 'flour'), to: process('bake'), quantity: 100 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 140 }),
    row({ from: pool('bakery', 'bread'), to: process('toast'), quantity: 20 }),
    row({ from: process('toast'), to: pool('bakery', 'toast'), quantity: 15 }),
  ];
  const found = solve({ rows, members: ['bakery'] });
  expect(gapsOf(found)).toEqual(['background flour 100 background.missing', 'background salt 3 background.missing']);
  expect(
    found.products
      .filter((each) => each.incomplete)
      .map((each) => each.specification)
      .sort(),
  ).toEqual(['bread', 'flour', 'toast']);
});

test('raised stock of unknown origin is a gap of its own kind', () => {
  const found = solve({
    rows: [row({ from: opening, to: pool('mill', 'wheat', 'W'), quantity: 40_000 })],
    members: ['mill'],
  });
  expect(gapsOf(found)).toEqual(['opening wheat 40000 background.missing']);
});

const electricity = [
  row({ from: pool('grid', 'electricity'), to: process('mill'), quantity: 100 * kWh, unit: 'joule' }),
];

test('a figure of another method is a gap with method.mismatch, not a number', () => {
  const other = { rows: [figure('electricity', 'kWh', 0.4, { method: { ...method, version: '2013' } })] };
  const found = solve({
    rows: electricity,
    members: ['miller'],
    records: [link('electricity', 'kWh')],
    background: other,
  });
  expect([gapsOf(found), found.total]).toEqual([[`background electricity ${100 * kWh} method.mismatch`], 0]);
});

test('an assumed figure serves an invented network only', () => {
  const assumed = { rows: [figure('electricity', 'kWh', 0.15, { status: 'assumed' })] };
  const given = { rows: electricity, members: ['miller'], records: [link('electricity', 'kWh')], background: assumed };
  expect(solve(given).total).toBeCloseTo(15, 12);
  const real = solve({ ...given, network: { invented: false } });
  expect([real.total, gapsOf(real)]).toEqual([0, [`background electricity ${100 * kWh} factor.assumed`]]);
});

test('a figure per litre serves what is weighed when the density is known; else the unit is the gap', () => {
  const rows = [row({ from: pool('pump', 'diesel'), to: process('plough'), quantity: 84 })];
  const given = {
    rows,
    members: ['farm'],
    records: [link('diesel', 'litre')],
    background: { rows: [figure('diesel', 'litre', 3)] },
  };
  expect(gapsOf(solve(given))).toEqual(['background diesel 84 factor.unit']);
  const dense = solve({ ...given, records: [...given.records, property('diesel', 'mass', '0.84 kg per litre')] });
  expect(dense.total).toBeCloseTo(300, 9);
});

test('food rows take the stages that the link names', () => {
  const stages = ['agriculture', 'transformation', 'consumption'].map((stage, at) =>
    figure('hops', 'kg', at + 1, { stage }),
  );
  const rows = [row({ from: pool('grower', 'hops'), to: process('brew'), quantity: 10 })];
  const records = [link('hops', 'kg', { stages: ['agriculture', 'transformation'] })];
  expect(solve({ rows, members: ['brewery'], records, background: { rows: stages } }).total).toBe(30);
});

test('several products without a rule leave the burden in progress and name the process', () => {
  const rows = [
    co2('press', 50),
    row({ from: process('press'), to: pool('mill', 'oil'), quantity: 40, unit: 'cubicMetre' }),
    row({ from: process('press'), to: pool('mill', 'cake'), quantity: 60 }),
  ];
  const given = {
    rows,
    members: ['mill'],
    records: [emission('CO2'), air],
    background: { factors: [factor('CO2', 1)] },
  };
  const found = solve(given);
  expect(found.gaps.map((gap) => [gap.kind, gap.process, gap.problem.code])).toEqual([
    ['allocation', 'press', 'allocation.missing'],
  ]);
  expect([found.identity.out.workInProgress, intensityOf(found, 'oil')]).toEqual([50, 0]);
  const mass = solve({ ...given, network: { allocation: 'mass' } });
  expect(mass.gaps.map((gap) => gap.problem.code)).toEqual(['allocation.missing']);
  const priced = [property('oil', 'price', '900 EUR per m3'), property('cake', 'price', '200 EUR per kg')];
  const priceRule = solve({ ...given, records: [...given.records, ...priced], network: { allocation: 'price' } });
  expect(intensityOf(priceRule, 'oil') * 40).toBeCloseTo((50 * 36_000) / 48_000, 9);
  expect(priceRule.gaps).toEqual([]);
});

test('recyclables leave free, emissions and waste carry nothing', () => {
  const records = [
    based('saw', 'sawing', 'mill'),
    record('ProcessSpecification', 'sawing', {
      name: 'Sawing',
      allocation: {
        rule: 'mass',
        roles: [
          { specification: 'dust', role: 'recyclable' },
          { specification: 'bark', role: 'waste' },
        ],
      },
    }),
    emission('CO2'),
    link('bark', 'kg'),
  ];
  const rows = [
    row({ from: process('saw'), to: pool('mill', 'CO2'), quantity: 30 }),
    row({ from: process('saw'), to: pool('mill', 'plank'), quantity: 100 }),
    row({ from: process('saw'), to: pool('mill', 'dust'), quantity: 20 }),
    row({ from: process('saw'), to: pool('mill', 'bark'), quantity: 10 }),
    row({ from: pool('mill', 'bark'), to: pool('tip', 'bark'), quantity: 10 }),
  ];
  const found = solve({
    rows,
    members: ['mill'],
    records,
    background: { factors: [factor('CO2', 1)], rows: [figure('bark', 'kg', 0.7)] },
  });
  expect(intensityOf(found, 'plank')).toBeCloseTo(0.37, 12);
  expect([intensityOf(found, 'dust'), intensityOf(found, 'bark'), found.gaps]).toEqual([0, 0, []]);
  balances(found);
});

test('the use of a van wears the burden of its making, up to its lifetime', () => {
  const trips = (km: number) => [
    row({
      from: pool('club', 'van', 'V'),
      to: process('trip'),
      quantity: km * 1000,
      unit: 'metre',
      role: 'effort',
      burden: 'wears',
    }),
    row({
      from: pool('club', 'van', 'V'),
      to: process('trip'),
      quantity: 3600,
      unit: 'second-Time',
      role: 'effort',
      burden: 'wears',
    }),
    row({ from: process('trip'), to: pool('club', 'ride'), quantity: 1, unit: 'one' }),
  ];
  const given = {
    members: ['club'],
    records: [
      link('van', 'piece'),
      record('Durable', 'urn:durable', {
        of: 'V',
        lifetimeEffort: { hasNumericalValue: '250000', hasUnit: 'kilometre' },
        source: 'a',
      }),
    ],
    background: { rows: [figure('van', 'piece', 12_000)] },
  };
  const year = solve({ ...given, rows: trips(12_000) });
  expect(intensityOf(year, 'ride')).toBeCloseTo(576, 9);
  expect([year.total, year.gaps]).toEqual([0, []]);
  balances(year);
  const worn = solve({ ...given, rows: trips(300_000) });
  expect(intensityOf(worn, 'ride')).toBeCloseTo(12_000, 6);
  expect(worn.problems.map((each) => each.code)).toContain('wear.beyond');
  const unknown = solve({ members: ['club'], rows: trips(10) });
  expect(new Set(unknown.gaps.map((gap) => gap.kind))).toEqual(new Set(['wear']));
});

test('the use of one oven is not the purchase of an oven', () => {
  const rows = [1, 2, 3].flatMap((batch) => [
    row({
      from: pool('bakery', 'oven', 'O'),
      to: process(`bake ${batch}`),
      quantity: 1,
      unit: 'one',
      role: 'effort',
      burden: 'wears',
    }),
    row({ from: process(`bake ${batch}`), to: pool('bakery', 'bread'), quantity: 5 }),
  ]);
  const background = { rows: [figure('oven', 'piece', 900)] };
  const found = solve({ rows, members: ['bakery'], records: [link('oven', 'piece')], background });
  expect([found.total, intensityOf(found, 'bread')]).toEqual([0, 0]);
  expect(new Set(gapsOf(found))).toEqual(new Set(['wear oven 1 wear.unknown']));
  expect(found.products.find(({ specification }) => specification === 'bread')?.incomplete).toBe(true);
});

test('a durable does not open anew after its life is used up', () => {
  const trip = (day: number) => [
    row({
      from: pool('club', 'van', 'V'),
      to: process(`trip ${day}`),
      quantity: 250_000_000,
      unit: 'metre',
      role: 'effort',
      burden: 'wears',
      day: newYear + day,
    }),
    row({ from: process(`trip ${day}`), to: pool('club', 'ride'), quantity: 1, unit: 'one', day: newYear + day }),
  ];
  const records = [
    link('van', 'piece'),
    record('Durable', 'urn:durable', {
      of: 'V',
      lifetimeEffort: { hasNumericalValue: '250000', hasUnit: 'kilometre' },
      source: 'a',
    }),
  ];
  const found = solve({
    rows: [...trip(1), ...trip(40)],
    members: ['club'],
    records,
    background: { rows: [figure('van', 'piece', 12_000)] },
    network: { accountingPeriod: 'month' },
  });
  expect(found.identity.sumIn).toBeCloseTo(12_000, 6);
  balances(found);
});

test('beer and bread on one van keep their own burdens and share the trip by mass', () => {
  const carried = { burden: 'carries' } as const;
  const rows = [
    co2('brew', 100),
    row({ from: process('brew'), to: pool('brewery', 'beer', 'B'), quantity: 100 }),
    co2('bake', 10),
    row({ from: process('bake'), to: pool('bakery', 'bread', 'D'), quantity: 100 }),
    row({ from: pool('brewery', 'beer', 'B'), to: pool('van', 'beer', 'B'), quantity: 60, role: 'custody' }),
    row({ from: pool('van', 'beer', 'B'), to: process('trip'), quantity: 60, ...carried }),
    row({ from: pool('bakery', 'bread', 'D'), to: process('trip'), quantity: 20, ...carried }),
    co2('trip', 8),
    row({ from: process('trip'), to: pool('shop', 'beer', 'B2'), quantity: 60 }),
    row({ from: process('trip'), to: pool('shop', 'bread', 'D2'), quantity: 20 }),
  ];
  const members = ['brewery', 'bakery', 'van', 'shop'];
  const found = solve({
    rows,
    members,
    records: [emission('CO2'), air],
    background: { factors: [factor('CO2', 1)] },
    network: { allocation: 'mass' },
  });
  const lot = (resource: string) => found.pools.find((each) => each.resource === resource)!;
  expect(lot('B2').intensity).toBeCloseTo(1.1, 12);
  expect(lot('D2').intensity).toBeCloseTo(0.2, 12);
  expect([lot('B').closing, lot('D').closing]).toEqual([40, 80]);
  balances(found);
});

test('grain at a toll maltster outside stays the network`s own, and its malt carries it', () => {
  const rows = [
    co2('season', 500),
    row({ from: process('season'), to: pool('farm', 'barley', 'B'), quantity: 1000 }),
    row({ from: pool('farm', 'barley', 'B'), to: pool('maltster', 'barley', 'B'), quantity: 1000, role: 'custody' }),
    row({ from: pool('maltster', 'barley', 'B'), to: process('malting'), quantity: 1000 }),
    row({ from: process('malting'), to: pool('maltster', 'malt', 'M'), quantity: 830 }),
    row({ from: pool('maltster', 'malt', 'M'), to: pool('brewery', 'malt', 'M'), quantity: 800 }),
  ];
  const found = solve({
    rows,
    members: ['farm', 'brewery'],
    records: [emission('CO2'), air],
    background: { factors: [factor('CO2', 1)] },
  });
  expect(intensityOf(found, 'malt')).toBeCloseTo(500 / 830, 12);
  expect([found.gaps, found.identity.out.delivered]).toEqual([[], 0]);
});

test('bread that a shop sends back carries what it carried', () => {
  const rows = [
    co2('bake', 40),
    row({ from: process('bake'), to: pool('bakery', 'bread', 'D'), quantity: 100 }),
    row({ from: pool('bakery', 'bread', 'D'), to: pool('shop', 'bread', 'D'), quantity: 90 }),
    row({ from: pool('shop', 'bread', 'D'), to: pool('bakery', 'stale', 'S'), quantity: 6, specification: 'bread' }),
  ];
  const found = solve({
    rows,
    members: ['bakery'],
    records: [emission('CO2'), air],
    background: { factors: [factor('CO2', 1)] },
  });
  expect(found.identity.out.delivered).toBeCloseTo(84 * 0.4, 9);
  expect(found.pools.find((each) => each.resource === 'S')!.intensity).toBeCloseTo(0.4, 12);
  balances(found);
});

test('an event between two agents that inventories nothing is a purchase straight into the process', () => {
  const implied = { sequence: 900, quantity: 10 };
  const rows = [
    row({ from: pool('gasworks', 'gas'), to: pool('bakery', 'gas'), process: '', ...implied }),
    row({ from: pool('bakery', 'gas'), to: process('bake'), ...implied }),
    row({ from: process('bake'), to: pool('bakery', 'CO2'), sequence: 901, quantity: 5 }),
    row({ from: pool('bakery', 'CO2'), to: pool('air', 'CO2'), sequence: 901, quantity: 5 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 7 }),
  ];
  const records = [emission('CO2'), air, link('gas', 'kg')];
  const found = solve({
    rows,
    members: ['bakery'],
    records,
    background: { factors: [factor('CO2', 1)], rows: [figure('gas', 'kg', 0.3)] },
  });
  expect([found.identity.in.purchases, found.identity.in.direct, found.identity.in.bought]).toEqual([3, 5, 0]);
  expect(intensityOf(found, 'bread')).toBeCloseTo(8 / 7, 12);
});

test('a service of one member to another passes its burden on; one from outside is bought', () => {
  const service = { role: 'service', burden: 'carries', unit: 'one', specification: 'repair' } as const;
  const rows = [
    co2('fix', 6),
    row({ from: process('fix'), to: { kind: 'agent', agent: 'brewery' }, quantity: 2, process: 'fix', ...service }),
    row({ from: { kind: 'agent', agent: 'smith' }, to: process('brew'), quantity: 1, process: 'brew', ...service }),
    row({
      from: { kind: 'agent', agent: 'haulier' },
      to: process('brew'),
      quantity: 1,
      process: 'brew',
      ...service,
      specification: 'haulage',
    }),
    row({ from: process('brew'), to: pool('brewery', 'beer'), quantity: 10 }),
    row({ from: pool('smith', 'iron'), to: process('fix'), quantity: 1 }),
  ];
  const records = [emission('CO2'), air, link('haulage', 'piece'), based('fix', 'repairing', 'smith')];
  const found = solve({
    rows,
    members: ['brewery', 'smith'],
    records,
    background: { factors: [factor('CO2', 1)], rows: [figure('haulage', 'piece', 4)] },
  });
  expect(intensityOf(found, 'beer')).toBeCloseTo((3 + 4) / 10, 12);
});

test('a stage that gave all that it got stays a lot of its own, also where ten thousand decimals do not add up', () => {
  const raw = pool('mill', 'malt', 'malt', 'raw');
  const rows = [
    ...Array.from({ length: 10_000 }, () => row({ from: opening, to: raw, quantity: 0.7 })),
    row({ from: raw, to: process('dry'), quantity: 7000 }),
    row({ from: process('dry'), to: pool('mill', 'malt', 'malt', 'dry'), quantity: 6000 }),
  ];
  expect(solve({ rows, members: ['mill'] }).pools.map(({ stage }) => stage)).toEqual(['raw', 'dry']);
});

test('stages that the events follow through are lots of their own; where they do not, the resource is one lot', () => {
  const staged = (first: string | undefined) => [
    row({ from: pool('maker', 'frame'), to: pool('shop', 'frame', 'F', first), quantity: 10 }),
    row({ from: pool('shop', 'frame', 'F', 'raw'), to: process('paint'), quantity: 4 }),
    co2('paint', 8),
    row({ from: process('paint'), to: pool('shop', 'frame', 'F', 'painted'), quantity: 4 }),
  ];
  const given = {
    members: ['shop'],
    records: [emission('CO2'), air, link('frame', 'kg')],
    background: { factors: [factor('CO2', 1)], rows: [figure('frame', 'kg', 1)] },
  };
  const followed = solve({ ...given, rows: staged('raw') });
  expect(followed.pools.map((each) => [each.stage, each.intensity])).toEqual([
    ['raw', 1],
    ['painted', 3],
  ]);
  const lost = solve({ ...given, rows: staged(undefined) });
  expect(lost.pools.map((each) => each.intensity)).toEqual([1.8]);
  balances(lost);
});

test('declared losses leave with their own line, overdraws are named and counted', () => {
  const rows = [
    row({ from: pool('miller', 'flour'), to: pool('bakery', 'flour', 'F'), quantity: 100 }),
    row({ from: pool('bakery', 'flour', 'F'), to: loss, quantity: 20 }),
    row({ from: pool('bakery', 'flour', 'F'), to: process('bake'), quantity: 90 }),
    row({ from: process('bake'), to: pool('bakery', 'bread'), quantity: 100 }),
  ];
  const found = solve({
    rows,
    members: ['bakery'],
    records: [link('flour', 'kg')],
    background: { rows: [figure('flour', 'kg', 1)] },
  });
  expect(found.identity.out.lost).toBeCloseTo(20, 9);
  expect(found.pools.find((each) => each.resource === 'F')!.unexplained).toBeCloseTo(10, 9);
  expect(found.identity.in.unexplained).toBeCloseTo(10, 9);
  balances(found);
});

test('published and unknown flows, work and knowledge never enter a footprint', () => {
  const rows = [
    ...loop.rows,
    row({
      from: { kind: 'agent', agent: 'novo' },
      to: { kind: 'agent', agent: 'farm' },
      quantity: 1e9,
      status: 'published',
      role: 'transfer',
      specification: 'grain',
    }),
    row({
      from: { kind: 'agent', agent: 'brewer' },
      to: process('brew'),
      quantity: 22 * 3600,
      unit: 'second-Time',
      role: 'effort',
      burden: 'free',
      specification: 'work',
    }),
    row({
      from: pool('brewery', 'recipe', 'R'),
      to: process('brew'),
      quantity: 1,
      unit: 'one',
      role: 'knowledge',
      burden: 'free',
    }),
  ];
  expect(solve({ ...loop, rows }).identity).toEqual(solve(loop).identity);
});

test('payments enter no footprint: neither what members pay each other nor what comes from outside', () => {
  const money = record('ResourceSpecification', 'euro', { name: 'Euro', mediumOfExchange: true });
  const paid = (from: string, to: string) =>
    row({ from: pool(from, 'euro'), to: pool(to, 'euro'), quantity: 95, unit: 'one', role: 'transfer' });
  const rows = [...loop.rows, paid('brewery', 'farm'), paid('guests', 'brewery')];
  const found = solve({ ...loop, records: [...loop.records, money], rows });
  expect(found.identity).toEqual(solve(loop).identity);
  expect(found.gaps).toEqual(solve(loop).gaps);
  expect(solve({ ...loop, rows }).gaps).not.toEqual(solve(loop).gaps);
});

test('a period that cannot be read is said so', () => {
  expect(solve({ ...loop, period: 'last year' }).problems.map((each) => each.code)).toEqual(['parameter.invalid']);
});

test('whatever is recorded, what comes in is what goes out, month after month', () => {
  const next = seeded(21);
  const agents = ['a', 'b', 'c', 'outside'];
  const any = (list: readonly string[]) => list[Math.floor(next() * list.length)]!;
  const stock = () =>
    pool(any(agents), any(['x', 'y', 'z']), next() < 0.5 ? `lot ${Math.floor(next() * 4)}` : undefined);
  const work = () => process(`p${Math.floor(next() * 8)}`);
  const ends: (() => [FlowNode, FlowNode])[] = [
    () => [stock(), stock()],
    () => [stock(), work()],
    () => [work(), stock()],
    () => [opening, stock()],
    () => [stock(), loss],
    () => [work(), pool('air', 'CO2')],
  ];
  for (let round = 0; round < 30; round++) {
    const rows = Array.from({ length: 120 }, () => {
      const [from, to] = ends[Math.floor(next() * ends.length)]!();
      return row({ from, to, quantity: 1 + next() * 100, day: newYear + Math.floor(next() * 120) });
    });
    const found = solve({
      rows,
      members: ['a', 'b', 'c'],
      records: [emission('CO2'), air, link('x', 'kg'), link('y', 'kg')],
      background: { factors: [factor('CO2', 1)], rows: [figure('x', 'kg', 1), figure('y', 'kg', 2)] },
      network: { accountingPeriod: 'month', allocation: 'mass' },
    });
    expect(Math.abs(found.identity.sumOut / found.identity.sumIn - 1)).toBeLessThan(1e-6);
    const { bought, purchases, direct, unexplained } = found.identity.in;
    expect((found.total + found.raised) / (bought + purchases + direct + unexplained)).toBeCloseTo(1, 9);
    const shares = found.processSpecifications.reduce((sum, each) => sum + each.value, 0);
    expect(shares / found.total).toBeCloseTo(1, 9);
  }
});
