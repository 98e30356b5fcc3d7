import { canonicalText } from '../0-base/canonical.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { type Entry, kinds } from '../1-record/kind.ts';
import { confirmationProblems } from './confirmation.ts';
import { countProblems } from './count.ts';
import { type Draft, findBody, nameOf, nextSequence, put } from './draft.ts';
import { referenceProblems } from './naming.ts';
import { plannedProblems, promiseProblems } from './promise.ts';
import type { LedgerRecord } from './state.ts';

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
    ...(entry.op === 'retire' ? [] : [...plannedProblems(draft, entry), ...knownProblems(draft, entry)]),
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
  if (entry.op === 'revise') keepKind(draft, entry);
  draft.admitted.push(entry);
  return [];
}

/** A stock whose kind is told later, or that begins anew as another one, is kept as that from then on. */
function keepKind(draft: Draft, { id, body }: Entry): void {
  const head = draft.ledger.heads.get(id);
  const kind = 'conformsTo' in body ? body.conformsTo : undefined;
  if (!head || kind === undefined || head.specification === kind) return;
  const before = head.specification;
  head.specification = kind;
  draft.touched.add(id);
  draft.undo.push(() => {
    head.specification = before;
  });
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
  return entry.op === 'revise' ? [...lostProblems(entry, before), ...specificationProblems(draft, entry)] : [];
}

/** What a record told it goes on telling; only what another system never told may stay untold. */
const lostProblems = ({ class: name, id, body }: Entry, before: LedgerRecord): Problem[] =>
  (kinds[name].asked ?? [])
    .filter((field) => field in before.body && !(field in body))
    .map((field) => problem('field.missing', `/${field}`, { field }, id));

/** Once something is recorded of a resource, its stock is kept as that specification. */
function specificationProblems(draft: Draft, { id, body }: Entry): Problem[] {
  const head = draft.ledger.heads.get(id);
  const found = 'conformsTo' in body ? body.conformsTo : undefined;
  if (!head?.specification || !found || head.live === 0 || head.specification === found) return [];
  const values = { name: nameOf(draft, id), expected: nameOf(draft, head.specification), found: nameOf(draft, found) };
  return findBody(draft, 'EconomicResource', id) ? [problem('resource.specification', '/conformsTo', values)] : [];
}
