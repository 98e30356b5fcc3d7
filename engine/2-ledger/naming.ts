import { type Problem, problem } from '../0-base/problem.ts';
import { type Entry, kinds } from '../1-record/kind.ts';
import { type Reference, referencesOf } from '../1-record/reference.ts';
import { type Draft, findRecord } from './draft.ts';

const eventFields = Object.entries(kinds.EconomicEvent.references);

/** The references of an event; its fields are flat, and there are many events. */
function eventReferences(body: Entry['body']): Reference[] {
  const found: Reference[] = [];
  for (const [field, classes] of eventFields) {
    const id = (body as Record<string, unknown>)[field];
    if (typeof id === 'string') found.push({ path: `/${field}`, field, id, classes });
  }
  return found;
}

/**
 * What an entry names that is not recorded, is of another class, or is retired.
 * A correction may name what was retired since. Problems: reference.unknown, reference.class, reference.retired.
 */
export function referenceProblems(draft: Draft, entry: Entry): Problem[] {
  const isEvent = entry.class === 'EconomicEvent';
  const mayBeRetired = isEvent && 'corrects' in entry.body && entry.body.corrects !== undefined;
  const problems: Problem[] = [];
  for (const { path, field, id, classes } of isEvent ? eventReferences(entry.body) : referencesOf(entry)) {
    const record = findRecord(draft, id);
    const expected = classes.join(' or ');
    if (!record) problems.push(problem('reference.unknown', path, { field, value: id, class: expected }));
    else if (!classes.includes(record.class))
      problems.push(problem('reference.class', path, { field, value: id, found: record.class, class: expected }));
    else if (record.retired && !mayBeRetired)
      problems.push(problem('reference.retired', path, { field, value: id, class: expected }));
  }
  return problems;
}
