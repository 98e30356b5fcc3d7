import { add, compare, decimal, divide, formatDecimal, multiply, subtract, zero } from '../0-base/decimal.ts';
import { coherentUnit, findUnit, toCoherent } from '../0-base/unit.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Measure } from '../1-record/field.ts';
import { type Flow, primaryOutput, recipeOf, type WholeRecipe } from './recipe.ts';

/** A flow that a recipe has otherwise than what it was made of; a side that lacks it is left out. Amounts in coherent units. */
export interface RecipeDifference {
  /** The kind of process, else its name. */
  readonly process: string;
  readonly side: 'input' | 'output';
  readonly action: string;
  readonly specification: string;
  readonly stage?: string | undefined;
  readonly original?: Measure;
  readonly variant?: Measure;
  /** Variant less original. */
  readonly difference?: Measure;
}

const digits = 9;

/**
 * How a local variant differs from the recipe that it changes (`variantOf`): flow by flow, the original's amounts taken as often as
 * both make the same amount of their primary output. Undefined when either is not known.
 */
export function recipeDifference(facts: Facts, id: string): readonly RecipeDifference[] | undefined {
  const variant = recipeOf(facts, id);
  const original = variant?.body.variantOf === undefined ? undefined : recipeOf(facts, variant.body.variantOf);
  if (!variant || !original) return undefined;
  const [after, before] = [linesOf(variant), linesOf(original)];
  const scale = scaleBetween(original, variant);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const { amount: _, ...line } = (is ?? was)!;
    const scaled = was?.amount && { ...was.amount, hasNumericalValue: scale(was.amount.hasNumericalValue) };
    const difference = differenceOf(scaled, is?.amount);
    if (was && is && (difference === undefined || Number(difference.hasNumericalValue) === 0)) return [];
    return [
      {
        ...line,
        ...(scaled && { original: scaled }),
        ...(is?.amount && { variant: is.amount }),
        ...(difference && { difference }),
      },
    ];
  });
}

type Line = Omit<RecipeDifference, 'original' | 'variant' | 'difference'> & { readonly amount: Measure | undefined };

function linesOf({ steps }: WholeRecipe): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const { body, inputs, outputs } of steps)
    for (const [side, flows] of [
      ['input', inputs],
      ['output', outputs],
    ] as const)
      for (const flow of flows) {
        const line: Line = {
          process: body.processConformsTo ?? body.name ?? '',
          side,
          action: flow.action,
          specification: flow.resourceConformsTo ?? '',
          ...(flow.stage !== undefined && { stage: flow.stage }),
          amount: amountOf(flow),
        };
        const key = JSON.stringify([line.process, side, line.action, line.specification, line.stage ?? '']);
        const before = lines.get(key)?.amount;
        const isSame = before && line.amount && before.hasUnit === line.amount.hasUnit;
        lines.set(key, isSame ? { ...line, amount: sumOf(before, line.amount!) } : line);
      }
  return lines;
}

const sumOf = (a: Measure, b: Measure): Measure => ({
  ...a,
  hasNumericalValue: formatDecimal(add(decimal(a.hasNumericalValue), decimal(b.hasNumericalValue))),
});

function amountOf({ resourceQuantity, effortQuantity }: Flow): Measure | undefined {
  const measure = resourceQuantity ?? effortQuantity;
  const unit = measure && findUnit(measure.hasUnit);
  if (!measure || !unit) return undefined;
  return {
    hasNumericalValue: formatDecimal(toCoherent({ value: decimal(measure.hasNumericalValue), unit })),
    hasUnit: coherentUnit(unit.dimension).id,
  };
}

function scaleBetween(original: WholeRecipe, variant: WholeRecipe): (value: string) => string {
  const [from, to] = [original, variant].map((each) => {
    const output = primaryOutput(each);
    return output && amountOf(output);
  });
  if (!from || !to || from.hasUnit !== to.hasUnit || compare(decimal(from.hasNumericalValue), zero) <= 0)
    return (value) => value;
  return (value) =>
    formatDecimal(
      divide(multiply(decimal(value), decimal(to.hasNumericalValue)), decimal(from.hasNumericalValue), digits),
    );
}

function differenceOf(original: Measure | undefined, variant: Measure | undefined): Measure | undefined {
  if (!original || !variant || original.hasUnit !== variant.hasUnit) return undefined;
  const value = subtract(decimal(variant.hasNumericalValue), decimal(original.hasNumericalValue));
  return { hasNumericalValue: formatDecimal(value), hasUnit: variant.hasUnit };
}
