import type { FigureAccount, Part, SupplyPath, TreeNode } from '../../../engine/4-footprint/system/figure-account.ts';
import type { CarbonOrigins, FigureShares, StandInShare } from '../../../engine/4-footprint/footprint-result.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { problemSentence } from '../../text/problem.ts';
import type { WireProblem } from '../../worker/http.ts';
import { nameOf, plainName, usualUnit } from '../names.ts';
import { perUsualUnit } from '../per-usual-unit.ts';

/** An account as it comes over the wire: what is not a number is null. */
type Wire<T> = T extends number
  ? number | null
  : T extends string | undefined
    ? T
    : T extends readonly (infer Each)[]
      ? readonly Wire<Each>[]
      : { readonly [K in keyof T]: Wire<T[K]> };

/** The answer of /footprints/account, as far as the page reads it. */
export type ToldAccount = Wire<FigureAccount> & {
  readonly specification?: string;
  /** What is to be said of the system behind the account. */
  readonly warnings?: readonly WireProblem[];
} & Partial<Wire<RestsOn>>;

/** What a figure of the network rests on; figures of models have none of it. */
interface RestsOn {
  readonly carbon: CarbonOrigins;
  readonly shares: FigureShares;
  readonly standIns: readonly StandIn[];
  readonly incomplete: boolean;
}

/** A row that stands in for something bought. */
export type StandIn = Omit<StandInShare, 'amount' | 'raised' | 'unit'> & {
  /** Of a product of a model: which, and how much of it carries what the row brought. */
  readonly behind?: {
    readonly model: string;
    readonly product: string;
    readonly amount: number;
    readonly category: string;
  };
};

/** What a figure rests on, for the same amount as its account. */
export interface Ground {
  readonly carbon: CarbonOrigins;
  readonly shares: FigureShares;
  readonly standIns: readonly StandIn[];
}

const number = (given: number | null): number => given ?? Number.NaN;

/** The name of a record where the id is one of the network's own, else the name that came along. */
const calledBy =
  (facts: Facts) =>
  (id: string, name: string): string => {
    const isKnown = Object.values(facts).some((records) => records?.has(id));
    return plainName(isKnown ? nameOf(facts, id) : name);
  };

const partOf =
  (factor: number, called: (id: string, name: string) => string) =>
  ({ of, name, value, share }: Wire<Part>): Part => ({
    of,
    name: called(of, name),
    value: number(value) * factor,
    share: number(share),
  });

const pathOf =
  (factor: number) =>
  ({ processes, names, value, share }: Wire<SupplyPath>): SupplyPath => ({
    processes,
    names: names.map(plainName),
    value: number(value) * factor,
    share: number(share),
  });

const nodeOf =
  (factor: number, called: (id: string, name: string) => string) =>
  (node: Wire<TreeNode>): TreeNode => {
    const { parent, tier, product, process, name, supplier, place, unit } = node;
    return {
      parent: number(parent),
      tier: number(tier),
      product,
      process,
      name: plainName(name),
      ...(supplier !== undefined && { supplier: called(supplier, supplier) }),
      ...(place !== undefined && { place: called(place, place) }),
      unit,
      amount: number(node.amount) * factor,
      result: number(node.result) * factor,
      own: number(node.own) * factor,
      rest: number(node.rest) * factor,
    };
  };

/** Numbers of a record, null as not known, in proportion to another amount. */
const scaled = <T extends object>(told: Wire<T>, factor: number): T =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, number(value as number | null) * factor])) as T;

/** What a figure rests on, where that is told. */
export function readGround(told: ToldAccount, facts: Facts): Ground | undefined {
  const { carbon, shares, standIns } = told;
  if (!carbon || !shares || !standIns) return undefined;
  const { factor } = proportion(told, facts);
  return {
    carbon: scaled<CarbonOrigins>(carbon, factor),
    shares: scaled<FigureShares>(shares, 1),
    standIns: standIns.map(({ behind, ...each }) => ({
      ...each,
      value: number(each.value) * factor,
      share: number(each.share),
      ...(behind && { behind: { ...behind, amount: number(behind.amount) * factor } }),
    })),
  };
}

/** What is to be said of the system behind an account, each once. */
export const readNotes = ({ warnings = [] }: Pick<ToldAccount, 'warnings'>): string[] => [
  ...new Set(warnings.map(problemSentence)),
];

/** So many of the account's amount are one of the unit in which people count the thing. */
function proportion(told: ToldAccount, facts: Facts) {
  const amount = number(told.amount);
  const { intensity: size, per } = perUsualUnit(1, told.unit, usualUnit(facts, told.specification ?? told.product));
  const factor = per === told.unit ? 1 : size / amount;
  return { amount: per === told.unit ? amount : 1, per, factor };
}

/** An account as it is read: for one of the unit in which people count the thing, every figure in proportion. */
export function readAccount(told: ToldAccount, facts: Facts): FigureAccount {
  const { amount, per, factor } = proportion(told, facts);
  const part = partOf(factor, calledBy(facts));
  const { remainder, bound, residual } = told.certificate;
  return {
    product: told.product,
    name: plainName(told.name),
    amount,
    unit: per,
    category: told.category,
    total: number(told.total) * factor,
    certificate: {
      remainder: number(remainder) * factor,
      bound: number(bound) * factor,
      residual: number(residual),
    },
    tree: told.tree.map(nodeOf(factor, calledBy(facts))),
    byProcess: told.byProcess.map(part),
    bySupplier: told.bySupplier.map(part),
    byPlace: told.byPlace.map(part),
    byFlow: told.byFlow.map(part),
    byTier: told.byTier.map(part),
    paths: told.paths.map(pathOf(factor)),
    pathRest: number(told.pathRest) * factor,
  };
}
