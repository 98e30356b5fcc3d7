import { type Problem, problem } from '../../0-base/problem.ts';
import { parseDecimal, toNumber } from '../../0-base/decimal.ts';
import { groupBy } from '../../0-base/group.ts';
import type { Facts } from '../../1-record/facts.ts';
import type { Body } from '../../1-record/kind.ts';
import type { MadeGoods } from './made-goods.ts';
import { kindName } from './weights.ts';

type Factor = NonNullable<NonNullable<Body<'ProcessSpecification'>['allocation']>['factors']>[number];

/** An input or own flow that the products of a process share by factors of their own. */
export interface CausalGroup {
  /** Id of its specification. */
  readonly of: string;
  readonly shares: readonly number[];
}

interface CausalRequest {
  readonly goods: readonly MadeGoods[];
  readonly carries: readonly boolean[];
  readonly factors: readonly Factor[];
  readonly name: string;
  readonly process: string;
  readonly facts: Facts;
}

/**
 * Shares by input: a_i = f_i / sum_j f_j over the outputs that are there, within a specification by quantity; `rest` are those of what no factor
 * names. Problems: allocation.weight (a factor below zero), allocation.zero.
 */
export function causalGroups(
  request: CausalRequest,
): { readonly groups: readonly CausalGroup[]; readonly rest?: readonly number[] } | { readonly problem: Problem } {
  const groups: CausalGroup[] = [];
  let rest: readonly number[] | undefined;
  for (const [of, factors] of groupBy(request.factors, (each) => each.of ?? '')) {
    const shares = groupShares(request, factors);
    if ('problem' in shares) return shares;
    if (of === '') rest = shares.shares;
    else groups.push({ of, ...shares });
  }
  return { groups, ...(rest && { rest }) };
}

function groupShares(
  { goods, carries, name: process, facts }: CausalRequest,
  factors: readonly Factor[],
): { readonly shares: readonly number[] } | { readonly problem: Problem } {
  const made = new Map<string, number>();
  goods.forEach(({ thing, quantity }, at) => {
    if (carries[at]) made.set(thing.specification, (made.get(thing.specification) ?? 0) + quantity);
  });
  const factorOf = new Map(factors.map(({ product, factor }) => [product, toNumber(parseDecimal(factor)!)]));
  const below = factors.find(({ product }) => factorOf.get(product)! < 0);
  if (below) {
    const values = {
      process,
      rule: 'causal',
      name: kindName(facts, below.product),
      value: `the factor ${below.factor}`,
    };
    return { problem: problem('allocation.weight', '', values, below.product) };
  }
  const sum = [...made.keys()].reduce((total, each) => total + (factorOf.get(each) ?? 0), 0);
  if (!(sum > 0)) {
    const name = [...made.keys()].map((each) => kindName(facts, each)).join(', ');
    return {
      problem: problem('allocation.zero', '', { process, rule: 'causal', name }, goods[0]?.thing.specification),
    };
  }
  const shares = goods.map(({ thing: { specification }, quantity }, at) =>
    carries[at] ? ((factorOf.get(specification) ?? 0) / sum) * (quantity / made.get(specification)!) : 0,
  );
  return { shares };
}
