import { isId } from '../../0-base/id.ts';
import { isError, type Problem, type ProblemCode, problem } from '../../0-base/problem.ts';
import type { Facts } from '../facts.ts';
import type { ClassName } from '../kind.ts';
import { readJson } from '../json.ts';
import { type Column, columnsOf } from '../shape.ts';
import { type Cells, isBlank, isRemark } from './cells.ts';
import { type DateOrder, detectDateOrder, readDate } from './date-order.ts';
import { type DecimalMark, detectDecimalMark, readNumber } from './decimal-mark.ts';
import { nameKey, type Names, namesOf } from './names.ts';

/** What reading a table of records needs beside its cells. */
interface RecordTableContext {
  readonly facts: Facts;
  readonly kind: ClassName;
  /** A stable id for a row without one, so that the same table is recorded only once. */
  readonly makeId: (row: string) => string;
  readonly decimalMark?: DecimalMark | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** One line of the table and the record that it becomes when nothing is wrong with its cells. */
interface RecordTableRow {
  readonly line: number;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** A table of records as it was understood. */
interface RecordTableReading {
  readonly columns: readonly { readonly heading: string; readonly field: string | undefined }[];
  readonly rows: readonly RecordTableRow[];
  readonly problems: readonly Problem[];
}

/** What the house tells of a record beside its fields: a table that was downloaded has it, and it says nothing new. */
const told: ReadonlySet<string> = new Set(['class', 'sequence', 'recorded', 'happened', 'revision', 'retired']);

interface Reading {
  readonly columns: ReadonlyMap<string, Column>;
  readonly names: Names;
  /** Ids of the rows of this table by their names: one row may name another. */
  readonly own: ReadonlyMap<string, string>;
  readonly kind: ClassName;
  readonly decimalMark: DecimalMark;
  readonly dateOrder: DateOrder;
}

type Filled = Readonly<Record<string, string>>;

/**
 * Reads a table of records of one class, a record a row, headed by the paths of `columnsOf` and `id`; records that it names
 * are named by id or name, and none is made that is not a row. Lists are written with bars between their items, parts as JSON.
 * Problems: table.header, table.width, table.cell, table.formula, table.namesake, field.unknown, reference.unknown. The rest is readBatch's to say.
 */
export function readRecordTable(cells: Cells, context: RecordTableContext): RecordTableReading {
  const { kind, facts, makeId } = context;
  const lines = cells.flatMap((each, place) => (isBlank(each) || isRemark(each) ? [] : [{ each, line: place + 1 }]));
  const [head, ...rest] = lines;
  const headings = (head?.each ?? []).map((heading) => heading.trim());
  const byPath = new Map(columnsOf(kind).map((column) => [column.path, column]));
  const fields = headings.map((heading) => (heading === 'id' || byPath.has(heading) ? heading : undefined));
  const columns = headings.map((heading, place) => ({ heading, field: fields[place] }));
  const problems = problemsOfHead(headings, byPath, kind);
  if (problems.length > 0) return { columns, rows: [], problems };
  const filled = rest.map(({ each, line }) => ({
    line,
    width: each.findLastIndex((cell) => cell.trim() !== '') + 1,
    cells: Object.fromEntries(
      fields.flatMap((field, place) => (field && each[place]?.trim() ? [[field, each[place].trim()]] : [])),
    ) as Filled,
  }));
  const ofKind = (wanted: Column['kind']) =>
    filled.flatMap((row) =>
      Object.entries(row.cells).flatMap(([field, cell]) => (byPath.get(field)?.kind === wanted ? [cell] : [])),
    );
  const idOf = (row: Filled) => row['id'] ?? makeId(`${kind}/${JSON.stringify(row)}`);
  const reading: Reading = {
    columns: byPath,
    kind,
    names: namesOf(facts),
    own: new Map(filled.map((row) => [nameKey(row.cells['name'] ?? ''), idOf(row.cells)])),
    decimalMark: context.decimalMark ?? detectDecimalMark(ofKind('number')).choice,
    dateOrder: context.dateOrder ?? detectDateOrder(ofKind('time')).choice,
  };
  const rows = filled.map(({ line, width, cells: row }): RecordTableRow => {
    const found: Problem[] =
      width > headings.length
        ? [problem('table.width', '', { found: `${width}`, expected: `${headings.length}` }, `line ${line}`)]
        : [];
    const say: Say = (code, field, values = {}) => {
      const value = row[field]!.slice(0, longestShown);
      found.push(problem(code, `/${field.replaceAll('.', '/')}`, { field, value, ...values }, `line ${line}`));
    };
    const body = readBody(row, reading, say);
    const namesake = namesakeOf(row, reading, idOf);
    if (namesake !== undefined) say('table.namesake', 'name', { class: kind, id: namesake });
    const record = { '@type': kind, '@id': idOf(row), ...body };
    return found.some(isError) ? { line, problems: found } : { line, record, problems: found };
  });
  return { columns, rows, problems };
}

/** The record that bears the name of a row without an id of its own: who sends it may mean that one. The same row sent again is no other. */
function namesakeOf(row: Filled, { names, kind }: Reading, idOf: (row: Filled) => string): string | undefined {
  if (row['id'] !== undefined || row['name'] === undefined) return undefined;
  const found = names.find(kind, row['name']);
  return found.includes(idOf(row)) ? undefined : found[0];
}

/** Headings that no field has would be lost, and records without what they must have could not be made. */
function problemsOfHead(headings: readonly string[], columns: Reading['columns'], kind: ClassName): Problem[] {
  const known = ['id', ...columns.keys()].join(', ');
  const strange = headings.filter((each) => each !== '' && each !== 'id' && !columns.has(each) && !told.has(each));
  const missing = [...columns.values()].filter(({ required, path }) => required && !headings.includes(path));
  return [
    ...strange.map((field) => problem('field.unknown', '', { field, class: kind, known })),
    ...missing.map(({ path }) => problem('table.header', '', { field: path, known: path })),
  ];
}

/** Characters of a cell that a message shows. */
const longestShown = 80;

type Say = (code: ProblemCode, field: string, values?: Record<string, string>) => void;

function readBody(row: Filled, reading: Reading, say: Say): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [field, cell] of Object.entries(row)) {
    const column = reading.columns.get(field);
    if (/^[=@]/.test(cell)) say('table.formula', field);
    else if (column) put(body, field.split('.'), valueIn(cell, column, reading, say));
  }
  return body;
}

