import { pushForward } from '../../0-base/matrix/push.ts';
import { addTo, exactSums, sumOf, totalsOf } from '../../0-base/matrix/sum.ts';
import type { TreeNode } from './figure-account.ts';
import { type Gatherer, gatherer, type Members } from './gather.ts';
import { intensityOf } from './intensity.ts';
import { eachKind, eachProduct, type Lens } from './lens.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { eachInput, runsOf, type Settled, settler } from './settle.ts';
import { nobody } from './square.ts';

/** Where a tree of supply starts and how far it goes. */
export interface TreeQuestion {
  /** One number a product. */
  readonly demand: Float64Array;
  readonly category: number;
  /** At most so many nodes. */
  readonly nodes: number;
  /** Whether products of one kind are one node. */
  readonly byKind?: boolean | undefined;
}

/** Something that was drawn or may yet be: amounts of products of one kind for a parent. */
interface Branch extends Members {
  readonly parent: number;
  readonly result: number;
}

/** A node drawn: its place in the list of drawn ones is its number. */
interface Drawn extends Branch {
  readonly tier: number;
  readonly own: number;
}

const several = -1;

/** What a tree is drawn with. */
interface Drawing {
  readonly prepared: PreparedSystem;
  readonly lens: Lens;
  readonly category: number;
  readonly value: Float64Array;
  readonly gross: Float64Array;
  readonly gathered: Gatherer;
  readonly settle: (demand: Members) => Settled;
}

/** The sum of what a number a product makes of the members. */
function over({ products, amounts }: Members, of: (product: number, amount: number) => number): number {
  if (products.length === 1) return of(products[0]!, amounts[0]!);
  return sumOf(products.map((product, k) => of(product, amounts[k]!)));
}

/** Takes what was gathered as branches of a parent. */
const branchesOf = ({ value, gathered }: Drawing, parent: number): Branch[] =>
  gathered.take().map(({ kind, products, amounts }) => {
    const result = over({ kind, products, amounts }, (product, amount) => value[product]! * amount);
    return { parent, kind, products, amounts, result };
  });

/** Gathers what a node takes in, per entry of the columns of its makers: inputs, waste to be treated, and co-products as credits. */
function gatherInputs({ prepared, lens, gathered }: Drawing, { made, left }: Settled): void {
  made.products.forEach((product, k) => {
    eachInput(prepared, product, made.amounts[k]!, (input, amount) => {
      const kind = lens.kindOf(input);
      if (!lens.settles || kind !== made.kind) gathered.add(kind, input, amount);
    });
  });
  left.products.forEach((product, k) => {
    gathered.add(left.kind, product, left.amounts[k]!);
  });
}

function ownOf({ prepared: { square, direct, system }, category }: Drawing, made: Members): number {
  const width = system.categories.length;
  return over(made, (product, amount) => {
    const j = square.maker[product]!;
    return j === nobody ? 0 : direct[j * width + category]! * runsOf(square, product, amount);
  });
}

/** The branches of a demand: what is asked for is the root; of several kinds, the demand is. */
function rootsOf(drawing: Drawing, demand: Float64Array): Branch[] {
  const { gathered, lens } = drawing;
  demand.forEach((amount, product) => {
    if (amount !== 0) gathered.add(lens.kindOf(product), product, amount);
  });
  return branchesOf(drawing, -1);
}

/** How heavy a branch may be: without credits, and by what it carries where that is not known. */
function weightOf({ gross }: Drawing, branch: Branch): number {
  const weight = over(branch, (product, amount) => gross[product]! * Math.abs(amount));
  return Number.isNaN(weight) ? Math.abs(branch.result) || 0 : weight;
}

/** Draws the heaviest branches first. */
function draw(drawing: Drawing, { demand, nodes }: TreeQuestion): Drawn[] {
  const drawn: Drawn[] = [];
  const roots = rootsOf(drawing, demand);
  if (roots.length > 1) {
    const result = sumOf(roots.map((root) => root.result));
    drawn.push({ parent: -1, kind: several, products: [], amounts: [], result, tier: 0, own: 0 });
  }
  pushForward({
    roots: roots.map((root) => ({ ...root, parent: drawn.length - 1 })),
    weight: (branch) => weightOf(drawing, branch),
    follow(branch) {
      const tier = branch.parent < 0 ? 0 : drawn[branch.parent]!.tier + 1;
      const settled = drawing.settle(branch);
      drawn.push({ ...branch, tier, own: ownOf(drawing, settled.made) });
      gatherInputs(drawing, settled);
      return branchesOf(drawing, drawn.length - 1);
    },
    most: nodes - drawn.length,
  });
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

const asDemanded = (made: Members): Settled => ({ made, left: { kind: made.kind, products: [], amounts: [] } });

/** What a node counts of: the amounts of its products together, the demand as one. */
const amountOf = ({ kind, amounts }: Drawn): number => (kind === several ? 1 : sumOf(amounts));

/**
 * The unrolled tree of what supplies a demand, the heaviest branches first by Lambda+ |amount|, so that no credit hides a branch: a child takes
 * amount = -A_ij t where its parent runs t = amount / A_jj, and carries Lambda_i amount. A process that supplies itself by a detour stands in it
 * again and again, each time smaller. By kind, a node is all of one kind that its parent draws, each member counted with its own intensity, and what the kind hands
 * on to itself stays within it.
 * Each node is result = own + its children + rest.
 */
export function treeOf(prepared: PreparedSystem, question: TreeQuestion): TreeNode[] {
  const { category, byKind = false } = question;
  const intensity = intensityOf(prepared, category);
  const lens = byKind ? eachKind(prepared) : eachProduct(prepared);
  const gathered = gatherer(prepared.system.products.length, lens.count);
  const { value } = intensity;
  const settle = lens.settles ? settler(prepared, lens) : asDemanded;
  const drawn = draw({ prepared, lens, category, value, gross: intensity.gross(), gathered, settle }, question);
  const rests = restsOf(drawn);
  const order = inOrder(drawn);
  const place = new Int32Array(drawn.length);
  order.forEach((at, l) => {
    place[at] = l;
  });
  return order.map((at) => {
    const node = drawn[at]!;
    const { parent, tier, kind, result, own } = node;
    const { product, process, name, unit, ...where } = lens.describe(kind);
    const amount = amountOf(node);
    return {
      parent: parent < 0 ? -1 : place[parent]!,
      tier,
      product,
      process,
      name,
      ...where,
      amount,
      unit,
      result,
      own,
      rest: rests[at]!,
    };
  });
}
