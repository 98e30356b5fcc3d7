import { type ActionRow, impliedRows } from './action.ts';
import type { Given, ResourceView } from './shape.ts';

/** One side of a leg: a resource (none: the implicit pool) in somebody's hands. */
export interface Place {
  readonly resource: ResourceView | undefined;
  readonly holder: string;
}

/** One step of an event: a row that acts between two places, which are the same place unless it moves something. */
export interface Leg {
  readonly row: ActionRow;
  readonly giver: Place;
  readonly taker: Place;
}

/** Whether both places are one: then nothing moves between them. */
export const isInPlace = ({ giver, taker }: Leg): boolean =>
  giver.holder === taker.holder && giver.resource?.id === taker.resource?.id;

/** The stock that an event names as its goal; in a containment the second resource is the container and no goal. */
export const goalOf = ({ row, to }: Pick<Given, 'row' | 'to'>): ResourceView | undefined =>
  row.containedEffect === 'notApplicable' ? to : undefined;

/** Whether the row itself acts on the second resource. */
export const actsOnGoal = ({ accountingEffect, onhandEffect }: ActionRow): boolean =>
  [accountingEffect, onhandEffect].some((effect) => effect === 'decrementIncrement' || effect === 'incrementTo');

/**
 * The legs of an event in the order in which they act. An implied transfer comes before an input action, which then acts
 * on the receiver's side, and after an output action, which acts on the provider's side.
 * A side whose resource is not named is in the resource of the other. Source: concepts/transfers.md, valueflows.md 1.3.
 */
export function legsOf(given: Given): readonly Leg[] {
  const { row, sides, from } = given;
  const goal = goalOf(given);
  const giver: Place = { resource: from ?? goal, holder: sides.provider };
  const taker: Place = { resource: goal ?? from, holder: sides.receiver };
  if (actsOnGoal(row)) return [{ row, giver, taker }];
  const acting: Leg = { row, giver, taker: giver };
  if (row.impliedTransfer === 'none' || row.inputOutput === 'outputInput') return [acting];
  const transfer: Leg = { row: impliedRows[row.impliedTransfer], giver, taker };
  if (isInPlace(transfer)) return [acting];
  if (row.inputOutput === 'output') return [acting, transfer];
  return [transfer, { row, giver: taker, taker }];
}
