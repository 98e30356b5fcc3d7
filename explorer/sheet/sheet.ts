import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Cell } from '../../engine/0-base/csv.ts';
import { type Column, type Sorted, sortedOf, sortRows } from '../marks/table.ts';
import { formatNumber } from '../text/format.ts';
import type { Client } from '../worker/client.ts';
import type { Answer } from '../worker/http.ts';
import type { Opened } from '../worker/world.ts';
import type { LegendEntry } from './legend.ts';

/** A column of a table that leaves its page. */
export interface SheetColumn {
  readonly id: string;
  readonly head: string;
  readonly unit: string;
  readonly number: boolean;
}

/** A table that leaves its page: the figures, and how the page writes them. */
export interface SheetTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly written: (row: number) => readonly string[];
}

/** A picture that leaves its page, as the page draws it. */
export interface SheetPicture {
  readonly width: number;
  readonly height: number;
  readonly draw: () => { readonly body: string; readonly head: string };
  readonly legend: readonly LegendEntry[];
}

/** What a view shows, without its page: sentences, tables, a picture, where it is from. */
export interface Sheet {
  readonly title: string;
  /** What is found, first things first. */
  readonly finding: readonly string[];
  /** How complete it is. */
  readonly notes: readonly string[];
  /** The first is the view's own. */
  readonly tables: readonly SheetTable[];
  readonly picture?: SheetPicture;
  /** Names of the datasets that it rests on, beside what the network recorded. */
  readonly datasets: readonly string[];
  /** Works that single figures are from. */
  readonly cited: readonly string[];
}

/** What a sheet is made from: the same as a page has. */
export interface SheetRequest<V> {
  readonly client: Pick<Client, 'get' | 'run'>;
  readonly opened: Opened;
  readonly values: V;
  readonly width: number;
}

/** Makes the sheet of a view; a view's folder holds it as sheet.ts beside View.svelte. */
export type MakeSheet<V> = (request: SheetRequest<V>) => Promise<Answer<Sheet>>;

interface Given<Row> {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** The order when none is asked for. */
  readonly sorted?: Sorted;
  /** The order that is asked for, as in an address. */
  readonly sort: string;
}

/** The table of a page, in the order of the page. */
export function sheetTable<Row>({ id, caption, columns, rows, sorted, sort }: Given<Row>): SheetTable {
  const asked = sortedOf(sort);
  const order = columns.some((column) => column.id === asked?.by) ? asked : sorted;
  const inOrder = sortRows(
    rows,
    columns.find((column) => column.id === order?.by),
    order?.down ?? false,
  );
  return {
    id,
    caption,
    columns: columns.map(({ id, head, unit = '', about }) => ({ id, head, unit, number: about !== undefined })),
    rows: inOrder.map((row) => columns.map((column) => plainCell(column.value(row)))),
    written: (place) => columns.map((column) => writeCell(column, inOrder[place]!)),
  };
}

/** A number without the noise of its last bits: 606.4 for 606.4000000000004. */
const plainCell = (cell: Cell): Cell => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell);

/** A cell as the page writes it. */
function writeCell<Row>(column: Column<Row>, row: Row): string {
  if (column.show) return column.show(row);
  const value = column.value(row);
  return typeof value === 'number' ? formatNumber(value) : (value ?? '');
}

/** A component with what it draws, to be drawn when it is asked for. */
export const drawing =
  <Props extends Record<string, unknown>>(component: Component<Props>, props: Props): SheetPicture['draw'] =>
  () =>
    render(component as Component<Record<string, unknown>>, { props, idPrefix: 'picture' });
