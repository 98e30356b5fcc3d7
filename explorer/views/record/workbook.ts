import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';

/** A sheet of a workbook as the server read it; nothing of it is recorded. */
export interface WorkbookSheet {
  readonly sheet: string;
  /** The names of all sheets. */
  readonly sheets: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Whether a file begins as a workbook does: as an archive, or as the older ones, of which the server says what to do. */
export const isWorkbook = ([first, second]: Uint8Array): boolean =>
  (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);

/** Has the server read a workbook: it has limits of room and time for whatever a file may hold, and the page needs no reader. */
export function readWorkbook(
  client: Client,
  network: string,
  { file, sheet }: { readonly file: Blob; readonly sheet?: string | undefined },
): Promise<Answer<WorkbookSheet>> {
  const which = sheet === undefined ? '' : `&sheet=${encodeURIComponent(sheet)}`;
  return client.post(`/api/networks/${network}/tables?dryRun=true${which}`, file, { 'content-type': type });
}
