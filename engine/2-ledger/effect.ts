import { changesOf } from './change.ts';
import { legsOf } from './leg.ts';
import { movementOf } from './movement.ts';
import { postingsOf } from './posting.ts';
import type { Change, Given, Movement, Posting } from './shape.ts';

export type {
  Account,
  Allocation,
  Attribute,
  Change,
  End,
  EventEffects,
  Movement,
  Posting,
  RecordedEvent,
  Sides,
} from './shape.ts';

/**
 * What follows from an event by its action's row: legs, and of each its postings and movements, and the changed attributes;
 * a correction moves between the ends of the event that it corrects, so it is given the changes of that one.
 * Quantities in coherent units; a correction's are negative where it takes away. Source: valueflows.md 1.3, DESIGN.md section 4.
 */
export function effectsOf(
  given: Given,
  changes: readonly Change[] = changesOf(given),
): { postings: Posting[]; changes: readonly Change[]; movements: Movement[] } {
  const legs = legsOf(given);
  return {
    postings: legs.flatMap((leg) => (given.amount ? postingsOf(leg, given.amount.quantity) : [])),
    changes,
    movements: legs.flatMap((leg) => movementOf(given, leg, changes)),
  };
}
