import jsonld from 'jsonld';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handIn } from '../../api/interchange/hand-in.ts';
import { readTurtle } from '../../api/interchange/linked/turtle-in.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { vocabularies } from '../../engine/1-record/linked.ts';
import { actionNamed } from '../../engine/2-ledger/action.ts';
import { canonical, canonicalTurtle } from './support/canonical.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';
import { planned } from './support/planned.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;
beforeAll(async () => {
  api = await openBrewery();
  const told = await api.post(`${at}/records`, planned);
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
});
afterAll(() => api.close());

const text = async (address: string, accept?: string) => {
  const response = await api.request(`${at}/${address}`, accept === undefined ? {} : { headers: { accept } });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const document = async (address: string) =>
  JSON.parse((await text(address)).text) as { '@graph': Record<string, unknown>[] };

const { vf } = vocabularies;

/** What a document says, as records by id with their lists in one order. */
function recordsOf(input: unknown) {
  const { entries, problems } = readBatch(input, {
    makeId: (index) => `urn:test:made-${index}`,
    actionOf: actionNamed,
  });
  expect(problems.filter(({ code }) => code !== 'field.ignored')).toEqual([]);
  return Object.fromEntries(entries.map(({ id, class: name, body }) => [id, { class: name, ...sorted(body) }]));
}
const sorted = (body: object): object =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]: [string, unknown]) => [
      field,
      Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value,
    ]),
  );

test('the whole network is one document, as JSON-LD or as Turtle, and both say the same', async () => {
  const linked = await text('records');
  expect([linked.status, linked.type]).toEqual([200, 'application/ld+json']);
  const turtle = await text('records', 'text/turtle');
  expect([turtle.status, turtle.type]).toEqual([200, 'text/turtle; charset=utf-8']);
  expect(turtle.text).toContain(`@prefix vf: <${vf}>`);
  const statements = await canonical(JSON.parse(linked.text) as object);
  expect(statements.split('\n').length).toBeGreaterThan(150);
  expect(await canonicalTurtle(turtle.text)).toBe(statements);
  const types = new Set(
    (JSON.parse(linked.text) as { '@graph': { '@type': string }[] })['@graph'].map((each) => each['@type']),
  );
  expect(types.size).toBeGreaterThan(24);
});

test('an independent reader may expand, compact, flatten or take it apart into statements: the graph and the records stay the same', async () => {
  for (const address of ['records', 'records?full=true']) {
    const own = await document(address);
    const statements = await canonical(own);
    const records = recordsOf(own);
    const context = { '@vocab': vf, x: 'urn:throughflow:term:' };
    const expanded = await jsonld.expand(own as never);
    const forms = [
      expanded,
      await jsonld.compact(own as never, context as never),
      await jsonld.compact(expanded as never, { '@context': (own as { '@context'?: unknown })['@context'] } as never),
      await jsonld.flatten(own as never),
      await jsonld.flatten(own as never, context as never),
      await jsonld.fromRDF((await jsonld.toRDF(own as never)) as never),
    ] as object[];
    for (const form of forms) {
      expect(await canonical(form)).toBe(statements);
      expect(recordsOf(form)).toEqual(records);
    }
    const turtle = await text(`${address}${address.includes('?') ? '&' : '?'}format=turtle`);
    expect(await canonicalTurtle(turtle.text)).toBe(statements);
    expect(recordsOf(readTurtle(turtle.text).value)).toEqual(records);
  }
}, 60_000);

test('in full, each link is told from both ends and a resource with what it holds; read again that is passed over', async () => {
  const whole = await document('records?full=true');
  const byId = new Map(whole['@graph'].map((each) => [each['@id'], each]));
  expect(byId.get('urn:test:brew-1')).toMatchObject({
    hasInput: ['urn:test:mash'],
    hasOutput: expect.arrayContaining(['urn:test:filter']) as unknown,
  });
  expect(byId.get('urn:test:silo')).toMatchObject({
    onhandQuantity: { hasUnit: 'kilogram' },
    primaryAccountable: 'urn:test:brewery',
  });
  expect(byId.get('urn:test:plan')).toMatchObject({ planIncludes: ['urn:test:next-brew', 'urn:test:promise'] });
  const one = JSON.parse(
    (await text(`processes/${encodeURIComponent('urn:test:brew-1')}?full=true&format=jsonld`)).text,
  ) as { '@graph': object[] };
  expect(one['@graph']).toEqual([byId.get('urn:test:brew-1')]);
  const silo = JSON.parse(
    (await text(`economic-resources/${encodeURIComponent('urn:test:silo')}?full=true&format=jsonld`)).text,
  ) as { '@graph': object[] };
  expect(silo['@graph']).toEqual([byId.get('urn:test:silo')]);
  expect(recordsOf(whole)).toEqual(recordsOf(await document('records')));
});

