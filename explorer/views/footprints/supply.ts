import type { FigureAccount, TreeNode } from '../../../engine/4-footprint/system/figure-account.ts';
import type { PictureToDraw } from '../flows/layout.ts';
import { type Handed, handedOn } from './handed-on.ts';
import { rounding } from './layout.ts';
import type { PictureLink, PictureNode, SmallFlows } from '../flows/picture.ts';

/** Words for what is no process. */
export interface SupplyWords {
  /** All processes that are too small to be drawn apart. */
  readonly others: string;
  /** What was not followed. */
  readonly rest: string;
  /** One kilogram of bread. */
  readonly product: string;
}

/** The supply chain of a product as a picture of what its parts carry, and which ribbons take a burden back. */
export interface SupplyPicture extends PictureToDraw {
  readonly credits: readonly string[];
  /** How many processes are joined in one node. */
  readonly joined: number;
}

export const otherNode = 'others';
export const restNode = 'rest';
const productNode = 'product';

/** Nodes of the tree are the same in the picture when they are of the same process; what nobody made by its product. */
const placeOf = ({ process, product }: TreeNode): string => `p:${process || product}`;

/** A stock or a kind of thing between two processes, which does nothing itself. */
const isThing = ({ process, product, unit }: TreeNode): boolean => process === product && unit !== '';

/** What passes through each process in all its places in the tree. */
function throughput(tree: readonly TreeNode[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const node of tree) sums.set(placeOf(node), (sums.get(placeOf(node)) ?? 0) + Math.abs(node.result));
  return sums;
}

/** What carries a smaller part than this of the whole is joined with others, where there are several. */
const small = 0.004;

/** The processes that are drawn apart: that of the product, and those through which most passes. */
function drawnApart(tree: readonly TreeNode[], most: number): ReadonlySet<string> {
  const root = tree[0] && placeOf(tree[0]);
  const least = small * Math.abs(tree[0]?.result ?? 0);
  const ranked = [...throughput(tree)]
    .filter(([id]) => id !== root)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const room = ranked.length <= most - 1 ? most - 1 : most - 2;
  const heavy = ranked.slice(0, Math.max(1, room)).filter(([, sum]) => sum >= least);
  // One alone is drawn as itself: joined with nothing it would only lose its name.
  const drawn = ranked.length - heavy.length === 1 ? ranked : heavy;
  return new Set([...(root ? [root] : []), ...drawn.map(([id]) => id)]);
}

/**
 * Merges a tree of supply into a network: what each node takes and gives is the sum over its places in the tree, so that in = out at each
 * (own burden and supply in; deliveries and credits out). Too small processes become one node; a thing that one process hands to one other is
 * their ribbon; burdens and credits never cancel.
 */
export function supplyPicture(account: FigureAccount, words: SupplyWords, most: number): SupplyPicture {
  const { tree, category } = account;
  const apart = drawnApart(tree, most);
  const least = rounding * Math.abs(tree[0]?.result ?? 0);
  const idOf = (node: TreeNode) => (apart.has(placeOf(node)) ? placeOf(node) : otherNode);
  const nodes = new Map<string, PictureNode>();
  const links = new Map<string, Flow>();
  const beside = new Map<string, SmallFlows>();
  const flow = (from: string, to: string, of: Of, value: number) => {
    if (Math.abs(value) <= least || (from === to && from === otherNode)) return;
    const [start, end] = value > 0 ? [from, to] : [to, from];
    const id = [start, end, of.product, value > 0 ? '' : 'credit'].join(' > ');
    const before = links.get(id)?.value ?? 0;
    links.set(id, { id, from: start, to: end, ...of, credit: value < 0, value: before + Math.abs(value) });
  };
  const aside = (node: string, value: number) => {
    if (Math.abs(value) <= least) return;
    const side = value > 0 ? 'in' : 'loss';
    const before = beside.get(`${side} ${node}`)?.value ?? 0;
    beside.set(`${side} ${node}`, { node, side, value: before + Math.abs(value) });
  };
  // What is called the same has one colour, whoever hands it on; what is joined hands on as one.
  const handed = (id: string, { name }: TreeNode): Of =>
    id === otherNode ? { product: otherNode, name: words.others } : { product: name, name };
  for (const node of tree) {
    const id = idOf(node);
    nodes.set(id, id === otherNode ? { id, name: words.others, kind: 'rest' } : nodeOf(id, node));
    const parent = node.parent < 0 ? productNode : idOf(tree[node.parent]!);
    flow(id, parent, handed(id, node), node.result);
    aside(id, node.own);
    flow(restNode, id, { product: restNode, name: words.rest }, node.rest);
  }
  const bare = new Set(tree.filter(isThing).map(idOf));
  for (const { node } of beside.values()) bare.delete(node);
  const flows = handedOn([...links.values()], bare);
  const drawn = new Set(flows.flatMap(({ from, to }) => [from, to]));
  for (const id of bare) if (!drawn.has(id)) nodes.delete(id);
  if (tree.length > 0) nodes.set(productNode, { id: productNode, name: words.product, kind: 'thing' });
  if (flows.some(({ from, to }) => from === restNode || to === restNode))
    nodes.set(restNode, { id: restNode, name: words.rest, kind: 'rest' });
  return {
    unit: category.method.unit,
    per: 'period',
    nodes: [...nodes.values()],
    links: flows.map(linkOf),
    elsewhere: [...beside.values()],
    credits: flows.filter(({ credit }) => credit).map(({ id }) => id),
    joined: throughput(tree).size - apart.size,
  };
}

interface Of {
  readonly product: string;
  readonly name: string;
}

interface Flow extends Of, Handed {}

const nodeOf = (id: string, { name, process, supplier }: TreeNode): PictureNode => ({
  id,
  name: supplier && supplier !== name ? `${name}, ${supplier}` : name,
  kind: process === '' ? 'outside' : 'process',
});

const linkOf = ({ id, from, to, product, name, value, credit }: Flow): PictureLink => ({
  id,
  from,
  to,
  // A credit is a class of its own: it is never merged with what it takes back.
  specification: credit ? `credit:${product}` : product,
  name,
  value,
  low: value,
  high: value,
  status: 'measured',
  rows: 0,
  figures: [],
});
