import type { z } from 'zod';
import { canonicalBytes } from '../0-base/canonical.ts';
import { isId } from '../0-base/id.ts';
import { isError, type Problem, problem, sortProblems } from '../0-base/problem.ts';
import type { Finding } from './field.ts';
import { isObject } from './linked.ts';
import { type DocumentContext, readDocument } from './linked/read.ts';
import { classIn } from './linked/node.ts';
import { type Body, type ClassName, type Entry, entryLimit, kinds, schemas } from './kind.ts';
import { fieldsOf } from './shape.ts';

/** Records that one batch may hold. */
const recordLimit = 10_000;
/** Objects that a record may take where its measures and parts stand beside it. */
const nodesPerRecord = 5;

const operations = ['record', 'revise', 'retire'] as const;

/**
 * Reads parsed JSON (a list of records, `{"@graph": [...]}`, or one record) into entries of the journal.
 * A batch is read whole: every problem comes with its record, path, value and remedy; entries are only what is valid.
 * Problems: body.shape, batch.*, class.unknown, field.*, id.*, text.invalid, number.*, unit.*, time.invalid, zone.unknown, choice.unknown,
 * entry.size.
 */
export function readBatch(input: unknown, context: DocumentContext): { entries: Entry[]; problems: Problem[] } {
  const list = listOf(input);
  if (!list) return { entries: [], problems: [problem('body.shape', '', { value: describe(input) })] };
  if (list.length === 0) return { entries: [], problems: [problem('batch.empty', '')] };
  if (list.length > recordLimit * nodesPerRecord)
    return { entries: [], problems: [problem('batch.size', '', { value: `${list.length}`, limit: `${recordLimit}` })] };
  const entries: Entry[] = [];
  const whole = readDocument(list, contextOf(input), context);
  const count = whole.records.length;
  if (count > recordLimit)
    return { entries: [], problems: [problem('batch.size', '', { value: `${count}`, limit: `${recordLimit}` })] };
  const problems: Problem[] = besideGraph(input);
  for (const each of whole.problems) problems.push(each);
  const faulty = new Set(whole.problems.filter(isError).map((each) => each.record));
  const seen = new Map<string, Entry['op']>();
  whole.records.forEach(({ record, place }) => {
    const read = readRecord(record, place, context);
    for (const each of read.problems) problems.push(each);
    if (!read.entry || faulty.has(read.entry.id) || faulty.has(`#${place + 1}`)) return;
    const { id, op } = read.entry;
    const isEnd = op === 'retire' && seen.get(id) === 'record';
    if (seen.has(id) && !isEnd) problems.push(problem('id.duplicate', '/id', { value: id }, id));
    else entries.push(read.entry);
    seen.set(id, op);
  });
  return { entries, problems: sortProblems(problems) };
}

function listOf(input: unknown): readonly unknown[] | undefined {
  if (Array.isArray(input)) return input;
  if (!isObject(input)) return undefined;
  if (Array.isArray(input['@graph'])) return input['@graph'];
  return '@type' in input || 'type' in input ? [input] : undefined;
}

/** The context around a graph; one that stands in a record is read with it. */
const contextOf = (input: unknown): unknown =>
  isObject(input) && Array.isArray(input['@graph']) ? input['@context'] : undefined;

const graphKeys = ['@context', '@graph', '@id', 'id'];

/** What stands beside the records of a graph would be lost. */
function besideGraph(input: unknown): Problem[] {
  if (!isObject(input) || !Array.isArray(input['@graph'])) return [];
  const beside = Object.keys(input).filter((key) => !graphKeys.includes(key));
  const known = graphKeys.join(', ');
  return beside.map((field) => problem('field.unknown', `/${field}`, { field, class: 'a batch', known }));
}

/** Reads one record; problems name it by its id, or by its place (#3) when it has none. */
function readRecord(item: unknown, index: number, context: DocumentContext): { entry?: Entry; problems: Problem[] } {
  const place = `#${index + 1}`;
  if (!isObject(item)) return { problems: [problem('body.shape', '', { value: describe(item) }, place)] };
  const { '@type': typed, type = typed, '@id': named, id = named, op = 'record', ...rest } = item;
  if (typed !== undefined && type !== typed)
    return { problems: [problem('field.twice', '/type', { field: 'type' }, place)] };
  if (named !== undefined && id !== named) return { problems: [problem('field.twice', '/id', { field: 'id' }, place)] };
  const given = id === undefined ? context.makeId(index) : id;
  if (typeof given !== 'string' || !isId(given))
    return { problems: [problem('id.invalid', '/id', { value: describe(given) }, place)] };
  const record = id === undefined ? place : given;
  const kind = classIn(type);
  if (!kind) {
    // What another system keeps beside the vocabulary is told and stops nothing; a record without a class is a slip.
    const code = context.strictness === 'structural' && type !== undefined ? 'class.left' : 'class.unknown';
    return {
      problems: [problem(code, '/type', { value: describe(type), known: Object.keys(schemas).join(', ') }, record)],
    };
  }
  if (!isOperation(op))
    return {
      problems: [
        problem('choice.unknown', '/op', { field: 'op', value: describe(op), known: operations.join(', ') }, record),
      ],
    };
  return readBody({ kind, id: given, op, record }, rest, context);
}

interface Heading {
  readonly kind: ClassName;
  readonly id: string;
  readonly op: Entry['op'];
  readonly record: string;
}

