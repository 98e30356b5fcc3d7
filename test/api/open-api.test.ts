import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemKinds } from '../../engine/0-base/problem.ts';
import { events, knowledge } from './support/brewery.ts';
import type { OpenApi } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

interface Document {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}
interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}

let api: OpenApi;
let document: Document;
beforeAll(async () => {
  api = await openBrewery();
  document = (await (await api.app.request('/api/openapi.json')).json()) as Document;
});
afterAll(() => api.close());

test('the description is valid OpenAPI 3.1, and anybody may read it', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
  expect([valid, errors]).toEqual([true, undefined]);
  expect(document.openapi).toBe('3.1.0');
});

test('what is described is there, and what is there is described', () => {
  const mounted = api.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(described.toSorted()).toEqual([...new Set(mounted)].sort());
  for (const [path, item] of Object.entries(document.paths))
    for (const operation of Object.values(item)) {
      expect(operation.summary, path).toMatch(/\S/);
      const named = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      expect(named.toSorted(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    }
});

test('the records that are sent are those that are described', () => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, 'api');
  const sent = [...knowledge, ...events].map(({ type, id, ...body }) => ({ '@type': type, '@id': id, ...body }));
  for (const record of sent) {
    const isValid = ajv.getSchema(`api#/components/schemas/${record['@type']}`)!;
    expect([isValid(record), isValid.errors], JSON.stringify(record)).toEqual([true, null]);
  }
  const isEvent = ajv.getSchema('api#/components/schemas/EconomicEvent')!;
  expect(isEvent({ '@type': 'EconomicEvent', action: 'consume', quantity: 3 })).toBe(false);
});

/** An address of each route that answers with JSON, with the parameters of a network that is there. */
const asked: Record<string, string> = { network: 'brouwcoop', name: 'ef-budgets', file: 'budgets.csv' };

test('every answer has the shape that is described for it, refusals too', async () => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, 'api');
  let checked = 0;
  for (const [path, { get }] of Object.entries(document.paths)) {
    if (!get || path === '/sign-in') continue;
    for (const id of ['urn:test:silo', 'urn:test:nobody']) {
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(asked[name] ?? id));
      const response = await api.request(address);
      const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
      const answers = get.responses[response.status] ?? get.responses['default'];
      const schema = answers?.content?.[type]?.schema;
      if (!schema || !type.includes('json')) continue;
      const isValid = ajv.compile(schema);
      expect([isValid(await response.json()), isValid.errors], `${address} ${response.status}`).toEqual([true, null]);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(60);
});

test('every problem that an answer may name is told with what to do', () => {
  const { description } = document.info;
  for (const [code, { severity }] of Object.entries(problemKinds))
    if (severity === 'error') expect(description).toMatch(new RegExp(`\`${code}\` \\(\\d{3}\\)`));
  expect(description).toContain(problemKinds['unit.unknown'].remedy);
});

test('the page of the description needs nothing from elsewhere and no script', async () => {
  const page = await (await api.app.request('/api/docs')).text();
  expect(page).not.toMatch(/<script|\sstyle=|(src|href)="(?![/#])/);
  for (const path of Object.keys(document.paths)) expect(page).toContain(`<code>${path}</code>`);
  expect((await api.app.request('/api/docs/style.css')).headers.get('content-type')).toMatch('text/css');
});
