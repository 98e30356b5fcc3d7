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
    { type: 'EconomicEvent', id: 'urn:test:x3', action: 'produce', fulfills: ['urn:test:nothing'] },
    {
      type: 'EconomicEvent',
      id: 'urn:test:x4',
      action: 'produce',
      outputOf: 'urn:test:mill-none',
      corrects: 'urn:x:y',
    },
    { id: 'urn:test:x5', name: 'of no kind' },
  ];
  const codes = await Promise.all(
    bad.map(async (each) =>
      problemsIn(await api.post(`${at}/records?strictness=structural`, [each]))
        .map(({ code }) => code)
        .filter((code) => code !== 'action.gap' && code !== 'reference.begun'),
    ),
  );
  expect(codes).toEqual([
    ['choice.unknown'],
    ['number.invalid'],
    ['reference.unknown'],
    ['reference.unknown'],
    ['class.unknown'],
  ]);
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

/** What a warning or problem is about, short. */
const told = ({ code, record = '', path }: { code: string; record?: string; path: string }) =>
  `${record.split(/[/:]/).at(-1)} ${code} ${path}`;

const untold = {
  '@context': { '@vocab': 'https://w3id.org/valueflows/ont/vf#', z: 'https://zen.example/' },
  '@graph': [
    { '@id': 'z:shed', '@type': 'EconomicResource', name: 'Shed', note: '', ofBatchLot: 'z:lot', image: null },
    { '@id': 'z:kind', '@type': 'ResourceSpecification', name: ' ' },
    { '@id': 'z:way', '@type': 'ProcessSpecification' },
    { '@id': 'z:lot', '@type': 'BatchLotRecord', batchLotCode: null },
    { '@id': 'z:recipe', '@type': 'Recipe' },
    { '@id': 'z:trust', '@type': 'AgentRelationship', subject: 'z:ann', object: 'z:club' },
    {
      '@id': 'z:in',
      '@type': 'EconomicEvent',
      action: 'raise',
      provider: 'z:club',
      receiver: 'z:club',
      resourceInventoriedAs: 'z:shed',
      resourceQuantity: kg(9),
      hasPointInTime: '2025-04-01',
    },
    {
      '@id': 'z:out',
      '@type': 'EconomicEvent',
      action: 'consume',
      provider: 'z:club',
      receiver: 'z:club',
      inputOf: 'z:day',
      resourceInventoriedAs: 'z:shed',
      resourceQuantity: kg(2),
      hasPointInTime: '2025-04-02',
    },
    {
      '@id': 'z:half',
      '@type': 'EconomicEvent',
      action: 'raise',
      provider: 'z:club',
      receiver: 'z:club',
      resourceInventoriedAs: 'z:shed',
      resourceQuantity: { hasNumericalValue: 3 },
      hasPointInTime: '2025-04-02',
    },
  ],
};

test('what the vocabulary leaves open and we ask for is refused by name, and at the structural level taken with every gap listed', async () => {
  const refused = problemsIn(await api.post(`${at}/records`, untold));
  expect(refused.map(told)).toEqual(
    expect.arrayContaining([
      'shed field.missing /conformsTo',
      'kind field.missing /name',
      'way field.missing /name',
      'lot field.type /batchLotCode',
      'recipe field.missing /name',
      'trust class.unknown /type',
      'half field.missing /resourceQuantity/hasUnit',
    ]),
  );
  const answer = await api.post(`${at}/records?strictness=structural`, untold);
  expect([answer.status, problemsIn(answer)]).toEqual([201, []]);
  expect((answer.body as { warnings: Parameters<typeof told>[0][] }).warnings.map(told).toSorted()).toEqual([
    'half action.gap /resourceQuantity',
    'half field.blank /resourceQuantity',
    'in reference.begun /provider',
    'kind field.gap /name',
    'lot field.gap /batchLotCode',
    'out reference.begun /inputOf',
    'recipe field.gap /name',
    'shed field.gap /conformsTo',
    'trust class.left /type',
    'way field.gap /name',
  ]);
  expect((await api.house.verify('brouwcoop')).value!.difference).toBeUndefined();
});

/** The stock of the shed as it is told. */
async function shed() {
  const { items } = (await api.get(`${at}/stocks`)).body as { items: { resource: string; specification: string }[] };
  return items.find(({ resource }) => resource === 'https://zen.example/shed')!;
}

