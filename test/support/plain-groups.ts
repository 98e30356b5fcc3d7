import { solveDense } from '../../engine/0-base/matrix/dense.ts';
import { rowAt } from '../../engine/3-flow/builder.ts';
import { type FlowNode, type FlowTable, nodeKey } from '../../engine/3-flow/columns.ts';
import { movesGoods } from '../../engine/3-flow/layer.ts';

/** What rows are added up by, the way one would with pencil and paper. */
export interface PlainRequest {
  readonly table: FlowTable;
  /** By row; NaN = not known. */
  readonly content: Float64Array;
  readonly period: { readonly first: number; readonly end: number };
  groupOf(node: FlowNode): string;
}

/** "from > to > specification" and what runs there. */
export type PlainLinks = Map<string, { value: number; rows: number; unknown: number }>;

function add(links: PlainLinks, key: string, amount: number, part = 1): void {
  const link = links.get(key) ?? { value: 0, rows: 0, unknown: 0 };
  link.rows += 1;
  if (Number.isNaN(amount)) link.unknown += 1;
  else link.value += amount * part;
  links.set(key, link);
}

function countedRows({ table, content, period }: PlainRequest) {
  return Array.from({ length: table.count }, (_, at) => ({ ...rowAt(table, at), amount: content[at]! })).filter(
    ({ day }, at) => movesGoods(table.columns, at) && day >= period.first && day < period.end,
  );
}

/** Links between the groups of the ends as they are; rows within a group are left out. */
export function plainLinks(request: PlainRequest): PlainLinks {
  const links: PlainLinks = new Map();
  for (const row of countedRows(request)) {
    const [from, to] = [request.groupOf(row.from), request.groupOf(row.to)];
    if (from !== to) add(links, `${from} > ${to} > ${row.specification}`, row.amount);
  }
  return links;
}

/** Links from maker to taker, where `groupOf` answers '' for what is looked through: the equations of mixing, all at once; nothing where stores feed only each other. */
export function plainChains(request: PlainRequest): PlainLinks | undefined {
  const rows = countedRows(request);
  const { groupOf } = request;
  const parts = mixed(rows, groupOf);
  if (!parts) return undefined;
  const links: PlainLinks = new Map();
  for (const row of rows)
    if (groupOf(row.to) !== '')
      for (const [maker, part] of makersOf(row.from, groupOf, parts))
        add(links, `${maker} > ${groupOf(row.to)} > ${row.specification}`, row.amount, part);
  return links;
}

type Row = ReturnType<typeof countedRows>[number];
type GroupOf = PlainRequest['groupOf'];

const makersOf = (from: FlowNode, groupOf: GroupOf, parts: ReadonlyMap<string, ReadonlyMap<string, number>>) =>
  groupOf(from) === '' ? parts.get(nodeKey(from))! : new Map([[groupOf(from), 1]]);

/** The parts of makers in each store: (what came in) x part = own inflows + sum over the stores that gave. */
function mixed(rows: readonly Row[], groupOf: GroupOf): Map<string, Map<string, number>> | undefined {
  const isStore = (node: FlowNode) => groupOf(node) === '';
  const within = rows.filter(({ from, to, quantity }) => nodeKey(from) !== nodeKey(to) && quantity > 0);
  const stores = [...new Set(rows.flatMap(({ from, to }) => [from, to].filter(isStore).map(nodeKey)))];
  const makers = ['stock', ...new Set(rows.map(({ from }) => groupOf(from)).filter((group) => group !== ''))];
  const size = stores.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size * makers.length);
  stores.forEach((store, i) => {
    const sum = (list: readonly Row[]) => list.reduce((total, { quantity }) => total + quantity, 0);
    const came = within.filter(({ to }) => nodeKey(to) === store);
    const before = Math.max(0, sum(within.filter(({ from }) => nodeKey(from) === store)) - sum(came));
    // what nobody filled is all from before
    matrix[i * size + i] = sum(came) + before || 1;
    right[i * makers.length] = sum(came) + before === 0 ? 1 : before;
    for (const { from, quantity } of came)
      if (isStore(from)) matrix[i * size + stores.indexOf(nodeKey(from))]! -= quantity;
      else right[i * makers.length + makers.indexOf(groupOf(from))]! += quantity;
  });
  const solved = solveDense(matrix, right, size);
  if (!solved) return undefined;
  return new Map(
    stores.map((store, i) => [
      store,
      new Map(
        makers.map((maker, k) => [maker, solved[i * makers.length + k]!] as const).filter(([, part]) => part > 1e-9),
      ),
    ]),
  );
}
