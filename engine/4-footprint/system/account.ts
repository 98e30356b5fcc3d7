import { exactDot, exactSum, sumOf } from '../../0-base/matrix/sum.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { circleProblems } from './circles.ts';
import type { FigureAccount, Part, SupplyPath, TreeNode } from './figure-account.ts';
import { intensityOf } from './intensity.ts';
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
  /** Nodes of the tree, at most; 200 unless told. */
  readonly nodes?: number;
  /** Parts of each list, at most; the others are in the part ''. 100 unless told. */
  readonly parts?: number;
  /** Paths told one by one, at most; 20 unless told. */
  readonly paths?: number;
}

const usual = { nodes: 200, parts: 100, paths: 20 } as const;

const shareOf = (value: number, total: number) => (total === 0 ? Number.NaN : value / total);

interface Named {
  readonly of: string;
  readonly name: string;
}

/** Adds up figures by what they belong to, shows the largest and puts the rest in the part '', so that all of them sum to the total. */
function partsOf(figures: Iterable<readonly [Named, number]>, total: number, most: number): Part[] {
  const sums = new Map<string, { readonly name: string; readonly sum: ReturnType<typeof exactSum> }>();
  for (const [{ of, name }, value] of figures) {
    if (value === 0 || of === '') continue;
    const found = sums.get(of) ?? { name, sum: exactSum() };
    found.sum.add(value);
    sums.set(of, found);
  }
  const shown = Array.from(sums, ([of, { name, sum }]) => ({ of, name, value: sum.total() }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, most);
  return withRest(shown, total);
}

/** Parts with their shares, and what is missing to the total as the part ''. */
function withRest(shown: readonly (Named & { readonly value: number })[], total: number): Part[] {
  const left = exactSum();
  left.add(total);
  for (const { value } of shown) left.add(-value);
  const rest = left.total();
  const parts = rest === 0 ? shown : [...shown, { of: '', name: '', value: rest }];
  return parts.map((part) => ({ ...part, share: shareOf(part.value, total) }));
}

/** The own burdens of a tree by tier, and what lies beyond it. */
function byTier(tree: readonly TreeNode[], total: number): Part[] {
  const sums: ReturnType<typeof exactSum>[] = [];
  for (const { tier, own } of tree) {
    while (sums.length <= tier) sums.push(exactSum());
    sums[tier]!.add(own);
  }
  return withRest(
    sums.map((sum, tier) => ({ of: `${tier}`, name: `${tier}`, value: sum.total() })),
    total,
  );
}

/** The nodes from the root to one of a tree. */
function wayTo(tree: readonly TreeNode[], at: number): TreeNode[] {
  const way: TreeNode[] = [];
  for (let each = at; each >= 0; each = tree[each]!.parent) way.push(tree[each]!);
  return way.reverse();
}

function pathsOf(tree: readonly TreeNode[], total: number, most: number): SupplyPath[] {
  return tree
    .map(({ own }, at) => ({ own, at }))
    .filter(({ own }) => own !== 0)
    .sort((a, b) => Math.abs(b.own) - Math.abs(a.own))
    .slice(0, most)
    .map(({ own, at }) => {
      const way = wayTo(tree, at);
      const processes = way.map(({ process }) => process);
      return { processes, names: way.map(({ name }) => name), value: own, share: shareOf(own, total) };
    });
}

/** The demand of a question, one number a product. */
function demandOf({ system, places }: PreparedSystem, question: AccountQuestion, problems: Problem[]): Float64Array {
  const { product, amount = 1, demand = product === undefined ? {} : { [product]: amount } } = question;
  const amounts = new Float64Array(system.products.length);
  for (const [id, each] of Object.entries(demand)) {
    const place = places().get(id);
    if (place === undefined) problems.push(problem('system.demand', '', { name: id }));
    else amounts[place]! += each;
  }
  return amounts;
}

/** The burden of each flow in one category for a scaling: c_e (B s)_e. */
function* flowFigures({ system }: PreparedSystem, scaling: Float64Array, category: number): Generator<[Named, number]> {
  const { flows, characterisation: C } = system;
  const inventory = inventoryOf(system, scaling);
  for (let flow = 0; flow < flows.length; flow++)
    for (let e = C.start[flow]!; e < C.start[flow + 1]!; e++)
      if (C.row[e] === category)
        yield [{ of: flows[flow]!.id, name: flows[flow]!.name }, C.value[e]! * inventory[flow]!];
}

/** What the figure is of: the product asked for, or the demand as a whole. */
function subjectOf({ system, places }: PreparedSystem, { product, amount = 1, demand }: AccountQuestion) {
  const known = demand === undefined ? system.products[places().get(product ?? '') ?? -1] : undefined;
  return { product: known?.id ?? '', name: known?.name ?? '', amount: known ? amount : 1, unit: known?.unit ?? '' };
}

/**
 * One figure of a system and what it is made of: total = Lambda . f, with the certificate of the scaling that its parts are read from, the tree of
 * supply, and lists by process, supplier, place, flow, tier and path that each sum to it.
 * Problems: system.demand (with nothing returned where nothing of the question is known), those of the system, its intensities and its scaling.
 */
export function accountOf(
  prepared: PreparedSystem,
  question: AccountQuestion,
): { readonly value?: FigureAccount; readonly problems: readonly Problem[] } {
  const { system } = prepared;
  const { nodes, parts, paths } = { ...usual, ...question };
  const category = system.categories.findIndex(({ id }) => id === question.category);
  const problems: Problem[] = [...prepared.problems];
  const demand = demandOf(prepared, question, problems);
  if (category < 0) problems.push(problem('system.category', '', { name: question.category }));
  if (category < 0 || demand.every((amount) => amount === 0)) return { problems };
  const intensity = intensityOf(prepared, category);
  const scaling = scalingOf(prepared, demand, category);
  const shares = directShares(prepared, scaling.value, category);
  const total = exactDot(intensity.value, demand);
  const tree = treeOf(prepared, { demand, category, nodes });
  const told = pathsOf(tree, total, paths);
  const by = (named: (process: (typeof system.processes)[number]) => Named) =>
    partsOf(
      system.processes.map((process, j) => [named(process), shares[j]!] as const),
      total,
      parts,
    );
  const value: FigureAccount = {
    ...subjectOf(prepared, question),
    category: system.categories[category]!,
    total,
    certificate: certificateOf(prepared, category, { demand, scaling: scaling.value }),
    tree,
    byProcess: by(({ id, name }) => ({ of: id, name })),
    bySupplier: by(({ supplier = '' }) => ({ of: supplier, name: supplier })),
    byPlace: by(({ place = '' }) => ({ of: place, name: place })),
    byFlow: partsOf(flowFigures(prepared, scaling.value, category), total, parts),
    byTier: byTier(tree, total),
    paths: told,
    pathRest: sumOf([total, ...told.map((path) => -path.value)]),
  };
  return { value, problems: [...problems, ...circleProblems(prepared), ...intensity.problems, ...scaling.problems] };
}
