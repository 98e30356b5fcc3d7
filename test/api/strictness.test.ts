import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

const kg = (value: number) => ({ hasNumericalValue: value, hasUnit: 'om2:kilogram' });

/** Records as other systems keep them: words of older versions and of their own, links that nobody filled in. */
const foreign = {
  '@context': { '@vocab': 'https://w3id.org/valueflows#', b: 'https://bonfire.example/' },
  '@graph': [
    {
      '@id': 'b:mill',
      '@type': 'Organization',
      name: 'Mill',
      revisionId: 'r1',
      displayUsername: '@mill',
      canonicalUrl: null,
    },
    { '@id': 'b:flour', '@type': 'ResourceSpecification', name: 'Flour', defaultUnitOfResource: 'kg' },
    {
      '@id': 'b:sack',
      '@type': 'EconomicResource',
      conformsTo: 'b:flour',
      name: 'Sack',
      primaryAccountable: 'b:mill',
      accountingQuantity: kg(40),
    },
    {
      '@id': 'b:e1',
      '@type': 'EconomicEvent',
      action: 'raise',
      provider: 'b:mill',
      receiver: 'b:mill',
      resourceInventoriedAs: 'b:sack',
      resourceQuantity: kg(40),
      hasPointInTime: '2025-04-01',
      agreedIn: 'https://chat.example/1',
    },
    {
      '@id': 'b:e2',
      '@type': 'EconomicEvent',
      action: 'consume',
      provider: 'b:mill',
      resourceInventoriedAs: 'b:sack',
      resourceQuantity: kg(15),
      hasPointInTime: '2025-04-02',
    },
    {
      '@id': 'b:e3',
      '@type': 'EconomicEvent',
      action: 'transfer-custody',
      provider: 'b:mill',
      resourceInventoriedAs: 'b:sack',
      hasPointInTime: '2025-04-03',
    },
    { '@id': 'b:e4', '@type': 'EconomicEvent', action: 'work', hasPointInTime: '2025-04-03' },
  ],
};

test('records of another system are refused as a whole where something is missing, each gap by name', async () => {
  const told = await api.post(`${at}/records`, foreign);
  expect(told.status).toBe(422);
  expect(problemsIn(told).map(({ code, path }) => `${code} ${path}`)).toEqual(
    expect.arrayContaining(['field.unknown /revisionId', 'field.unknown /agreedIn']),
  );
});

test('at the structural level they are recorded with their gaps listed, have the effects that their fields allow, and are the same when the journal is folded again', async () => {
  const dry = await api.post(`${at}/records?strictness=structural&dryRun=true`, foreign);
  const told = await api.post(`${at}/records?strictness=structural`, foreign);
  expect([dry.status, told.status, problemsIn(told)]).toEqual([200, 201, []]);
  const { warnings, entries } = told.body as {
    entries: number;
    warnings: { code: string; record: string; path: string; message: string }[];
  };
  expect(entries).toBe(7);
  expect(warnings.map(({ code, record, path }) => `${record.slice(24)} ${code} ${path}`).toSorted()).toEqual([
    'e1 field.left /agreedIn',
    'e2 action.gap /inputOf',
    'e3 action.gap /receiver',
    'e3 action.gap /resourceQuantity',
    'e3 field.former /action',
    'e4 action.gap /effortQuantity',
    'e4 action.gap /inputOf',
    'e4 action.gap /provider',
    'e4 action.gap /resourceConformsTo',
    'mill field.left /canonicalUrl',
    'mill field.left /displayUsername',
    'mill field.left /revisionId',
    'sack field.ignored /accountingQuantity',
    'sack field.ignored /primaryAccountable',
  ]);
  expect((dry.body as { warnings: object[] }).warnings).toHaveLength(warnings.length);
  expect(warnings.find(({ path }) => path === '/inputOf')!.message).toBe(
    'consume is recorded as it stands, though its inputOf is not as the action asks (action.process).',
  );
  const stocks = await api.get(`${at}/stocks`);
  const sack = (stocks.body as { items: { resource: string; onhand: object }[] }).items.find(
    ({ resource }) => resource === 'https://bonfire.example/sack',
  );
  expect(sack?.onhand).toEqual({ hasNumericalValue: '25', hasUnit: 'kilogram' });
  const { value } = await api.house.verify('brouwcoop');
  expect(value!.difference).toBeUndefined();
  for (const address of ['flows', 'balances', 'footprints'])
    expect((await api.request(`${at}/${address}`)).status).toBe(200);
  const again = await api.post(`${at}/records?strictness=structural`, foreign);
  expect([again.status, (again.body as { entries: number }).entries]).toEqual([200, 0]);
});

test('what cannot be kept stays refused at the structural level, and a level that there is not too', async () => {
  const bad = [
    { type: 'EconomicEvent', id: 'urn:test:x1', action: 'conjure' },
    {
      type: 'EconomicEvent',
      id: 'urn:test:x2',
      action: 'produce',
      resourceQuantity: { hasNumericalValue: 'much', hasUnit: 'kg' },
    },
    { type: 'EconomicEvent', id: 'urn:test:x3', action: 'produce', resourceInventoriedAs: 'urn:test:nothing' },
  ];
  const codes = await Promise.all(
    bad.map(async (each) =>
      problemsIn(await api.post(`${at}/records?strictness=structural`, [each]))
        .map(({ code }) => code)
        .filter((code) => code !== 'action.gap'),
    ),
  );
  expect(codes).toEqual([['choice.unknown'], ['number.invalid'], ['reference.unknown']]);
  expect((await api.post(`${at}/records?strictness=loose`, bad)).status).toBe(400);
});

test('a stock of which the other system tells no beginning is taken at the structural level, its gap told, and folds the same', async () => {
  const stock = { type: 'EconomicResource', id: 'urn:test:shelf', conformsTo: 'urn:test:malt' };
  const taken = {
    type: 'EconomicEvent',
    id: 'urn:test:taken',
    action: 'lower',
    provider: 'urn:test:brewery',
    resourceInventoriedAs: 'urn:test:shelf',
    resourceQuantity: { hasNumericalValue: '5', hasUnit: 'kg' },
    hasPointInTime: '2025-04-03',
  };
  const given = { ...taken, action: 'transfer', receiver: 'urn:test:grower' };
  expect(problemsIn(await api.post(`${at}/records`, [stock, given])).map(({ code }) => code)).toEqual([
    'action.create',
  ]);
  const told = await api.post(`${at}/records?strictness=structural`, [stock, given]);
  const { warnings } = told.body as { warnings: { code: string; path: string }[] };
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(
    expect.arrayContaining(['action.gap /resourceInventoriedAs']),
  );
  expect((await api.house.verify('brouwcoop')).value!.difference).toBeUndefined();
});
