import { type Problem, problem } from '../0-base/problem.ts';
import { agents, type ClassName, type Entry, kinds, schemas } from '../1-record/kind.ts';
import { referencesOf } from '../1-record/reference.ts';
import type { AdmitContext, Ledger } from './state.ts';

/** Classes of which a record may say nothing at all. */
const bare: ReadonlySet<ClassName> = new Set(
  (Object.keys(schemas) as ClassName[]).filter((name) => !kinds[name].own && schemas[name].safeParse({}).success),
);

/** The class of something that is only named: the one that may be named there; of agents that of a body of people. */
function classAt(classes: readonly ClassName[]): ClassName | undefined {
  const name = classes === agents ? 'Organization' : classes.length === 1 ? classes[0] : undefined;
  return name && bare.has(name) ? name : undefined;
}

const isEmpty = (body: object): boolean => Object.keys(body).length === 0;

/**
 * What the records of another system name without telling of it (structural level): linked data may name what it does not
 * describe, so each is begun as a record with nothing but its id. Warnings: reference.begun.
 */
export function begunFor(
  ledger: Ledger,
  entries: readonly Entry[],
  { strictness, replayed }: AdmitContext,
): { entries: Entry[]; warnings: Problem[] } {
  const begun = new Map<string, Entry>();
  const warnings: Problem[] = [];
  if (strictness !== 'structural' || replayed) return { entries: [], warnings };
  const coming = new Set(entries.map(({ id }) => id));
  for (const entry of entries)
    for (const { id, field, path, classes } of entry.op === 'retire' ? [] : referencesOf(entry)) {
      const name = classAt(classes);
      if (!name || coming.has(id) || begun.has(id) || ledger.records.has(id)) continue;
      begun.set(id, { v: 1, op: 'record', class: name, id, body: {} as Entry['body'] });
      warnings.push(problem('reference.begun', path, { field, value: id, class: name }, entry.id));
    }
  return { entries: [...begun.values()], warnings };
}

/** A record of another system of which nothing but the id was known: what is told of it now revises that. */
export function asRevision(ledger: Ledger, entry: Entry, { strictness, replayed }: AdmitContext): Entry {
  const before = ledger.records.get(entry.id);
  const isTold = strictness === 'structural' && !replayed && entry.op === 'record' && !isEmpty(entry.body);
  if (!isTold || before?.class !== entry.class || before.retired || !isEmpty(before.body)) return entry;
  return { ...entry, op: 'revise' };
}
