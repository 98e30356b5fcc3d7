import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Parser, Store } from 'n3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownWords } from '../../api/interchange/linked/own-words.ts';
import { ownNames } from '../../api/interchange/linked/words.ts';
import { kinds } from '../../engine/1-record/kind.ts';
import { prefixes } from '../../api/interchange/linked/term.ts';
import { root } from '../support/checkout.ts';
import { canonical, canonicalTurtle } from './support/canonical.ts';
import { type OpenApi, openApi } from './support/open-api.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

/** What anybody reads there, without signing in. */
const read = async (address: string) => {
  const response = await api.app.request(address);
  return {
    status: response.status,
    type: response.headers.get('content-type')!.split(';')[0],
    text: await response.text(),
  };
};
const { vf, throughflow, rdfs } = prefixes;
const valuesIn = (store: Store, subject: string, predicate: string) =>
  store.getObjects(subject, predicate, null).map(({ value }) => value);

test('every word of our own says what it means, and no other word is told', () => {
  expect(ownNames().filter((name) => !ownWords[name])).toEqual([]);
  expect(Object.keys(ownWords).filter((name) => !ownNames().includes(name))).toEqual([]);
});

test('our words are served with label, comment, domain and range, the same in Turtle and JSON-LD', async () => {
  const [turtle, linked] = await Promise.all([read('/api/vocabulary.ttl'), read('/api/vocabulary.jsonld')]);
  expect([turtle.status, turtle.type, linked.status, linked.type]).toEqual([
    200,
    'text/turtle',
    200,
    'application/ld+json',
  ]);
  expect(await canonicalTurtle(turtle.text)).toBe(await canonical(JSON.parse(linked.text) as object));
  const store = new Store(new Parser().parse(turtle.text));
  for (const name of ownNames())
    for (const what of ['label', 'comment'])
      expect([name, valuesIn(store, throughflow + name, rdfs + what).length]).toEqual([name, 1]);
  expect(valuesIn(store, `${throughflow}lifetimeEffort`, `${rdfs}domain`)).toEqual([`${throughflow}Durable`]);
  expect(valuesIn(store, `${throughflow}lifetimeEffort`, `${rdfs}range`)).toEqual([`${vf}Measure`]);
  expect(valuesIn(store, `${throughflow}recipe`, `${rdfs}range`)).toEqual([`${vf}Recipe`]);
  expect(valuesIn(store, `${vf}lat`, `${rdfs}subPropertyOf`)).toEqual(['http://www.w3.org/2003/01/geo/wgs84_pos#lat']);
});

test('the nineteen actions are served as individuals with what they do', async () => {
  const { text } = await read('/api/vocabulary.ttl');
  const store = new Store(new Parser().parse(text));
  const table = JSON.parse(readFileSync(join(root, 'test/fixtures/vf/action-table.json'), 'utf8')) as {
    columns: string[];
    rows: Record<string, string[]>;
    amended: Record<string, Record<string, string>>;
  };
  expect(Object.keys(table.rows)).toHaveLength(19);
  for (const [name, row] of Object.entries(table.rows))
    table.columns.forEach((column, place) => {
      expect([name, column, valuesIn(store, vf + name, vf + column)]).toEqual([
        name,
        column,
        [vf + (table.amended[name]?.[column] ?? row[place]!)],
      ]);
    });
});

test('each class has its JSON Schema and its shape, and the context stands beside them', async () => {
  const shapes = new Store(new Parser().parse((await read('/api/shapes.ttl')).text));
  for (const name of Object.keys(kinds)) {
    const { status, type, text } = await read(`/api/schemas/${name}.json`);
    expect([status, type]).toEqual([200, 'application/schema+json']);
    const schema = JSON.parse(text) as { $id: string };
    expect(schema.$id).toMatch(new RegExp(`/api/schemas/${name}\\.json$`));
    expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
    expect(shapes.getQuads(`${throughflow}${name}Shape`, `${prefixes.sh}targetClass`, null, null)).toHaveLength(1);
  }
  expect((await read('/api/schemas/Thing.json')).status).toBe(400);
  expect((await read('/api/shapes.ttl?whole=true')).text.length).toBeGreaterThan(
    (await read('/api/shapes.ttl')).text.length,
  );
  expect(JSON.parse((await read('/api/context.jsonld')).text)).toHaveProperty('@context.provider', {
    '@id': 'vf:provider',
    '@type': '@id',
  });
});
