import { type Problem, problem, sortProblems } from '../0-base/problem.ts';
import type { Entry } from '../1-record/kind.ts';
import { asRevision, begunFor } from './begin.ts';
import { type Draft, openDraft, rollBack } from './draft.ts';
import { observe } from './observe.ts';
import { isRepeated, register } from './register.ts';
import type { Admission, AdmitContext, Ledger } from './state.ts';

/**
 * Admits a batch of entries to the ledger, all or nothing. Entries that repeat what is recorded have no effect;
 * the others are numbered from firstSequence on. What is wrong with each is listed; policies warn unless the network refuses.
 * Problems: id.conflict, record.*, reference.*, resource.specification, choice.unknown, number.*, unit.*, time.*, action.*,
 * correction.*, containment.loop; stock.negative and holder.mismatch as warnings or, refused, as problems.
 */
export function admit(ledger: Ledger, given: readonly Entry[], context: AdmitContext): Admission {
  const begun = begunFor(ledger, given, context);
  const entries = [...begun.entries, ...given];
  const draft = openDraft(ledger, entries, context);
  draft.warnings.push(...begun.warnings);
  for (const each of entries) {
    const entry = asRevision(ledger, each, context);
    const problems = admitEntry(draft, entry);
    if (problems.length > 0) refuse(draft, entry, problems);
  }
  const { existing, touched, warnings, problems } = draft;
  if (problems.length === 0)
    return { admitted: draft.admitted, existing, effects: draft.effects, touched: [...touched], warnings, problems };
  rollBack(draft);
  return { admitted: [], existing: [], effects: [], touched: [], warnings, problems: sortProblems(problems) };
}

function admitEntry(draft: Draft, entry: Entry): Problem[] {
  if (isRepeated(draft, entry)) {
    draft.existing.push(entry.id);
    return [];
  }
  if (!isEvent(entry) || entry.op !== 'record') return register(draft, entry);
  if (draft.ledger.records.has(entry.id)) return [problem('id.conflict', '/id', { value: entry.id })];
  return observe(draft, entry);
}

const isEvent = (entry: Entry): entry is Entry<'EconomicEvent'> => entry.class === 'EconomicEvent';

function refuse(draft: Draft, { id, body }: Entry, problems: readonly Problem[]): void {
  draft.problems.push(...problems.map((each) => ({ ...each, record: id })));
  if ('resourceInventoriedAs' in body && body.resourceInventoriedAs) draft.doubtful.add(body.resourceInventoriedAs);
  if ('toResourceInventoriedAs' in body && body.toResourceInventoriedAs)
    draft.doubtful.add(body.toResourceInventoriedAs);
}
