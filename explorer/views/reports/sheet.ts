import { type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { makeReport } from './make.ts';
import type { ReportsQuery } from './view.ts';

/** A report as a sheet: what its page shows. */
export const sheet: MakeSheet<ReportsQuery> = async (request) => {
  const answer = await makeReport(request);
  if (!answer.ok) return answer;
  const { title, finding, notes, tables } = answer.value;
  const [first, ...others] = tables.map((table, place) =>
    sheetTable({ ...table, sort: place === 0 ? request.values.sort : '' }),
  );
  return { ok: true, tag: '', value: { title, finding, notes, tables: [first!, ...others], datasets: [], cited: [] } };
};
