import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { type Cells, isBlank, isRemark } from '../../../engine/1-record/table/cells.ts';

/** A sheet or file as it was read: its name, and its cells as written. */
export interface Sheet {
  readonly name: string;
  readonly cells: Cells;
}

/** What a row or column is of, by the words of its headings: region, sector, unit ... `name` is the last of them that is no unit. */
export interface Label {
  readonly name: string;
  readonly region?: string;
  readonly unit?: string;
  readonly compartment?: string;
  /** Line or column in the sheet, from 1. */
  readonly at: number;
}

/** A table of numbers with the labels of its rows and columns; an empty cell is 0. */
export interface LabelledTable {
  readonly sheet: string;
  readonly rows: readonly Label[];
  readonly columns: readonly Label[];
  readonly values: readonly (readonly number[])[];
}

/** Words that head labels, not amounts; a table of the statistics names its rows under none. */
const words = new Set([
  '',
  'region',
  'sector',
  'category',
  'stressor',
  'flow',
  'name',
  'code',
  'industry',
  'commodity',
  'unit',
  'compartment',
  'component',
  'inputtype',
  'extension',
]);

const wordOf = (cell: string | undefined): string => (cell ?? '').trim().toLowerCase();

const leading = (row: readonly string[]): number => {
  const first = row.findIndex((cell) => !words.has(wordOf(cell)));
  return Math.max(1, first < 0 ? row.length : first);
};

interface Heads {
  /** Lines of the headings, and how many columns of labels stand in front of the amounts. */
  readonly lines: readonly number[];
  readonly labels: number;
  /** The words over the columns of labels. */
  readonly words: readonly string[];
  readonly body: number;
}

const blanksOf = (row: readonly string[]): number => {
  const first = row.findIndex((cell) => cell.trim() !== '');
  return first < 0 ? row.length : first;
};

/**
 * The words of labels that bear none: what stands in front is a region, a sector and a unit where the first is a region of the headings, else a
 * flow, its compartment and its unit.
 */
function wordsOfLabels(regions: readonly string[], first: readonly string[], labels: number): string[] {
  const isSector = regions.some((region) => region.trim() !== '' && region === first[0]);
  if (isSector) return ['region', 'sector', 'unit'].slice(0, labels);
  return labels < 3 ? ['stressor', 'unit'].slice(0, labels) : ['stressor', 'compartment', 'unit'];
}

/**
 * Headings as pymrio writes them: a line for the region and one for the sector or category, then one with the words of the rows; or two lines
 * without words, both blank in front.
 */
function headsOf(cells: Cells): Heads {
  const first = cells.findIndex((row) => !isBlank(row) && !isRemark(row));
  const row = (line: number) => cells[line] ?? [];
  const blanks = blanksOf(row(first));
  if (blanks >= 2 && blanks < row(first).length && blanksOf(row(first + 1)) === blanks) {
    const body = first + 2;
    const labels = wordsOfLabels(row(first), row(body), blanks);
    return { lines: [first, first + 1], labels: blanks, words: labels, body };
  }
  const second = wordOf(row(first + 1)[0]);
  if (wordOf(row(first)[0]) !== 'region' || !words.has(second) || second === '')
    return { lines: [first], labels: leading(row(first)), words: row(first).map(wordOf), body: first + 1 };
  const named = row(first + 2).filter((cell) => cell.trim() !== '');
  const hasWords = named.length > 0 && named.every((cell) => words.has(wordOf(cell)));
  if (hasWords)
    return { lines: [first, first + 1], labels: named.length, words: row(first + 2).map(wordOf), body: first + 3 };
  return { lines: [first, first + 1], labels: 1, words: [''], body: first + 2 };
}

/** A label from its parts under their words. */
function labelFrom(parts: readonly string[], under: readonly string[], at: number): Label {
  const part = (word: string) => parts[under.indexOf(word)]?.trim() || undefined;
  const named = parts.filter((_, place) => !['region', 'unit', 'compartment'].includes(under[place] ?? ''));
  const [region, unit, compartment] = [part('region'), part('unit'), part('compartment')];
  return {
    name: (named.findLast((each) => each.trim() !== '') ?? region ?? '').trim(),
    at,
    ...(region !== undefined && { region }),
    ...(unit !== undefined && { unit }),
    ...(compartment !== undefined && { compartment }),
  };
}

/** Where a cell stands, as people say it. */
export const placeOf = (sheet: string, row: number, column?: number): string =>
  `${sheet}, row ${row}${column === undefined ? '' : `, column ${column}`}`;

/** Reads a sheet into numbers with labels. Problem: table.cell, one a cell that is no number; it counts as 0. */
export function readLabelled({ name: sheet, cells }: Sheet): { table: LabelledTable; problems: Problem[] } {
  const heads = headsOf(cells);
  const problems: Problem[] = [];
  const width = Math.max(0, ...heads.lines.map((line) => cells[line]?.length ?? 0));
  const headWords = heads.lines.length === 2 ? ['region', 'sector'] : ['sector'];
  const columns = Array.from({ length: Math.max(0, width - heads.labels) }, (_, place) => {
    const at = place + heads.labels;
    return labelFrom(
      heads.lines.map((line) => cells[line]?.[at] ?? ''),
      headWords,
      at + 1,
    );
  });
  const body = cells.slice(heads.body).flatMap((row, place) => {
    const line = heads.body + place + 1;
    return isBlank(row) || isRemark(row) ? [] : [{ row, line }];
  });
  const rows = body.map(({ row, line }) => labelFrom(row.slice(0, heads.labels), heads.words, line));
  const values = body.map(({ row, line }) =>
    columns.map(({ name, at }) => {
      const text = (row[at - 1] ?? '').trim();
      const value = Number(text);
      if (text === '' || Number.isFinite(value)) return value;
      const place = placeOf(sheet, line, at);
      problems.push(problem('table.cell', `/${line}/${at}`, { value: text, field: name, expected: 'a number' }, place));
      return 0;
    }),
  );
  return { table: { sheet, rows, columns, values }, problems };
}
