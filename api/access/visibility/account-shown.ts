import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { LotFigure, StandInPart } from '../../../engine/4-footprint/linked/lot-figure.ts';
import type { Part, SupplyPath, TreeNode } from '../../../engine/4-footprint/system/figure-account.ts';
import type { AccountAnswer, AccountQuery } from '../../compute/footprint-account.ts';
import type { Judgement } from './judge.ts';
import type { Whole } from './whole.ts';

interface Seen {
  readonly judgement: Judgement;
  readonly whole: Whole;
}

/**
 * The account of a figure as somebody sees it: of what they may see, the figure, its carbon and what it rests on; its tree as far down as they see
 * who stands in it, and of each list what they see, the rest in one.
 * Problems: parameter.invalid, where the product or the lot is none that they see.
 */
export function accountShown(
  account: AccountAnswer,
  query: AccountQuery,
  seen: Seen,
): { readonly value: AccountAnswer } | { readonly problems: readonly Problem[] } {
  const { judgement, whole } = seen;
  const { specification, subjects } = account;
  if (!judgement.seesSpecification(specification) || (query.lot !== undefined && !seesLot(account, query.lot, seen)))
    return { problems: [notSeen(query)] };
  const seesSubject = ({ process, resource, specification: of }: LotFigure['subjects'][number]): boolean =>
    process !== undefined
      ? judgement.seesProcess(process)
      : of !== undefined && whole.specification(of) && (resource === undefined || judgement.seesResource(resource));
  const shown = subjects.filter(seesSubject);
  const ids = new Set(shown.map(({ id }) => id));
  const sees = (id: string) => ids.has(id);
  const standIns = account.standIns.filter((each) => whole.specification(each.specification));
  const gaps = account.gaps.filter(
    (gap) => whole.specification(gap.specification) && (gap.process === '' || judgement.seesProcess(gap.process)),
  );
  const paths = account.paths.filter(({ processes }) => processes.every(sees));
  const value: AccountAnswer = {
    ...account,
    tree: treeShown(account.tree, sees),
    byProcess: partsShown(account.byProcess, sees),
    bySupplier: partsShown(account.bySupplier, whole.agent),
    byPlace: partsShown(account.byPlace, () => false),
    byFlow: partsShown(account.byFlow, (id) =>
      standIns.some((each) => id.includes(JSON.stringify(each.specification))),
    ),
    byTier: shown.length === subjects.length ? account.byTier : partsShown(account.byTier, () => false),
    byProcessSpecification: partsShown(
      account.byProcessSpecification,
      (of) => whole.process(of) && whole.specification(of),
    ),
    paths,
    pathRest: account.pathRest + sum(account.paths.filter((each) => !paths.includes(each))),
    standIns: standIns as readonly StandInPart[],
    subjects: shown,
    gaps,
    problems: gaps.map((gap) => gap.problem),
  };
  return { value };
}

function seesLot({ specification }: AccountAnswer, lot: string, { judgement, whole }: Seen): boolean {
  return whole.specification(specification) && judgement.seesResource(lot);
}

/** As for something that is not there: whether it is must not be told. */
function notSeen({ product, lot }: AccountQuery): Problem {
  const [field, value] = product === undefined ? ['lot', lot ?? 'missing'] : ['product', product];
  const expected =
    'something that was made or held in the period: a product (id of a specification) or a lot (id of a resource)';
  return problem('parameter.invalid', '', { field, value: value.slice(0, 80), expected });
}

const sum = (paths: readonly SupplyPath[]): number => paths.reduce((all, { value }) => all + value, 0);

/** Parts that are seen; the others are added to the part ''. */
function partsShown(parts: readonly Part[], sees: (id: string) => boolean): Part[] {
  const hidden = parts.filter(({ of }) => of === '' || !sees(of));
  if (hidden.length === 0) return [...parts];
  const all = (read: (part: Part) => number) => hidden.reduce((total, each) => total + read(each), 0);
  const rest: Part = { of: '', name: '', value: all(({ value }) => value), share: all(({ share }) => share) };
  return [...parts.filter((each) => !hidden.includes(each)), rest];
}

/** The tree as far down as its processes are seen; what is hidden below a node is its rest. The root stays, at the least as a rest. */
function treeShown(tree: readonly TreeNode[], sees: (process: string) => boolean): TreeNode[] {
  const places = new Map<number, number>();
  const shown: TreeNode[] = [];
  tree.forEach((node, at) => {
    const parent = places.get(node.parent);
    if (at > 0 && parent === undefined) return;
    if (!sees(node.process) && at > 0) {
      shown[parent!] = { ...shown[parent!]!, rest: shown[parent!]!.rest + node.result };
      return;
    }
    places.set(at, shown.length);
    const { supplier: _, place: __, ...open } = node;
    const root = at === 0 && !sees(node.process) ? { ...open, own: 0, rest: node.own + node.rest } : open;
    shown.push({ ...root, parent: at === 0 ? -1 : parent! });
  });
  return shown;
}
