import { createHash } from 'node:crypto';
import { uuidv5 } from '../../engine/0-base/id.ts';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import type { ClassName, Entry } from '../../engine/1-record/kind.ts';
import { type Cells, isRemark } from '../../engine/1-record/table/cells.ts';
import type { DateOrder } from '../../engine/1-record/table/date-order.ts';
import type { DecimalMark } from '../../engine/1-record/table/decimal-mark.ts';
import type { Proposed } from '../../engine/1-record/table/proposal.ts';
import { readRecordTable } from '../../engine/1-record/table/records.ts';
import { readTable } from '../../engine/1-record/table/table.ts';
import { actionWords } from '../../engine/2-ledger/action-words.ts';
import { isEventTable } from './template.ts';

/** A table that was sent, and what it is to be read against. */
export interface TableIn {
  readonly network: string;
  readonly kind: ClassName;
  readonly sheet?: string | undefined;
  /** The names of all sheets of its workbook. */
  readonly sheets?: readonly string[];
  readonly cells: Cells;
  readonly facts: Facts;
  readonly zone: string;
  /** For whom the rows are told that name nobody. */
  readonly me?: string | undefined;
  readonly decimalMark?: DecimalMark | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** A row as both readers of tables give it. */
interface Row {
  readonly line: number;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** A table as it was understood. */
export interface TableUnderstood {
  readonly columns: readonly { readonly heading: string; readonly field: string | undefined }[];
  readonly rows: readonly Row[];
  /** Lines that were not read, since they begin with #. */
  readonly remarks: readonly number[];
  readonly proposed: readonly Proposed[];
  readonly problems: readonly Problem[];
}

const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();

/** Reads a table by the one reader of its kind; ids follow from the content, so that the same table is recorded only once. */
export function understand({
  network,
  kind,
  cells,
  facts,
  zone,
  me,
  decimalMark,
  dateOrder,
}: TableIn): TableUnderstood {
  const makeId = (name: string) => uuidv5(`${network}/${me ?? ''}/${name}`, sha1);
  const remarks = cells.flatMap((line, place) => (isRemark(line) ? [place + 1] : []));
  const choices = { ...(decimalMark && { decimalMark }), ...(dateOrder && { dateOrder }) };
  if (!isEventTable(kind))
    return { ...readRecordTable(cells, { facts, kind, makeId, ...choices }), remarks, proposed: [] };
  const own = me === undefined ? {} : { me };
  return { ...readTable(cells, { facts, zone, actions: actionWords, makeId, ...own, ...choices }), remarks };
}

/** Names that nobody has recorded and whoever sent the table has not accepted, each where it stands first. */
function notAccepted({ proposed }: TableUnderstood, accepted: ReadonlySet<string>): Problem[] {
  return proposed
    .filter(({ record, implied }) => !implied && !accepted.has(record['@id']))
    .map(({ record, lines }) => {
      const values = { value: String(record['name']), class: record['@type'], id: record['@id'] };
      return problem('table.proposed', '', values, `line ${lines[0]}`);
    });
}

/** The entries of a table with all that is wrong with it so far; of what is proposed, what was accepted unless it is only tried. */
export function entriesOf(
  understood: TableUnderstood,
  { accepted, dryRun }: { accepted: ReadonlySet<string>; dryRun: boolean },
): { entries: readonly Entry[]; problems: Problem[] } {
  const problems = [
    ...understood.problems,
    ...understood.rows.flatMap((row) => row.problems),
    ...(dryRun ? [] : notAccepted(understood, accepted)),
  ];
  if (problems.some(isError)) return { entries: [], problems };
  const records = [
    ...understood.proposed.map(({ record }) => record),
    ...understood.rows.flatMap(({ record }) => record ?? []),
  ];
  const batch = readBatch(records, { makeId: () => '' });
  return { entries: batch.entries, problems: [...problems, ...batch.problems] };
}

/** Where the fields of an event stand in the producer's table. */
const eventFields: Readonly<Record<string, string>> = {
  action: 'action',
  hasPointInTime: 'date',
  resourceInventoriedAs: 'resource',
  resourceConformsTo: 'resource',
  resourceQuantity: 'quantity',
  effortQuantity: 'quantity',
  inputOf: 'process',
  outputOf: 'process',
  provider: 'from',
  receiver: 'to',
  toLocation: 'place',
  note: 'note',
};

/** The name of a column as a spreadsheet has it: A, B ... Z, AA. */
export function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

/** Tells of each problem its sheet, row and column, wherever it was found: in a cell, in the record of a row, in the ledger. */
export function placing(
  { sheet, kind }: Pick<TableIn, 'sheet' | 'kind'>,
  { columns, rows, proposed }: TableUnderstood,
): (given: Problem) => Problem {
  const lines = new Map([
    ...proposed.map(({ record, lines: [first] }) => [record['@id'], first!] as const),
    ...rows.flatMap(({ line, record }) => (record ? [[String(record['@id']), line] as const] : [])),
  ]);
  const columnOf = (path: string): number => {
    const dotted = path.slice(1).replaceAll('/', '.');
    const first = dotted.split('.')[0]!;
    const own = isEventTable(kind) ? [...(dotted.endsWith('.hasUnit') ? ['unit'] : []), eventFields[first]] : [];
    const places = [...own, dotted, first].map((wanted) =>
      columns.findIndex(({ field }) => field !== undefined && field === wanted),
    );
    return places.find((place) => place >= 0) ?? -1;
  };
  return (given) => {
    const record = given.record ?? '';
    const row = /^line \d+$/.test(record) ? Number(record.slice(5)) : lines.get(record);
    const column = columnOf(given.path);
    const place = {
      ...(sheet !== undefined && { sheet }),
      ...(row !== undefined && { row: `${row}` }),
      ...(row !== undefined && column >= 0 && { column: letters(column) }),
    };
    return { ...given, values: { ...given.values, ...place } };
  };
}
