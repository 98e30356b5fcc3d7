import { decodeTable } from '../../../engine/3-flow/encode.ts';
import { assert } from '../../../engine/0-base/assert.ts';
import type { Problem } from '../../../engine/0-base/problem.ts';
import { type ClassName, schemas } from '../../../engine/1-record/kind.ts';
import type { Answer, House, Knowledge } from '../../store/house.ts';
import type { EventSight } from '../../store/query-sight.ts';
import { type Audience, audienceKey } from './audience.ts';
import { type Judgement, judge, recordsOf, type Sight } from './judge.ts';
import { type Whole, wholeFor } from './whole.ts';

/** What an audience may see of a network now, with what it was judged by; `all` when nothing is kept from them. */
interface Judged {
  readonly sight: Sight;
  readonly judgement: Judgement;
  readonly whole: Whole;
}

export type Seeing = 'all' | Judged;

/** Judges who sees what, anew when a network has changed. */
export interface Sights {
  /** Whether everybody may read what is public of a network. */
  isPublic(house: House, network: string): Promise<boolean>;
  see(house: House, network: string, audience: Audience): Promise<Answer<Seeing>>;
  /** The same with its judgement, also where nothing is kept from them. */
  look(house: House, network: string, audience: Audience): Promise<Answer<Judged>>;
}

/** What is known of a network, at a number of its journal. */
interface Known {
  readonly sequence: number;
  readonly knowledge: Knowledge;
  /** Whether some record says that less than the network sees it. */
  readonly isRestricted: boolean;
  sight?: Promise<Answer<Sight>>;
  readonly judged: Map<string, Judged>;
}

const levelled = (Object.keys(schemas) as ClassName[]).filter(
  (name) => name !== 'EconomicEvent' && name !== 'Network' && 'visibility' in schemas[name].shape,
);
const levelIn = (record: object): string | undefined => (record as { visibility?: string }).visibility;
const isLess = (visibility: string | undefined): boolean => visibility === 'own' || visibility === 'partner';

/** Whether some record but an event says so; an event that says anything counts, too. */
const tellsLess = (knowledge: Knowledge): boolean =>
  isLess(knowledge.network.body.visibility) ||
  levelled.some((name) => recordsOf(knowledge, name).some((record) => isLess(levelIn(record)))) ||
  recordsOf(knowledge, 'Proposal').some(({ proposedTo = [] }) => proposedTo.length > 0) ||
  recordsOf(knowledge, 'ProposalList').some(({ proposedTo = [] }) => proposedTo.length > 0);

const fail = (problems: readonly Problem[]) => ({ problems });

export function openSights(): Sights {
  const known = new Map<string, Known>();
  const telling = new Map<string, { upTo: number; tells: boolean }>();
  const events = new Map<string, EventSight[]>();

  /** Whether some event says who sees it; those that were looked at are not looked at again. */
  async function eventsTell(house: House, network: string): Promise<Answer<boolean>> {
    const before = telling.get(network) ?? { upTo: 0, tells: false };
    if (before.tells) return { value: true, problems: [] };
    const upTo = house.sequence(network) ?? 0;
    const found = await house.sights(network, { after: before.upTo, onlyTelling: true, limit: 1 });
    if (!found.value) return found;
    telling.set(network, { upTo, tells: found.value.length > 0 });
    return { value: found.value.length > 0, problems: [] };
  }

  async function know(house: House, network: string): Promise<Answer<Known>> {
    const now = known.get(network);
    if (now && now.sequence >= (house.sequence(network) ?? 0)) return { value: now, problems: [] };
    const [knowledge, tells] = [await house.knowledge(network), await eventsTell(house, network)];
    if (!knowledge.value) return knowledge;
    if (tells.value === undefined) return tells;
    const { sequence } = knowledge.value;
    const isRestricted = tells.value || tellsLess(knowledge.value);
    const fresh: Known = { sequence, knowledge: knowledge.value, isRestricted, judged: new Map() };
    known.set(network, fresh);
    return { value: fresh, problems: [] };
  }

  /** All events of a network; those that were read before never change. */
  async function eventsOf(house: House, network: string): Promise<Answer<readonly EventSight[]>> {
    const list = events.get(network) ?? [];
    events.set(network, list);
    for (;;) {
      const after = list.at(-1)?.sequence ?? 0;
      const found = await house.sights(network, { after, onlyTelling: false });
      if (!found.value) return found;
      // Somebody else may have read on meanwhile.
      const fresh = found.value.filter(({ sequence }) => sequence > (list.at(-1)?.sequence ?? 0));
      list.push(...fresh);
      if (found.value.length === 0) return { value: list, problems: [] };
    }
  }

  async function sightOf(house: House, network: string, { knowledge }: Known): Promise<Answer<Sight>> {
    const [flows, all] = [await house.flows(network), await eventsOf(house, network)];
    if (!flows.value) return flows;
    if (!all.value) return all;
    const { table } = decodeTable(Uint8Array.from(flows.value.bytes).buffer);
    assert(table !== undefined, 'the flow table of the house is whole');
    return { value: { knowledge, events: [...all.value], table }, problems: [] };
  }

  async function look(house: House, network: string, audience: Audience): Promise<Answer<Judged>> {
    const found = await know(house, network);
    if (!found.value) return found;
    const { judged } = found.value;
    const key = audienceKey(audience);
    const before = judged.get(key);
    if (before) return { value: before, problems: [] };
    found.value.sight ??= sightOf(house, network, found.value);
    const sight = await found.value.sight;
    if (!sight.value) {
      delete found.value.sight;
      return fail(sight.problems);
    }
    const judgement = judge(sight.value, audience);
    const fresh = { sight: sight.value, judgement, whole: wholeFor(sight.value, judgement) };
    judged.set(key, fresh);
    return { value: fresh, problems: [] };
  }

  return {
    async isPublic(house, network) {
      const found = await know(house, network);
      return found.value?.knowledge.network.body.openToPublic === true;
    },
    look,
    async see(house, network, audience) {
      if (audience.kind === 'all') return { value: 'all', problems: [] };
      const found = await know(house, network);
      if (!found.value) return found;
      if (audience.kind === 'member' && !found.value.isRestricted) return { value: 'all', problems: [] };
      return look(house, network, audience);
    },
  };
}
