import { afterAll, beforeAll, expect, test } from 'vitest';
import { event } from './support/brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';
import { expectSameTable } from './support/table.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

const quantity = (hasNumericalValue: string, hasUnit: string) => ({ hasNumericalValue, hasUnit });
const content = (of: string, layer: string, value: string, unit: string) => ({
  type: 'Property',
  id: `urn:test:${of}-${layer}-account`,
  of: `urn:test:${of}`,
  layer,
  value,
  unit,
  per: 'kg',
  source: 'weighed',
  status: 'sourced',
});

/** Two brews on 1,000 MJ of gas each, that make 600 kg of beer and 400 kg of spent grain; gas counts 0.0561 kg CO2e per MJ (IPCC 2006). */
const records = [
  { type: 'ResourceSpecification', id: 'urn:test:beer', name: 'Beer', defaultUnitOfResource: 'kg' },
  { type: 'ResourceSpecification', id: 'urn:test:gas', name: 'Gas', defaultUnitOfResource: 'MJ' },
  { type: 'ProcessSpecification', id: 'urn:test:boiling', name: 'Boiling' },
  content('beer', 'mass', '1', 'kg'),
  content('beer', 'carbon', '0.04', 'kg'),
  content('grain', 'carbon', '0.1', 'kg'),
  {
    type: 'BackgroundLink',
    id: 'urn:test:gas-link',
    of: 'urn:test:gas',
    dataset: 'energy-factors',
    version: '1.0.0',
    row: 'natural-gas',
    factor: '1000000',
    per: 'MJ',
    match: 'exact',
  },
  ...['one', 'two'].flatMap((brew) => [
    {
      type: 'Process',
      id: `urn:test:brew-${brew}`,
      name: `Brew ${brew}`,
      basedOn: 'urn:test:boiling',
      inScopeOf: 'urn:test:brewery',
    },
    event(`gas-${brew}`, {
      action: 'consume',
      inputOf: `urn:test:brew-${brew}`,
      provider: 'urn:test:grid',
      resourceConformsTo: 'urn:test:gas',
      resourceQuantity: quantity('1000', 'MJ'),
      hasPointInTime: '2025-05-02',
    }),
    ...(
      [
        ['beer', '600'],
        ['grain', '400'],
      ] as const
    ).map(([of, amount]) =>
      event(`${of}-${brew}`, {
        action: 'produce',
        outputOf: `urn:test:brew-${brew}`,
        resourceConformsTo: `urn:test:${of}`,
        resourceQuantity: quantity(amount, 'kg'),
        hasPointInTime: '2025-05-03',
      }),
    ),
  ]),
];

interface Account {
  readonly total: number;
  readonly tree: readonly { name: string; tier: number; result: number; own: number; rest: number; amount: number }[];
  readonly byFlow: readonly { name: string; value: number }[];
  readonly byProcessSpecification: readonly { name: string; value: number }[];
  readonly carbon: Record<string, number>;
  readonly shares: Record<string, number>;
  readonly standIns: readonly { row: string; match: string; value: number }[];
  readonly certificate: { readonly remainder: number; readonly bound: number };
}

beforeAll(async () => {
  api = await openBrewery();
  const grid = { type: 'Organization', id: 'urn:test:grid', name: 'Gas company (invented)' };
  const told = await api.post(`${at}/records`, [grid, ...records]);
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
});
afterAll(() => api.close());

const account = async (query: string): Promise<Account> =>
  (await api.get(`${at}/footprints/account?period=2025&product=${encodeURIComponent('urn:test:beer')}${query}`))
    .body as Account;

/** All of the gas: 2 x 1,000 MJ x 0.0561. */
const gas = 112.2;

test('a kilogram of beer carries its part of the gas by mass, told by kind, followed to its end, with a certificate', async () => {
  const { total, tree, certificate, carbon, shares, standIns } = await account('');
  expect(total).toBeCloseTo(gas / 2000, 9);
  expect(tree.map(({ name, tier }) => [name, tier])).toEqual([
    ['Beer', 0],
    ['Boiling', 1],
  ]);
  for (const { rest } of tree) expect(Math.abs(rest)).toBeLessThan(1e-12);
  expect(tree[1]!.own).toBeCloseTo(total, 9);
  expect(Math.abs(certificate.remainder)).toBeLessThanOrEqual(certificate.bound);
  expect(carbon).toMatchObject({ biogenic: 0, landUse: 0, soil: 0 });
  expect(carbon['fossil']).toBeCloseTo(total, 9);
  expect(shares['exact']).toBeCloseTo(1, 9);
  expect(standIns.map(({ row, match }) => [row, match])).toEqual([['natural-gas', 'exact']]);
});

test('by batch each brew stands in the tree by itself, and carries half', async () => {
  const { tree, total } = await account('&by=batch');
  const brews = tree.filter(({ name }) => name.startsWith('Brew '));
  expect(brews.map(({ name }) => name).sort()).toEqual(['Brew one', 'Brew two']);
  for (const { result } of brews) expect(result).toBeCloseTo(total / 2, 9);
});

test.each([
  ['mass', gas / 2000],
  ['equal', gas / 2 / 1200],
  ['carbon', (gas * (0.04 * 600)) / (0.04 * 600 + 0.1 * 400) / 1200],
  [`${encodeURIComponent('urn:test:boiling')}=equal`, gas / 2 / 1200],
])(
  'the rule %s of a question serves instead of the recorded one, in the account and in the list',
  async (rule, carried) => {
    const allocation = `&allocation=${encodeURIComponent(rule)}`;
    expect((await account(allocation)).total).toBeCloseTo(carried, 9);
    const { body } = await api.get(`${at}/footprints?period=2025${allocation}`);
    const { products } = body as { products: { specification: string; intensity: number }[] };
    expect(products.find(({ specification }) => specification === 'urn:test:beer')!.intensity).toBeCloseTo(carried, 9);
  },
);

test.each([
  ['luck', 'luck'],
  ['urn:test:nothing=mass', 'urn:test:nothing=mass'],
])('the rule %s is refused by name', async (rule, value) => {
  const found = await api.get(`${at}/footprints/account?product=urn:test:beer&allocation=${encodeURIComponent(rule)}`);
  expect(found.status).toBe(400);
  expect(problemsIn(found)).toMatchObject([{ code: 'parameter.invalid', values: { field: 'allocation', value } }]);
});

test('what was neither made nor held has no account, and one thing is asked for at a time', async () => {
  for (const query of ['product=urn:test:rye', 'lot=urn:test:rye', '', 'product=urn:test:beer&lot=urn:test:silo'])
    expect([query, (await api.get(`${at}/footprints/account?${query}`)).status]).toEqual([query, 400]);
});

test.each(['tree', 'byProcess', 'byProcessSpecification', 'bySupplier', 'byFlow', 'byTier', 'paths', 'standIns'])(
  'the list %s of an account is a table too',
  (name) => expectSameTable(api, `${at}/footprints/account?period=2025&product=urn:test:beer&table=${name}`, name),
);
