import type { Visibility } from '../../../engine/1-record/field.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import type { FlowTable } from '../../../engine/3-flow/columns.ts';
import type { Knowledge } from '../../store/house.ts';
import type { EventSight } from '../../store/query-sight.ts';
import type { Audience } from './audience.ts';

/** All that decides who may see what of a network. */
export interface Sight {
  readonly knowledge: Knowledge;
  readonly events: readonly EventSight[];
  readonly table: FlowTable;
}

/** What an audience may see. What is not known here, as what was recorded meanwhile, is not seen. */
export interface Judgement {
  /** By the number of the event. */
  readonly seesEvent: (sequence: number) => boolean;
  readonly seesProcess: (id: string) => boolean;
  readonly seesResource: (id: string) => boolean;
  readonly seesSpecification: (id: string) => boolean;
  readonly seesAgent: (id: string) => boolean;
  /** Whose an event or a process is, in alphabetical order. */
  readonly ownersOfEvent: (sequence: number) => readonly string[];
  readonly ownersOfProcess: (id: string) => readonly string[];
  readonly ownersOfResource: (id: string) => readonly string[];
  /** Whether what is these agents' is seen, where it says itself who sees it, or leaves that to them. */
  readonly admits: (told: Visibility | undefined, owners: readonly string[]) => boolean;
  readonly isPublic: boolean;
}

type Records<C extends 'Process' | 'EconomicResource' | 'Organization'> = readonly ({
  readonly id: string;
} & Body<C>)[];

/** Records of a class, the retired ones too. */
export function recordsOf<C extends keyof Knowledge['records']>({ records, retired }: Knowledge, name: C) {
  return [...(records[name] ?? []), ...(retired[name] ?? [])] as unknown as readonly ({
    readonly id: string;
  } & Body<C>)[];
}

const agentClasses = ['Organization', 'Person', 'EcologicalAgent'] as const;
const present = (given: readonly (string | null | undefined)[]): string[] =>
  given.filter((each): each is string => each !== null && each !== undefined && each !== '');
const order: readonly Visibility[] = ['own', 'partner', 'network', 'public'];
const least = (levels: readonly Visibility[]): Visibility | undefined => order.find((each) => levels.includes(each));

/** Those who take part in an event. */
const partiesOf = ({ provider, receiver, from, to }: EventSight): string[] => present([provider, receiver, from, to]);

/** Sets by key, that grow. */
function gathered() {
  const sets = new Map<string, Set<string>>();
  return {
    add(key: string, values: readonly string[]) {
      const set = sets.get(key) ?? new Set();
      sets.set(key, set);
      for (const each of values) set.add(each);
    },
    of: (key: string): readonly string[] => [...(sets.get(key) ?? [])].sort(),
    has: (key: string, value: string): boolean => sets.get(key)?.has(value) ?? false,
  };
}

/** Whose processes and resources are, and who deals with whom. */
function tiesOf({ knowledge, events }: Sight) {
  const scopes = new Map(
    (recordsOf(knowledge, 'Process') as Records<'Process'>).map(({ id, inScopeOf }) => [id, inScopeOf]),
  );
  const [processes, resources, partners] = [gathered(), gathered(), gathered()];
  for (const event of events) {
    const parties = partiesOf(event);
    if (event.process !== null) processes.add(event.process, parties);
    if (event.resource !== null)
      resources.add(event.resource, event.toResource === null ? parties : present([event.from]));
    if (event.toResource !== null) resources.add(event.toResource, present([event.to]));
    for (const each of parties) partners.add(each, parties);
  }
  const ownersOfProcess = (id: string): readonly string[] =>
    present([scopes.get(id)]).concat(scopes.get(id) ? [] : processes.of(id));
  return { ownersOfProcess, ownersOfResource: resources.of, arePartners: partners.has };
}

type Ties = ReturnType<typeof tiesOf>;

/** Who sees a record by what it, its process, its agents and its network say, in this order. */
function levelsOf({ knowledge }: Sight, { ownersOfProcess, ownersOfResource }: Ties) {
  const usual = knowledge.network.body.visibility ?? 'network';
  const ofAgents = new Map(
    agentClasses.flatMap((name) => recordsOf(knowledge, name).map(({ id, visibility }) => [id, visibility] as const)),
  );
  const ofOwners = (owners: readonly string[]) => least(owners.map((each) => ofAgents.get(each) ?? usual)) ?? usual;
  const told = (name: 'Process' | 'EconomicResource') =>
    new Map((recordsOf(knowledge, name) as Records<'Process'>).map(({ id, visibility }) => [id, visibility]));
  const [processes, resources] = [told('Process'), told('EconomicResource')];
  const ofProcess = (id: string) => processes.get(id) ?? ofOwners(ownersOfProcess(id));
  return {
    ofOwners,
    ofProcess,
    ofResource: (id: string) => resources.get(id) ?? ofOwners(ownersOfResource(id)),
    ofEvent: ({ visibility, process }: EventSight, owners: readonly string[]) =>
      (visibility as Visibility | null) ?? (process === null ? ofOwners(owners) : ofProcess(process)),
  };
}

