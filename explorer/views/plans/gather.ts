import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Option } from '../../marks/option.ts';
import { nameOf, plainName } from '../names.ts';
import type { NewRecord } from '../record/records.ts';

/** What is put together: agreements in a bundle, offers and requests in a list. */
export type Gathered = 'bundle' | 'list';

/** A bundle or a list as typed. */
export interface GatherDraft {
  readonly what: Gathered;
  readonly name: string;
  readonly note: string;
  readonly chosen: readonly string[];
}

const named = (facts: Facts, id: string): string => plainName(nameOf(facts, id));

/** What a proposal is called: its name, else what it publishes. */
function proposalName(facts: Facts, id: string): string {
  const body = facts.Proposal?.get(id);
  const things = (body?.publishes ?? []).map((intent) => {
    const { resourceInventoriedAs, resourceConformsTo } = facts.Intent?.get(intent) ?? {};
    return named(facts, resourceInventoriedAs ?? resourceConformsTo ?? '');
  });
  return body?.name ? named(facts, id) : things.join(', ') || named(facts, id);
}

/** What can be put in; what an agreement is in already is told, since it is in one bundle only. */
export function gathering(facts: Facts, what: Gathered): Option[] {
  const options =
    what === 'list'
      ? [...(facts.Proposal?.keys() ?? [])].map((id) => ({ id, label: proposalName(facts, id) }))
      : [...(facts.Agreement ?? [])].map(([id, { bundledIn }]) => ({
          id,
          label: named(facts, id),
          ...(bundledIn && { hint: named(facts, bundledIn) }),
        }));
  return options.sort((a, b) => a.label.localeCompare(b.label));
}

/** What is in a bundle or a list. */
export const gatheredIn = (facts: Facts, what: Gathered, id: string): string[] =>
  what === 'list'
    ? [...(facts.Proposal ?? [])].flatMap(([each, { listedIn }]) => (listedIn?.includes(id) ? [each] : []))
    : [...(facts.Agreement ?? [])].flatMap(([each, { bundledIn }]) => (bundledIn === id ? [each] : []));

/** What takes such a bundle or list back: what was put in is again as it was. */
export function ungatherRecords(
  facts: Facts,
  { what, chosen }: GatherDraft,
  [whole]: readonly NewRecord[],
): NewRecord[] {
  const parts = chosen.map((id): NewRecord => {
    const [type, body] =
      what === 'bundle' ? ['Agreement', facts.Agreement?.get(id)] : ['Proposal', facts.Proposal?.get(id)];
    return { '@type': type as string, '@id': id, op: 'revise', ...(body as object) };
  });
  return [...parts, ...(whole ? [{ ...whole, op: 'retire' }] : [])];
}

/** A bundle or a list, and what is put in as it is then: these name it, not the other way round. */
export function gatherRecords(facts: Facts, { what, name, note, chosen }: GatherDraft, id: string): NewRecord[] {
  const whole = {
    '@type': what === 'list' ? 'ProposalList' : 'AgreementBundle',
    '@id': id,
    name: name.trim(),
    ...(note.trim() && { note: note.trim() }),
  };
  const parts = chosen.map((each): NewRecord => {
    if (what === 'bundle')
      return { '@type': 'Agreement', '@id': each, op: 'revise', ...facts.Agreement?.get(each), bundledIn: id };
    const body = facts.Proposal?.get(each);
    return { '@type': 'Proposal', '@id': each, op: 'revise', ...body, listedIn: [...(body?.listedIn ?? []), id] };
  });
  return [whole, ...parts];
}
