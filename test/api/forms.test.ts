import jsonld from 'jsonld';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vocabularies } from '../../engine/1-record/linked.ts';
import { event } from './support/brewery.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';
import { expectSameTable, tableAt } from './support/table.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

const outline = 'MULTIPOLYGON (((3.7 51, 3.8 51, 3.8 51.1, 3.7 51)))';
const more = [
  { type: 'SpatialThing', id: 'urn:test:quay', name: 'Quay', lat: '51.05', long: '3.72' },
  { type: 'SpatialThing', id: 'urn:test:field', name: 'Field', lat: '51.1', long: '3.5' },
  { type: 'SpatialThing', id: 'urn:test:ward', name: 'Ward', asWKT: outline },
  { type: 'SpatialThing', id: 'urn:test:somewhere', name: 'Somewhere' },
  {
    type: 'Organization',
    id: 'urn:test:evil',
    name: '=HYPERLINK("http://evil.example")',
    note: 'two, "quoted"\nlines',
    classifiedAs: ['a', 'b'],
  },
  { type: 'Organization', id: 'urn:test:brewery', op: 'revise', name: 'Brouwcoop', primaryLocation: 'urn:test:quay' },
  { type: 'Organization', id: 'urn:test:grower', op: 'revise', name: 'Zwamkelder', primaryLocation: 'urn:test:field' },
  {
    type: 'PublishedFlow',
    id: 'urn:test:published',
    from: 'urn:test:grower',
    to: 'urn:test:evil',
    specification: 'urn:test:grain',
    figures: [{ low: '1', high: '2', unit: 't', per: 'year', period: '2024', source: 'report' }],
    sources: ['report'],
  },
  event('work', {
    action: 'work',
    inputOf: 'urn:test:brew-1',
    resourceConformsTo: 'urn:test:malt',
    effortQuantity: { hasNumericalValue: '2.5', hasUnit: 'h' },
    hasPointInTime: '2025-03-12',
  }),
];

beforeAll(async () => {
  api = await openBrewery();
  const told = await api.post(`${at}/records`, more);
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
});
afterAll(() => api.close());

const get = (address: string, accept?: string) =>
  api.request(`${at}/${address}`, accept === undefined ? {} : { headers: { accept } });

const table = (address: string) => tableAt(api, `${at}/${address}`);

test('every list is a table: a row for a record, a column for a field, no cell that a spreadsheet would run', async () => {
  const rows = await table('organizations?format=csv&sort=id');
  expect(rows.map(({ id }) => id)).toEqual(['urn:test:brewery', 'urn:test:evil', 'urn:test:grower']);
  expect(rows[1]).toMatchObject({
    class: 'Organization',
    name: `'=HYPERLINK("http://evil.example")`,
    note: 'two, "quoted"\nlines',
    classifiedAs: 'a | b',
    revision: '1',
  });
  const [event] = await table('economic-events?format=csv&action=consume');
  expect(event).toMatchObject({ 'resourceQuantity.hasNumericalValue': '190', 'resourceQuantity.hasUnit': 'kilogram' });
});

const invited = { role: 'recorder', agent: 'urn:test:grower', name: '=1+1' };

test.each([
  ['stocks', 'items'],
  ['balances', 'items'],
  ['balances?subject=agent', 'items'],
  ['reconciliations', 'items'],
  ['reconciliations?table=suspects', 'suspects'],
  [`economic-resources/${encodeURIComponent('urn:test:silo')}/history`, 'items'],
  [`economic-resources/${encodeURIComponent('urn:test:silo')}/statement`, 'items'],
  ['thresholds', 'items'],
  ['kits', 'items'],
  ['invitations', 'items'],
  ['members', 'items'],
  ['footprints', 'products'],
  ['models', 'items'],
  ['models/us-io-2017/products?search=food', 'items'],
  ['models/us-io-2017/figures?product=311FT', 'figures'],
  ['models/us-io-2017/footprint?product=311FT&nodes=5', 'tree'],
  ['models/us-io-2017/footprint?product=311FT&table=bySupplier', 'bySupplier'],
  ['footprints?table=pools', 'pools'],
  ['footprints?table=gaps', 'gaps'],
])('%s is the same list as a table', async (address, name) => {
  if (address === 'invitations' || address === 'members') {
    const { body } = await api.post(`${at}/invitations`, invited);
    const secret = { secret: (body as { secret: string }).secret, name: '=cmd|calc' };
    if (address === 'members') expect((await api.post('/api/invitations/accept', secret)).status).toBe(201);
  }
  await expectSameTable(api, `${at}/${address}`, name);
});

