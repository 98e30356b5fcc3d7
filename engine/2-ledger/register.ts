import { canonicalText } from '../0-base/canonical.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { type Body, type Entry, kinds } from '../1-record/kind.ts';
import { actions, findAction } from './action.ts';
import { type Draft, findBody, nameOf, nextSequence, put } from './draft.ts';
import { referenceProblems } from './naming.ts';

/** Whether an entry says again what is recorded; with other content it is a conflict. */
export function isRepeated(draft: Draft, entry: Entry): boolean {
  const before = draft.ledger.records.get(entry.id);
  if (draft.context.replayed || !before || before.class !== entry.class) return false;
  if (entry.op === 'retire') return before.retired;
  return canonicalText(before.body) === canonicalText(entry.body);
}

/** Records, revises or retires a record of knowledge. Problems: id.conflict, record.fixed, resource.specification, choice.unknown, action.side, reference.*. */
export function register(draft: Draft, entry: Entry): Problem[] {
  const problems = [
    ...operationProblems(draft, entry),
    ...(entry.op === 'retire' ? [] : [...recipeProblems(entry), ...referenceProblems(draft, entry)]),
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

const sides = {
  input: ['recipeInputOf'],
  output: ['recipeOutputOf'],
  outputInput: ['recipeInputOf', 'recipeOutputOf'],
  notApplicable: [],
} as const;

/** A recipe speaks of the same actions as the events that follow it, on the same side of its process. */
function recipeProblems({ class: name, body }: Entry): Problem[] {
  if (name !== 'RecipeFlow') return [];
  const { action, recipeInputOf, recipeOutputOf } = body as Body<'RecipeFlow'>;
  const row = findAction(action);
  if (!row)
    return [
      problem('choice.unknown', '/action', { field: 'action', value: action, known: Object.keys(actions).join(', ') }),
    ];
  const given = [recipeInputOf && 'recipeInputOf', recipeOutputOf && 'recipeOutputOf'].filter(
    (each) => each !== undefined,
  );
  const allowed: readonly string[] = sides[row.inputOutput];
  return given
    .filter((side) => !allowed.includes(side))
    .map((side) =>
      problem('action.side', `/${side}`, {
        action,
        side: row.inputOutput,
        found: side,
        expected: allowed.join(' or ') || 'neither',
      }),
    );
}
