import { type Problem, problem } from '../0-base/problem.ts';
import type { Instant } from '../0-base/time.ts';
import type { Entry } from '../1-record/kind.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { type ActionRow, actions, findAction } from './action.ts';
import { readAmount } from './amount.ts';
import { applyCorrection, applyEvent } from './apply.ts';
import { behaviourProblems } from './behaviour.ts';
import { afterCorrection, correctionProblems, noDifference, rootOf, stands } from './correction.ts';
import { resolutionProblems } from './count.ts';
import { type Draft, findBody, nextSequence } from './draft.ts';
import { recorderProblems } from './confirmation.ts';
import { effectsOf } from './effect.ts';
import { allocate, fulfilmentWarnings, reallocate } from './fulfil.ts';
import { fitProblems } from './fit.ts';
import { attributeBefore, type OrderKey } from './head.ts';
import { readMoment } from './moment.ts';
import { referenceProblems } from './naming.ts';
import { checkOutcome } from './outcome.ts';
import { checkPolicies } from './policy.ts';
import { asLevelSays, withProcess } from './promise.ts';
import type { Amount, EventEffects, Given, RecordedEvent, ResourceView, Sides } from './shape.ts';
import type { LedgerEvent } from './state.ts';

/** An event that is well formed in itself. */
interface Reading {
  readonly row: ActionRow;
  /** With the process that it belongs to by what it answers. */
  readonly body: EconomicEvent;
  readonly happened: Instant;
  readonly amount: Amount | undefined;
  readonly effort: Amount | undefined;
  readonly root: LedgerEvent | undefined;
}

/**
 * Admits one new event to a draft: reads it, sees the resources as they are, derives its effects, applies them and
 * checks the policies. With problems nothing of it is applied.
 */
export function observe(draft: Draft, entry: Entry<'EconomicEvent'>): Problem[] {
  const { reading, problems } = read(draft, entry);
  if (!reading) return problems;
  const event = recordedEvent(draft, entry, reading);
  const given = see(draft, event, reading);
  const derived = effectsOf(given, reading.root?.changes);
  const allocated = reading.root
    ? { allocations: reallocate(reading.root, reading), problems: [] }
    : allocate(draft, reading);
  const misfits = reading.root
    ? []
    : [
        ...misfitsOf(draft, entry, fitProblems(draft, given, derived.postings)),
        ...resolutionProblems(draft, event, given),
        ...allocated.problems,
      ];
  if (misfits.length > 0) return misfits;
  const { allocations } = allocated;
  const effects: EventEffects = { event, ...derived, ...standing(reading, derived), allocations };
  if (reading.root) applyCorrection(draft, effects, { ...reading, root: reading.root });
  else applyEvent(draft, effects, reading);
  draft.effects.push(effects);
  draft.admitted.push(entry);
  checkPolicies(draft, effects);
  checkOutcome(draft, effects);
  if (allocations.length > 0 && !reading.root)
    draft.warnings.push(...fulfilmentWarnings(draft, { ...event, specification: given.specification }, allocations));
  return [];
}

/** What is not recorded of a stock before an event was so elsewhere; a replay does not ask for it either. */
function misfitsOf(draft: Draft, entry: Entry<'EconomicEvent'>, problems: readonly Problem[]): Problem[] {
  const begun = problems.filter(({ code }) => code === 'action.create');
  const rest = problems.filter((each) => !begun.includes(each));
  return draft.context.replayed ? rest : [...asLevelSays(draft, entry, begun), ...rest];
}

