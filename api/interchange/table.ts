import { type Cell, csvText } from '../../engine/0-base/csv.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import { type Column, columnsOf, columnsOfShape } from '../../engine/1-record/shape.ts';

/** What the house tells of a record beside its fields, in front of them. */
const houseColumns = ['id', 'class', 'sequence', 'recorded', 'happened', 'revision', 'retired'] as const;

/** Between the items of a list in one cell. */
const listMark = ' | ';

const valueAt = (item: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | null | undefined)?.[part], item);

/** A value as a cell: a list of texts is written side by side, whatever has parts of its own as JSON. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' && !each.includes('|')))
    return value.join(listMark);
  return JSON.stringify(value);
}

const rowsOf = (items: readonly unknown[], paths: readonly string[]): Cell[][] =>
  items.map((item) => paths.map((path) => cellOf(valueAt(item, path))));

const text = (items: readonly unknown[], paths: readonly string[]): string => csvText(paths, rowsOf(items, paths));

/** Records of some classes as a table: what the house tells of them, then every field that one of the classes has. */
export const recordTable = (items: readonly unknown[], classes: readonly ClassName[]): string =>
  text(items, [...new Set([...houseColumns, ...classes.flatMap((name) => pathsOf(columnsOf(name)))])]);

const pathsOf = (columns: readonly Column[]): string[] => columns.map(({ path }) => path);

/** Any other list as a table, by the schema of its items. */
export const listTable = (
  items: readonly unknown[],
  { shape }: { readonly shape: Readonly<Record<string, unknown>> },
) => text(items, pathsOf(columnsOfShape(shape)));
