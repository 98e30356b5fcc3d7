import { csvText } from '../../../engine/0-base/csv.ts';
import type { TableLanguage } from '../../../engine/1-record/table/header.ts';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import {
  type InventoryField,
  type InventoryTable,
  inventoryFields,
  inventoryTables,
  roleWords,
  roles,
  tableWords,
} from './inventory-fields.ts';

/** What the second half of the template says to whoever fills it in. */
const sentences: Readonly<Record<TableLanguage, { help: string; required: string; lines: readonly string[] }>> = {
  en: {
    help: 'help',
    required: 'required',
    lines: [
      'One line is one thing that a process takes in or gives out. The table of exchanges is enough for a start.',
      'Lines that begin with # are not read: they say what is expected and show an example.',
      'A number may be a formula of parameters: + - * / ^, comparisons, if(condition; then; else), min, max, sqrt ...',
    ],
  },
  nl: {
    help: 'hulp',
    required: 'verplicht',
    lines: [
      'Eén regel is één ding dat een proces opneemt of afgeeft. De tabel met uitwisselingen volstaat om te beginnen.',
      'Regels die met # beginnen worden niet gelezen: ze zeggen wat er wordt verwacht en tonen een voorbeeld.',
      'Een getal mag een formule van parameters zijn: + - * / ^, vergelijkingen, if(voorwaarde; dan; anders), min, max, sqrt ...',
    ],
  },
};

const remark = ([first, ...rest]: readonly string[]): string[] => [`# ${first}`, ...rest];

const helpOf = ({ help, required }: InventoryField, language: TableLanguage): string =>
  required ? `${help[language]} (${sentences[language].required})` : help[language];

/** An example as it is written in a language: roles are words. */
const exampleIn = ({ name, examples }: InventoryField, line: number, language: TableLanguage): string => {
  const example = examples[line] ?? '';
  const role = name === 'role' ? roles.find((each) => each === example) : undefined;
  return role ? roleWords[language][role] : example;
};

/** The lines of a table: headings, then what is expected and an example, marked as not to be read. */
function linesOf(table: InventoryTable, language: TableLanguage): string[][] {
  const fields = inventoryFields[table];
  const examples = Array.from({ length: fields[0]!.examples.length }, (_, line) =>
    remark(fields.map((field) => exampleIn(field, line, language))),
  );
  return [
    fields.map(({ heading }) => heading[language]),
    remark(fields.map((field) => helpOf(field, language))),
    ...examples,
  ];
}

/** One table of the template as CSV. */
export function inventoryCsv(table: InventoryTable, language: TableLanguage): string {
  const [head, ...rest] = linesOf(table, language);
  return csvText(head!, rest);
}

/** The whole template as a workbook: a sheet for each table, and one that tells how they are filled in. */
export async function inventoryWorkbook(language: TableLanguage): Promise<Uint8Array<ArrayBuffer>> {
  const looks = [{ fontWeight: 'bold' }, { fontStyle: 'italic', textColor: '#555555' }] as const;
  const tables = inventoryTables.map((table) => ({
    data: linesOf(table, language).map((line, place) =>
      line.map((value) => ({ value, type: String, ...looks[Math.min(place, 1)] })),
    ) satisfies SheetData,
    sheet: tableWords[language][table],
    stickyRowsCount: 1,
    columns: inventoryFields[table].map(() => ({ width: 22 })),
  }));
  const { help, lines } = sentences[language];
  const told: SheetData = [
    ...lines.map((value) => [{ value, type: String }]),
    ...inventoryTables.flatMap((table) => [
      [],
      [{ value: tableWords[language][table], type: String, fontWeight: 'bold' as const }],
      ...inventoryFields[table].map((field) =>
        [field.heading[language], helpOf(field, language)].map((value) => ({ value, type: String })),
      ),
    ]),
  ];
  const book = writeWorkbook([...tables, { data: told, sheet: help, columns: [{ width: 32 }, { width: 90 }] }]);
  return Uint8Array.from(await book.toBuffer());
}
