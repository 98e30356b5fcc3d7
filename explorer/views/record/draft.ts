import type { Visibility } from '../../../engine/1-record/field.ts';
import type { KindId } from './kinds.ts';

/** What the form holds: texts as typed, ids as chosen. Kept in the browser until it is recorded. */
export interface Draft {
  /** Id of the event that this will become; the same on every attempt, so that nothing is recorded twice. */
  readonly event: string;
  readonly kind: KindId;
  readonly me: string;
  /** Chosen process, `newProcess` for a new one, '' for none yet. */
  readonly process: string;
  readonly processSpecification: string;
  readonly label: string;
  /** Chosen resource or specification, '' for none yet. */
  readonly thing: string;
  /** For a specification: begin a stock of it, or inventory nothing. */
  readonly newStock: boolean;
  readonly stockName: string;
  readonly quantity: string;
  readonly unit: string;
  readonly to: string;
  /** Where it goes at the receiver: one of their stocks, `newStockThere`, or '' for the same stock in their hands. */
  readonly toResource: string;
  readonly day: string;
  readonly time: string;
  /** Whether the reader said when; else it happens when it is recorded. */
  readonly timed: boolean;
  readonly note: string;
  /** Who may see it; '' leaves that to what is usual. */
  readonly visibility: Visibility | '';
  /** The promises of one kind that it answers, in the order in which it goes to them. */
  readonly answers: readonly string[];
  /** How much of it goes to each, where the reader says so; as typed, in its unit. */
  readonly parts: Readonly<Record<string, string>>;
  /** Between whom, and by which action, as promised; '' where the form says it. */
  readonly sides: Sides;
}

/** The sides and the action of a promise that is answered. */
export interface Sides {
  readonly provider: string;
  readonly receiver: string;
  readonly action: string;
}

/** What a form says that answers no promise. */
export const unpromised = {
  answers: [],
  parts: {},
  sides: { provider: '', receiver: '', action: '' },
} as const satisfies Partial<Draft>;

/** The choice of a process that does not exist yet. */
export const newProcess = 'new';

/** The choice of a stock of the receiver that does not exist yet. */
export const newStockThere = 'new';

const newKindMark = 'new:';

/** The choice of a kind of thing or batch that nobody has recorded, by its name. */
export const newKind = (name: string): string => newKindMark + name.trim();

/** The name in such a choice; undefined when the choice is the id of something recorded. */
export const newKindName = (choice: string): string | undefined =>
  choice.startsWith(newKindMark) ? choice.slice(newKindMark.length) : undefined;

export type DraftField = keyof Draft;

/** Day and time of a moment in a zone, as the form's fields hold them. */
export function wallClock(moment: Date, zone: string): { day: string; time: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, time: `${parts['hour']}:${parts['minute']}` };
}

/** An empty form. */
export const emptyDraft = (event: string, me: string, now: { day: string; time: string }): Draft => ({
  event,
  kind: 'made',
  me,
  process: '',
  processSpecification: '',
  label: '',
  thing: '',
  newStock: true,
  stockName: '',
  quantity: '',
  unit: '',
  to: '',
  toResource: '',
  ...now,
  timed: false,
  note: '',
  visibility: '',
  ...unpromised,
});

/** The form after something was recorded: who, what and which batch stay, the amount goes. */
export const nextDraft = (draft: Draft, event: string, now: { day: string; time: string }): Draft => ({
  ...draft,
  event,
  quantity: '',
  note: '',
  visibility: '',
  ...unpromised,
  process: draft.process === newProcess ? '' : draft.process,
  processSpecification: newKindName(draft.processSpecification) === undefined ? draft.processSpecification : '',
  thing: newKindName(draft.thing) === undefined ? draft.thing : '',
  label: '',
  ...now,
  timed: false,
});
