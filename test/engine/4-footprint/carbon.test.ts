import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShelf } from '../../../api/compute/shelf.ts';
import type { BackgroundRow } from '../../../engine/4-footprint/background.ts';
import type { BiogenicRule } from '../../../engine/4-footprint/figure-source.ts';
import { footprints, linkedNetwork } from '../../../engine/4-footprint/footprints.ts';
import { opening, pool, process, record, row } from '../../support/flow-rows.ts';
import { air, figure, type Given, link, requestOf } from '../../support/footprints.ts';
import { everyIntensity } from '../../support/linked.ts';

const shelf = await readShelf(fileURLToPath(new URL('../../../datasets', import.meta.url)));
const indicator = shelf.indicators.find(({ id }) => id === 'climate')!;

const exchange = (of: string, flow: string, compartment: 'air' | 'resource' = 'air') =>
  record('ElementaryLink', `urn:elementary:${of}`, { of, flow, compartment });

const links = [
  exchange('uptake', 'CO2, biogenic', 'resource'),
  exchange('breath', 'CO2, biogenic'),
  exchange('smoke', 'CO2, fossil'),
  exchange('clearing', 'CO2, land use change'),
  exchange('gas of life', 'CH4, biogenic'),
  exchange('gas leak', 'CH4, fossil'),
  exchange('laughing gas', 'N2O'),
  exchange('humus', 'CO2, soil carbon', 'resource'),
  air,
];

/** The footprints of some rows with the characterisation factors and the method of the house. */
function found({ background, ...given }: Given, biogenic: BiogenicRule = 'zero') {
  const rows = (background?.rows ?? []).map((each): BackgroundRow => ({ ...each, method: indicator.method }));
  const request = requestOf({ ...given, biogenic, background: { rows, factors: shelf.background.factors } });
  const asked = { ...request, indicator };
  return { year: footprints(asked), linked: linkedNetwork(asked)! };
}

const from = (run: string, what: string, quantity: number) =>
  row({ from: process(run), to: pool('air', what), quantity, specification: what });
const into = (run: string, what: string, quantity: number) =>
  row({ from: pool('air', what), to: process(run), quantity, specification: what });

test('every origin of carbon stands apart in the total and in what each product carries; soil carbon is beside the figure', () => {
  const rows = [
    into('field', 'humus', 7),
    from('field', 'smoke', 100),
    from('field', 'breath', 50),
    from('field', 'clearing', 10),
    from('field', 'gas of life', 2),
    from('field', 'gas leak', 3),
    from('field', 'laughing gas', 1),
    row({ from: pool('works', 'lime'), to: process('field'), quantity: 10 }),
    row({ from: process('field'), to: pool('farm', 'grain'), quantity: 100 }),
  ];
  const background = { rows: [figure('lime', 'kg', 0.5)] };
  const { year, linked } = found({ rows, members: ['farm'], records: [...links, link('lime', 'kg')], background });
  const carbon = { fossil: 100 + 3 * 29.8, biogenic: 2 * 27, landUse: 10, none: 273, untold: 5, soil: -7 };
  for (const [name, value] of Object.entries(carbon)) {
    expect(year.carbon[name as keyof typeof carbon], name).toBeCloseTo(value, 9);
    const grain = year.products.find(({ specification }) => specification === 'grain')!;
    expect(grain.carbon[name as keyof typeof carbon], name).toBeCloseTo(value / 100, 11);
  }
  expect(year.total).toBeCloseTo(100 + 89.4 + 54 + 10 + 273 + 5, 9);
  const place = linked.system.products.findIndex(({ id }) => id === JSON.stringify(['product', 'grain', 'kilogram']));
  const { categories } = linked.system;
  const told = everyIntensity(linked.system).slice(place * categories.length, (place + 1) * categories.length);
  expect(Array.from(told, (each) => Math.round(each * 1e6) / 1e6)).toEqual([5.314, 1.894, 0.54, 0.1, 2.73, -0.07]);
  expect(linked.system.flows.map(({ origin }) => origin ?? '').sort()).toEqual(
    ['', '', '', 'biogenic', 'biogenic', 'fossil', 'fossil', 'land-use'].sort(),
  );
});

/** Kilograms of CO2 that the carbon of a kilogram of methane becomes. */
const burnt = 44 / 16;

