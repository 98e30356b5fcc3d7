import type { FigureAccount, Part, TreeNode } from '../../../engine/4-footprint/system/figure-account.ts';
import type { Column } from '../../marks/table.ts';
import { formatAmount, formatShare } from '../../text/format.ts';
import { figureText } from './amount.ts';
import { rounding } from './layout.ts';
import type { PartList } from './part-lists.ts';
import { say } from './words.ts';

/** A row of any list; a node has more to tell than a part. */
export interface PartRow {
  readonly name: string;
  readonly value: number;
  readonly share: number;
  /** Of a node: itself. */
  readonly node?: TreeNode;
}

const rowOf = ({ of, name, value, share }: Part): PartRow => ({
  name: name || (of === '' ? say().parts.unknown : of),
  value,
  share,
});

const share = (value: number, { total }: FigureAccount): number => (total === 0 ? Number.NaN : value / total);

/** The rows of a list. Their sum is the total; of nodes that of what arises at each and of what each draws on that is no node. */
export function partRows(account: FigureAccount, list: PartList): PartRow[] {
  const { byProcess, bySupplier, byPlace, byFlow, byTier, paths, pathRest, tree } = account;
  if (list === 'nodes')
    return tree.map((node) => ({
      name: node.name,
      value: node.own + node.rest,
      share: share(node.own + node.rest, account),
      node: Math.abs(node.rest) > rounding * Math.abs(account.total) ? node : { ...node, rest: 0 },
    }));
  if (list === 'path') {
    const rows = paths.map(({ names, value, share: part }) => ({ name: names.join(' ← '), value, share: part }));
    const rest = { name: say().parts.otherPaths, value: pathRest, share: share(pathRest, account) };
    return Math.abs(pathRest) <= rounding * Math.abs(account.total) ? rows : [...rows, rest];
  }
  const lists = { process: byProcess, supplier: bySupplier, place: byPlace, flow: byFlow, tier: byTier };
  // What rounding left beside all that is told is no part.
  const isPart = ({ of, value }: Part) => of !== '' || Math.abs(value) > rounding * Math.abs(account.total);
  const parts = lists[list].filter(isPart);
  const rows = parts.map(rowOf);
  if (list !== 'tier') return rows;
  return rows.map((row, place) => (parts[place]!.of === '' ? row : { ...row, name: say().parts.tierOf(row.name) }));
}

/** What the rows of a list come to. */
export const sumOf = (rows: readonly PartRow[]): number => rows.reduce((sum, { value }) => sum + value, 0);

/** What each figure of a node means. */
const terms = { result: 'carried', own: 'arising', rest: 'remainder' } as const;

/** The columns of a list; those of nodes tell tier, amount and all three of its parts. */
export function partColumns(list: PartList, unit: string): Column<PartRow>[] {
  const words = say().parts;
  const ofNode = (id: 'result' | 'own' | 'rest', head: string): Column<PartRow> => ({
    id,
    head,
    unit,
    about: terms[id],
    value: ({ node }) => node?.[id] ?? null,
    show: ({ node }) => figureText(node?.[id] ?? Number.NaN),
  });
  const name: Column<PartRow> = { id: 'name', head: words.heads[list], value: (row) => row.name, long: true };
  if (list === 'nodes')
    return [
      { id: 'tier', head: words.tier, about: 'step', value: ({ node }) => node?.tier ?? null },
      name,
      { id: 'supplier', head: words.heads.supplier, value: ({ node }) => node?.supplier ?? '' },
      {
        id: 'amount',
        head: words.amount,
        about: 'drawn',
        value: ({ node }) => node?.amount ?? null,
        // A part of a run of work is in no unit that says anything.
        show: ({ node }) => (node && node.unit !== '' ? formatAmount(node.amount, node.unit) : ''),
        rank: ({ node }) => ({ kind: node?.unit ?? '', size: node?.amount ?? null }),
      },
      ofNode('result', words.result),
      ofNode('own', words.own),
      ofNode('rest', words.rest),
    ];
  return [
    name,
    {
      id: 'value',
      head: words.value,
      unit,
      about: 'part',
      value: (row) => row.value,
      show: (row) => figureText(row.value),
    },
    {
      id: 'share',
      head: words.share,
      unit: '%',
      about: 'partShare',
      value: (row) => row.share * 100,
      show: (row) => (Number.isNaN(row.share) ? '–' : formatShare(row.share)),
    },
  ];
}
