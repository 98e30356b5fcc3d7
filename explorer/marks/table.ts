import type { Cell } from '../../engine/0-base/csv.ts';
import type { AboutTerm } from '../text/about.ts';
import type { AboutFigure, AboutGround } from './about.ts';

interface ColumnOf<Row, Value extends Cell> {
  readonly id: string;
  readonly head: string;
  readonly unit?: string | undefined;
  readonly value: (row: Row) => Value;
  readonly show?: (row: Row) => string;
  readonly href?: (row: Row) => string | undefined;
  /** What rows are sorted by where their values cannot be compared: sizes in one unit. Each kind stands by itself. */
  readonly rank?: (row: Row) => Rank;
}

/** A column of words. */
interface WordColumn<Row> extends ColumnOf<Row, string | null | undefined> {
  /** Long texts are given room. */
  readonly long?: boolean;
  /** What the figures in its sentences mean. */
  readonly told?: AboutTerm;
  readonly about?: undefined;
}

/** A column of figures; each of them tells what it means, so none can be shown without. They stand at the end of their cells. */
interface FigureColumn<Row> extends ColumnOf<Row, Cell> {
  readonly about: AboutTerm | AboutColumn<Row>;
  readonly long?: undefined;
  readonly told?: undefined;
}

/** What the figures of a column mean, and what is known of that of each row. */
interface AboutColumn<Row> {
  readonly term: AboutTerm;
  readonly of: (row: Row) => AboutGround;
}

/** A column: its head, its unit, the value of a row (sorted by and downloaded), and how it is shown. */
export type Column<Row> = WordColumn<Row> | FigureColumn<Row>;

/** What is known of the figure of a row: by its column, else by what the row leads to, else by the ground of its table. */
export function aboutCell<Row>(
  { column, columns, row, ground }: Cellular<Row>,
  written: string,
): AboutFigure | undefined {
  if (!column.about) return undefined;
  const own = typeof column.about === 'string' ? undefined : column.about;
  const first = columns.find((each) => each.about === undefined);
  const unitColumn = columns.find(({ id }) => id === 'unit');
  const given = own?.of(row);
  const unit = given?.unit ?? column.unit ?? (unitColumn && String(unitColumn.value(row) ?? ''));
  const events = rowEvents(columns, row);
  return {
    term: own?.term ?? (column.about as AboutTerm),
    value: unit && !written.endsWith(unit) ? `${written}\u00a0${unit}` : written,
    of: [first ? (first.show ?? first.value)(row) : '', column.head].filter(Boolean).join(': '),
    ...ground,
    ...(events && { events }),
    ...(unit && { unit }),
    ...given,
  };
}

/** The events behind a row: where its own cells lead in the ledger. */
export const rowEvents = <Row>(columns: readonly Column<Row>[], row: Row): string | undefined =>
  columns.map(({ href }) => href?.(row)).find((href) => href?.includes('/ledger?'));

interface Cellular<Row> {
  readonly column: Column<Row>;
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly ground: AboutGround;
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
