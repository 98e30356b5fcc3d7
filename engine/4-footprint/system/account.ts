import { addTo, exactDot, exactSums, sumOf, totalsOf } from '../../0-base/matrix/sum.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { beyondCircles, doubtsOf } from './diagnosis.ts';
import type { FigureAccount, Part, SupplyPath, TreeNode } from './figure-account.ts';
import { intensityOf } from './intensity.ts';
import { type Grouping, largest, partsOf, shareOf, summed, withRest } from './parts.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { certificateOf, directShares, inventoryOf, scalingOf } from './scaling.ts';
import { treeOf } from './tree.ts';

/** What is asked of a prepared system: a product with an amount in its unit, or several of them. */
export interface AccountQuestion {
  /** Id of a product; with `amount` of it, 1 unless told. */
  readonly product?: string;
  readonly amount?: number;
  /** Amounts by id of product, instead of one product. */
  readonly demand?: Readonly<Record<string, number>>;
  /** Id of a category. */
  readonly category: string;
  /** Whether the tree, its paths and the list of processes tell all of a kind as one; each process by itself unless told. */
  readonly byKind?: boolean;
  /** Nodes of the tree, at most; 200 unless told. */
  readonly nodes?: number;
  /** Parts of each list, at most; the others are in the part ''. 100 unless told. */
  readonly parts?: number;
  /** Paths told one by one, at most; 20 unless told. */
  readonly paths?: number;
}

const usual = { nodes: 200, parts: 100, paths: 20, byKind: false } as const;

/** The own burdens of a tree by tier, and what lies beyond it. */
function byTier(tree: readonly TreeNode[], total: number): Part[] {
  const tiers = exactSums(tree.reduce((most, { tier }) => Math.max(most, tier + 1), 0));
  for (const { tier, own } of tree) addTo(tiers, tier, own);
  const shown = Array.from(totalsOf(tiers), (value, tier) => ({ of: `${tier}`, name: `${tier}`, value }));
  return withRest(shown, total);
}

/** The nodes from the root to one of a tree. */
function wayTo(tree: readonly TreeNode[], at: number): TreeNode[] {
  const way: TreeNode[] = [];
  for (let each = at; each >= 0; each = tree[each]!.parent) way.push(tree[each]!);
  return way.reverse();
}

function pathsOf(tree: readonly TreeNode[], total: number, most: number): SupplyPath[] {
  const owns = Float64Array.from(tree, ({ own }) => own);
  return largest(owns, most).map((at) => {
    const way = wayTo(tree, at);
    const processes = way.map(({ process }) => process);
    return { processes, names: way.map(({ name }) => name), value: owns[at]!, share: shareOf(owns[at]!, total) };
  });
}

/** The demand of a question, one number a product. */
function demandOf({ system, places }: PreparedSystem, question: AccountQuestion, problems: Problem[]): Float64Array {
  const { product, amount = 1, demand = product === undefined ? {} : { [product]: amount } } = question;
  const amounts = new Float64Array(system.products.length);
  for (const [id, each] of Object.entries(demand)) {
    const place = places().get(id);
    if (place === undefined) problems.push(problem('system.demand', '', { name: id }));
    else if (!Number.isFinite(each)) problems.push(problem('number.invalid', '', { value: `${each}` }, id));
    else amounts[place]! += each;
  }
  return amounts;
}

/** The burden of each flow in one category for a scaling: c_e (B s)_e. */
function flowShares({ system }: PreparedSystem, scaling: Float64Array, category: number): Float64Array {
  const { characterisation: C } = system;
  return inventoryOf(system, scaling).map((amount, flow) => {
    let factor = 0;
    for (let e = C.start[flow]!; e < C.start[flow + 1]!; e++) if (C.row[e] === category) factor = C.value[e]!;
    return factor === 0 ? 0 : factor * amount;
  });
}

/** The lists of a figure by process, supplier, place and flow. */
function listsOf(prepared: PreparedSystem, { scaling, category, total, most, byKind }: Listed) {
  const names = prepared.names();
  const shares = directShares(prepared, scaling, category);
  const by = (grouping: Grouping) => partsOf(grouping.groups, summed(grouping, shares), { total, most });
  return {
    byProcess: byKind && names.kinds ? by(names.kinds) : partsOf(names.processes, shares, { total, most }),
    bySupplier: by(names.suppliers),
    byPlace: by(names.places),
    byFlow: partsOf(names.flows, flowShares(prepared, scaling, category), { total, most }),
  };
}

interface Listed {
  readonly scaling: Float64Array;
  readonly category: number;
  readonly total: number;
  readonly most: number;
  readonly byKind: boolean;
}

/** What the figure is of: the product asked for, or the demand as a whole. */
function subjectOf({ system, places }: PreparedSystem, { product, amount = 1, demand }: AccountQuestion) {
  const known = demand === undefined ? system.products[places().get(product ?? '') ?? -1] : undefined;
  return { product: known?.id ?? '', name: known?.name ?? '', amount: known ? amount : 1, unit: known?.unit ?? '' };
}

/**
 * One figure of a system and what it is made of: total = Lambda . f, with the certificate of the scaling that its parts are read from, the tree of
 * supply, and lists by process, supplier, place, flow, tier and path that each sum to it.
 * Problems: system.demand, number.invalid (with nothing returned where nothing of the question is known), those of the system, its intensities and its scaling.
 */
export function accountOf(
  prepared: PreparedSystem,
  question: AccountQuestion,
): { readonly value?: FigureAccount; readonly problems: readonly Problem[] } {
  const { system } = prepared;
  const { nodes, parts, paths, byKind } = { ...usual, ...question };
  const category = system.categories.findIndex(({ id }) => id === question.category);
  const problems: Problem[] = [];
  const demand = demandOf(prepared, question, problems);
  if (category < 0) problems.push(problem('system.category', '', { name: question.category }));
  if (category < 0 || demand.every((amount) => amount === 0)) return { problems: [...prepared.problems, ...problems] };
  const intensity = intensityOf(prepared, category);
  const scaling = scalingOf(prepared, demand, category);
  const total = exactDot(intensity.value, demand);
  const tree = treeOf(prepared, { demand, category, nodes, byKind });
  const told = pathsOf(tree, total, paths);
  const certificate = certificateOf(prepared, category, { demand, scaling: scaling.value });
  const value: FigureAccount = {
    ...subjectOf(prepared, question),
    category: system.categories[category]!,
    total,
    certificate,
    tree,
    ...listsOf(prepared, { scaling: scaling.value, category, total, most: parts, byKind }),
    byTier: byTier(tree, total),
    paths: told,
    pathRest: sumOf([total, ...told.map((path) => -path.value)]),
  };
  const stops = beyondCircles(prepared, scaling.problems);
  return { value, problems: [...doubtsOf(prepared, category), ...problems, ...stops] };
}
