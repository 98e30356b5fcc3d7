import type { Cell } from '../../engine/0-base/csv.ts';

/** A column: its head, its unit, the value of a row (sorted by and downloaded), and how it is shown. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly unit?: string | undefined;
  readonly value: (row: Row) => Cell;
  readonly show?: (row: Row) => string;
  readonly href?: (row: Row) => string | undefined;
  /** Long texts are given room. */
  readonly long?: boolean;
  /** Numbers stand at the end of the cell. */
  readonly number?: boolean;
  /** What rows are sorted by where their values cannot be compared: sizes in one unit. Each kind stands by itself. */
  readonly rank?: (row: Row) => Rank;
}

/** A size among those of its kind, such as a mass among masses. */
export interface Rank {
  readonly kind: string;
  readonly size: Cell;
}

export interface Sorted {
  readonly by: string;
  readonly down: boolean;
}

/** An order as it stands in an address: the column, with a minus before it when the largest comes first. '' is none. */
export const sortText = ({ by, down }: Sorted): string => (down ? `-${by}` : by);

/** The order that an address asks for. */
export const sortedOf = (text: string): Sorted | undefined =>
  text === '' ? undefined : { by: text.replace(/^-/, ''), down: text.startsWith('-') };

const order = new Intl.Collator('en', { numeric: true });
const known = (cell: Cell) => cell !== null && cell !== undefined && !Number.isNaN(cell);

/** Rows in the order of a column, kind by kind; what is unknown stands last either way. */
export function sortRows<Row>(rows: readonly Row[], column: Column<Row> | undefined, down: boolean): readonly Row[] {
  if (!column) return rows;
  const rankOf = column.rank ?? ((row: Row): Rank => ({ kind: '', size: column.value(row) }));
  const compare = (a: Cell, b: Cell) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b));
  return rows.toSorted((a, b) => {
    const [{ kind, size: left }, { kind: other, size: right }] = [rankOf(a), rankOf(b)];
    if (!known(left) || !known(right)) return Number(known(right)) - Number(known(left));
    return order.compare(kind, other) || (down ? compare(right, left) : compare(left, right));
  });
}
