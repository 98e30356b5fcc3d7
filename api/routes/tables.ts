import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { formatInstant } from '../../engine/0-base/time.ts';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Cells, delimiterOf, isBlank, readCells } from '../../engine/1-record/table/cells.ts';
import { audienceOf } from '../access/visibility/audience.ts';
import { entriesOf, placing, type TableIn, type TableUnderstood, understand } from '../interchange/table-in.ts';
import { templateKinds } from '../interchange/template.ts';
import { readWorkbook } from '../interchange/workbook/read.ts';
import type { Receipt } from '../store/house.ts';
import { refuse, tell, told } from './answer.ts';
import { readFileBody, textOf } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { factsOf } from './facts-of.ts';
import { described, idText, inNetwork, keyHeader, yesOrNo } from './parameter.ts';
import { workbookType } from './templates.ts';
import { zoneOf } from './zone.ts';

/** Bytes of a file, and rows of a table, that are read at a time; larger ones are for /imports. */
const fileLimit = 4 * 1024 * 1024;
const rowLimit = 5000;

const kindNames = [...templateKinds.keys()];
const text = z.string().max(200, { error: 'at most 200 characters' });

const query = z.strictObject({
  dryRun: yesOrNo,
  kind: described(
    z.enum(kindNames, { error: `one of ${kindNames.join(', ')}` }).default('economic-events'),
    'What its rows are',
  ),
  sheet: described(text.optional(), 'Which sheet of a workbook is read (the first)'),
  agent: described(idText.optional(), 'For whom the rows are told that name nobody'),
  decimalMark: z.enum(['.', ','], { error: '. or ,' }).optional(),
  dateOrder: z.enum(['dmy', 'mdy'], { error: 'dmy or mdy' }).optional(),
  accept: described(
    z.string().max(100_000, { error: 'identifiers with commas between them' }).optional(),
    'Which of the proposed records are made: their ids with commas between them',
  ),
});
type Query = z.infer<typeof query>;

const preview = z.object({
  kind: z.string(),
  sheet: z.string().optional(),
  /** The names of all sheets of a workbook. */
  sheets: z.array(z.string()).optional(),
  rows: z.number(),
  remarks: z.array(z.number()),
  columns: z.array(z.object({ heading: z.string(), field: z.string().optional() })),
  proposed: z.array(
    z.object({
      id: z.string(),
      class: z.string(),
      name: z.string().optional(),
      lines: z.array(z.number()),
      implied: z.boolean(),
      accepted: z.boolean(),
    }),
  ),
  /** The cells as they were read, when the table is only looked at: what is mended can be sent again. */
  cells: z.array(z.array(z.string())).optional(),
  recordable: z.boolean(),
  problems: z.array(told),
  receipt: z
    .object({
      frame: z.number(),
      sequence: z.number(),
      recorded: z.string(),
      entries: z.number(),
      ids: z.array(z.string()),
    })
    .optional(),
});

const post = declare(
  { action: 'record', object: 'network' },
  {
    method: 'post',
    path: '/api/networks/{network}/tables',
    summary:
      'Record a filled-in template or any table with its headings, all of it or nothing; with dryRun it is only looked at, and every problem is told with its sheet, row and column',
    request: { params: inNetwork, query, headers: z.object({ 'idempotency-key': keyHeader }) },
    requestBody: {
      content: {
        'text/csv': { schema: { type: 'string' } },
        [workbookType]: { schema: { type: 'string', format: 'binary' } },
      },
    },
    responses: { ...answers(preview, 201), ...answers(preview) },
  },
);

type Sheet =
  | { readonly sheet?: string; readonly sheets?: readonly string[]; readonly cells: Cells }
  | { readonly problems: readonly Problem[] };

const isXlsx = (type: string): boolean => type === workbookType;

function readCsv(bytes: Uint8Array): Sheet {
  const written = textOf(bytes);
  if (written === undefined) return { problems: [problem('body.syntax', '', { reason: 'it is not UTF-8' })] };
  const { cells, problems } = readCells(written, delimiterOf(written));
  return problems.length > 0 ? { problems } : { cells };
}

async function readSheet(bytes: Uint8Array, { sheet: wanted, decimalMark = '.' }: Query): Promise<Sheet> {
  const { sheets, problems } = await readWorkbook(bytes, decimalMark);
  if (problems.length > 0) return { problems };
  const found = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted);
  const names = sheets.map(({ name }) => name);
  return found
    ? { sheet: found.name, sheets: names, cells: found.cells }
    : { problems: [problem('table.sheet', '', { value: wanted ?? '', known: names.join(', ') })] };
}

