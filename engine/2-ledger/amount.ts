import { parseDecimal } from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { coherentUnit, findUnit, toCoherent, usualSymbols } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import type { Amount } from './shape.ts';

/** A measure read in the coherent unit of its dimension. Problems: number.invalid, number.negative, unit.unknown. */
export function readAmount(
  measure: Measure | undefined,
  { field, mayTakeAway }: { readonly field: string; readonly mayTakeAway: boolean },
): { amount?: Amount; problems: Problem[] } {
  if (!measure) return { problems: [] };
  const { hasNumericalValue: text, hasUnit: name } = measure;
  const value = parseDecimal(text);
  const unit = findUnit(name);
  const problems: Problem[] = [];
  if (!value) problems.push(problem('number.invalid', `/${field}/hasNumericalValue`, { value: text }));
  else if (value.coefficient < 0n && !mayTakeAway)
    problems.push(problem('number.negative', `/${field}/hasNumericalValue`, { field, value: text }));
  if (!unit) {
    problems.push(problem('unit.unknown', `/${field}/hasUnit`, { value: name, known: usualSymbols }));
  }
  if (!value || !unit || problems.length > 0) return { problems };
  const { dimension } = unit;
  return { amount: { quantity: toCoherent({ value, unit }), unit: coherentUnit(dimension).id, dimension }, problems };
}
