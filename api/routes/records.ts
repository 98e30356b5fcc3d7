import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import { agents, type Body, type ClassName, type Entry, kinds } from '../../engine/1-record/kind.ts';
import { isObject } from '../../engine/1-record/linked.ts';
import { collection, placeFeature } from '../interchange/geo.ts';
import { linkedDocument } from '../interchange/linked/document.ts';
import { extraFor } from '../interchange/linked/extra.ts';
import { turtleOf } from '../interchange/linked/turtle.ts';
import { recordTable } from '../interchange/table.ts';
import type { Page, RecordRow } from '../store/house.ts';
import { recordTag } from '../store/record-tag.ts';
import { refuse } from './answer.ts';
import { inRecorded, readAsOf } from './as-of.ts';
import { readInput } from './body.ts';
import { answers, declare, type Env, routes, z } from './declare.ts';
import { answerIn, formatOf, inFormat, inFull, linkNext, otherForms } from './format.ts';
import { inNetwork, inRecord, keyHeader } from './parameter.ts';
import { filterFrom, formatsOf, queryOf } from './record-query.ts';
import { matches } from './tag.ts';
import { show, shown } from './wire.ts';

const page = z.object({ items: z.array(shown), next: z.string().optional(), sequence: z.number() });

/** One noun of the addresses: a class, or the classes that are agents. */
interface Noun {
  readonly plural: string;
  readonly classes: readonly [ClassName, ...ClassName[]];
}

const classNouns = (Object.keys(kinds) as ClassName[]).map((name) => ({ plural: kinds[name].plural, name }));
const nouns: readonly Noun[] = [
  { plural: 'agents', classes: agents },
  ...classNouns.map(({ plural, name }): Noun => ({ plural, classes: [name] })),
];

const read = { action: 'read', object: 'network' } as const;
const record = { action: 'record', object: 'network' } as const;
const pathOf = (plural: string) => `/api/networks/{network}/${plural}` as const;

const recordForms = ['json', 'jsonld', 'turtle'] as const;

/** The addresses at which the records of a noun are read. */
function readingRoutes({ plural, classes }: Noun) {
  const named = classes.join(', ');
  return {
    list: declare(read, {
      method: 'get',
      path: pathOf(plural),
      summary: `Records of the class ${named}, filtered, sorted and in pages that stay as of the number of the first`,
      request: { params: inNetwork, query: queryOf(classes) },
      responses: answers(page, 200, otherForms(formatsOf(classes))),
    }),
    one: declare(read, {
      method: 'get',
      path: `${pathOf(plural)}/{id}`,
      summary: `One record of the class ${named}; its ETag is what a change of it must name`,
      request: { params: inRecord, query: z.strictObject({ ...inRecorded, ...inFull, format: inFormat(recordForms) }) },
      responses: { ...answers(shown, 200, otherForms(recordForms)), 304: { description: 'It has not changed' } },
    }),
  };
}

const changing = z.object({ 'idempotency-key': keyHeader, 'if-match': z.string().max(1000).optional() });

/** The addresses at which one record is changed: the whole of it is put in place of what it was, so that nothing old stays by chance. */
function changingRoutes(plural: string, name: ClassName) {
  const fixed = kinds[name].revisable ? '' : ' (never: it is corrected or replaced by another one)';
  const path = `${pathOf(plural)}/{id}` as const;
  const request = { params: inRecord, headers: changing };
  const schema = { $ref: `#/components/schemas/${name}` };
  return {
    put: declare(record, {
      method: 'put',
      path,
      summary: `Revise a record of the class ${name}: all of it, with If-Match${fixed}`,
      request,
      requestBody: { content: { 'application/json': { schema } } },
      responses: answers(shown),
    }),
    remove: declare(record, {
      method: 'delete',
      path,
      summary: `Retire a record of the class ${name}, with If-Match: it stays to be read, and nothing new names it${fixed}`,
      request,
      responses: answers(shown),
    }),
  };
}

const tagFor = (row: RecordRow): string => `"${recordTag(row)}"`;

/** Shows a record under the tag by which it is known. */
function showTagged(c: Context<Env>, row: RecordRow) {
  c.header('ETag', tagFor(row));
  c.header('Cache-Control', 'private, no-cache');
  return c.json(show(row), 200);
}

interface Paged extends Pick<Noun, 'classes'> {
  readonly network: string;
  readonly recorded: Instant | undefined;
}

/** A page of records in the form that was asked for; the next page is named in the answer or, where it has no room, in a link. */
async function showPage(c: Context<Env>, { classes, network, recorded }: Paged, page: Page<RecordRow>) {
  const { items, next, sequence } = page;
  const format = formatOf(c, formatsOf(classes));
  if (format === 'json') return c.json({ items: items.map(show), ...(next !== undefined && { next }), sequence }, 200);
  linkNext(c, next);
  if (format === 'csv')
    return answerIn(
      c,
      format,
      recordTable(
        items.map((row) => ({ ...show(row) })),
        classes,
      ),
    );
  if (format === 'jsonld' || format === 'turtle') return answerLinked(c, { format, network, recorded }, items);
  const features = items.map((row) => placeFeature(show(row), row.body as Body<'SpatialThing'>));
  return answerIn(c, format, JSON.stringify(collection(features)));
}

/** What the house tells of a record beside its fields: it is sent back with what was read, and says nothing new. */
const told: ReadonlySet<string> = new Set(['class', 'sequence', 'recorded', 'happened', 'retired', 'revision']);

