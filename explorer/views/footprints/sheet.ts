import { type MakeSheet, type Sheet, type SheetRequest, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import { readAccount } from './account.ts';
import { accountTables, pictureOf } from './account-sheet.ts';
import { burden } from './amount.ts';
import { productColumns } from './columns.ts';
import { readAccountOf, readList } from './load.ts';
import { partRows, sumOf } from './parts.ts';
import { productRows } from './products.ts';
import { productsFinding } from './sentences.ts';
import { accountFinding, certificateSentences, productOf } from './told.ts';
import type { FootprintsQuery } from './view.ts';
import { say } from './words.ts';

type Request = SheetRequest<FootprintsQuery>;

/** What every footprint of a network rests on beside its records. */
const datasets = ['agribalyse', 'energy-factors', 'gwp'];

/** The footprints as a sheet: all products of the period, or the account of one. */
export const sheet: MakeSheet<FootprintsQuery> = (request) =>
  request.values.product || request.values.lot ? accountSheet(request) : listSheet(request);

async function listSheet({ client, opened, values }: Request): Promise<Answer<Sheet>> {
  const answer = await readList(client, opened.network, values);
  if (!answer.ok) return answer;
  const list = answer.value;
  const rows = productRows(list, opened.facts);
  const table = sheetTable({
    id: 'footprints',
    caption: say().products.caption,
    columns: productColumns({ unit: list.indicator.method.unit, addressOf: () => '' }),
    rows,
    sort: values.sort,
  });
  const title = `${text.shell.footprints}, ${list.period}`;
  const finding = productsFinding(list, rows);
  return { ok: true, tag: '', value: { title, finding, notes: [], tables: [table], datasets, cited: [] } };
}

async function accountSheet(request: Request): Promise<Answer<Sheet>> {
  const { client, opened, values } = request;
  const answer = await readAccountOf(client, opened.network, values);
  if (!answer.ok) return answer;
  const account = readAccount(answer.value, opened.facts);
  const words = say().parts;
  const { unit } = account.category.method;
  const picture = await pictureOf(request, account);
  const shown = partRows(account, values.part);
  return {
    ok: true,
    tag: '',
    value: {
      title: `${text.shell.footprints}: ${productOf(account)}`,
      finding: accountFinding(account),
      notes: [
        ...certificateSentences(account),
        (values.part === 'nodes' ? words.sumsNodes : words.sums)(
          burden(sumOf(shown), unit),
          burden(account.total, unit),
        ),
      ],
      tables: accountTables(account, values),
      ...(picture && { picture }),
      datasets,
      cited: [],
    },
  };
}