/** Puts a value where its path leads. */
function put(body: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    body[first!] = value;
    return;
  }
  body[first!] ??= {};
  put(body[first!] as Record<string, unknown>, rest, value);
}

const isJson = (cell: string): boolean => /^[[{]/.test(cell);

function valueIn(cell: string, column: Column, reading: Reading, say: Say): unknown {
  const { path, kind, item } = column;
  if (kind === 'list' && isJson(cell)) return parsed(cell, path, say);
  if (kind === 'list')
    return cell.split('|').map((each) => single(each.trim(), { ...column, kind: item?.kind ?? 'text' }, reading, say));
  return single(cell, column, reading, say);
}

function parsed(cell: string, path: string, say: Say): unknown {
  const { value, problems } = readJson(cell);
  if (problems.length > 0) say('table.cell', path, { expected: 'a list in JSON' });
  return value;
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'ja'].map((word) => [word, true] as const),
  ...['false', 'no', 'nee'].map((word) => [word, false] as const),
]);

function single(cell: string, { path, kind, names }: Column, reading: Reading, say: Say): unknown {
  if (kind === 'number') {
    const number = readNumber(cell, reading.decimalMark);
    return number ?? say('table.cell', path, { expected: 'a number' });
  }
  // What is no date is left to whoever judges the record: a time may be written in full.
  if (kind === 'time') return readDate(cell, reading.dateOrder) ?? cell;
  if (kind === 'flag') return flags.get(cell.toLowerCase()) ?? say('table.cell', path, { expected: 'true or false' });
  return kind === 'reference' ? referred(cell, { path, names: names ?? [] }, reading, say) : cell;
}

/** The id of what a cell names: an id as it is, else the one record of that name, else the row of that name. */
function referred(
  cell: string,
  { path, names }: { path: string; names: readonly ClassName[] },
  reading: Reading,
  say: Say,
): string | undefined {
  const found = [...new Set(names.flatMap((kind) => reading.names.find(kind, cell)))];
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    say('table.cell', path, { expected: `the name of one only (${found.length} bear it); write its identifier` });
    return undefined;
  }
  const own = names.includes(reading.kind) ? reading.own.get(nameKey(cell)) : undefined;
  if (own === undefined && !isId(cell)) say('reference.unknown', path, { class: names.join(' or ') });
  return own ?? cell;
}
