import { type Problem, problem } from '../0-base/problem.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import type { Body, Entry } from '../1-record/kind.ts';
import { type ActionRow, actions, findAction } from './action.ts';
import { readAmount } from './amount.ts';
import { type Draft, findRecord, nameOf } from './draft.ts';
import { periodProblems } from './moment.ts';

/** The links by which events answer what was promised, wished for or claimed, each with the class that it names. */
export const links = { fulfills: 'Commitment', satisfies: 'Intent', settles: 'Claim' } as const;
/** A link from an event to what it answers. */
export type Link = keyof typeof links;
/** The links in the order in which they are listed. */
export const linkNames = Object.keys(links) as readonly Link[];

/** A flow that has not happened: what intents, commitments and claims have in common. */
export type Promised = Body<'Intent'> & Body<'Commitment'> & Body<'Claim'>;

const isPromise = ({ class: name }: Pick<Entry, 'class'>): boolean =>
  Object.values(links).some((each) => each === name);

/** Whether an event says what it fulfils, satisfies or settles. */
export const namesPromises = ({ fulfills, satisfies, settles }: EconomicEvent): boolean =>
  fulfills !== undefined || satisfies !== undefined || settles !== undefined;

/** The promise of an id as it stands, or comes with this batch. */
export function promiseOf(draft: Draft, id: string): Promised | undefined {
  const record = findRecord(draft, id);
  return record && isPromise(record) ? (record.body as unknown as Promised) : undefined;
}

type Sided = Readonly<Record<string, unknown>>;

/** The fields by which each class of planned flow is tied to a process: as an input, as an output. */
const sides: Readonly<Partial<Record<Entry['class'], readonly [string, string]>>> = {
  RecipeFlow: ['recipeInputOf', 'recipeOutputOf'],
  Intent: ['inputOf', 'outputOf'],
  Commitment: ['inputOf', 'outputOf'],
  Claim: ['inputOf', 'outputOf'],
};

/** A flow of a recipe, an intent, a commitment and a claim speak of the same actions as the events that follow them, on the same side of a process. */
export function plannedProblems(draft: Draft, entry: Entry): Problem[] {
  const { class: name, body } = entry;
  const fields = sides[name];
  if (!fields || draft.context.replayed) return [];
  const { action } = body as { action: string };
  const row = findAction(action);
  if (!row)
    return [
      problem('choice.unknown', '/action', {
        field: 'action',
        value: action || 'empty',
        known: Object.keys(actions).join(', '),
      }),
    ];
  return asLevelSays(draft, entry, sideProblems({ action, row, fields, body: body as Sided }));
}

interface Siding {
  readonly action: string;
  readonly row: ActionRow;
  readonly fields: readonly [string, string];
  readonly body: Sided;
}

function sideProblems({ action, row, fields: [input, output], body }: Siding): Problem[] {
  const allowed = { input: [input], output: [output], outputInput: [input, output], notApplicable: [] }[
    row.inputOutput
  ] as readonly string[];
  return [input, output]
    .filter((side) => body[side] !== undefined && !allowed.includes(side))
    .map((side) =>
      problem('action.side', `/${side}`, {
        action,
        side: row.inputOutput,
        found: side,
        expected: allowed.join(' or ') || 'neither',
      }),
    );
}

/** What a promise may not lose once an event answers it: its events were counted by it. */
const kept = ['action', 'inputOf', 'outputOf', 'resourceConformsTo'] as const satisfies readonly (keyof Promised)[];

/**
 * What is wrong with an intent, a commitment or a claim beside its fields.
 * Problems: time.both, time.order, time.invalid, claim.trigger, promise.answered; warnings: promise.sides, promise.agents.
 */
export function promiseProblems(draft: Draft, entry: Entry): Problem[] {
  if (!isPromise(entry) || draft.context.replayed) return [];
  const body = entry.body as unknown as Promised;
  if (entry.op === 'retire') return answeredProblems(draft, entry, 'retire');
  const lacking = entry.class === 'Claim' && body.triggeredBy === undefined;
  warn(draft, entry, body);
  return [
    ...periodProblems(body, draft.context.zone),
    ...(lacking ? asLevelSays(draft, entry, [problem('claim.trigger', '/triggeredBy')]) : []),
    ...(entry.op === 'revise' ? changedProblems(draft, entry, body) : []),
  ];
}

/** What records of another system lack is told and stops nothing. */
export function asLevelSays(draft: Draft, { id, body }: Entry, problems: readonly Problem[]): Problem[] {
  if (draft.context.strictness !== 'structural') return [...problems];
  const { action = '' } = body as { action?: string };
  for (const { code, path } of problems)
    draft.warnings.push(problem('action.gap', path, { action, field: path.slice(1), value: code }, id));
  return [];
}

function answeredProblems(draft: Draft, { id }: Entry, field: string): Problem[] {
  const answered = draft.ledger.promises.get(id)?.count ?? 0;
  return answered === 0
    ? []
    : [problem('promise.answered', '', { name: nameOf(draft, id), field, value: `${answered}` })];
}

function changedProblems(draft: Draft, entry: Entry, body: Promised): Problem[] {
  const before = draft.ledger.records.get(entry.id)?.body as unknown as Promised | undefined;
  if (!before) return [];
  const changed = [
    ...kept.filter((field) => before[field] !== undefined && before[field] !== body[field]),
    ...(['resourceQuantity', 'effortQuantity'] as const).filter(
      (field) => before[field] !== undefined && dimensionIn(before, field) !== dimensionIn(body, field),
    ),
  ];
  return changed.slice(0, 1).flatMap((field) => answeredProblems(draft, entry, field));
}

const dimensionIn = (body: Promised, field: 'resourceQuantity' | 'effortQuantity'): string | undefined =>
  readAmount(body[field], { field, mayTakeAway: true }).amount?.dimension;

/** An intent has one side, a commitment two: said, not refused, since what others hand over is rarely whole. */
function warn(draft: Draft, { class: name, id }: Entry, { provider, receiver }: Promised): void {
  if (name === 'Intent' && provider !== undefined && receiver !== undefined && provider !== receiver)
    draft.warnings.push(problem('promise.sides', '/receiver', {}, id));
  const missing = provider === undefined ? 'provider' : receiver === undefined ? 'receiver' : undefined;
  if (name === 'Commitment' && missing !== undefined)
    draft.warnings.push(problem('promise.agents', `/${missing}`, { field: missing }, id));
}

/**
 * An event with the processes that it belongs to by what it fulfils or satisfies, where it names none itself and these name one
 * (valueflows.md 1.3: a process's flows are tied to it directly or through a commitment).
 */
export function withProcess(draft: Draft, body: EconomicEvent, row: ActionRow, named = body): EconomicEvent {
  if (row.inputOutput === 'notApplicable' || !namesPromises(named)) return body;
  if (body.inputOf !== undefined || body.outputOf !== undefined) return body;
  const targets = [...(named.fulfills ?? []), ...(named.satisfies ?? [])].flatMap((id) => promiseOf(draft, id) ?? []);
  const only = (side: 'inputOf' | 'outputOf') => {
    const found = [...new Set(targets.flatMap((each) => each[side] ?? []))];
    return found.length === 1 ? { [side]: found[0]! } : {};
  };
  const input = row.inputOutput === 'output' ? {} : only('inputOf');
  const output = row.inputOutput === 'input' ? {} : only('outputOf');
  return { ...body, ...input, ...output };
}
