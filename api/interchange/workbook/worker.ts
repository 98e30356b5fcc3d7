import readWorkbookFile from 'read-excel-file/node';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Cells } from '../../../engine/1-record/table/cells.ts';
import type { DecimalMark } from '../../../engine/1-record/table/decimal-mark.ts';
import { serveThread } from '../../compute/serve-thread.ts';
import { TooLarge, unpack, unpackedLimit } from './unpack.ts';

/** A sheet of a workbook, its cells as text. */
export interface WorkbookSheet {
  readonly name: string;
  readonly cells: Cells;
}

/** A workbook to be read, and the mark with which its numbers are to be written. */
export interface WorkbookQuestion {
  readonly bytes: Uint8Array;
  readonly decimalMark: DecimalMark;
}

/** A number of a cell as the file has it. */
interface Digits {
  readonly digits: string;
}

/** A spreadsheet keeps 15 digits; what stands behind them came about by reckoning in halves. */
const written = (digits: string): string =>
  Number(Number(digits).toPrecision(15)).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });

/** A day, or a moment to the second where a cell tells the time too. */
function moment(date: Date): string {
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

function textOf(cell: unknown, decimalMark: DecimalMark): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : moment(cell);
  if (typeof cell === 'object') return written((cell as Digits).digits).replace('.', decimalMark);
  return String(cell);
}

/** Reads the sheets of a workbook; what it computes is taken as it was last saved. */
async function read({ bytes, decimalMark }: WorkbookQuestion): Promise<{
  sheets: readonly WorkbookSheet[];
  problems: readonly Problem[];
}> {
  try {
    const found = await readWorkbookFile(Buffer.from(unpack(bytes)), {
      trim: false,
      parseNumber: (digits): Digits => ({ digits }),
    });
    const sheets = found.map(({ sheet, data }) => ({
      name: sheet,
      cells: data.map((row) => row.map((cell) => textOf(cell, decimalMark))),
    }));
    return { sheets, problems: [] };
  } catch (failure) {
    if (failure instanceof TooLarge)
      return { sheets: [], problems: [problem('table.unpacked', '', { limit: `${unpackedLimit}` })] };
    const reason = (failure as Error).message.slice(0, 200) || 'it is damaged';
    return { sheets: [], problems: [problem('table.workbook', '', { reason })] };
  }
}

const jobs = { read };
export type WorkbookJobs = typeof jobs;

serveThread(jobs);
