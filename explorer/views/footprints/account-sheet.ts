import type { FigureAccount } from '../../../engine/4-footprint/system/figure-account.ts';
import { assert } from '../../../engine/0-base/assert.ts';
import { drawing, type SheetPicture, type SheetRequest, type SheetTable, sheetTable } from '../../sheet/sheet.ts';
import { pictureSize } from '../flows/figure.ts';
import Sankey from '../flows/Sankey.svelte';
import { burden } from './amount.ts';
import { supplyFigure, supplyLegend, supplyWords } from './figure.ts';
import { firstOpen, treeLayout, treeRows } from './layout.ts';
import { partLists } from './part-lists.ts';
import { partColumns, partRows } from './parts.ts';
import { accountFinding, productOf } from './told.ts';
import TreePicture from './TreePicture.svelte';
import type { FootprintsQuery } from './view.ts';
import { say } from './words.ts';

type Request = SheetRequest<Pick<FootprintsQuery, 'form' | 'sel'>>;

/** The lists of an account as tables that leave their page; the one that the page shows is the first. */
export function accountTables(
  account: FigureAccount,
  { part, sort }: Pick<FootprintsQuery, 'part' | 'sort'>,
): SheetTable[] {
  const words = say().parts;
  const { unit } = account.category.method;
  return partLists
    .toSorted((a, b) => Number(b === part) - Number(a === part))
    .map((id) =>
      sheetTable({
        id,
        caption: `${words.label}: ${words.lists[id]}`,
        columns: partColumns(id, unit),
        rows: partRows(account, id),
        sort: id === part ? sort : '',
      }),
    );
}

/** The picture of an account in the form that its page shows; none of a table. */
export async function pictureOf(request: Request, account: FigureAccount): Promise<SheetPicture | undefined> {
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