function readBody(
  { kind, id, op, record }: Heading,
  given: Record<string, unknown>,
  { strictness }: DocumentContext,
): { entry?: Entry; problems: Problem[] } {
  // What ends needs no more than its name.
  if (op === 'retire' && Object.keys(given).length === 0)
    return { entry: { v: 1, op, class: kind, id, body: {} as Body }, problems: [] };
  const isLenient = strictness === 'structural';
  const { said: plain, gaps: left } = isLenient ? saidIn({ kind, record }, given) : { said: given, gaps: [] };
  const read = schemas[kind].safeParse(plain);
  // What a revision may go on without is known by who knows the record as it stands.
  const gaps = [...left, ...(op === 'record' ? gapsIn({ kind, record, body: plain, isLenient }) : [])];
  if (!read.success)
    return {
      problems: [...read.error.issues.flatMap((issue) => problemsOf(issue, { kind, record, input: plain })), ...gaps],
    };
  if (gaps.some(isError)) return { problems: gaps };
  const entry: Entry = { v: 1, op, class: kind, id, body: read.data as Body };
  const size = canonicalBytes(entry).length;
  if (size > entryLimit)
    return { problems: [problem('entry.size', '', { value: `${size}`, limit: `${entryLimit}` }, record)] };
  return { entry, problems: gaps };
}

interface Lacking {
  readonly kind: ClassName;
  readonly record: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly isLenient: boolean;
}

/** What is asked for here and a record does not say: missing, or of another system's record told as a gap. */
const gapsIn = ({ kind, record, body, isLenient }: Lacking): Problem[] =>
  (kinds[kind].asked ?? [])
    .filter((field) => body[field] === undefined)
    .map((field) => problem(isLenient ? 'field.gap' : 'field.missing', `/${field}`, { field, class: kind }, record));

const isBlank = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '');

/**
 * What another system's record says: an empty text or null says nothing, and half a measure is no measure. A field without
 * which there is no record stays, and is told as it is.
 */
function saidIn({ kind, record }: Pick<Heading, 'kind' | 'record'>, plain: Readonly<Record<string, unknown>>) {
  const gaps: Problem[] = [];
  const said: Record<string, unknown> = {};
  const fields = new Map(fieldsOf(kind).map((field) => [field.name, field]));
  for (const [name, value] of Object.entries(plain)) {
    const field = fields.get(name);
    const isNeeded = field?.required === true && !field.isAsked;
    const expected = field?.kind === 'measure' && !isNeeded ? lackOf(value) : undefined;
    if (expected) gaps.push(problem('field.blank', `/${name}`, { field: name, class: kind, expected }, record));
    else if (isNeeded || !isBlank(value)) said[name] = value;
  }
  return { said, gaps };
}

const lackOf = (measure: unknown): string | undefined =>
  isObject(measure)
    ? ['hasNumericalValue', 'hasUnit'].find((part) => measure[part] === undefined || isBlank(measure[part]))
    : undefined;

const isOperation = (value: unknown): value is Entry['op'] => operations.some((each) => each === value);

interface Place {
  readonly kind: ClassName;
  readonly record: string;
  readonly input: unknown;
}

/** One finding of zod as problems in our words. */
function problemsOf(issue: z.core.$ZodIssue, { kind, record, input }: Place): Problem[] {
  const path = issue.path.map((part) => `/${String(part)}`).join('');
  const field = issue.path.filter((part) => typeof part === 'string').join('.');
  const value = valueAt(input, issue.path);
  const make = (code: Problem['code'], values: Record<string, string>, at = path) =>
    problem(code, at, { field, ...values }, record);
  if (issue.code === 'custom') {
    const { problem: code, values } = issue.params as Finding;
    return [make(code, values)];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(schemas[kind], issue.path).join(', ');
    return issue.keys.map((key) => {
      if (path === '' && kinds[kind].derived?.includes(key)) return make('field.derived', { field: key }, `/${key}`);
      return make('field.unknown', { field: key, class: field || kind, known }, `${path}/${key}`);
    });
  }
  if (value === undefined) return [make('field.missing', {})];
  if (issue.code === 'invalid_value')
    return [make('choice.unknown', { value: describe(value), known: issue.values.map(String).join(', ') })];
  return [make('field.type', { value: describe(value), expected: expectation(issue) })];
}

/** What is read of a schema to tell its fields: an object has a shape, an optional or a list something within. */
interface Shaped {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly unwrap?: () => unknown;
}

/** The fields of the object that a schema has at a path. */
function fieldsAt(given: unknown, path: readonly PropertyKey[]): readonly string[] {
  const { shape, unwrap } = given as Shaped;
  if (!shape) return unwrap ? fieldsAt((given as Required<Shaped>).unwrap(), path) : [];
  const [part, ...rest] = path.filter((each) => typeof each === 'string');
  return part === undefined ? Object.keys(shape) : fieldsAt(shape[part], rest);
}

/** What zod expects, in words of people who never saw a type. */
const expectations: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields of its own',
};

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `text of at most ${issue.maximum} characters`;
  if (issue.code === 'invalid_union') return 'a number';
  return (issue.code === 'invalid_type' && expectations[issue.expected]) || 'another value';
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      isObject(value) || Array.isArray(value) ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    input,
  );

/** A value as it is shown in a sentence: short, and never the whole of what was sent. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === '') return 'empty';
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return shown.length > 80 ? `${shown.slice(0, 77)}...` : shown;
}
