import { decimal, toNumber } from '../0-base/decimal.ts';
import type { Instant } from '../0-base/time.ts';
import { findUnit, toCoherent } from '../0-base/unit.ts';
import { feeds, type Step } from './recipe.ts';

/** When a step begins and ends. */
export interface Slot {
  readonly begins: Instant;
  readonly ends: Instant;
}

const microseconds = 1e6;

/** How long a step takes; nothing where the recipe does not say. */
function durationOf({ body: { hasDuration } }: Step): number {
  const unit = hasDuration && findUnit(hasDuration.hasUnit);
  if (!hasDuration || unit?.dimension !== 'time') return 0;
  return Math.round(toNumber(toCoherent({ value: decimal(hasDuration.hasNumericalValue), unit })) * microseconds);
}

/**
 * The steps placed back from a moment: each ends when the first of those begins that take what it gives, the last ones at the
 * moment itself. A step in a circle is placed by those of it that were placed before. Source: valueflows.md 1.5, dependent demand (3).
 */
export function scheduleBack(steps: readonly Step[], due: Instant): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  const visiting = new Set<string>();
  const place = (step: Step): Slot => {
    const known = slots.get(step.id);
    if (known) return known;
    visiting.add(step.id);
    const takers = steps.filter(
      (other) => !visiting.has(other.id) && step.outputs.some((out) => other.inputs.some((into) => feeds(out, into))),
    );
    const ends = Math.min(due, ...takers.map((each) => place(each).begins));
    const slot = { begins: ends - durationOf(step), ends };
    visiting.delete(step.id);
    slots.set(step.id, slot);
    return slot;
  };
  for (const step of steps) place(step);
  return slots;
}