/** What is in the file that was sent, once it is known to be no larger than it may be. */
async function readTableBody(c: Context<Env>, asked: Query): Promise<Sheet & { readonly hash: string }> {
  const type = (c.req.header('content-type') ?? 'of no type').split(';')[0]!.trim().toLowerCase();
  if (type !== 'text/csv' && !isXlsx(type)) {
    const known = `text/csv, ${workbookType}`;
    return { hash: '', problems: [problem('body.type', '', { value: type.slice(0, 80), known })] };
  }
  const body = await readFileBody(c, fileLimit);
  if ('problems' in body) return { hash: '', ...body };
  const table = isXlsx(type) ? await readSheet(body.bytes, asked) : readCsv(body.bytes);
  const tooLong = 'cells' in table && table.cells.filter((line) => !isBlank(line)).length > rowLimit + 1;
  return { hash: body.hash, ...(tooLong ? { problems: [problem('body.rows', '', { limit: `${rowLimit}` })] } : table) };
}

const acceptedIn = ({ accept = '' }: Query): ReadonlySet<string> => new Set(accept.split(',').map((id) => id.trim()));

/** The marks by which a workbook is read: its numbers are numbers, so that no column leaves its mark open. */
const marksOf = ({ decimalMark, dateOrder }: Query, sheet: string | undefined): Partial<TableIn> => ({
  decimalMark: decimalMark ?? (sheet === undefined ? undefined : '.'),
  dateOrder,
});

function showPreview(table: TableIn, understood: TableUnderstood, asked: Query, problems: readonly Problem[]) {
  const accepted = acceptedIn(asked);
  return {
    kind: asked.kind,
    ...(table.sheet !== undefined && { sheet: table.sheet, sheets: table.sheets }),
    rows: understood.rows.length,
    remarks: [...understood.remarks],
    columns: understood.columns.map(({ heading, field }) => ({ heading, ...(field !== undefined && { field }) })),
    proposed: understood.proposed.map(({ record, lines, implied }) => ({
      id: record['@id'],
      class: record['@type'],
      ...(typeof record['name'] === 'string' && { name: record['name'] }),
      lines,
      implied,
      accepted: implied || accepted.has(record['@id']),
    })),
    ...(asked.dryRun === 'true' && { cells: table.cells }),
    recordable: !problems.some(isError),
    problems: problems.map(placing(table, understood)).map((each) => tell(each)),
  };
}

const showReceipt = ({ frame, sequence, recorded, entries, ids }: Receipt) => ({
  receipt: { frame, sequence, recorded: formatInstant(recorded), entries, ids: [...ids] },
});

export const tableRoutes = routes().openapi(post, async (c) => {
  const { network } = c.req.valid('param');
  const asked = c.req.valid('query');
  const { house, author, subject } = c.var;
  const dryRun = asked.dryRun === 'true';
  const file = await readTableBody(c, asked);
  if ('problems' in file) return refuse(c, file.problems);
  const [knowledge, zone] = await Promise.all([house.knowledge(network), zoneOf(house, network)]);
  if (!knowledge.value) return refuse(c, knowledge.problems);
  if (!zone.value) return refuse(c, zone.problems);
  const audience = audienceOf(subject, network);
  const table: TableIn = {
    network,
    kind: templateKinds.get(asked.kind)!,
    ...file,
    facts: factsOf(knowledge.value),
    zone: zone.value,
    me: asked.agent ?? (audience.kind === 'member' ? audience.agent : undefined),
    ...marksOf(asked, file.sheet),
  };
  const understood = understand(table);
  const { entries, problems } = entriesOf(understood, { accepted: acceptedIn(asked), dryRun });
  const refuseAll = (all: readonly Problem[]) =>
    dryRun ? c.json(showPreview(table, understood, asked, all), 200) : refuse(c, all.map(placing(table, understood)));
  if (problems.some(isError)) return refuseAll(problems);
  const key = c.req.valid('header')['idempotency-key'] ?? randomUUID();
  const requestHash = `${file.hash} ${new URL(c.req.url).search}`;
  const answer = await house.submit(network, { entries, author, key, requestHash, dryRun });
  if (!answer.value) return refuseAll([...problems, ...answer.problems]);
  const shown = showPreview(table, understood, asked, [...problems, ...answer.value.warnings]);
  return c.json({ ...shown, ...showReceipt(answer.value) }, answer.value.kind === 'new' ? 201 : 200);
});
