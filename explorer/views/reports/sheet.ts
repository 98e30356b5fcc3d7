import { drawing, type MakeSheet, type SheetPicture, sheetTable } from '../../sheet/sheet.ts';
import type { DrawnBalance } from './balance/shape.ts';
import { balanceLayout } from './balance/layout.ts';
import { makeReport } from './make.ts';
import type { ReportsQuery } from './view.ts';

/** A report as a sheet: what its page shows. */
export const sheet: MakeSheet<ReportsQuery> = async (request) => {
  const answer = await makeReport(request);
  if (!answer.ok) return answer;
  const { title, finding, notes, tables, balance } = answer.value;
  const [first, ...others] = tables.map((table, place) =>
    sheetTable({ ...table, sort: place === 0 ? request.values.sort : '' }),
  );
  const picture = balance && balance.parts.length > 0 && (await pictureOf(balance, request.width));
  const told = { title, finding, notes, tables: [first!, ...others], ...(picture && { picture }) };
  return { ok: true, tag: '', value: { ...told, datasets: [], cited: [] } };
};

/** A balance as its page draws it. */
async function pictureOf({ parts, look, heads, label }: DrawnBalance, width: number): Promise<SheetPicture> {
  const { default: BalancePicture } = await import('./balance/BalancePicture.svelte');
  const layout = balanceLayout({ parts, width });
  const draw = drawing(BalancePicture, { layout, look, heads, label });
  return { width: layout.width, height: layout.height, draw, legend: [] };
}
