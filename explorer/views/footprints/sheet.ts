import type { FigureAccount } from '../../../engine/4-footprint/system/figure-account.ts';
import { assert } from '../../../engine/0-base/assert.ts';
import {
  drawing,
  type MakeSheet,
  type Sheet,
  type SheetPicture,
  type SheetRequest,
  sheetTable,
} from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import type { Answer } from '../../worker/http.ts';
import { pictureSize } from '../flows/figure.ts';
import Sankey from '../flows/Sankey.svelte';
import { readAccount } from './account.ts';
import { burden } from './amount.ts';
import { productColumns } from './columns.ts';
import { supplyFigure, supplyLegend, supplyWords } from './figure.ts';
import { firstOpen, treeLayout, treeRows } from './layout.ts';
import { readAccountOf, readList } from './load.ts';
import { partLists } from './part-lists.ts';
import { partColumns, partRows, sumOf } from './parts.ts';
import { productRows } from './products.ts';
import { productsFinding } from './sentences.ts';
import { accountFinding, certificateSentences, productOf } from './told.ts';
import TreePicture from './TreePicture.svelte';
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
  const tables = partLists.map((id) => {
    const caption = `${words.label}: ${words.lists[id]}`;
    const sort = id === values.part ? values.sort : '';
    return sheetTable({ id, caption, columns: partColumns(id, unit), rows: partRows(account, id), sort });
  });
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
      // The list that the page shows is the first.
      tables: tables.toSorted((a, b) => Number(b.id === values.part) - Number(a.id === values.part)),
      ...(picture && { picture }),
      datasets,
      cited: [],
    },
  };
}

async function pictureOf(request: Request, account: FigureAccount): Promise<SheetPicture | undefined> {
  if (request.values.form === 'table') return undefined;
  return request.values.form === 'tree' ? treePicture(request, account) : flowPicture(request, account);
}

async function flowPicture({ client, width, values }: Request, account: FigureAccount): Promise<SheetPicture> {
  const given = { account, words: supplyWords(productOf(account)), size: pictureSize(width) };
  const supply = await client.run('supply', given);
  assert(supply !== undefined, 'a sheet waits for its own picture');
  const { ribbon, bar } = supplyFigure(supply);
  const { drawn } = supply;
  const props = {
    layout: drawn,
    ribbon,
    bar,
    label: accountFinding(account).join(' '),
    roleWord: say().chart.role,
    selected: values.sel || undefined,
    raisedLinks: undefined,
    onselect: () => undefined,
    onkey: () => undefined,
  };
  return { width: drawn.width, height: drawn.height, draw: drawing(Sankey, props), legend: supplyLegend(supply) };
}

const rowHeight = 24;

function treePicture({ width }: Request, account: FigureAccount): SheetPicture {
  const { tree, category } = account;
  const rows = treeRows(tree, firstOpen(tree, 40));
  const layout = treeLayout(tree, rows, Math.round(width * 0.4));
  const texts = layout.rows.map(({ is, node, result }) => ({
    name: is === 'rest' ? say().tree.rest : tree[node]!.name,
    figure: burden(result, category.method.unit),
  }));
  const props = { layout, texts, width, rowHeight, label: accountFinding(account).join(' ') };
  return { width, height: rows.length * rowHeight, draw: drawing(TreePicture, props), legend: [] };
}
