import { type Problem, problem } from '../0-base/problem.ts';
import { type ClassName, type Entry, kinds } from '../1-record/kind.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { type Reference, referencesOf } from '../1-record/reference.ts';
import { type Draft, findRecord } from './draft.ts';
import { namesPromises } from './promise.ts';

type EventField = 'inputOf' | 'outputOf' | 'provider' | 'receiver' | 'resourceInventoriedAs' | 'corrects';
type Found = NonNullable<ReturnType<typeof findRecord>>;

/** The fields that hold lists; few events have any. */
const listed: ReadonlySet<string> = new Set(['fulfills', 'satisfies', 'settles', 'allocated.to']);
const eventFields = Object.entries(kinds.EconomicEvent.references).filter(([field]) => !listed.has(field)) as [
  EventField,
  readonly ClassName[],
][];

/**
 * What an entry names that is not recorded, is of another class, or is retired.
 * A correction may name what was retired since. Problems: reference.unknown, reference.class, reference.retired.
 */
export function referenceProblems(draft: Draft, entry: Entry): Problem[] {
  if (isEvent(entry) && !namesPromises(entry.body) && !entry.body.allocated) return eventProblems(draft, entry.body);
  if (isEvent(entry)) return [...eventProblems(draft, entry.body), ...promiseProblems(draft, entry)];
  return referencesOf(entry).flatMap((reference) => referenceProblem(draft, reference) ?? []);
}

const isEvent = (entry: Entry): entry is Entry<'EconomicEvent'> => entry.class === 'EconomicEvent';

const promiseProblems = (draft: Draft, entry: Entry<'EconomicEvent'>): Problem[] =>
  referencesOf(entry)
    .filter(({ field }) => listed.has(field))
    .flatMap((reference) => referenceProblem(draft, reference) ?? []);

/** The other fields of an event are flat, and there are many events: nothing is built for a reference that holds. */
function eventProblems(draft: Draft, body: EconomicEvent): Problem[] {
  const mayBeRetired = body.corrects !== undefined;
  const problems: Problem[] = [];
  for (const [field, classes] of eventFields) {
    const id = body[field];
    if (id === undefined || holds(findRecord(draft, id), classes)) continue;
    const found = referenceProblem(draft, { path: `/${field}`, field, id, classes });
    if (found && !(mayBeRetired && found.code === 'reference.retired')) problems.push(found);
  }
  return problems;
}

const holds = (record: Found | undefined, classes: readonly ClassName[]): boolean =>
  record !== undefined && !record.retired && classes.includes(record.class);

function referenceProblem(draft: Draft, { path, field, id, classes }: Reference): Problem | undefined {
  const record = findRecord(draft, id);
  if (holds(record, classes)) return undefined;
  const expected = classes.join(' or ');
  if (!record) return problem('reference.unknown', path, { field, value: id, class: expected });
  if (classes.includes(record.class)) return problem('reference.retired', path, { field, value: id, class: expected });
  return problem('reference.class', path, { field, value: id, found: record.class, class: expected });
}