test('a stock of which nobody told the kind stands in every answer without one, and takes what is of any kind', async () => {
  expect(await shed()).toMatchObject({ specification: '', onhand: { hasNumericalValue: '7', hasUnit: 'kilogram' } });
  for (const address of ['flows', 'balances', 'footprints', 'reuse', 'anomalies', 'records?format=turtle'])
    expect([address, (await api.request(`${at}/${address}`)).status]).toEqual([address, 200]);
  for (const view of ['flows', 'ledger', 'reports', 'thresholds', 'reuse', 'map', 'plans'])
    expect([view, (await api.request(`${at}/view.csv?view=${view}`)).status]).toEqual([view, 200]);
  const more = {
    type: 'EconomicEvent',
    id: 'https://zen.example/more',
    action: 'raise',
    provider: 'https://zen.example/club',
    receiver: 'https://zen.example/club',
    resourceInventoriedAs: 'https://zen.example/shed',
    resourceConformsTo: 'urn:test:malt',
    resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
  };
  expect((await api.post(`${at}/records`, [more])).status).toBe(201);
});

test('the kind of such a stock is told later and then stays', async () => {
  const address = `${at}/economic-resources/${encodeURIComponent('https://zen.example/shed')}`;
  const put = async (body: object) => {
    const tag = (await api.request(address)).headers.get('etag')!;
    const headers = { 'Content-Type': 'application/json', 'If-Match': tag };
    const answer = await api.request(address, { method: 'PUT', headers, body: JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
  };
  expect((await put({ name: 'Shed of the club' })).status).toBe(200);
  expect((await put({ name: 'Shed', conformsTo: 'urn:test:malt' })).status).toBe(200);
  expect(await shed()).toMatchObject({ specification: 'urn:test:malt', onhand: { hasNumericalValue: '8' } });
  expect(problemsIn(await put({ name: 'Shed' })).map(told)).toEqual(['shed field.missing /conformsTo']);
  expect(problemsIn(await put({ conformsTo: 'urn:test:grain' })).map(told)).toEqual([
    'shed resource.specification /conformsTo',
  ]);
  expect((await api.house.verify('brouwcoop')).value!.difference).toBeUndefined();
});

test('what was only named is one record with what is told of it later; of another class it is a conflict', async () => {
  const later = [{ '@type': 'Organization', '@id': 'https://zen.example/club', name: 'The club' }];
  expect(problemsIn(await api.post(`${at}/records`, later)).map(told)).toEqual(['club id.conflict /id']);
  expect((await api.post(`${at}/records?strictness=structural`, later)).status).toBe(201);
  const address = `${at}/organizations/${encodeURIComponent('https://zen.example/club')}`;
  expect((await api.get(address)).body).toMatchObject({ name: 'The club' });
  const person = [{ '@type': 'Person', '@id': 'https://zen.example/club', name: 'Club' }];
  expect(problemsIn(await api.post(`${at}/records?strictness=structural`, person)).map(told)).toEqual([
    'club id.conflict /id',
  ]);
  const unchanged = { ...untold, '@graph': untold['@graph'].filter((each) => each['@id'] !== 'z:shed') };
  const again = await api.post(`${at}/records?strictness=structural`, unchanged);
  expect([again.status, (again.body as { entries: number }).entries]).toEqual([200, 0]);
});

test('line by line, too: what is named in one batch may be told in a later one, and kinds of record that are not known are left out', async () => {
  const at = (place: number) => `https://lines.example/${place}`;
  const lines = [
    { '@type': 'AgentRelationship', '@id': at(1), subject: at(9) },
    { '@type': 'Plan', '@id': at(2), name: 'Spring' },
    { '@type': 'Process', '@id': at(3), inScopeOf: at(9), plannedWithin: at(8) },
    ...Array.from({ length: 1000 }, (_, place) => ({ '@type': 'SpatialThing', '@id': at(100 + place) })),
    { '@type': 'Organization', '@id': at(9), name: 'Named later' },
    { '@type': 'Plan', '@id': at(8), name: 'Told later' },
  ];
  const send = async () => {
    const response = await api.request('/api/networks/brouwcoop/imports?strictness=structural', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.map((each) => JSON.stringify(each)).join('\n'),
    });
    return (await response.text()).trim().split('\n');
  };
  const told = await send();
  expect(JSON.parse(told.at(-1)!)).toMatchObject({ rows: lines.length, refused: 0, end: 'whole' });
  const plan = await api.get(`/api/networks/brouwcoop/plans/${encodeURIComponent(at(8))}`);
  expect(plan.body).toMatchObject({ name: 'Told later' });
  expect(JSON.parse((await send()).at(-1)!)).toMatchObject({ refused: 0, end: 'whole' });
  const alone = await api.post('/api/networks/brouwcoop/records?strictness=structural', [lines[0]]);
  expect([alone.status, (alone.body as { entries: number }).entries]).toEqual([200, 0]);
  expect((await api.house.verify('brouwcoop')).value!.difference).toBeUndefined();
});
