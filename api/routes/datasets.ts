import { problem } from '../../engine/0-base/problem.ts';
import { listDatasets, readDataset, readDatasetFile } from '../interchange/dataset.ts';
import { refuse } from './answer.ts';
import { answers, declare, routes, z } from './declare.ts';
import { answerList, inListForm, listAnswers } from './list.ts';

const permission = { action: 'read', object: 'dataset' } as const;
const descriptor = z.looseObject({
  name: z.string(),
  title: z.string(),
  version: z.string(),
  description: z.string().optional(),
  licenses: z.array(z.looseObject({ name: z.string() })),
  sources: z.array(z.looseObject({ title: z.string() })),
  throughflow: z.looseObject({ kind: z.string(), attribution: z.string().optional() }),
});

const list = declare(permission, {
  method: 'get',
  path: '/api/datasets',
  summary: 'The datasets that come with the house',
  request: { query: z.strictObject(inListForm) },
  responses: listAnswers(z.object({ items: z.array(descriptor) })),
});

const one = declare(permission, {
  method: 'get',
  path: '/api/datasets/{name}',
  summary: 'The description of a dataset: kind, sources, licence, version, fields with their units',
  request: { params: z.object({ name: z.string() }) },
  responses: answers(descriptor),
});

const file = declare(permission, {
  method: 'get',
  path: '/api/datasets/{name}/{file}',
  summary: 'A file of a dataset, as published',
  request: { params: z.object({ name: z.string(), file: z.string() }) },
  responses: { 200: { description: 'The file' } },
});

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  geojson: 'application/geo+json',
};

const missing = (value: string) => problem('dataset.unknown', '', { value });

export const datasetRoutes = routes()
  .openapi(list, async (c) => {
    const found = await listDatasets(c.var.services.datasets);
    const items = found.flatMap(({ value }) => (value ? [value] : []));
    return answerList(c, { items }, { rows: items, row: descriptor });
  })
  .openapi(one, async (c) => {
    const { name } = c.req.valid('param');
    const found = await readDataset(c.var.services.datasets, name);
    if (!found) return refuse(c, [missing(name)]);
    return found.value ? c.json(found.value, 200) : refuse(c, found.problems);
  })
  .openapi(file, async (c) => {
    const { name, file: wanted } = c.req.valid('param');
    const { datasets } = c.var.services;
    const found = await readDataset(datasets, name);
    if (found && !found.value) return refuse(c, found.problems);
    const resource = found?.value?.resources.find(({ path }) => path === wanted);
    if (!resource) return refuse(c, [missing(`${name}/${wanted}`)]);
    c.header('Cache-Control', 'private, no-cache');
    const text = await readDatasetFile(datasets, name, resource.path);
    return c.body(text, 200, { 'Content-Type': types[resource.format] ?? 'application/octet-stream' });
  });
