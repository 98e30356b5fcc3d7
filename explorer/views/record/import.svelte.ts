import type { DateOrder } from '../../../engine/1-record/table/date-order.ts';
import type { DecimalMark } from '../../../engine/1-record/table/decimal-mark.ts';
import type { App } from '../../state/app.svelte.ts';
import { text as catalogue } from '../../text/text.ts';
import type { Failure, WireProblem } from '../../worker/http.ts';
import type { TableAnswer, ToldRow } from '../../worker/table.ts';
import type { Opened } from '../../worker/world.ts';
import { batchOf } from './batch-of.ts';
import { fileText } from './file-text.ts';
import type { NewRecord } from './records.ts';
import { sendRecords } from './send.ts';
import { isWorkbook, readWorkbook, type WorkbookSheet } from './workbook.ts';

export type ImportTask = ReturnType<typeof createImport>;

interface Choices {
  readonly decimalMark?: DecimalMark;
  readonly dateOrder?: DateOrder;
}

const say = () => catalogue.record.table;
const isFormula = ({ code }: WireProblem) => code === 'table.formula';
const cellOf = ({ cells }: ToldRow, { path = '' }: WireProblem) => cells[path.split('/')[1] as keyof ToldRow['cells']];
const isSevere = ({ code }: WireProblem) => code !== 'table.name' && code !== 'table.choice';

