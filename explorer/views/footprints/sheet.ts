import { type MakeSheet, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { productColumns } from './columns.ts';
import { readList } from './load.ts';
import { productRows } from './products.ts';
import { productFinding, productsFinding } from './sentences.ts';
import type { FootprintsQuery } from './view.ts';
import { say } from './words.ts';

/** The footprints as a sheet: all products of the period. */
export const sheet: MakeSheet<FootprintsQuery> = async ({ client, opened, values }) => {
  const answer = await readList(client, opened.network, values);
  if (!answer.ok) return answer;
  const list = answer.value;
  const rows = productRows(list, opened.facts);
  const chosen = rows.find(({ specification }) => specification === values.product);
  const table = sheetTable({
    id: 'footprints',
    caption: say().products.caption,
    columns: productColumns({ unit: list.indicator.method.unit, addressOf: () => '' }),
    rows,
    sort: values.sort,
  });
  return {
    ok: true,
    tag: '',
    value: {
      title: `${text.shell.footprints}, ${list.period}`,
      finding: chosen ? productFinding(list, chosen) : productsFinding(list, rows),
      notes: [],
      tables: [table],
      datasets: ['agribalyse', 'energy-factors', 'gwp'],
      cited: [],
    },
  };
};
