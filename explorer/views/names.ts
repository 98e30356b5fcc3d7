import type { Facts } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import type { Option } from '../marks/option.ts';
import { text } from '../text/text.ts';

/** What a record is called: its name, else the name of what it is of, else the end of its id. */
export function nameOf(facts: Facts, id: string | undefined): string {
  if (!id) return '';
  for (const kind of Object.keys(facts) as ClassName[]) {
    const body = facts[kind]?.get(id) as { name?: string; conformsTo?: string; basedOn?: string } | undefined;
    if (body?.name) return body.name;
    if (body?.conformsTo ?? body?.basedOn) return nameOf(facts, body?.conformsTo ?? body?.basedOn);
  }
  return id.replace(/^.*[:/#]/, '').slice(-12);
}

/** What a kind of thing is called; records of another system may not tell it. */
export const kindName = (facts: Facts, id: string | undefined): string =>
  id ? plainName(nameOf(facts, id)) : text.shell.kindNotTold;

/** The facts with records that were just sent, so that these have their names before they are loaded. */
export function withRecords(
  facts: Facts,
  records: readonly { readonly '@type': string; readonly '@id': string }[],
): Facts {
  const added: Record<string, ReadonlyMap<string, unknown>> = { ...facts };
  for (const record of records)
    added[record['@type']] = new Map([...(added[record['@type']] ?? []), [record['@id'], record]]);
  return added as Facts;
}

/** A name without the mark that sample networks put behind it, such as (invented place); the page says once that all are invented. */
export const plainName = (name: string): string => name.replace(/\s*\(invented[^)]*\)$/, '');

/** Every agent: people and organisations, by name. */
export function agentsOf(facts: Facts): Option[] {
  const all = [...(facts.Organization ?? []), ...(facts.Person ?? [])];
  return all
    .map(([id, { name = '' }]) => ({ id, label: plainName(name) || nameOf(facts, id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Whether an agent is a member of the network. */
export const isMember = (facts: Facts, agent: string): boolean =>
  [...(facts.Network?.values() ?? [])].some(({ members }) => members.includes(agent));

/** The unit in which people count a stock: that of its specification; undefined when that names none. */
export function usualUnit(facts: Facts, id: string): string | undefined {
  const specification = facts.EconomicResource?.get(id)?.conformsTo ?? id;
  return facts.ResourceSpecification?.get(specification)?.defaultUnitOfResource;
}
