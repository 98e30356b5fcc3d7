import { compare } from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import type { Body, Entry } from '../1-record/kind.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { readAmount } from './amount.ts';
import { type Draft, findBody, findRecord } from './draft.ts';
import { amountOf, type NetEvent } from './net-events.ts';
import type { Amount } from './shape.ts';

const counts = ['resource', 'effort'] as const;
type Counted = (typeof counts)[number];
const fields = { resource: 'resourceQuantity', effort: 'effortQuantity' } as const;

/** What one side says, of the quantity in which they differ. */
interface Said {
  readonly counted: Counted;
  readonly recorded: Amount;
  readonly confirmed: Amount;
}

/** What the other side of a delivery says: nothing is asked of them, nothing yet, the same, or another figure. */
export type ConfirmationState =
  | { readonly is: 'not needed' }
  | { readonly is: 'waiting'; readonly for: string }
  | { readonly is: 'agreed'; readonly by: string }
  | ({ readonly is: 'differs'; readonly by: string } & Said);

interface Known {
  readonly members: ReadonlySet<string>;
  /** Of this event, in the order of recording. */
  readonly confirmations: readonly Body<'Confirmation'>[];
}

/**
 * Whether both sides of an event between two members say the same. Who recorded it (`recordedBy`) has said what stands, after
 * their corrections; the other side confirms it, or says another figure, and both stay. An event that nobody recorded for one
 * side alone counts as recorded for both. Of several confirmations the last counts.
 */
export function confirmationOf(
  { event, undone, ...left }: NetEvent,
  { members, confirmations }: Known,
): ConfirmationState {
  const { provider, receiver, recordedBy } = event;
  const last = confirmations.at(-1);
  if (last) {
    const apart = counts.flatMap((counted) => differenceIn(counted, { left: left[counted], event, said: last }))[0];
    return apart ? { is: 'differs', by: last.by, ...apart } : { is: 'agreed', by: last.by };
  }
  const sides = [provider, receiver];
  const isBetween = provider !== receiver && sides.every((each) => each !== undefined && members.has(each));
  const other = sides.find((each) => each !== undefined && each !== recordedBy);
  if (!isBetween || recordedBy === undefined || undone || other === undefined) return { is: 'not needed' };
  return { is: 'waiting', for: other };
}

interface Compared {
  readonly left: Amount | undefined;
  readonly event: EconomicEvent;
  readonly said: Body<'Confirmation'>;
}

function differenceIn(counted: Counted, { left, event, said }: Compared): Said[] {
  const whole = said.resourceQuantity === undefined && said.effortQuantity === undefined;
  const confirmed = whole ? amountOf(event, counted) : said[fields[counted]] && amountOf(said, counted);
  if (!left || !confirmed || compare(left.quantity, confirmed.quantity) === 0) return [];
  return [{ counted, recorded: left, confirmed }];
}

/** Who may say what of which event. Problems: confirmation.correction, confirmation.party, confirmation.field. */
export function confirmationProblems(draft: Draft, { class: name, id, op, body: given }: Entry): Problem[] {
  if (name !== 'Confirmation' || op === 'retire' || draft.context.replayed) return [];
  const body = given as Body<'Confirmation'>;
  const event = findBody(draft, 'EconomicEvent', body.of);
  if (!event) return [];
  const { provider, receiver, recordedBy, corrects } = event;
  const value = body.by;
  if (corrects !== undefined) return [problem('confirmation.correction', '/of', { value: corrects })];
  if (provider === receiver || ![provider, receiver].includes(value))
    return [problem('confirmation.party', '/by', { value })];
  if (recordedBy === value) return [problem('confirmation.party', '/by', { value })];
  const before = findRecord(draft, id)?.body as Body<'Confirmation'> | undefined;
  const moved =
    op === 'revise' && before ? (['of', 'by'] as const).filter((field) => before[field] !== body[field]) : [];
  const strange = counts.filter((counted) => !fits(counted, event, body)).map((counted) => fields[counted]);
  return [...moved, ...strange].map((field) => problem('confirmation.field', `/${field}`, { field }));
}

/** Whether an amount measures what that of the event does. */
function fits(counted: Counted, event: EconomicEvent, body: Body<'Confirmation'>): boolean {
  const field = fields[counted];
  const said = readAmount(body[field], { field, mayTakeAway: false }).amount;
  return said === undefined || said.dimension === amountOf(event, counted)?.dimension;
}

/** Whoever recorded an event for one side is on one of its sides. Problem: confirmation.field. */
export function recorderProblems({ recordedBy, provider, receiver }: EconomicEvent): Problem[] {
  if (recordedBy === undefined || [provider, receiver].includes(recordedBy)) return [];
  return [problem('confirmation.field', '/recordedBy', { field: 'recordedBy' })];
}