test.each(['jsonld', 'turtle'])(
  'what was exported as %s is imported into an empty network and exports the same again',
  async (format) => {
    const first = await text(`records?format=${format}&full=true`);
    const slug = `copy-${format}`;
    const input = format === 'turtle' ? readTurtle(first.text).value : JSON.parse(first.text);
    const { entries } = readBatch(input, { makeId: () => '' });
    const own = (given: string) =>
      given.replaceAll('urn:throughflow:network:brouwcoop', `urn:throughflow:network:${slug}`);
    const records = entries.map(({ class: type, id, body }) => ({ type, id, ...body }));
    const answer = await handIn(api.house, slug, { records, key: slug, hash: slug });
    expect(answer.problems.filter(({ code }) => code !== 'stock.negative')).toEqual([]);
    const again = await (await api.request(`/api/networks/${slug}/records?format=${format}&full=true`)).text();
    const [before, after] =
      format === 'turtle'
        ? await Promise.all([canonicalTurtle(own(first.text)), canonicalTurtle(again)])
        : await Promise.all([own(first.text), again].map((each) => canonical(JSON.parse(each) as object)));
    expect(after).toBe(before);
  },
);

test('a list in full says of each record what its single answer says, however many there are', async () => {
  const whole = await document('records?full=true');
  const byId = new Map(whole['@graph'].map((each) => [each['@id'], each]));
  for (const address of ['processes', 'economic-resources', 'plans', 'economic-events?limit=1000', 'agents']) {
    const full = `${address}${address.includes('?') ? '&' : '?'}full=true`;
    const list = await document(`${full}&format=jsonld`);
    expect(list['@graph'].length).toBeGreaterThan(0);
    for (const each of list['@graph']) expect(each).toEqual(byId.get(each['@id']));
    const turtle = await text(full, 'text/turtle');
    expect(await canonicalTurtle(turtle.text), address).toBe(await canonical(list));
  }
});

/** Founds a network of its own with two kinds of flour, of which one is retired while a stock of it stands. */
async function withRetired(slug: string) {
  const flour = (name: string) => ({ type: 'ResourceSpecification', id: `urn:test:${name}`, name });
  const records = [
    flour('rye'),
    flour('spelt'),
    { type: 'Organization', id: 'urn:test:mill' },
    { type: 'Person', id: 'urn:test:tom', name: 'Tom' },
    { type: 'EconomicResource', id: 'urn:test:sack', conformsTo: 'urn:test:spelt' },
  ];
  await api.post('/api/networks', { network: slug, name: 'Mill', zone: 'UTC', members: [], records });
  const end = (type: string, id: string) => ({ type, id, op: 'retire' });
  const retired = [end('ResourceSpecification', 'urn:test:spelt'), end('Person', 'urn:test:tom')];
  const told = await api.post(`/api/networks/${slug}/records`, retired);
  expect([told.status, problemsIn(told)]).toEqual([201, []]);
}

