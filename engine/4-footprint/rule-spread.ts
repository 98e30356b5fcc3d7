import { type AllocationRule, allocationRule } from '../1-record/network.ts';
import type { LotContext } from './assembly/context.ts';
import { allocator } from './assembly/share.ts';
import { lotContext, solvePeriods } from './chain.ts';
import type { FootprintRequest } from './footprint-request.ts';
import type { ProductFootprint, RuleSpread } from './footprint-result.ts';
import { parsePeriod, type Period } from './period.ts';
import { productFootprints } from './report.ts';

/** The products of a period under one rule. */
interface Ruled {
  readonly rule: AllocationRule;
  readonly products: readonly ProductFootprint[];
}

/**
 * What the choice of a rule does to each product: the lowest and the highest of its intensities as recorded and under every rule that can serve at least
 * one process, with the rule that leads there. The events are read once, the periods solved anew for each rule.
 */
export function ruleSpread(request: FootprintRequest): RuleSpread[] {
  const wanted = parsePeriod(request.period);
  if (!wanted) return [];
  const context = lotContext({ ...request, allocation: undefined });
  const recorded = productsUnder(context, wanted);
  const ruled = candidateRules(request).flatMap((rule): Ruled[] => {
    const zone = [...(request.facts.Network?.values() ?? [])][0]?.zone ?? 'UTC';
    const under = { ...context, allocator: allocator({ facts: request.facts, zone, choice: { all: rule } }) };
    const found = productsUnder(under, wanted);
    return found.served.has(rule) ? [{ rule, products: found.products }] : [];
  });
  return recorded.products.flatMap((product) => spreadOf(product, ruled));
}

/** Rules whose data may be there: factors and replacements stand in the records of process specifications. */
function candidateRules({ facts }: FootprintRequest): AllocationRule[] {
  const stated = [...(facts.ProcessSpecification?.values() ?? [])].map(({ allocation }) => allocation);
  return allocationRule.options.filter(
    (rule) =>
      (rule !== 'causal' || stated.some((each) => each?.factors)) &&
      (rule !== 'substitution' || stated.some((each) => each?.replaces)),
  );
}

function productsUnder(context: LotContext, wanted: Period) {
  const { periods } = solvePeriods(context, wanted);
  const chosen = periods.flatMap(({ sharing }) => sharing.filter(({ by }) => by === 'request'));
  return { products: productFootprints(periods), served: new Set(chosen.map(({ rule }) => rule)) };
}

const keyOf = ({ specification, unit }: ProductFootprint): string => JSON.stringify([specification, unit]);

/** The spread of one product; none where no figure of it is known. */
function spreadOf(product: ProductFootprint, ruled: readonly Ruled[]): RuleSpread[] {
  const { specification, unit, intensity: recorded } = product;
  const known: { readonly rule: AllocationRule | 'recorded'; readonly intensity: number }[] = [
    { rule: 'recorded' as const, intensity: recorded },
    ...ruled.flatMap(({ rule, products }) => {
      const same = products.find((each) => keyOf(each) === keyOf(product));
      return same ? [{ rule, intensity: same.intensity }] : [];
    }),
  ].filter(({ intensity }) => Number.isFinite(intensity));
  if (known.length === 0) return [];
  const lowest = known.reduce((best, each) => (each.intensity < best.intensity ? each : best));
  const highest = known.reduce((best, each) => (each.intensity > best.intensity ? each : best));
  return [
    {
      specification,
      unit,
      recorded,
      low: lowest.intensity,
      lowRule: lowest.rule,
      high: highest.intensity,
      highRule: highest.rule,
    },
  ];
}
