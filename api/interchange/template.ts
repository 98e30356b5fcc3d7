import { csvText } from '../../engine/0-base/csv.ts';
import { type ClassName, kinds } from '../../engine/1-record/kind.ts';
import { type Column, columnsOf } from '../../engine/1-record/shape.ts';
import { headingIn, tableFields, type TableLanguage } from '../../engine/1-record/table/header.ts';
import { actionWordsIn } from '../../engine/2-ledger/action-words.ts';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { examples, expectations, fieldWords, templateWords } from './template-words.ts';

/** One column of a template: what stands above it, what is expected in it, and an example. */
interface TemplateColumn {
  readonly heading: string;
  readonly expected: string;
  readonly example: string;
}

/** The classes that people fill in as tables; events come as the producer's table, and a network has one record of itself. */
const templateClasses = (Object.keys(kinds) as ClassName[]).filter((name) => name !== 'Network');

/** The same by the name in an address. */
export const templateKinds: ReadonlyMap<string, ClassName> = new Map(
  templateClasses.map((name) => [kinds[name].plural, name]),
);

/** The class of events, whose table is the producer's. */
export const isEventTable = (name: ClassName): boolean => name === 'EconomicEvent';

const eventColumns = (language: TableLanguage): TemplateColumn[] =>
  tableFields.map((field) => ({
    heading: headingIn(field, language),
    expected: fieldWords[language][field].replace('{actions}', actionWordsIn(language).join(', ')),
    example: field === 'action' ? actionWordsIn(language)[1]! : examples[language][field],
  }));

function expectedIn(column: Column, language: TableLanguage): string {
  const { kind, choices, names, required } = column;
  const words = expectations[language];
  const what = choices ? choices.join(' | ') : names ? `${words.reference}: ${names.join(', ')}` : words[kind];
  return required ? `${what} (${templateWords[language].required})` : what;
}

const exampleIn = ({ kind, choices, path }: Column, language: TableLanguage): string =>
  path === 'name' ? examples[language].resource : (choices?.[0] ?? examples[language].kinds[kind] ?? '');

function recordColumns(name: ClassName, language: TableLanguage): TemplateColumn[] {
  const id = { heading: 'id', expected: expectations[language].id, example: 'urn:example:1' };
  const rest = columnsOf(name).map((column) => ({
    heading: column.path,
    expected: expectedIn(column, language),
    example: exampleIn(column, language),
  }));
  return [id, ...rest];
}

const columnsFor = (name: ClassName, language: TableLanguage): TemplateColumn[] =>
  isEventTable(name) ? eventColumns(language) : recordColumns(name, language);

/** A line that is not read: its first cell says so. */
const remark = ([first, ...rest]: readonly string[]): string[] => [`# ${first}`, ...rest];

/** The lines of a template: headings, then what is expected and an example, both marked as not to be read. */
function linesOf(columns: readonly TemplateColumn[]): string[][] {
  return [
    columns.map(({ heading }) => heading),
    remark(columns.map(({ expected }) => expected)),
    remark(columns.map(({ example }) => example)),
  ];
}

/** A template as CSV. */
export function csvTemplate(name: ClassName, language: TableLanguage): string {
  const [head, ...rest] = linesOf(columnsFor(name, language));
  return csvText(head!, rest);
}

/** A template as a workbook: the table, and a second sheet that tells how it is filled in. */
export async function workbookTemplate(name: ClassName, language: TableLanguage): Promise<Uint8Array<ArrayBuffer>> {
  const columns = columnsFor(name, language);
  const { table, help, lines: sentences } = templateWords[language];
  const looks = [{ fontWeight: 'bold' }, { fontStyle: 'italic', textColor: '#555555' }] as const;
  const data: SheetData = linesOf(columns).map((line, place) =>
    line.map((value) => ({ value, type: String, ...looks[Math.min(place, 1)] })),
  );
  const told: SheetData = [
    ...sentences.map((value) => [{ value, type: String }]),
    [],
    ...columns.map(({ heading, expected, example }) =>
      [heading, expected, example].map((value) => ({ value, type: String })),
    ),
  ];
  const book = writeWorkbook([
    { data, sheet: table, stickyRowsCount: 1, columns: columns.map(() => ({ width: 22 })) },
    { data: told, sheet: help, columns: [{ width: 32 }, { width: 60 }, { width: 32 }] },
  ]);
  return Uint8Array.from(await book.toBuffer());
}
