import papa from 'papaparse';
import { expect } from 'vitest';
import type { OpenApi } from './open-api.ts';

type Cells = Readonly<Record<string, string>>;

/** The rows of a list as a table, each by its headings. */
export async function tableAt(api: OpenApi, address: string): Promise<Cells[]> {
  const response = await api.request(address, { headers: { accept: 'text/csv' } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/csv')]);
  return papa.parse<Cells>(await response.text(), { header: true, skipEmptyLines: true }).data;
}

/** A value as a cell holds it: what a spreadsheet would run is preceded by an apostrophe, a number is a number. */
const plainly = (value: unknown): string => {
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return /^[=+\-@]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
};

/** Every value of an item stands in its row under its path; what is not known is an empty cell, a list is one cell. */
function expectCells(row: Cells, item: object, before = ''): void {
  for (const [name, value] of Object.entries(item) as [string, unknown][]) {
    const path = `${before}${name}`;
    if (value === null) expect([path, row[path]]).toEqual([path, '']);
    else if (typeof value !== 'object') expect([path, row[path]]).toEqual([path, plainly(value)]);
    else if (Array.isArray(value) || path in row) expect([path, typeof row[path]]).toEqual([path, 'string']);
    else expectCells(row, value, `${path}.`);
  }
}

/** A list as a table says what it says as JSON. */
export async function expectSameTable(api: OpenApi, address: string, name = 'items'): Promise<void> {
  const { body } = await api.get(address);
  const items = (body as Record<string, object[]>)[name]!;
  const rows = await tableAt(api, address);
  expect(items.length).toBeGreaterThan(0);
  expect(rows.length).toBe(items.length);
  for (const [place, row] of rows.entries()) expectCells(row, items[place]!);
}
