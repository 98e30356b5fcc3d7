import { type Problem, problem } from '../../0-base/problem.ts';
import { type Day, dayOf, parseTime } from '../../0-base/time.ts';
import type { Facts } from '../../1-record/facts.ts';
import type { Body } from '../../1-record/kind.ts';
import type { OutputRole } from '../../1-record/knowledge.ts';
import type { AllocationRule } from '../../1-record/network.ts';
import type { AllocationChoice } from '../allocation-choice.ts';
import { type CausalGroup, causalGroups } from './causal.ts';
import type { MadeGoods } from './made-goods.ts';
import { kindName, type PartitionRule, type Weigh, weigher } from './weights.ts';

/** Who chose the rule of a process: `goods` where there is one kind only, which needs none. */
export type ChosenBy = 'request' | 'record' | 'network' | 'goods';

/** How a process shares its burden. */
export interface Shares {
  /** The part of the burden that each of the goods carries; of a causal rule that of what no factor names. */
  readonly shares: readonly number[];
  /** The rule that served; undefined where none did. */
  readonly rule?: AllocationRule | undefined;
  readonly by?: ChosenBy | undefined;
  /** Of a rule by energy: the heating value that counted. */
  readonly basis?: 'net' | 'gross' | undefined;
  /** Of the causal rule: inputs and own flows with shares of their own. */
  readonly groups: readonly CausalGroup[];
  /** Of substitution: places of goods that carry what they take the place of. */
  readonly replaced: readonly Replaced[];
  /** Of rules that could not serve; and allocation.missing, where none did. */
  readonly problems: readonly Problem[];
}

/** One of the goods takes the place of something else. */
export interface Replaced {
  readonly at: number;
  readonly by: Replacement;
}

type Allocation = NonNullable<Body<'ProcessSpecification'>['allocation']>;
type Replacement = NonNullable<Allocation['replaces']>[number];

/** Roles and shares of outputs by the rules of process specifications. */
export interface Allocator {
  /** The role that the process's specification gives an output; undefined when it names none. */
  roleOf(process: string, specification: string, day: Day): OutputRole | undefined;
  /** Shares over products, co-products and recyclables; they sum to 1, or all are 0 where no rule applies. */
  sharesOf(process: string, goods: readonly MadeGoods[]): Shares;
}

/** What an allocator is made from. */
export interface AllocatorRequest {
  readonly facts: Facts;
  /** IANA name of the network's zone. */
  readonly zone: string;
  /** Rules that count instead of the recorded ones. */
  readonly choice?: AllocationChoice | undefined;
}

/** A rule that may serve. */
interface Candidate {
  readonly rule: AllocationRule;
  readonly by: ChosenBy;
}

type Found = Pick<Shares, 'shares' | 'basis' | 'groups' | 'replaced'>;
type Attempt = Found | { readonly problem: Problem };

/** What a process shares among what. */
interface Case {
  readonly process: string;
  readonly name: string;
  readonly goods: readonly MadeGoods[];
  readonly allocation: Allocation | undefined;
  /** Rules that may serve for what a rule leaves open, the first that can. */
  readonly partitions: readonly PartitionRule[];
  readonly weigh: Weigh;
  readonly facts: Facts;
}

const isPartition = (rule: AllocationRule): rule is PartitionRule =>
  rule !== 'causal' && rule !== 'substitution' && rule !== 'cut-off';

/**
 * Shares a_i = q_i w_i / sum_j q_j w_j. The rule is that of the request, else that of the process specification, else the network's: the first that
 * can serve. As recorded, recyclables leave free; a partition named by the request shares over them too, since that cut is what it sets aside.
 * Where no rule serves, allocation.missing comes back and no share. A single kind of goods needs no rule: it is shared by quantity.
 * Problems: allocation.missing, allocation.weight, allocation.zero, allocation.unstated. Source: ISO 14044, 4.3.4.2.
 */
export function allocator({ facts, zone, choice }: AllocatorRequest): Allocator {
  const fallback = [...(facts.Network?.values() ?? [])][0]?.allocation;
  const weigh = weigher({ facts, zone });
  const basedOn = (process: string) => facts.Process?.get(process)?.basedOn;
  const allocationOf = (process: string, day: Day): Allocation | undefined => {
    const allocation = facts.ProcessSpecification?.get(basedOn(process) ?? '')?.allocation;
    const from = allocation?.validFrom === undefined ? undefined : parseTime(allocation.validFrom, zone);
    return from && dayOf(from.instant, zone) > day ? undefined : allocation;
  };
  const candidatesOf = (process: string, recorded: AllocationRule | undefined): Candidate[] => {
    const asked = choice?.byProcessSpecification?.get(basedOn(process) ?? '') ?? choice?.all;
    return [
      ...(asked ? [{ rule: asked, by: 'request' as const }] : []),
      ...(recorded ? [{ rule: recorded, by: 'record' as const }] : []),
      ...(fallback ? [{ rule: fallback, by: 'network' as const }] : []),
    ];
  };
  return {
    roleOf: (process, specification, day) =>
      allocationOf(process, day)?.roles.find((each) => each.specification === specification)?.role,
    sharesOf(process, goods) {
      if (goods.length === 1) return wholeOf(goods[0]!);
      const asRecorded = goods.map(({ role }) => role !== 'recyclable');
      const allocation = goods.length > 0 ? allocationOf(process, goods[0]!.day) : undefined;
      const candidates = candidatesOf(process, allocation?.rule);
      const partitions = candidates.map(({ rule }) => rule).filter(isPartition);
      const name = facts.Process?.get(process)?.name ?? process;
      const problems: Problem[] = [];
      const isAlone = kindsOf(goods.filter((_, at) => asRecorded[at])) <= 1;
      for (const { rule, by } of kindsOf(goods) <= 1 ? [] : candidates) {
        const carries = by === 'request' && isPartition(rule) ? goods.map(() => true) : asRecorded;
        if (kindsOf(goods.filter((_, at) => carries[at])) <= 1 && isPartition(rule)) break;
        const given = { process, name, goods, allocation, partitions, weigh, facts };
        const attempt = attemptOf(rule, given, carries);
        if (!('problem' in attempt)) return { ...attempt, rule, by, problems };
        // What needs no rule misses none.
        if (!isAlone) problems.push(attempt.problem);
      }
      const none = { groups: [], replaced: [] };
      if (isAlone) {
        const shares = normal(goods.map(({ quantity }, at) => (asRecorded[at] ? quantity : 0)));
        return { ...none, shares: shares ?? goods.map(() => 0), by: 'goods', problems };
      }
      problems.push(problem('allocation.missing', '', { name }, process));
      return { ...none, shares: goods.map(() => 0), problems };
    },
  };
}

