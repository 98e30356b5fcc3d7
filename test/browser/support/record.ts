import type { Page } from 'playwright-core';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { visit } from '../../support/stage.ts';

const brewery = { label: 'Brouwcoop, brewery' };

/** Opens the form of the brewery, empty. */
export async function beginForm(page: Page, kind: string): Promise<void> {
  await visit(page, `/grain-loop/record?kind=${kind}`);
  await page.getByLabel('I am').selectOption(brewery);
  await page.getByRole('button', { name: 'Empty the form' }).click();
}

/** Pastes a table of the brewery and has it read. */
export async function pasteTable(page: Page, rows: readonly string[]): Promise<void> {
  await visit(page, '/grain-loop/record?do=table');
  await page.getByLabel('I am').selectOption(brewery);
  await page.getByLabel('Rows, with a first line of headings').fill(rows.join('\n'));
  await page.getByRole('button', { name: 'Look at the rows' }).click();
}

/** A workbook with these rows on the sheet Table; `before` is a sheet of remarks in front of it. */
export async function bookOf(rows: readonly (readonly (string | number | Date)[])[], before?: string): Promise<Buffer> {
  const data: SheetData = rows.map((row) =>
    row.map((value) =>
      value instanceof Date
        ? { value, type: Date, format: 'yyyy-mm-dd' }
        : { value, type: typeof value === 'number' ? Number : String },
    ),
  );
  const remarks = { data: [[{ value: 'Ours', type: String }]], sheet: before ?? '' };
  return writeWorkbook([...(before === undefined ? [] : [remarks]), { data, sheet: 'Table' }]).toBuffer();
}

const bookName = 'brews.xlsx';
const bookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function openTable(page: Page) {
  await visit(page, '/grain-loop/record?do=table');
  await page.getByLabel('I am').selectOption(brewery);
  return page.getByLabel(/^File \(XLSX or CSV\)/);
}

/** Chooses a workbook of the brewery, which is read at once. */
export async function chooseBook(page: Page, buffer: Buffer): Promise<void> {
  await (await openTable(page)).setInputFiles({ name: bookName, mimeType: bookType, buffer });
}

/** Drops a workbook of the brewery where files are taken. */
export async function dropBook(page: Page, book: Buffer): Promise<void> {
  const field = await openTable(page);
  const data = await page.evaluateHandle(
    ({ bytes, name }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], name));
      return transfer;
    },
    { bytes: [...book], name: bookName },
  );
  await field.locator('..').dispatchEvent('drop', { dataTransfer: data });
}

/** Puts another text into a cell of a line of the preview. */
export async function mendCell(page: Page, line: number, column: string, to: string): Promise<void> {
  const cell = page.getByRole('textbox', { name: `${column}, line ${line}`, exact: true });
  await cell.fill(to);
  await cell.press('Enter');
}

/** Picks one of a group of choices, by searching for it where that is offered. */
export async function choose(page: Page, legend: string, name: string | RegExp): Promise<void> {
  const group = page.getByRole('group', { name: legend, exact: true });
  const search = group.getByRole('searchbox');
  if (typeof name === 'string' && (await search.count()) > 0) await search.fill(name);
  await group.getByRole('button', { name }).first().click();
}

/** Sends what the form holds. */
export const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true }).click();
