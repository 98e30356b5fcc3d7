import { canonicalText } from '../0-base/canonical.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { type Entry, kinds } from '../1-record/kind.ts';
import { confirmationProblems } from './confirmation.ts';
import { countProblems } from './count.ts';
import { type Draft, findBody, nameOf, nextSequence, put } from './draft.ts';
import { referenceProblems } from './naming.ts';
import { plannedProblems, promiseProblems } from './promise.ts';

/** Whether an entry says again what is recorded; with other content it is a conflict. */
export function isRepeated(draft: Draft, entry: Entry): boolean {
  const before = draft.ledger.records.get(entry.id);
  if (draft.context.replayed || !before || before.class !== entry.class) return false;
  if (entry.op === 'retire') return before.retired;
  return canonicalText(before.body) === canonicalText(entry.body);
}

/** Records, revises or retires a record of knowledge. Problems: id.conflict, record.fixed, resource.specification, choice.unknown, action.side, promise.*, count.order, unit.dimension, claim.trigger, confirmation.*, time.*, reference.*. */
export function register(draft: Draft, entry: Entry): Problem[] {
  const problems = [
    ...operationProblems(draft, entry),
    ...(entry.op === 'retire' ? [] : [...plannedProblems(entry), ...knownProblems(draft, entry)]),
    ...promiseProblems(draft, entry),
    ...confirmationProblems(draft, entry),
  ];
  if (problems.length > 0) return problems;
  const before = draft.ledger.records.get(entry.id);
  put(draft, draft.ledger.records, entry.id, {
    class: entry.class,
    id: entry.id,
    body: entry.op === 'retire' && before ? before.body : entry.body,
    retired: entry.op === 'retire',
    sequence: nextSequence(draft),
  });
  draft.admitted.push(entry);
  return [];
}

/** What an entry names must be there before it is looked at any closer. */
function knownProblems(draft: Draft, entry: Entry): Problem[] {
  const unknown = referenceProblems(draft, entry);
  return unknown.length > 0 ? unknown : countProblems(draft, entry);
}

function operationProblems(draft: Draft, entry: Entry): Problem[] {
  const before = draft.ledger.records.get(entry.id);
  if (entry.op === 'record') return before ? [problem('id.conflict', '/id', { value: entry.id })] : [];
  const values = { class: entry.class, value: entry.id };
  if (!before || before.class !== entry.class) return [problem('reference.unknown', '/id', { field: 'id', ...values })];
  if (!kinds[entry.class].revisable) return [problem('record.fixed', '/op', values)];
  if (before.retired) return [problem('reference.retired', '/id', { field: 'id', ...values })];
  return entry.op === 'revise' ? specificationProblems(draft, entry) : [];
}

/** Once something is recorded of a resource, its stock is kept as that specification. */
function specificationProblems(draft: Draft, { id, body }: Entry): Problem[] {
  const head = draft.ledger.heads.get(id);
  const found = 'conformsTo' in body ? body.conformsTo : undefined;
  if (!head || !found || head.live === 0 || head.specification === found) return [];
  const values = { name: nameOf(draft, id), expected: nameOf(draft, head.specification), found: nameOf(draft, found) };
  return findBody(draft, 'EconomicResource', id) ? [problem('resource.specification', '/conformsTo', values)] : [];
}