/** The record that a body puts in place of another; what it says of itself must be what the address says. */
function readRevision(input: unknown, { name, id }: { name: ClassName; id: string }): Entry | readonly Problem[] {
  if (!isObject(input)) return [problem('body.shape', '', { value: 'no object' })];
  const fields = Object.entries(input).filter(([field]) => !told.has(field));
  const body = { type: name, id, ...Object.fromEntries(fields), op: 'revise' };
  const { entries, problems } = readBatch([body], { makeId: () => id });
  const [entry] = entries;
  if (!entry || problems.some(isError)) return problems;
  const own = { field: '', value: '', expected: '' };
  if (entry.class !== name)
    return [problem('field.type', '/type', { ...own, field: 'type', value: entry.class, expected: name })];
  if (entry.id !== id) return [problem('field.type', '/id', { ...own, field: 'id', value: entry.id, expected: id })];
  return entry;
}

interface Change {
  readonly name: ClassName;
  readonly network: string;
  readonly id: string;
  readonly key: string;
  /** Makes the entry out of the record as it stands. */
  readonly entryOf: (row: RecordRow) => Entry;
  readonly hash: string;
}

/** Puts a change into the journal when the record is what the client has seen, and shows what it then is. */
async function change(c: Context<Env>, { name, network, id, key, entryOf, hash }: Change) {
  const { house } = c.var;
  const before = await house.record(network, name, id);
  if (!before.value) return refuse(c, before.problems);
  const values = { class: name, value: id };
  if (!kinds[name].revisable) return refuse(c, [problem('record.fixed', '', values, id)]);
  const asked = c.req.header('if-match');
  const present = recordTag(before.value);
  if (asked === undefined) return refuse(c, [problem('record.match', '', { value: id, expected: present }, id)]);
  const submission = {
    entries: [entryOf(before.value)],
    author: c.var.author,
    key,
    requestHash: hash,
    expected: { [id]: matches(asked, present) },
  };
  const answer = await house.submit(network, submission);
  if (!answer.value) return refuse(c, answer.problems);
  const after = await house.record(network, name, id);
  return after.value ? showTagged(c, after.value) : refuse(c, after.problems);
}

export const recordRoutes = routes();
for (const noun of nouns) {
  const { list, one } = readingRoutes(noun);
  recordRoutes.openapi(list, async (c) => {
    const { network } = c.req.valid('param');
    const { house } = c.var;
    const query = c.req.valid('query');
    const at = await readAsOf(house, network, query);
    if (!at.value) return refuse(c, at.problems);
    const answer = await house.records(network, filterFrom(noun.classes, query, at.value));
    if (!answer.value) return refuse(c, answer.problems);
    return showPage(c, { classes: noun.classes, network, recorded: at.value.recorded }, answer.value);
  });
  recordRoutes.openapi(one, async (c) => {
    const { network, id: wanted } = c.req.valid('param');
    const at = await readAsOf(c.var.house, network, c.req.valid('query'));
    if (!at.value) return refuse(c, at.problems);
    const { recorded } = at.value;
    const found = await Promise.all(noun.classes.map((name) => c.var.house.record(network, name, wanted, recorded)));
    const answer = found.find(({ value }) => value) ?? found[0]!;
    if (!answer.value) return refuse(c, answer.problems);
    const format = formatOf(c, recordForms);
    if (format !== 'json') return answerLinked(c, { format, network, recorded }, [answer.value]);
    if (!isKnownTag(c, answer.value)) return showTagged(c, answer.value);
    c.header('ETag', tagFor(answer.value));
    return c.body(null, 304);
  });
}

interface Linked extends Omit<Paged, 'classes'> {
  readonly format: 'jsonld' | 'turtle';
}

/** Records as linked data; in full, with the links that others keep and what follows from events. */
async function answerLinked(
  c: Context<Env>,
  { format, network, recorded }: Linked,
  rows: readonly RecordRow[],
): Promise<Response> {
  const isFull = c.req.query('full') === 'true';
  const extra = isFull ? await extraFor({ house: c.var.house, network, recorded }, rows) : undefined;
  if (extra && !extra.value) return refuse(c, extra.problems);
  const text = format === 'turtle' ? turtleOf(rows, extra?.value) : JSON.stringify(linkedDocument(rows, extra?.value));
  return answerIn(c, format, text);
}

const isKnownTag = (c: Context<Env>, row: RecordRow): boolean =>
  matches(c.req.header('if-none-match') ?? '', recordTag(row)).includes(recordTag(row));

for (const { plural, name } of classNouns) {
  const { put, remove } = changingRoutes(plural, name);
  recordRoutes.openapi(put, async (c) => {
    const { network, id } = c.req.valid('param');
    const { input, hash, problems } = await readInput(c);
    if (problems.length > 0) return refuse(c, problems);
    const entry = readRevision(input, { name, id });
    if (!('op' in entry)) return refuse(c, entry);
    const key = c.req.valid('header')['idempotency-key'] ?? randomUUID();
    return change(c, { name, network, id, key, entryOf: () => entry, hash });
  });
  recordRoutes.openapi(remove, (c) => {
    const { network, id } = c.req.valid('param');
    const key = c.req.valid('header')['idempotency-key'] ?? randomUUID();
    const entryOf = ({ body }: RecordRow): Entry => ({ v: 1, op: 'retire', class: name, id, body });
    return change(c, { name, network, id, key, entryOf, hash: `retire ${name} ${id}` });
  });
}
