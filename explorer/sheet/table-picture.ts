import type { SheetTable } from './sheet.ts';

export interface TableLayout {
  readonly width: number;
  readonly height: number;
  readonly line: number;
  readonly columns: readonly {
    readonly x: number;
    readonly anchor: 'start' | 'end';
    /** Its head, then its rows. */
    readonly cells: readonly string[];
  }[];
  /** Heights of the lines between rows. */
  readonly rules: readonly number[];
  /** Rows that are not drawn. */
  readonly more: number;
}

const most = { rows: 60, characters: 36 };
const character = 6.9;
const line = 20;
const pad = 8;

const cut = (text: string) =>
  text.length <= most.characters ? text : `${text.slice(0, most.characters - 1).trimEnd()}…`;

/** The first rows of a table on a plane; long texts are cut and marked. */
export function tableLayout({ columns, rows, written }: SheetTable): TableLayout {
  const shown = rows.slice(0, most.rows).map((_, place) => written(place));
  let x = 0;
  const placed = columns.map(({ head, unit, number }, place) => {
    const cells = [unit ? `${head} (${unit})` : head, ...shown.map((row) => row[place]!)].map(cut);
    const width = Math.max(...cells.map(({ length }) => length)) * character + 2 * pad;
    x += width;
    return { x: number ? x - pad : x - width + pad, anchor: number ? ('end' as const) : ('start' as const), cells };
  });
  return {
    width: Math.ceil(Math.max(320, x)),
    height: (shown.length + 1) * line + 1,
    line,
    columns: placed,
    rules: shown.map((_, place) => (place + 2) * line),
    more: rows.length - shown.length,
  };
}