function read(draft: Draft, entry: Entry<'EconomicEvent'>): { reading?: Reading; problems: Problem[] } {
  const { action } = entry.body;
  const row = findAction(action);
  if (!row) {
    const values = { field: 'action', value: action || 'empty', known: Object.keys(actions).join(', ') };
    return { problems: [problem('choice.unknown', '/action', values)] };
  }
  const mayTakeAway = entry.body.corrects !== undefined;
  const root = mayTakeAway ? rootOf(draft.ledger, entry.body.corrects!) : undefined;
  const body = withProcess(draft, entry.body, row, root?.event.body);
  const moment = readMoment(body, draft.context);
  const amount = readAmount(body.resourceQuantity, { field: 'resourceQuantity', mayTakeAway });
  const effort = readAmount(body.effortQuantity, { field: 'effortQuantity', mayTakeAway });
  const problems = [
    ...amount.problems,
    ...effort.problems,
    ...moment.problems,
    ...referenceProblems(draft, entry),
    ...(mayTakeAway || draft.context.replayed ? [] : asLevelSays(draft, entry, behaviourProblems(body, row))),
    ...(draft.context.replayed ? [] : recorderProblems(body)),
  ];
  if (mayTakeAway && !root && problems.length === 0)
    problems.push(
      problem('reference.unknown', '/corrects', { field: 'corrects', value: body.corrects!, class: 'EconomicEvent' }),
    );
  const deltas = { amount: amount.amount, effort: effort.amount };
  if (root) problems.push(...correctionProblems(entry.body, root, deltas));
  if (root && !draft.context.replayed) problems.push(...noDifference(body, root));
  if (problems.length > 0) return { problems };
  return { reading: { row, body, happened: root?.event.happened ?? moment.happened, ...deltas, root }, problems };
}

function recordedEvent(draft: Draft, { id, body }: Entry<'EconomicEvent'>, reading: Reading): RecordedEvent {
  const sequence = nextSequence(draft);
  const { happened, root } = reading;
  return {
    id,
    sequence,
    happened,
    recorded: draft.context.recorded,
    body,
    root: root?.event.id ?? id,
    rootSequence: root?.event.sequence ?? sequence,
    sides: root?.event.sides ?? sidesOf(draft, body, { happened, sequence }),
    process: reading.body.inputOf ?? reading.body.outputOf,
  };
}

/** A missing agent is the other one, else the resource's accountable. */
function sidesOf(draft: Draft, body: EconomicEvent, key: OrderKey): Sides {
  const { provider, receiver } = body;
  if (provider !== undefined && receiver !== undefined) return { provider, receiver };
  const resource = body.resourceInventoriedAs ?? body.toResourceInventoriedAs;
  const known = provider ?? receiver ?? viewOf(draft, resource, key)?.accountable ?? '';
  return { provider: provider ?? known, receiver: receiver ?? known };
}

function see(draft: Draft, event: RecordedEvent, { row, body, amount, effort }: Reading): Given {
  const key = { happened: event.happened, sequence: event.rootSequence };
  const from = viewOf(draft, body.resourceInventoriedAs, key);
  const to = viewOf(draft, body.toResourceInventoriedAs, key);
  const specification = from?.specification || to?.specification || body.resourceConformsTo || '';
  const stage = findBody(draft, 'Process', body.outputOf)?.basedOn;
  return { row, body, sides: event.sides, amount, effort, from, to, specification, stage };
}

function viewOf(draft: Draft, id: string | undefined, key: OrderKey): ResourceView | undefined {
  if (id === undefined) return undefined;
  const head = draft.ledger.heads.get(id);
  if (!head) return { id, specification: findBody(draft, 'EconomicResource', id)?.conformsTo ?? '', begun: false };
  return {
    id,
    specification: head.specification,
    begun: head.live > 0,
    accountable: attributeBefore(head, 'accountable', key),
    stage: attributeBefore(head, 'stage', key),
    state: attributeBefore(head, 'state', key),
  };
}

/** A correction changes no attribute itself: it ends its root's changes when nothing is left of it, and brings them back when something is again. */
function standing(
  reading: Reading,
  { changes }: Pick<EventEffects, 'changes'>,
): Pick<EventEffects, 'changes' | 'endsChanges'> {
  const { root } = reading;
  if (!root) return { changes, endsChanges: false };
  const [before, after] = [stands(root), stands(afterCorrection(root, reading))];
  return { changes: !before && after ? root.changes : [], endsChanges: before && !after };
}