test('biogenic carbon counted 0/0 or -1/+1: over a whole life both agree, whatever becomes methane on the way', () => {
  const part = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), part, part, (takenUp, eaten, rotten) => {
      const methane = (takenUp * rotten) / 1000;
      const rows = [
        into('growing', 'uptake', takenUp),
        from('growing', 'laughing gas', 1),
        row({ from: process('growing'), to: pool('farm', 'grain'), quantity: 100 }),
        row({ from: pool('farm', 'grain'), to: process('living'), quantity: 50 + eaten / 2 }),
        from('living', 'gas of life', methane),
        from('living', 'breath', takenUp - methane * burnt),
        row({ from: process('living'), to: pool('kitchen', 'meal'), quantity: 10 }),
        row({ from: pool('farm', 'grain'), to: process('living'), quantity: 50 - eaten / 2 }),
      ];
      const given = { rows, members: ['farm', 'kitchen'], records: links };
      const [zero, counted] = [found(given).year, found(given, 'counted').year];
      expect(counted.total).toBeCloseTo(zero.total, 8);
      const meal = (year: typeof zero) => year.products.find(({ specification }) => specification === 'meal')!;
      expect(meal(counted).intensity).toBeCloseTo(meal(zero).intensity, 9);
      expect([zero.biogenic, counted.biogenic]).toEqual(['zero', 'counted']);
      const grain = counted.products.find(({ specification }) => specification === 'grain')!;
      expect(grain.carbon.biogenic).toBeCloseTo(-takenUp / 100, 9);
    }),
    { numRuns: 60 },
  );
});

test('what a figure rests on: own flows, background by match, raised stock, what nobody explains, assumed and spread', () => {
  const rows = [
    row({ from: opening, to: pool('mill', 'wheat'), quantity: 10 }),
    row({ from: pool('mill', 'wheat'), to: process('milling'), quantity: 20 }),
    from('milling', 'smoke', 10),
    row({ from: pool('grid', 'power'), to: process('milling'), quantity: 5, status: 'spread' }),
    row({ from: pool('works', 'sacks'), to: process('milling'), quantity: 5 }),
    row({ from: pool('works', 'twine'), to: process('milling'), quantity: 5 }),
    row({ from: process('milling'), to: pool('mill', 'flour'), quantity: 50 }),
    row({ from: pool('mill', 'flour'), to: pool('shop', 'flour'), quantity: 50 }),
  ];
  const records = [
    ...links,
    link('wheat', 'kg'),
    link('power', 'kg'),
    link('sacks', 'kg', { match: 'near' }),
    link('twine', 'kg', { match: 'proxy' }),
  ];
  const background = {
    rows: [
      figure('wheat', 'kg', 1),
      figure('power', 'kg', 4, { status: 'assumed' }),
      figure('sacks', 'kg', 6),
      figure('twine', 'kg', 2),
    ],
  };
  const { year } = found({ rows, members: ['mill'], records, background });
  const flour = year.products.find(({ specification }) => specification === 'flour')!;
  // 10 own + 20 exact + 30 near + 10 proxy + 10 raised + 10 drawn from nowhere.
  expect(flour.intensity * 50).toBeCloseTo(90, 9);
  const parts = { own: 10, exact: 20, near: 30, proxy: 10, raised: 10, unexplained: 10 };
  for (const [name, value] of Object.entries({ ...parts, assumed: 20, spread: 20, measured: 50 }))
    expect(flour.shares[name as keyof typeof parts], name).toBeCloseTo(value / 90, 12);
  expect(year.standIns.map(({ specification, match, raised, value }) => [specification, match, raised, value])).toEqual(
    [
      ['sacks', 'near', false, 30],
      ['power', 'exact', false, 20],
      ['twine', 'proxy', false, 10],
      ['wheat', 'exact', true, 10],
    ],
  );
});

test('what was metered for a house and shared out among its runs is measured for the house, and spread for the runs', () => {
  const rows = [
    row({ from: opening, to: pool('mill', 'wheat'), quantity: 10 }),
    row({ from: pool('grid', 'power'), to: pool('mill', 'power'), quantity: 15 }),
    row({ from: pool('mill', 'power'), to: process('milling'), quantity: 10, status: 'spread' }),
    row({ from: pool('mill', 'power'), to: process('baking'), quantity: 5, status: 'spread' }),
    row({ from: pool('mill', 'wheat'), to: process('milling'), quantity: 10 }),
    from('milling', 'smoke', 20),
    row({ from: process('milling'), to: pool('mill', 'flour'), quantity: 50 }),
    row({ from: pool('mill', 'flour'), to: process('baking'), quantity: 50, status: 'spread' }),
    row({ from: process('baking'), to: pool('mill', 'bread'), quantity: 60 }),
  ];
  const records = [...links, link('wheat', 'kg'), link('power', 'kg')];
  const background = { rows: [figure('wheat', 'kg', 1), figure('power', 'kg', 4)] };
  const { year } = found({ rows, members: ['mill'], records, background });
  const of = (name: string) => year.products.find(({ specification }) => specification === name)!.shares;
  // Flour: 40 of power shared out, 20 own, 10 of raised wheat; bread: all 60 that was recorded of the flour and 20 of power, and the raised 10.
  expect(of('power')).toMatchObject({ measured: 1, spread: 0 });
  expect(of('flour').spread).toBeCloseTo(40 / 70, 12);
  expect(of('flour').measured).toBeCloseTo(20 / 70, 12);
  expect(of('bread').spread).toBeCloseTo(80 / 90, 12);
  expect(of('bread').measured).toBeCloseTo(0, 12);
  expect(year.shares.spread).toBe(0);
});
