import { heap } from '../../0-base/heap.ts';
import { addTo, exactSums, sumOf, totalsOf } from '../../0-base/matrix/sum.ts';
import type { TreeNode } from './figure-account.ts';
import { intensityOf } from './intensity.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** Where a tree of supply starts and how far it goes. */
export interface TreeQuestion {
  /** One number a product. */
  readonly demand: Float64Array;
  readonly category: number;
  /** At most so many nodes. */
  readonly nodes: number;
}

/** Something that was drawn or may yet be: amount of a product for a parent. */
interface Branch {
  readonly parent: number;
  readonly product: number;
  readonly amount: number;
  readonly result: number;
}

/** A node drawn: its place in the list of drawn ones is its number. */
interface Drawn extends Branch {
  readonly tier: number;
  readonly own: number;
}

const several = -1;

/** What a node takes in, per entry of the column of its maker: inputs, waste to be treated, and co-products as credits. */
function branchesOf(
  { system, square }: PreparedSystem,
  intensity: Float64Array,
  node: Branch,
  parent: number,
): Branch[] {
  const j = square.maker[node.product]!;
  if (j === nobody) return [];
  const { start, row, value } = system.technosphere;
  const runs = node.amount / (square.made[node.product]! * square.sign[node.product]!);
  const found: Branch[] = [];
  for (let e = start[j]!; e < start[j + 1]!; e++) {
    const product = row[e]!;
    if (product === node.product || value[e] === 0 || !Number.isFinite(value[e]!)) continue;
    const amount = -value[e]! * runs;
    found.push({ parent, product, amount, result: intensity[product]! * amount });
  }
  return found;
}

function ownOf({ square, direct, system }: PreparedSystem, category: number, { product, amount }: Branch): number {
  const j = square.maker[product]!;
  if (j === nobody) return 0;
  const runs = amount / (square.made[product]! * square.sign[product]!);
  return direct[j * system.categories.length + category]! * runs;
}

/** The branches of a demand: the product itself is the root; of several products, the demand is. */
function rootsOf(demand: Float64Array, intensity: Float64Array): Branch[] {
  const roots: Branch[] = [];
  demand.forEach((amount, product) => {
    if (amount !== 0) roots.push({ parent: -1, product, amount, result: intensity[product]! * amount });
  });
  return roots;
}

/** Draws the heaviest branches first, weighed without credits; where that is not known, by what they carry. */
function draw(prepared: PreparedSystem, { demand, category, nodes }: TreeQuestion): Drawn[] {
  const intensity = intensityOf(prepared, category);
  const gross = intensity.gross();
  const drawn: Drawn[] = [];
  const seen: Branch[] = [];
  const waiting = heap();
  const offer = (branch: Branch) => {
    const weight = gross[branch.product]! * Math.abs(branch.amount);
    waiting.add(Number.isNaN(weight) ? Math.abs(branch.result) || 0 : weight, seen.push(branch) - 1);
  };
  const roots = rootsOf(demand, intensity.value);
  if (roots.length > 1) {
    const result = sumOf(roots.map((root) => root.result));
    drawn.push({ parent: -1, product: several, amount: 1, result, tier: 0, own: 0 });
  }
  for (const root of roots) offer({ ...root, parent: drawn.length - 1 });
  while (drawn.length < nodes && waiting.size > 0) {
    const branch = seen[waiting.take()]!;
    const tier = branch.parent < 0 ? 0 : drawn[branch.parent]!.tier + 1;
    drawn.push({ ...branch, tier, own: ownOf(prepared, category, branch) });
    for (const each of branchesOf(prepared, intensity.value, branch, drawn.length - 1)) offer(each);
  }
  return drawn;
}

/** What of each node is neither its own nor in a child that was drawn: result - own - sum of children, exactly. */
function restsOf(drawn: readonly Drawn[]): Float64Array {
  const rests = exactSums(drawn.length);
  drawn.forEach(({ parent, result, own }, at) => {
    addTo(rests, at, result);
    addTo(rests, at, -own);
    if (parent >= 0) addTo(rests, parent, -result);
  });
  return totalsOf(rests);
}

/** The drawn nodes, each behind its parent and before its own branches, children in the size of their result. */
function inOrder(drawn: readonly Drawn[]): number[] {
  const children: number[][] = drawn.map(() => []);
  const roots: number[] = [];
  drawn.forEach(({ parent }, at) => {
    (parent < 0 ? roots : children[parent]!).push(at);
  });
  const heavier = (a: number, b: number) => Math.abs(drawn[b]!.result) - Math.abs(drawn[a]!.result) || a - b;
  for (const list of children) list.sort(heavier);
  const order: number[] = [];
  const open = roots.reverse();
  while (open.length > 0) {
    const at = open.pop()!;
    order.push(at);
    open.push(...children[at]!.slice().reverse());
  }
  return order;
}

/**
 * The unrolled tree of what supplies a demand, the heaviest branches first by Lambda+ |amount|, so that no credit hides a branch: a child takes
 * amount = -A_ij t where its parent runs t = amount / A_jj, and carries Lambda_i amount. A process that supplies itself by a detour stands in it
 * again and again, each time smaller. Each node is result = own + its children + rest.
 */
export function treeOf(prepared: PreparedSystem, question: TreeQuestion): TreeNode[] {
  const { products, processes } = prepared.system;
  const drawn = draw(prepared, question);
  const rests = restsOf(drawn);
  const order = inOrder(drawn);
  const place = new Int32Array(drawn.length);
  order.forEach((at, l) => {
    place[at] = l;
  });
  return order.map((at) => {
    const { parent, tier, product, amount, result, own } = drawn[at]!;
    const j = product === several ? nobody : prepared.square.maker[product]!;
    const process = j === nobody ? undefined : processes[j];
    return {
      parent: parent < 0 ? -1 : place[parent]!,
      tier,
      product: products[product]?.id ?? '',
      process: process?.id ?? '',
      name: process?.name ?? products[product]?.name ?? '',
      ...(process?.supplier !== undefined && { supplier: process.supplier }),
      ...(process?.place !== undefined && { place: process.place }),
      amount,
      unit: products[product]?.unit ?? '',
      result,
      own,
      rest: rests[at]!,
    };
  });
}