/** What a single output carries: all, where it may carry. */
const wholeOf = ({ role, quantity }: MadeGoods): Shares => ({
  shares: [role !== 'recyclable' && quantity > 0 ? 1 : 0],
  by: 'goods',
  groups: [],
  replaced: [],
  problems: [],
});

const kindsOf = (goods: readonly MadeGoods[]): number =>
  goods.length <= 1 ? goods.length : new Set(goods.map(({ thing }) => `${thing.unit} ${thing.specification}`)).size;

/** Tries one rule on the goods that may carry under it. */
function attemptOf(rule: AllocationRule, given: Case, carries: readonly boolean[]): Attempt {
  const none = { groups: [], replaced: [] };
  if (isPartition(rule)) {
    const found = partition(rule, given, carries);
    return 'problem' in found ? found : { ...none, ...found };
  }
  if (rule === 'cut-off') {
    const products = given.goods.map(({ role }, at) => carries[at]! && role === 'product');
    const found = leftOver(given, products.includes(true) ? products : carries);
    return 'problem' in found ? found : { ...none, ...found };
  }
  return rule === 'causal' ? causal(given, carries) : substitution(given, carries);
}

type Parts = Pick<Shares, 'shares' | 'basis'>;

/** Shares over those that carry, by one rule. */
function partition(
  rule: PartitionRule,
  { goods, weigh, name }: Case,
  carries: readonly boolean[],
): Parts | { readonly problem: Problem } {
  const carriers = goods.filter((_, at) => carries[at]);
  const found = weigh(rule, carriers, name);
  if ('problem' in found) return found;
  const parts = normal(found.weights)!;
  let next = 0;
  return { shares: carries.map((each) => (each ? parts[next++]! : 0)), basis: found.basis };
}

/** Shares of what a rule leaves open: by quantity where one kind is left, else by the first partition that can serve. */
function leftOver(given: Case, carries: readonly boolean[]): Parts | { readonly problem: Problem } {
  const carriers = given.goods.filter((_, at) => carries[at]);
  if (kindsOf(carriers) <= 1) {
    const parts = normal(given.goods.map(({ quantity }, at) => (carries[at] ? quantity : 0)));
    return { shares: parts ?? given.goods.map(() => 0) };
  }
  let refused: Problem = problem('allocation.missing', '', { name: given.name }, given.process);
  for (const rule of given.partitions) {
    const found = partition(rule, given, carries);
    if (!('problem' in found)) return found;
    refused = found.problem;
  }
  return { problem: refused };
}

const unstated = (rule: AllocationRule, expected: string, { goods, name, process, facts }: Case): Problem => {
  const names = [...new Set(goods.map(({ thing }) => kindName(facts, thing.specification)))].join(', ');
  return problem('allocation.unstated', '', { process: name, rule, expected, name: names }, process);
};

/** Each input and own flow by the factors that name it, the rest by the factors that name none, or by a partition. */
function causal(given: Case, carries: readonly boolean[]): Attempt {
  const factors = given.allocation?.factors ?? [];
  if (factors.length === 0) return { problem: unstated('causal', 'factors', given) };
  const found = causalGroups({ ...given, factors, carries });
  if ('problem' in found) return found;
  if (found.rest) return { groups: found.groups, replaced: [], shares: found.rest };
  const rest = leftOver(given, carries);
  return 'problem' in rest ? rest : { groups: found.groups, replaced: [], ...rest };
}

/** Co-products that take the place of something carry what that carries; the others share what is left. */
function substitution(given: Case, carries: readonly boolean[]): Attempt {
  const replaces = new Map((given.allocation?.replaces ?? []).map((each) => [each.product, each]));
  const replaced = given.goods.flatMap(({ thing }, at) => {
    const by = replaces.get(thing.specification);
    return by ? [{ at, by }] : [];
  });
  if (replaced.length === 0) return { problem: unstated('substitution', 'replacements', given) };
  const taken = new Set(replaced.map(({ at }) => at));
  const found = leftOver(
    given,
    carries.map((each, at) => each && !taken.has(at)),
  );
  return 'problem' in found ? found : { groups: [], replaced, ...found };
}

/** Weights as parts of their sum; undefined when they sum to nothing. */
function normal(list: readonly number[]): number[] | undefined {
  const sum = list.reduce((total, each) => total + each, 0);
  return sum > 0 && list.every((each) => each >= 0) ? list.map((each) => each / sum) : undefined;
}
