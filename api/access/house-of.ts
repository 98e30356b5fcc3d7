import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import type { House } from '../store/house.ts';
import { authorOf, can, type Subject } from './can.ts';
import { modelsOf } from './models-of.ts';
import { audienceOf } from './visibility/audience.ts';
import { reducedHouse } from './visibility/reduced-house.ts';
import type { Sights } from './visibility/sights.ts';

/** The house of a request: whose it is, who judges what they see, and whether they still may look. */
interface Asking {
  readonly subject: Subject;
  readonly sights: Sights;
  /** Whether the subject still may read: what goes on for long asks again. */
  readonly stillMay: () => Promise<boolean>;
}

/** What a subject may do with a house: they see what is theirs to see, and what they record bears their name. */
export function houseOf(whole: House, { subject, sights, stillMay }: Asking): House {
  const author = authorOf(subject);
  const audienceIn = (network: string) => audienceOf(subject, network);
  const house: House = { ...onlyFor(subject, whole), ...reducedHouse({ house: whole, sights, audienceIn }) };
  return {
    ...house,
    changes: async (network, after, limit) =>
      (await stillMay()) ? house.changes(network, after, limit) : { problems: [problem('access.unknown', '')] },
    createNetwork: (founding) => house.createNetwork({ ...founding, author }),
    async submit(network, submission) {
      const own = ownAgent(subject, network);
      const entries = own === undefined ? submission.entries : submission.entries.map((each) => signed(each, own));
      const problems = await refusedEntries({ house: whole, subject, network, entries });
      return problems.length > 0 ? { problems } : house.submit(network, { ...submission, entries, author });
    },
  };
}

/** The agent for whom somebody acts in a network, if for exactly one. */
const ownAgent = (subject: Subject, network: string): string | undefined =>
  subject.kind === 'member' ? subject.roles.get(network)?.agent : undefined;

/** An event between two with the side that recorded it, where whoever records acts for one of them. */
function signed(entry: Entry, own: string): Entry {
  if (entry.class !== 'EconomicEvent' || entry.op !== 'record') return entry;
  const body = entry.body as Body<'EconomicEvent'>;
  const { provider, receiver, recordedBy } = body;
  const isSide = provider !== receiver && (provider === own || receiver === own);
  return recordedBy === undefined && isSide ? ({ ...entry, body: { ...body, recordedBy: own } } as Entry) : entry;
}

/** What no reduction stands before: what tells no content, and what is the operator's alone. A new function stands here first. */
function onlyFor(subject: Subject, house: House): House {
  const { status, ready, refresh, networks, sequence, sequenceAt, createNetwork } = house;
  const open = { status, ready, refresh, networks, sequence, sequenceAt, createNetwork };
  const { submit, record, records, stocks, history, statement, promises, knowledge, flows, changes, changed } = house;
  const { anomalies, loans, counts } = house;
  const reading = { record, records, stocks, history, statement, promises, knowledge, flows, changes, changed };
  const reduced = { submit, ...reading, anomalies, loans, counts, models: modelsOf(subject, house.models) };
  const { sights, notes, exportJournal, verify, erase, close } = house;
  const own = { sights, notes, exportJournal, verify, erase, close };
  if (subject.kind === 'operator') return { ...open, ...reduced, ...own };
  const refuse = () => {
    throw new Error('only the operator may do this');
  };
  const none = { sights: refuse, exportJournal: refuse, verify: refuse, erase: refuse, close: refuse };
  return { ...open, ...reduced, ...none, notes: { markOf: refuse, read: refuse, replace: refuse } };
}

interface Writing {
  readonly house: Pick<House, 'record' | 'stocks'>;
  readonly subject: Subject;
  readonly network: string;
  readonly entries: readonly Entry[];
}

/** Why somebody may not record entries: policies are the stewards', and who acts for one agent writes in no other's books. */
async function refusedEntries({ house, subject, network, entries }: Writing): Promise<Problem[]> {
  if (can(subject, 'steward', 'network', { network })) return [];
  const own = ownAgent(subject, network);
  const scopes: Scopes = own === undefined ? new Map() : await scopesOf(house, network, entries);
  return entries.flatMap((entry) => {
    if (entry.class === 'Network')
      return [problem('access.denied', '', { action: 'change the network', expected: 'steward' }, entry.id)];
    if (own === undefined && spokenFor(entry) !== undefined)
      return [problem('access.denied', '', { action: 'speak for another', expected: 'steward' }, entry.id)];
    const foreign = own === undefined ? [] : foreignOf(entry, own, scopes);
    return foreign.length === 0
      ? []
      : [problem('access.owner', '', { value: foreign.join(', '), expected: own ?? '' }, entry.id)];
  });
}

const processesOf = ({ inputOf, outputOf }: Body<'EconomicEvent'>): string[] => [inputOf ?? [], outputOf ?? []].flat();

type Scopes = ReadonlyMap<string, readonly (string | undefined)[]>;

/** Whose the processes are that a batch names or changes, as they stand and as the batch would have them, and whose the resources that it changes. */
async function scopesOf(house: Writing['house'], network: string, entries: readonly Entry[]): Promise<Scopes> {
  const named = entries.flatMap(({ class: name, id, body }) =>
    name === 'EconomicEvent' ? processesOf(body as Body<'EconomicEvent'>) : name === 'Process' ? [id] : [],
  );
  const scopes = new Map<string, (string | undefined)[]>();
  for (const id of new Set(named)) {
    const { value } = await house.record(network, 'Process', id);
    scopes.set(id, [(value?.body as Body<'Process'> | undefined)?.inScopeOf]);
  }
  for (const { class: name, id, body } of entries)
    if (name === 'Process') scopes.get(id)!.push((body as Body<'Process'>).inScopeOf);
  for (const { class: name, op, id } of entries) {
    if (name !== 'EconomicResource' || op === 'record') continue;
    const { value } = await house.stocks(network, { resource: id });
    scopes.set(
      id,
      value?.items.flatMap(({ accountable, holders }) => accountable ?? holders.map(({ holder }) => holder)) ?? [],
    );
  }
  return scopes;
}

/** In whose name an entry says something that only they can say: who recorded an event, what the other side of it was. */
function spokenFor({ class: name, body }: Entry): string | undefined {
  if (name === 'Confirmation') return (body as Body<'Confirmation'>).by;
  return name === 'EconomicEvent' ? (body as Body<'EconomicEvent'>).recordedBy : undefined;
}

/** The others in whose books an entry writes, where its own fields and processes tell. */
function foreignOf({ class: name, op, id, body }: Entry, own: string, scopes: Scopes): string[] {
  const others = (owners: readonly (string | undefined)[]) =>
    owners.filter((each) => each !== undefined && each !== own) as string[];
  const speaker = spokenFor({ class: name, op, id, body } as Entry);
  if (speaker !== undefined && speaker !== own) return [speaker];
  if (name === 'EconomicEvent') {
    const event = body as Body<'EconomicEvent'>;
    const parties = [event.provider, event.receiver];
    const elsewhere = others(processesOf(event).flatMap((process) => scopes.get(process) ?? []));
    return parties.includes(own) || parties.every((each) => each === undefined) ? elsewhere : others(parties);
  }
  // Whoever names themselves in what they change does not make another's their own.
  if (name === 'Process' || name === 'EconomicResource') return [...new Set(others(scopes.get(id) ?? []))];
  const isAgent = name === 'Organization' || name === 'Person' || name === 'EcologicalAgent';
  return isAgent && op !== 'record' ? others([id]) : [];
}