/** The state of an import: the text, how it was read, what the reader accepted, and what the server said of each row. */
export function createImport(app: App, { network }: Opened, me: () => string) {
  const keys = { text: `${network}/table`, cells: `${network}/cells` };
  let text = $state(app.keep.read<string>(keys.text) ?? '');
  let answer = $state.raw<TableAnswer>();
  /** The cells as mended, ahead of the answer: a second cell may be mended while the first is still being read. */
  let cells: readonly (readonly string[])[] = app.keep.read(keys.cells) ?? [];
  let questions = 0;
  let choices: Choices = {};
  let accepted = $state.raw<ReadonlySet<string>>(new Set());
  let refused = $state.raw<ReadonlyMap<string, readonly WireProblem[]>>(new Map());
  let failure = $state.raw<Failure>();
  /** The workbook that was chosen, and the sheet of it that was read. */
  let book = $state.raw<WorkbookSheet & { readonly file: Blob }>();
  let busy = $state(false);
  let recorded = $state(0);
  let warnings = $state.raw<readonly WireProblem[]>([]);

  const idOf = (row: ToldRow) => row.record?.['@id'] as string;
  // A cell that a spreadsheet would run is no name that could be added.
  const formulas = $derived(
    new Set((answer?.rows ?? []).flatMap((row) => row.problems.filter(isFormula).map((each) => cellOf(row, each)))),
  );
  const asked = $derived(
    (answer?.proposed ?? []).filter(({ record, implied }) => !implied && !formulas.has(String(record['name']))),
  );
  const waiting = $derived(
    new Set(asked.filter(({ record }) => !accepted.has(record['@id'])).flatMap(({ lines }) => lines)),
  );
  const needsLook = (row: ToldRow) => row.faulty || waiting.has(row.line) || (refused.get(idOf(row))?.length ?? 0) > 0;
  const good = $derived((answer?.rows ?? []).filter((row) => !needsLook(row)));

  async function ask(question: { text?: string; cells?: readonly (readonly string[])[] }): Promise<void> {
    const mine = ++questions;
    busy = true;
    const found = await app.client.run('table', { ...question, me: me(), ...choices });
    if (mine !== questions) return;
    busy = false;
    refused = new Map();
    failure = undefined;
    warnings = [];
    if (!found) return;
    answer = found;
    cells = found.cells;
  }

  /** Reads mended cells; they are kept until they are recorded. */
  function askCells(next: typeof cells): Promise<void> {
    cells = next;
    app.keep.write(keys.cells, next);
    return ask({ cells });
  }

  /** Takes a file: a workbook by way of the server, cell by cell as if pasted; any other as text. */
  async function take(file: Blob, sheet?: string): Promise<void> {
    if (!isWorkbook(new Uint8Array(await file.slice(0, 2).arrayBuffer())))
      return paste(fileText(new Uint8Array(await file.arrayBuffer())));
    const mine = ++questions;
    busy = true;
    const read = await readWorkbook(app.client, network, { file, sheet });
    if (mine !== questions) return;
    busy = false;
    failure = read.ok ? undefined : read;
    if (!read.ok) return;
    type('');
    book = { ...read.value, file };
    // A cell that holds a number tells it with a point, however it is shown.
    choices = { decimalMark: '.' };
    await askCells(read.value.cells);
  }

  /** Sorts the server's problems to the rows; what belongs to no row stays with the failure. */
  function blame(given: Failure): void {
    const rows = new Map<string, WireProblem[]>();
    for (const problem of given.errors.filter(({ severity }) => severity !== 'warning'))
      if (problem.record) rows.set(problem.record, [...(rows.get(problem.record) ?? []), problem]);
    const known = new Set((answer?.rows ?? []).map(idOf));
    const rest = given.errors.filter(({ record }) => !record || !known.has(record));
    refused = new Map([...rows].filter(([id]) => known.has(id)));
    failure = rest.length > 0 || given.errors.length === 0 ? { ...given, errors: rest } : undefined;
  }

  async function send(): Promise<void> {
    const rows = good;
    const records = batchOf(rows, answer!.proposed, accepted);
    busy = true;
    const tried = await sendRecords(app.client, network, { records, key: '', dryRun: true });
    const struck = tried.ok && warnings.length === 0 ? (tried.value.warnings ?? []) : [];
    // What strikes is shown once; the next press records the rows as they are.
    if (struck.length > 0) warnings = struck;
    if (!tried.ok) blame(tried);
    if (tried.ok && struck.length === 0) await sendTried(rows, records);
    busy = false;
  }

  async function sendTried(rows: readonly ToldRow[], records: readonly NewRecord[]): Promise<void> {
    const sent = await sendRecords(app.client, network, { records, key: app.newId(), dryRun: false });
    if (sent.ok) await settle(rows);
    else blame(sent);
  }

  /** What was recorded leaves the table; the rest is read again against the names that are known now. */
  async function settle(rows: readonly ToldRow[]): Promise<void> {
    recorded += rows.length;
    app.announce(say().recorded(String(rows.length)));
    const gone = new Set(rows.map(({ line }) => line));
    const isAll = answer?.rows.every(({ line }) => gone.has(line)) ?? true;
    // Before anything is waited for: who leaves the page now shall not find the headings alone.
    if (isAll) clear();
    await app.refresh();
    if (!isAll) await askCells(cells.filter((_, place) => !gone.has(place + 1)));
  }

  function clear(): void {
    text = '';
    book = undefined;
    answer = undefined;
    choices = {};
    accepted = new Set();
    cells = [];
    app.keep.forget(keys.text);
    app.keep.forget(keys.cells);
  }

  const type = (typed: string) => {
    text = typed;
    recorded = 0;
    book = undefined;
    app.keep.write(keys.text, typed);
    app.keep.forget(keys.cells);
  };

  function paste(given: string): void {
    type(given);
    choices = {};
    void ask({ text: given });
  }

  if (cells.length > 0) void ask({ cells });

  return {
    get text() {
      return text;
    },
    get answer() {
      return answer;
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    /** What strikes the server in the good rows; it does not keep them from being recorded. */
    get warnings() {
      return warnings;
    },
    get recorded() {
      return recorded;
    },
    get good() {
      return good;
    },
    get faulty() {
      return (answer?.rows.length ?? 0) - good.length;
    },
    /** Proposed records that the reader must accept. */
    get asked() {
      return asked;
    },
    get accepted() {
      return accepted;
    },
    needsLook,
    refusedOf: (row: ToldRow): readonly WireProblem[] => refused.get(idOf(row)) ?? [],
    /** Why a row is held back, in one word. */
    whyNot: (row: ToldRow): string =>
      row.problems.some(isSevere) || refused.has(idOf(row))
        ? say().mend
        : waiting.has(row.line)
          ? say().waits
          : say().mend,
    type,
    paste,
    take,
    get book() {
      return book;
    },
    read: () => ask({ text }),
    choose(change: Choices) {
      choices = { ...choices, ...change };
      void ask({ cells });
    },
    /** Reads the rows again, as those of another agent. */
    reread() {
      if (answer) void ask({ cells });
    },
    /** Changes one cell and reads the whole again. */
    edit(line: number, column: number, value: string) {
      const mended = (row: readonly string[]) => row.map((cell, at) => (at === column ? value : cell));
      void askCells(cells.map((row, place) => (place === line - 1 ? mended(row) : row)));
    },
    accept(id: string, yes: boolean) {
      warnings = [];
      const next = new Set(accepted);
      if (yes) next.add(id);
      else next.delete(id);
      accepted = next;
    },
    send,
    clear,
  };
}
