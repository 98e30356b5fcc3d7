import { type Problem, problem } from '../../0-base/problem.ts';
import { coherentUnit } from '../../0-base/unit.ts';
import type { Facts } from '../../1-record/facts.ts';
import type { Layer } from '../../1-record/knowledge.ts';
import type { AllocationRule } from '../../1-record/network.ts';
import { type ContentReader, contentOn, contentReader, type HeatingBasis } from '../../3-flow/content.ts';
import type { MadeGoods } from './made-goods.ts';

/** Weights of goods under a rule, one each; or why there are none. */
export type Weighing =
  { readonly weights: readonly number[]; readonly basis?: HeatingBasis | undefined } | { readonly problem: Problem };

/** Rules that weigh the outputs themselves; the others need more than the outputs. */
export type PartitionRule = Exclude<AllocationRule, 'causal' | 'substitution' | 'cut-off'>;

/** Weighs goods of the process of a name. Problems: allocation.weight, allocation.zero. */
export type Weigh = (rule: PartitionRule, goods: readonly MadeGoods[], process: string) => Weighing;

/** Layer and heating value by rule; the mass bears the rules that are made from it. */
const layers: Readonly<Partial<Record<PartitionRule, { readonly layer: Layer; readonly basis?: HeatingBasis }>>> = {
  mass: { layer: 'mass' },
  water: { layer: 'water' },
  energy: { layer: 'energy' },
  'energy-net': { layer: 'energy', basis: 'net' },
  'energy-gross': { layer: 'energy', basis: 'gross' },
  exergy: { layer: 'exergy' },
  carbon: { layer: 'carbon' },
  nitrogen: { layer: 'nitrogen' },
  phosphorus: { layer: 'phosphorus' },
  price: { layer: 'price' },
};

const piece = coherentUnit('count').id;

type Read = (goods: MadeGoods) => number;

/**
 * Weights q_i w_i: w by the content of a layer on the day, dry mass = mass - water, mass x the kilometres it was carried, 1 a piece, or equal parts
 * by specification. Source: ISO 14044, 4.3.4.2.
 */
export function weigher({ facts, zone }: { readonly facts: Facts; readonly zone: string }): Weigh {
  const readers = new Map<PartitionRule, ContentReader>();
  const readerOf = (rule: PartitionRule): ContentReader => {
    const known = readers.get(rule) ?? contentReader({ facts, zone, ...layers[rule]! });
    readers.set(rule, known);
    return known;
  };
  const content = (rule: PartitionRule, { thing, quantity, day }: MadeGoods): number =>
    quantity * contentOn(readerOf(rule).steps(thing), day);
  const special: Readonly<Partial<Record<PartitionRule, Read>>> = {
    pieces: ({ thing, quantity }) => (thing.unit === piece ? quantity : Number.NaN),
    'dry-mass': (each) => content('mass', each) - content('water', each),
    'mass-distance': (each) => content('mass', each) * (each.distance?.() ?? Number.NaN),
  };
  return (rule, goods, process) => {
    if (rule === 'equal') return { weights: equalWeights(goods) };
    const weights = goods.map((each) => special[rule]?.(each) ?? content(rule, each));
    const wrong = wrongWeight(facts, { rule, goods, weights, process });
    return wrong
      ? { problem: wrong }
      : { weights, basis: layers[rule]?.layer === 'energy' ? readerOf(rule).basis : undefined };
  };
}

/** One part for each specification, within it by quantity. */
function equalWeights(goods: readonly MadeGoods[]): number[] {
  const made = new Map<string, number>();
  for (const { thing, quantity } of goods)
    made.set(thing.specification, (made.get(thing.specification) ?? 0) + quantity);
  return goods.map(({ thing, quantity }) => quantity / made.get(thing.specification)!);
}

interface Weighed {
  readonly rule: AllocationRule;
  readonly goods: readonly MadeGoods[];
  readonly weights: readonly number[];
  readonly process: string;
}

/** The name of a specification. */
export const kindName = (facts: Facts, specification: string): string =>
  facts.ResourceSpecification?.get(specification)?.name ?? specification;

/** What is wrong with weights: one that is missing or below zero, or all that sum to nothing. */
function wrongWeight(facts: Facts, { rule, goods, weights, process }: Weighed): Problem | undefined {
  const at = weights.findIndex((each) => !(each >= 0));
  const named = (index: number) => kindName(facts, goods[index]!.thing.specification);
  if (at >= 0) {
    const value = Number.isNaN(weights[at]) ? 'no known weight' : `the weight ${weights[at]}`;
    return problem('allocation.weight', '', { process, rule, name: named(at), value }, goods[at]!.thing.specification);
  }
  if (weights.some((each) => each > 0)) return undefined;
  const name = [...new Set(goods.map((_, index) => named(index)))].join(', ');
  return problem('allocation.zero', '', { process, rule, name }, goods[0]!.thing.specification);
}
