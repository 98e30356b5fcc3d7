import { changesOf } from './change.ts';
import { legsOf } from './leg.ts';
import { movementOf } from './movement.ts';
import { postingsOf } from './posting.ts';
import type { Change, Given, Movement, Posting } from './shape.ts';

export type {
  Account,
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
 * What follows from an event by its action's row: legs, and of each its postings and movements, and the changed attributes.
 * Quantities in coherent units; a correction's are negative where it takes away. Source: valueflows.md 1.3, DESIGN.md section 4.
 */
export function effectsOf(given: Given): { postings: Posting[]; changes: Change[]; movements: Movement[] } {
  const legs = legsOf(given);
  const changes = changesOf(given);
  return {
    postings: legs.flatMap((leg) => (given.amount ? postingsOf(leg, given.amount.quantity) : [])),
    changes,
    movements: legs.flatMap((leg) => movementOf(given, leg, changes)),
  };
}
