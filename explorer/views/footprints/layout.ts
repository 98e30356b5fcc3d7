import type { TreeNode } from '../../../engine/4-footprint/system/figure-account.ts';

/** A row of the tree: a node, or what of its parent's supply is not drawn as nodes. */
export interface TreeRow {
  readonly key: string;
  /** Place of the node in the account; of the parent, where it is a remainder. */
  readonly node: number;
  readonly is: 'node' | 'rest';
  /** 1 for the root. */
  readonly level: number;
  /** Which of how many below the same parent, from 1. */
  readonly place: number;
  readonly of: number;
  /** Whether its supply is shown; undefined where it has none. */
  readonly open?: boolean;
}

/** A piece of a bar: what arises at the node, what its drawn inputs carry, what those carry that are not drawn. */
export interface BarPart {
  readonly is: 'own' | 'below' | 'rest';
  readonly x: number;
  readonly width: number;
  /** Whether it takes a burden back: it lies left of the line of nothing. */
  readonly credit: boolean;
}

/** A row with its bar: what is added minus what is taken back is `result`, all on one scale. */
export interface PlacedRow extends TreeRow {
  readonly result: number;
  readonly parts: readonly BarPart[];
  /** Where the result lies, in pixels from the line of nothing. */
  readonly end: number;
}

/** The tree as numbers: amounts times `scale` are pixels; `zero` is the line of nothing. */
export interface TreeLayout {
  readonly rows: readonly PlacedRow[];
  readonly scale: number;
  readonly zero: number;
  readonly width: number;
}

/** What is smaller than this part of the whole is what rounding left: it is no branch and no credit. */
export const rounding = 1e-12;

/** Whether a node draws on something that is no node. */
const hasRest = (tree: readonly TreeNode[], { rest }: TreeNode): boolean =>
  Math.abs(rest) > rounding * Math.abs(tree[0]!.result);

/** The places of the nodes that each node draws on, in the order of the account. */
function childrenOf(tree: readonly TreeNode[]): number[][] {
  const children: number[][] = tree.map(() => []);
  tree.forEach(({ parent }, place) => {
    if (parent >= 0) children[parent]!.push(place);
  });
  return children;
}

/** The nodes that are open at first: the heaviest, until so many rows are shown. */
export function firstOpen(tree: readonly TreeNode[], most: number): ReadonlySet<number> {
  const children = childrenOf(tree);
  const open = new Set<number>();
  const waiting = tree.length > 0 ? [0] : [];
  let rows = 1;
  while (waiting.length > 0) {
    waiting.sort((a, b) => Math.abs(tree[b]!.result) - Math.abs(tree[a]!.result));
    const place = waiting.shift()!;
    const own = children[place]!;
    if (own.length === 0) continue;
    rows += own.length + Number(hasRest(tree, tree[place]!));
    if (open.size > 0 && rows > most) break;
    open.add(place);
    waiting.push(...own);
  }
  return open;
}

/** The rows that are shown, from the root down: a node, then what it draws on, then the remainder of that. */
export function treeRows(tree: readonly TreeNode[], open: ReadonlySet<number>): TreeRow[] {
  const children = childrenOf(tree);
  const rows: TreeRow[] = [];
  const add = (node: number, level: number, place: number, of: number): void => {
    const below = children[node]!;
    const isOpen = open.has(node);
    const can = below.length > 0;
    rows.push({ key: String(node), node, is: 'node', level, place, of, ...(can && { open: isOpen }) });
    if (!can || !isOpen) return;
    const isCut = hasRest(tree, tree[node]!);
    const count = below.length + Number(isCut);
    below.forEach((child, at) => {
      add(child, level + 1, at + 1, count);
    });
    if (isCut) rows.push({ key: `${node}-rest`, node, is: 'rest', level: level + 1, place: count, of: count });
  };
  if (tree.length > 0) add(0, 1, 1, 1);
  return rows;
}

interface Amounts {
  readonly result: number;
  /** Each above or below 0. */
  readonly parts: readonly (readonly [BarPart['is'], number])[];
}

/** What a row is made of; burdens and credits of the inputs stand apart, so that neither hides the other. */
function amountsOf(row: TreeRow, tree: readonly TreeNode[], children: readonly number[][]): Amounts {
  const { result, own, rest } = tree[row.node]!;
  if (row.is === 'rest') return { result: rest, parts: [['rest', rest]] };
  const below = children[row.node]!.map((child) => tree[child]!.result);
  const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
  return {
    result,
    parts: [
      ['own', own],
      ['below', sum(below.filter((each) => each > 0))],
      ['below', sum(below.filter((each) => each < 0))],
      ['rest', rest],
    ],
  };
}

/** Places the bars of the rows: burdens from the line of nothing to the right, credits to the left, one scale for all. */
export function treeLayout(tree: readonly TreeNode[], rows: readonly TreeRow[], width: number): TreeLayout {
  const children = childrenOf(tree);
  const amounts = rows.map((row) => amountsOf(row, tree, children));
  const sumOf = (sign: 1 | -1) => (given: Amounts) =>
    given.parts.reduce((sum, [, value]) => sum + Math.max(0, sign * value), 0);
  const most = Math.max(0, ...amounts.map(sumOf(1)));
  const least = Math.max(0, ...amounts.map(sumOf(-1)));
  const scale = most + least > 0 ? width / (most + least) : 0;
  return {
    rows: rows.map((row, place) => {
      const { result, parts } = amounts[place]!;
      return { ...row, result, parts: stack(parts, scale), end: result * scale };
    }),
    scale,
    zero: least * scale,
    width,
  };
}

/** Pieces side by side from the line of nothing, burdens one way and credits the other. */
function stack(parts: Amounts['parts'], scale: number): BarPart[] {
  let [right, left] = [0, 0];
  return parts.flatMap(([is, value]): BarPart[] => {
    if (!(Math.abs(value) > 0)) return [];
    const width = Math.abs(value) * scale;
    if (value > 0) {
      right += width;
      return [{ is, x: right - width, width, credit: false }];
    }
    left -= width;
    return [{ is, x: left, width, credit: true }];
  });
}
