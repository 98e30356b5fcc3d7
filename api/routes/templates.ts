import { tableLanguages } from '../../engine/1-record/table/header.ts';
import { inventoryTables } from '../interchange/model/inventory-fields.ts';
import { inventoryCsv, inventoryWorkbook } from '../interchange/model/inventory-template.ts';
import { csvTemplate, templateKinds, workbookTemplate } from '../interchange/template.ts';
import { linkedTemplate } from '../interchange/template-batch.ts';
import { problemBody } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { described, inNetwork } from './parameter.ts';

/** The media type of a workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const csvType = 'text/csv; charset=utf-8; header=present';

const records = `(${[...templateKinds.keys()].join('|')})\\.(csv|xlsx|jsonld)`;
const inventory = /^inventory(?:\.xlsx|-(\w+)\.csv)$/;
const inventoryFiles = ['inventory.xlsx', ...inventoryTables.map((table) => `inventory-${table}.csv`)];
const file = new RegExp(`^(?:${records}|${inventoryFiles.join('|').replaceAll('.', '\\.')})$`);
const expected = `one of ${[...templateKinds.keys()].join(', ')}, with .csv, .xlsx or .jsonld, or one of ${inventoryFiles.join(', ')}`;

/** The language of headings and help. */
const inLanguage = described(
  z.enum(tableLanguages, { error: tableLanguages.join(' or ') }).optional(),
  'The language of headings, help and examples (en)',
);

const read = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/templates/{kind}',
    summary:
      'An empty table to be filled in and sent to /tables, as economic-events.csv, resource-specifications.xlsx ...: headings, what is expected, an example that is never read; as processes.jsonld ... a batch of linked data with an example of the kind and of all that it names, which is sent to /records once its ids, names and figures are yours; as inventory.xlsx or inventory-exchanges.csv ... unit processes of your own, which are sent to /models',
    request: {
      params: inNetwork.extend({ kind: z.string().regex(file, { error: expected }) }),
      query: z.strictObject({ lang: inLanguage }),
    },
    responses: {
      200: {
        description: 'The template',
        content: {
          'text/csv': { schema: z.string() },
          'application/ld+json': { schema: z.looseObject({}) },
          [workbookType as string]: { schema: { type: 'string' as const, format: 'binary' } },
        },
      },
      default: { description: 'Problems', content: { 'application/problem+json': { schema: problemBody } } },
    },
  },
);

export const templateRoutes = routes().openapi(read, async (c) => {
  const { kind } = c.req.valid('param');
  const { lang = 'en' } = c.req.valid('query');
  c.header('Content-Disposition', `attachment; filename="${kind}"`);
  c.header('Content-Language', lang);
  const ofModel = inventory.exec(kind);
  if (ofModel) {
    const table = inventoryTables.find((each) => each === ofModel[1]);
    return table
      ? c.body(inventoryCsv(table, lang), 200, { 'Content-Type': csvType })
      : c.body(await inventoryWorkbook(lang), 200, { 'Content-Type': workbookType });
  }
  const [, plural, form] = file.exec(kind)!;
  const name = templateKinds.get(plural!)!;
  if (form === 'csv') return c.body(csvTemplate(name, lang), 200, { 'Content-Type': csvType });
  if (form === 'jsonld') return c.body(linkedTemplate(name, lang), 200, { 'Content-Type': 'application/ld+json' });
  return c.body(await workbookTemplate(name, lang), 200, { 'Content-Type': workbookType });
});