/** Whether an audience sees what has this level and is these agents'. */
function admits(audience: Audience, { arePartners }: Ties) {
  return (level: Visibility, owners: readonly string[]): boolean => {
    if (audience.kind === 'all' || level === 'public') return true;
    if (audience.kind === 'public') return false;
    const { agent } = audience;
    if (level === 'network' || (agent !== undefined && owners.includes(agent))) return true;
    return level === 'partner' && agent !== undefined && owners.some((owner) => arePartners(owner, agent));
  };
}

/**
 * Judges what an audience may see. A correction is seen by those who see what it corrects. A process or a resource that
 * something unseen touches is not seen either: its balance or stock would tell what the event does not. A specification
 * that only what is unseen names is a part of the recipe.
 */
export function judge(sight: Sight, audience: Audience): Judgement {
  const ties = tiesOf(sight);
  const levels = levelsOf(sight, ties);
  const admit = admits(audience, ties);
  const roots = new Map(sight.events.map((event) => [event.sequence, event]));
  const owners = new Map<number, readonly string[]>();
  const seen = new Set<number>();
  const touched = { processes: new Set<string>(), resources: new Set<string>() };
  for (const event of sight.events) {
    const root = roots.get(event.root) ?? event;
    const all = [
      ...new Set([...partiesOf(root), ...(root.process === null ? [] : ties.ownersOfProcess(root.process))]),
    ].sort();
    owners.set(event.sequence, all);
    if (admit(levels.ofEvent(root, all), all)) seen.add(event.sequence);
    else touch(touched, event);
  }
  const processIds = new Set(recordsOf(sight.knowledge, 'Process').map(({ id }) => id));
  const resourceIds = new Set(recordsOf(sight.knowledge, 'EconomicResource').map(({ id }) => id));
  const seesProcess = (id: string) =>
    processIds.has(id) && !touched.processes.has(id) && admit(levels.ofProcess(id), ties.ownersOfProcess(id));
  const seesResource = (id: string) =>
    resourceIds.has(id) && !touched.resources.has(id) && admit(levels.ofResource(id), ties.ownersOfResource(id));
  return {
    seesEvent: (sequence) => seen.has(sequence),
    seesProcess,
    seesResource,
    seesSpecification: specificationsSeen(sight, { seen, seesResource }),
    seesAgent: agentsSeen(sight, { audience, seen }),
    ownersOfEvent: (sequence) => owners.get(sequence) ?? [],
    ownersOfProcess: ties.ownersOfProcess,
    ownersOfResource: ties.ownersOfResource,
    admits: (told, of) => admit(told ?? levels.ofOwners(of), of),
    isPublic: audience.kind === 'public',
  };
}

function touch(touched: { processes: Set<string>; resources: Set<string> }, event: EventSight): void {
  if (event.process !== null) touched.processes.add(event.process);
  for (const each of present([event.resource, event.toResource])) touched.resources.add(each);
}

interface Seen {
  readonly seen: ReadonlySet<number>;
  readonly seesResource: (id: string) => boolean;
}

/** A kind of thing is seen where something that is seen names it, or nothing names it at all. */
function specificationsSeen({ knowledge, table }: Sight, { seen, seesResource }: Seen): (id: string) => boolean {
  const { columns, dictionaries, count } = table;
  const [shown, named] = [new Set<string>(), new Set<string>()];
  for (let row = 0; row < count; row++) {
    const isSeen = columns.status[row] !== 0 || seen.has(columns.sequence[row]!);
    (isSeen ? shown : named).add(dictionaries.specifications[columns.specification[row]!]!);
  }
  for (const { id, conformsTo } of recordsOf(knowledge, 'EconomicResource') as Records<'EconomicResource'>)
    (seesResource(id) ? shown : named).add(conformsTo ?? '');
  return (id) => shown.has(id) || !named.has(id);
}

/** Members know each other; everybody else those alone who take part in what is public, or say that they are. */
function agentsSeen(
  { knowledge, events }: Sight,
  { audience, seen }: Pick<Seen, 'seen'> & { readonly audience: Audience },
): (id: string) => boolean {
  if (audience.kind !== 'public') return () => true;
  const shown = new Set(events.flatMap((event) => (seen.has(event.sequence) ? partiesOf(event) : [])));
  for (const name of agentClasses)
    for (const { id, visibility } of recordsOf(knowledge, name)) if (visibility === 'public') shown.add(id);
  for (const { from, to } of recordsOf(knowledge, 'PublishedFlow')) for (const each of [from, to]) shown.add(each);
  return (id) => shown.has(id);
}