test('a table says the unit of its figures in a column of its own, and of which period and method they are', async () => {
  const [product] = await table('footprints?format=csv');
  expect(product).toMatchObject({ unit: 'kilogram', 'indicator.method.unit': 'kg CO2e', period: '2025' });
  const [threshold] = await table('thresholds?format=csv');
  expect(threshold).toMatchObject({ period: '2025', set: 'ef-budgets', sharing: 'equal-per-capita' });
  expect(threshold!['unit']).toMatch(/\S/);
  expect((await get('reuse?table=hopes')).status).toBe(400);
});

test('the networks and the datasets are tables, of a dataset all but its fields', async () => {
  await expectSameTable(api, '/api/networks');
  const { body } = await api.get('/api/datasets');
  const { items } = body as { items: { name: string; version: string; throughflow: { kind: string } }[] };
  const rows = await tableAt(api, '/api/datasets');
  expect(rows.map((row) => [row['name'], row['version'], row['throughflow.kind']])).toEqual(
    items.map(({ name, version, throughflow }) => [name, version, throughflow.kind]),
  );
});

interface Operation {
  readonly responses: Record<string, { content?: Record<string, { schema?: { properties?: object } }> }>;
}

test('every list that is described is described as a table too', async () => {
  const document = (await (await api.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, { get?: Operation }>;
  };
  const lists = Object.entries(document.paths).flatMap(([path, { get: operation }]) => {
    const content = operation?.responses['200']?.content ?? {};
    return 'items' in (content['application/json']?.schema?.properties ?? {}) ? [{ path, content }] : [];
  });
  expect(lists.length).toBeGreaterThan(30);
  expect(lists.filter(({ content }) => !('text/csv' in content)).map(({ path }) => path)).toEqual([]);
});

test('a page in another form than JSON names the next one in a link', async () => {
  const response = await get('organizations?format=csv&limit=2&sort=id');
  const next = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '')![1]!;
  const rest = await (await api.request(next)).text();
  expect(rest).toContain('urn:test:grower');
  expect(rest).not.toContain('urn:test:brewery,');
});

test('the form is asked for by the address or by Accept, and one that there is not is refused', async () => {
  const types = ['text/csv', 'application/ld+json', 'application/json, text/csv', '*/*', 'text/html'];
  const got = await Promise.all(types.map(async (type) => (await get('processes', type)).headers.get('content-type')));
  expect(got.map((each) => each!.split(';')[0])).toEqual([
    'text/csv',
    'application/ld+json',
    'application/json',
    'application/json',
    'application/json',
  ]);
  expect((await get('processes?format=xml')).status).toBe(400);
  expect((await get('processes?format=geojson')).status).toBe(400);
});

interface Node {
  readonly '@id': string;
  readonly '@type': readonly string[];
  readonly [field: string]: unknown;
}

async function expanded(address: string): Promise<Node[]> {
  const response = await get(`${address}${address.includes('?') ? '&' : '?'}format=jsonld`);
  expect(response.headers.get('content-type')).toContain('application/ld+json');
  return (await jsonld.expand((await response.json()) as never)) as Node[];
}

const { vf, om2, throughflow } = vocabularies;

