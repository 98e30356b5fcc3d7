import { impliedRows } from './action.ts';
import { actsOnGoal, goalOf } from './leg.ts';
import type { Attribute, Change, Given, ResourceView } from './shape.ts';

/**
 * The attributes that an event changes (concepts/actions.md): of the resource in which the goods end.
 * 'new' acts only where the event begins the resource. A transfer without a resource of its own on the receiver's side
 * changes nothing: the resource describes what its accountable holds; who has it in hand is in the postings.
 */
export function changesOf(given: Given): Change[] {
  const subject = subjectOf(given);
  return [...(subject ? subjectChanges(given, subject) : []), ...passedThrough(given), ...containment(given)];
}

/** The resource in which the goods end, as far as the event names one that its row or the implied transfer acts on. */
function subjectOf(given: Given): ResourceView | undefined {
  const { row, from, sides } = given;
  const goal = goalOf(given);
  if (actsOnGoal(row)) return goal ?? (sides.provider === sides.receiver ? from : undefined);
  return row.impliedTransfer === 'none' ? from : (goal ?? from);
}

function subjectChanges(given: Given, subject: ResourceView): Change[] {
  const { row, body, sides, stage } = given;
  const implied = impliedInto(given);
  const change = (attribute: Attribute, value: string | undefined, acts: boolean): Change[] =>
    acts && value ? [{ resource: subject.id, attribute, value }] : [];
  const takes = (effect: string, impliedEffect: string | undefined): boolean =>
    (effect === 'new' && !subject.begun) ||
    effect === 'update' ||
    effect === 'updateTo' ||
    impliedEffect === 'updateTo';
  return [
    ...change('accountable', sides.receiver, takes(row.accountableEffect, implied?.accountableEffect)),
    ...change('stage', stage, takes(row.stageEffect, undefined)),
    ...change('state', body.state, takes(row.stateEffect, implied?.stateEffect)),
    ...change('location', body.toLocation, takes(row.locationEffect, implied?.locationEffect)),
  ];
}

/** The row of the transfer that the event implies into another resource. */
function impliedInto({ row, from, to }: Given) {
  return row.impliedTransfer === 'none' || !to || to.id === from?.id ? undefined : impliedRows[row.impliedTransfer];
}

/** What the provider makes and hands on into another resource begins as the provider's own. */
function passedThrough(given: Given): Change[] {
  const { row, from, sides } = given;
  const begins = from && !from.begun && row.accountableEffect === 'new' && impliedInto(given);
  return begins && sides.provider ? [{ resource: from.id, attribute: 'accountable', value: sides.provider }] : [];
}

/** Without a container of its own name a thing is in whatever its process makes, which may be recorded later: the process stands for it. */
function containment({ row, body, from, to }: Given): Change[] {
  if (!from || row.containedEffect === 'notApplicable') return [];
  if (row.containedEffect === 'remove') return [{ resource: from.id, attribute: 'container', value: null }];
  const container = to?.id ?? body.inputOf;
  return container === undefined ? [] : [{ resource: from.id, attribute: 'container', value: container }];
}