test.each(['jsonld', 'turtle'])(
  'what is retired goes out as deprecated in %s and comes in as retired',
  async (format) => {
    const [from, into] = [`old-${format}`, `new-${format}`];
    await withRetired(from);
    const first = await (await api.request(`/api/networks/${from}/records?format=${format}`)).text();
    const graph = format === 'turtle' ? readTurtle(first).value! : (JSON.parse(first) as { '@graph': object[] });
    const statements = format === 'turtle' ? await canonicalTurtle(first) : await canonical(graph);
    expect(
      statements
        .split('\n')
        .filter((line) => line.includes('owl#deprecated'))
        .toSorted(),
    ).toEqual([
      '<urn:test:spelt> <http://www.w3.org/2002/07/owl#deprecated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
      '<urn:test:tom> <http://www.w3.org/2002/07/owl#deprecated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
    ]);
    await api.post('/api/networks', { network: into, name: 'Mill', zone: 'UTC', members: [], records: [] });
    const own = first.replaceAll(`urn:throughflow:network:${from}`, `urn:throughflow:network:${into}`);
    const body = JSON.parse(format === 'turtle' ? JSON.stringify(readTurtle(own).value) : own) as {
      '@graph': { '@type': string | string[] }[];
    };
    const rest = {
      ...body,
      '@graph': body['@graph'].filter((each) => ![each['@type']].flat().join().includes('Network')),
    };
    const answer = await api.post(`/api/networks/${into}/records`, rest);
    expect([answer.status, problemsIn(answer)]).toEqual([201, []]);
    const list = await api.get(`/api/networks/${into}/resource-specifications?retired=true`);
    expect((list.body as { items: object[] }).items).toMatchObject([{ id: 'urn:test:spelt', name: 'spelt' }]);
    const again = await (await api.request(`/api/networks/${into}/records?format=${format}`)).text();
    const canon = (given: string) =>
      format === 'turtle' ? canonicalTurtle(given) : canonical(JSON.parse(given) as object);
    expect(await canon(again)).toBe(await canon(own));
    expect((await api.house.verify(into)).value!.difference).toBeUndefined();
    const twice = await api.post(`/api/networks/${into}/records`, rest);
    expect([twice.status, (twice.body as { entries: number }).entries]).toEqual([200, 0]);
  },
);

test('Turtle is recorded like JSON: as it stands, in a dry run, and with the line of what is no Turtle', async () => {
  const send = async (body: string, query = '') => {
    const response = await api.request(`${at}/records${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/turtle; charset=utf-8' },
      body,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const turtle = `@prefix vf: <http://w3id.org/valueflows/ont/vf#> .
@prefix om: <http://www.ontology-of-units-of-measure.org/resource/om-2/> .
<urn:test:ttl-brew> a vf:Process ; vf:name "Brew 9"@en ; vf:finished true ; vf:hasInput
  [ a vf:EconomicEvent ; vf:action vf:consume ; vf:provider <urn:test:brewery> ; vf:receiver <urn:test:brewery> ;
    vf:resourceInventoriedAs <urn:test:silo> ; vf:resourceQuantity [ vf:hasNumericalValue 1.5 ; vf:hasUnit om:kilogram ] ;
    vf:hasPointInTime "2025-06-01T08:00:00+02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> ] .
`;
  const dry = await send(turtle, '?dryRun=true');
  expect([dry.status, problemsIn(dry)]).toEqual([200, []]);
  const told = await send(turtle);
  expect([told.status, (told.body as { entries: number }).entries]).toEqual([201, 2]);
  const list = await api.get(`${at}/economic-events?process=urn:test:ttl-brew`);
  expect((list.body as { items: object[] }).items).toMatchObject([
    {
      action: 'consume',
      inputOf: 'urn:test:ttl-brew',
      resourceQuantity: { hasNumericalValue: '1.5', hasUnit: 'kilogram' },
    },
  ]);
  const wrong = await send(
    '@prefix vf: <http://w3id.org/valueflows/ont/vf#> .\n<urn:test:x> a vf:Process ;\n  vf:name "open .\n',
  );
  expect([wrong.status, problemsIn(wrong)[0]]).toMatchObject([400, { code: 'turtle.syntax', values: { line: '3' } }]);
  const unknown = await send('<urn:test:x> a <urn:elsewhere:Thing> .');
  expect([unknown.status, problemsIn(unknown).map(({ code }) => code)]).toEqual([422, ['class.unknown']]);
  expect((await send('')).status).toBe(400);
});

test('lists and single records are given as Turtle too', async () => {
  for (const plural of ['economic-events', 'processes', 'spatial-things', 'properties', 'commitments']) {
    const [linked, turtle] = [await text(`${plural}?format=jsonld`), await text(plural, 'text/turtle')];
    expect(await canonicalTurtle(turtle.text), plural).toBe(await canonical(JSON.parse(linked.text) as object));
  }
  const one = await text(`processes/${encodeURIComponent('urn:test:brew-1')}`, 'text/turtle');
  expect(one.text).toContain('<urn:test:brew-1> a vf:Process');
});