test('records are linked data by the words of the vocabulary: references are links, actions and units are its own', async () => {
  const nodes = await expanded('economic-events?action=consume');
  expect(nodes).toEqual([
    {
      '@id': 'urn:test:mash',
      '@type': [`${vf}EconomicEvent`],
      [`${vf}action`]: [{ '@id': `${vf}consume` }],
      [`${vf}provider`]: [{ '@id': 'urn:test:brewery' }],
      [`${vf}receiver`]: [{ '@id': 'urn:test:brewery' }],
      [`${vf}inputOf`]: [{ '@id': 'urn:test:brew-1' }],
      [`${vf}resourceInventoriedAs`]: [{ '@id': 'urn:test:silo' }],
      [`${vf}hasPointInTime`]: [
        { '@type': 'http://www.w3.org/2001/XMLSchema#dateTime', '@value': '2025-03-12T08:00:00+01:00' },
      ],
      [`${vf}resourceQuantity`]: [
        {
          [`${vf}hasNumericalValue`]: [{ '@type': 'http://www.w3.org/2001/XMLSchema#decimal', '@value': '190' }],
          [`${vf}hasUnit`]: [{ '@id': `${om2}kilogram` }],
        },
      ],
    },
  ]);
});

test('kinds of our own bear our own words, also in their parts', async () => {
  const [flow] = await expanded('published-flows');
  expect(flow!['@type']).toEqual([`${throughflow}PublishedFlow`]);
  expect(flow![`${throughflow}from`]).toEqual([{ '@id': 'urn:test:grower' }]);
  expect(flow![`${throughflow}figures`]).toMatchObject([{ [`${throughflow}low`]: [{ '@value': '1' }] }]);
  const [place] = await expanded('spatial-things?text=quay');
  expect(place).toHaveProperty([`${vf}lat`, 0, '@value'], '51.05');
});

test('what goes out as linked data comes in again as the same records', async () => {
  for (const plural of [
    'organizations',
    'economic-events',
    'processes',
    'spatial-things',
    'properties',
    'published-flows',
  ]) {
    const response = await get(`${plural}?format=jsonld`);
    const document = (await response.json()) as object;
    const plain = await api.post(`${at}/records?dryRun=true`, document);
    expect([plural, plain.status, problemsIn(plain)]).toEqual([plural, 200, []]);
    expect((plain.body as { sequence: number }).sequence).toBe(api.house.sequence('brouwcoop'));
  }
});

test('places are points and areas, and what passes between them are lines', async () => {
  const read = async (address: string) => {
    const response = await get(`${address}${address.includes('?') ? '&' : '?'}format=geojson`);
    expect(response.headers.get('content-type')).toContain('application/geo+json');
    return (await response.json()) as {
      type: string;
      features: { id?: string; geometry: unknown; properties: object }[];
    };
  };
  const places = await read('spatial-things');
  expect(places.type).toBe('FeatureCollection');
  expect(places.features.map(({ id, geometry }) => [id, geometry])).toEqual([
    ['urn:test:quay', { type: 'Point', coordinates: [3.72, 51.05] }],
    ['urn:test:field', { type: 'Point', coordinates: [3.5, 51.1] }],
    [
      'urn:test:ward',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [3.7, 51],
              [3.8, 51],
              [3.8, 51.1],
              [3.7, 51],
            ],
          ],
        ],
      },
    ],
    ['urn:test:somewhere', null],
  ]);
  const { features } = await read('flows');
  expect(features).toEqual([
    {
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [3.72, 51.05],
          [3.5, 51.1],
        ],
      },
      properties: expect.objectContaining({
        from: 'urn:test:brewery',
        to: 'urn:test:grower',
        quantity: 120,
        status: 'measured',
      }),
    },
    {
      type: 'Feature',
      geometry: null,
      properties: expect.objectContaining({ from: 'urn:test:grower', to: 'urn:test:evil', status: 'published' }),
    },
  ]);
  expect((await read('flows?happened=2025-03-12')).features).toHaveLength(1);
});
