import { toNumber } from '../../0-base/decimal.ts';
import { groupBy } from '../../0-base/group.ts';
import { findUnit } from '../../0-base/unit.ts';
import type { AllocationChoice } from './choices.ts';
import type { AllocationFactor, ModelAllocation, ModelFlow, ModelProcess } from './model.ts';
import type { Scope } from './parameters.ts';

/** A product of a process: a good that it puts out or a waste that it treats, summed over its exchanges of that flow. */
export interface ProcessProduct {
  readonly flow: ModelFlow;
  /** What is put out less what is taken in: positive for goods, negative for treated waste. */
  readonly amount: number;
}

/** A process whose burden is to be shared; the product that it is named for stands first. */
export interface Sharing {
  readonly process: ModelProcess;
  readonly products: readonly ProcessProduct[];
  readonly scope: Scope;
}

/** How a process is shared: by parts of the whole, or by substitution, where the first product carries all. */
export interface Shared {
  /** Name of the rule that was applied. */
  readonly rule: string;
  /** By product; they sum to 1. */
  readonly shares: readonly number[];
  readonly substitutes: boolean;
  /** By place of an exchange: shares of its own, which sum to 1 as well. */
  readonly causal: ReadonlyMap<number, readonly number[]>;
  /** Sum of the factors as they were given, where they are given as factors. */
  readonly sum?: number;
}

/** Why a rule cannot be applied: at which product, and what weight it has there. */
export interface NoShare {
  readonly product: string;
  readonly value: number;
}

const none: ReadonlyMap<number, readonly number[]> = new Map();

/** Sums differ from 1 by rounding as long as a product's factor may be left out. */
const nearlyOne = 1e-6;

/** What one unit of a flow holds of a property: as told, else by its unit, where that measures the property itself. */
function contentOf({ properties, unit }: ModelFlow, property: string): number {
  const told = properties?.[property];
  if (told !== undefined) return told;
  const found = findUnit(unit);
  return found?.dimension === property ? toNumber(found.factor) : Number.NaN;
}

/** Weights as parts of their sum, or at which of them that fails: below zero, none, or nothing in all. */
function partsOf(weights: readonly number[], products: Sharing['products']): readonly number[] | NoShare {
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  const sum = weights.reduce((total, each) => total + each, 0);
  if (wrong < 0 && sum > 0) return weights.map((weight) => weight / sum);
  const at = Math.max(wrong, 0);
  return { product: products[at]!.flow.name, value: weights[at]! };
}

const isNoShare = (given: object): given is NoShare => 'product' in given;

/** Factors by product; NaN where a product has none. */
function factorsBy({ products, process, scope }: Sharing, factors: readonly AllocationFactor[]): number[] {
  const weights = products.map(() => Number.NaN);
  for (const { product, factor } of factors) {
    const place = products.findIndex(({ flow }) => flow.id === product);
    if (place >= 0) weights[place] = scope.number(factor, { name: process.name, at: process.at });
  }
  return weights;
}

/** A product without a factor carries nothing, as long as the others carry all. */
function filled(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, each) => total + (Number.isNaN(each) ? 0 : each), 0);
  return weights.map((each) => (Number.isNaN(each) && Math.abs(sum - 1) < nearlyOne ? 0 : each));
}

/** Factors of each exchange that has some. */
function causalParts(
  sharing: Sharing,
  factors: readonly AllocationFactor[],
): ReadonlyMap<number, readonly number[]> | NoShare {
  const byExchange = groupBy(
    factors.filter(({ exchange }) => exchange !== undefined),
    ({ exchange }) => exchange!,
  );
  const causal = new Map<number, readonly number[]>();
  for (const [exchange, own] of byExchange) {
    const parts = partsOf(filled(factorsBy(sharing, own)), sharing.products);
    if (isNoShare(parts)) return parts;
    causal.set(exchange, parts);
  }
  return causal;
}

function byFactors(sharing: Sharing, factors: readonly AllocationFactor[], name: string): Shared | NoShare {
  const whole = factors.filter(({ exchange }) => exchange === undefined);
  const causal = causalParts(sharing, factors);
  if (isNoShare(causal)) return causal;
  const weights = filled(factorsBy(sharing, whole));
  const rest = whole.length === 0 && causal.size > 0 ? quantities(sharing) : weights;
  const shares = partsOf(rest, sharing.products);
  if (isNoShare(shares)) return shares;
  const sum = whole.length === 0 ? 1 : weights.reduce((total, each) => total + each, 0);
  return { rule: name, shares, substitutes: false, causal, sum };
}

/** Amounts where all products are counted in one unit, else all on the product that the process is named for: the last resort, which is told. */
function quantities({ products }: Sharing): number[] {
  const unit = products[0]!.flow.unit;
  const alike = products.every(({ flow }) => flow.unit === unit);
  return products.map(({ amount }, place) => (alike ? Math.abs(amount) : Number(place === 0)));
}

function weightsOf({ products }: Sharing, rule: Exclude<ModelAllocation, { rule: 'factors' }>): number[] {
  if (rule.rule === 'equal') return products.map(() => 1);
  if (rule.rule === 'property')
    return products.map(({ flow, amount }) => Math.abs(amount) * contentOf(flow, rule.property));
  return products.map((_, place) => (place === 0 ? 1 : 0));
}

/**
 * Shares by one rule: factor_p = q_p w_p / sum_q (q_q w_q), w the property of the flow per unit; factors as they are given, brought to the
 * sum 1; for cut-off and substitution the product that the process is named for carries all. Source: ISO 14044, 4.3.4.2.
 */
export function shareBy(sharing: Sharing, allocation: ModelAllocation, name: string): Shared | NoShare {
  if (allocation.rule === 'factors') return byFactors(sharing, allocation.factors, name);
  const shares = partsOf(weightsOf(sharing, allocation), sharing.products);
  return isNoShare(shares)
    ? shares
    : { rule: name, shares, substitutes: allocation.rule === 'substitution', causal: none };
}

/** Shares where no rule serves: by amount where all products are counted in one unit, else the others are cut off. */
export function shareAnyway(sharing: Sharing): Shared {
  const unit = sharing.products[0]!.flow.unit;
  const rule = sharing.products.every(({ flow }) => flow.unit === unit) ? 'amount' : 'cut-off';
  const shares = partsOf(quantities(sharing), sharing.products) as readonly number[];
  return { rule, shares, substitutes: false, causal: none };
}

const simple = ['equal', 'substitution', 'cut-off'] as const;

/** The rule that a choice means, and its name; undefined where the process has no allocation of that name and no flow has the property. */
export function ruleOf(
  { allocations }: ModelProcess,
  choice: AllocationChoice,
): { readonly name: string; readonly allocation: ModelAllocation } {
  if (typeof choice !== 'string') {
    const name = choice.rule === 'property' ? choice.property : choice.rule;
    return { name, allocation: choice };
  }
  const own = allocations?.[choice];
  const rule = simple.find((each) => each === choice);
  return { name: choice, allocation: own ?? (rule ? { rule } : { rule: 'property', property: choice }) };
}

/** The process's own rules: the first is the one that it means, the others stand behind it. */
export const ownRules = ({ allocations = {} }: ModelProcess) =>
  Object.entries(allocations).map(([name, allocation]) => ({ name, allocation }));
