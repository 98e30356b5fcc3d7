import { tableLanguages } from '../../engine/1-record/table/header.ts';
import { csvTemplate, templateKinds, workbookTemplate } from '../interchange/template.ts';
import { linkedTemplate } from '../interchange/template-batch.ts';
import { problemBody } from './answer.ts';
import { declare, routes, z } from './declare.ts';
import { described, inNetwork } from './parameter.ts';

/** The media type of a workbook. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const file = new RegExp(`^(${[...templateKinds.keys()].join('|')})\\.(csv|xlsx|jsonld)$`);
const expected = `one of ${[...templateKinds.keys()].join(', ')}, with .csv, .xlsx or .jsonld`;

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
      'An empty table to be filled in and sent to /tables, as economic-events.csv, resource-specifications.xlsx ...: headings, what is expected, an example that is never read; as processes.jsonld ... a batch of linked data with an example of the kind and of all that it names, which is sent to /records once its ids, names and figures are yours',
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
  const [, plural, form] = file.exec(kind)!;
  const name = templateKinds.get(plural!)!;
  c.header('Content-Disposition', `attachment; filename="${kind}"`);
  c.header('Content-Language', lang);
  if (form === 'csv')
    return c.body(csvTemplate(name, lang), 200, { 'Content-Type': 'text/csv; charset=utf-8; header=present' });
  if (form === 'jsonld') return c.body(linkedTemplate(name, lang), 200, { 'Content-Type': 'application/ld+json' });
  return c.body(await workbookTemplate(name, lang), 200, { 'Content-Type': workbookType });
});
