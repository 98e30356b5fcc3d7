import { type Problem, problem } from '../../0-base/problem.ts';
import { type Day, dayOf, parseTime } from '../../0-base/time.ts';
import { coherentUnit } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';
import type { OutputRole } from '../../1-record/knowledge.ts';
import type { AllocationRule } from '../../1-record/network.ts';
import { type ContentReader, contentOn, contentReader, type Thing } from '../../3-flow/content.ts';

/** Something that a process made: goods of a specification, put into a pool. */
export interface MadeGoods {
  readonly thing: Thing;
  readonly quantity: number;
  readonly day: Day;
}

/** The share of the burden that each of the goods carries, or why nobody knows it. */
export interface Shares {
  readonly shares: readonly number[];
  /** allocation.missing. */
  readonly problem?: Problem;
}

/** Roles and shares of outputs by the rules of process specifications. */
export interface Allocator {
  /** The role that the process's specification gives an output; undefined when it names none. */
  roleOf(process: string, specification: string, day: Day): OutputRole | undefined;
  /** Shares over products and co-products; they sum to 1, or all are 0 where no rule applies. */
  sharesOf(process: string, goods: readonly MadeGoods[]): Shares;
}

/** What an allocator is made from. */
export interface AllocatorRequest {
  readonly facts: Facts;
  /** IANA name of the network's zone. */
  readonly zone: string;
}

const layers = ['mass', 'energy', 'carbon', 'price'] as const;
const piece = coherentUnit('count').id;

/**
 * Shares a_i = q_i w_i / sum_j q_j w_j, w by the rule of the process specification: content of mass, energy, carbon, price; 1 a piece; or
 * equal parts by specification. Where a weight is missing the network's default rule serves, where that fails allocation.missing comes
 * back and no share. A single specification needs no rule: it is shared by quantity. Source: ISO 14044, 4.3.4.2.
 */
export function allocator({ facts, zone }: AllocatorRequest): Allocator {
  const fallback = [...(facts.Network?.values() ?? [])][0]?.allocation;
  const readers = new Map<AllocationRule, ContentReader>(
    layers.map((layer) => [layer, contentReader({ facts, zone, layer })]),
  );
  const allocationOf = (process: string, day: Day) => {
    const based = facts.Process?.get(process)?.basedOn;
    const allocation = based === undefined ? undefined : facts.ProcessSpecification?.get(based)?.allocation;
    const from = allocation?.validFrom === undefined ? undefined : parseTime(allocation.validFrom, zone);
    return from && dayOf(from.instant, zone) > day ? undefined : allocation;
  };
  return {
    roleOf: (process, specification, day) =>
      allocationOf(process, day)?.roles.find((each) => each.specification === specification)?.role,
    sharesOf(process, goods) {
      if (goods.length === 1) return { shares: [goods[0]!.quantity > 0 ? 1 : 0] };
      const kinds = new Set(goods.map((each) => `${each.thing.unit} ${each.thing.specification}`));
      if (kinds.size <= 1) return { shares: normal(goods.map((each) => each.quantity)) ?? goods.map(() => 0) };
      for (const rule of [allocationOf(process, goods[0]!.day)?.rule, fallback]) {
        const shares = rule && normal(weights(rule, goods, readers));
        if (shares) return { shares };
      }
      const name = facts.Process?.get(process)?.name ?? process;
      return { shares: goods.map(() => 0), problem: problem('allocation.missing', '', { name }, process) };
    },
  };
}

function weights(
  rule: AllocationRule,
  goods: readonly MadeGoods[],
  readers: ReadonlyMap<AllocationRule, ContentReader>,
): number[] {
  if (rule === 'equal') return equalWeights(goods);
  if (rule === 'pieces') return goods.map((each) => (each.thing.unit === piece ? each.quantity : Number.NaN));
  const reader = readers.get(rule)!;
  return goods.map(({ thing, quantity, day }) => quantity * contentOn(reader.steps(thing), day));
}

/** One part for each specification, within it by quantity. */
function equalWeights(goods: readonly MadeGoods[]): number[] {
  const made = new Map<string, number>();
  for (const { thing, quantity } of goods)
    made.set(thing.specification, (made.get(thing.specification) ?? 0) + quantity);
  return goods.map(({ thing, quantity }) => quantity / made.get(thing.specification)!);
}

/** Weights as parts of their sum; undefined when one is missing or they sum to nothing. */
function normal(list: readonly number[]): number[] | undefined {
  const sum = list.reduce((total, each) => total + each, 0);
  return sum > 0 && list.every((each) => each >= 0) ? list.map((each) => each / sum) : undefined;
}
