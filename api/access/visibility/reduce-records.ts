import { agents, type Body, type ClassName, kinds } from '../../../engine/1-record/kind.ts';
import type { Knowledge, RecordRow } from '../../store/house.ts';
import { type Judgement, recordsOf, type Sight } from './judge.ts';
import { notSharedAgent, notSharedProcess, notSharedSpecification } from './not-shared.ts';
import { promiseRules } from './promises.ts';
import { ownerShown, processShown } from './reduce-flows.ts';

type Known<C extends ClassName> = { readonly id: string } & Body<C>;

/** What a record that is no event is to an audience: itself, a part of it, or nothing. */
export type Shower = <C extends ClassName>(name: C, record: Known<C>) => Known<C> | undefined;

const isHiddenOnly = (named: ReadonlyMap<string, boolean>, id: string): boolean => named.get(id) === false;

/** Which of what records name is named by something seen: true, or by what is not seen alone: false. */
function namedBy<R extends { readonly id: string }>(
  list: readonly R[],
  sees: (id: string) => boolean,
  nameIn: (record: R) => string | undefined,
): ReadonlyMap<string, boolean> {
  const named = new Map<string, boolean>();
  for (const record of list) {
    const id = nameIn(record);
    if (id !== undefined) named.set(id, named.get(id) === true || sees(record.id));
  }
  return named;
}

/** Tells of every record but events what the audience sees of it. */
export function showerFor({ knowledge, events }: Sight, judgement: Judgement): Shower {
  const { seesResource, seesSpecification, seesProcess, seesAgent } = judgement;
  const lots = namedBy(recordsOf(knowledge, 'EconomicResource'), seesResource, ({ ofBatchLot }) => ofBatchLot);
  const methods = namedBy(recordsOf(knowledge, 'Process'), seesProcess, ({ basedOn }) => basedOn);
  const resources = new Set(recordsOf(knowledge, 'EconomicResource').map(({ id }) => id));
  const lotIds = new Set(recordsOf(knowledge, 'BatchLotRecord').map(({ id }) => id));
  const seesLot = (id: string) => !isHiddenOnly(lots, id);
  const seesThing = (id: string) =>
    resources.has(id) ? seesResource(id) : lotIds.has(id) ? seesLot(id) : seesSpecification(id);
  const agentIds = new Set(agents.flatMap((name) => recordsOf(knowledge, name).map(({ id }) => id)));
  const seesMeasured = (id: string) => (agentIds.has(id) ? seesAgent(id) : !isHiddenOnly(methods, id) && seesThing(id));

  const places = placesOf(knowledge, judgement);
  const seesEventById = eventsSeen(events, judgement);
  const seesStep = stepsSeen(knowledge, judgement, (id) => !isHiddenOnly(methods, id));

  const rules: { readonly [C in Exclude<ClassName, 'EconomicEvent'>]: (record: Known<C>) => Known<C> | undefined } = {
    Process: (record) => (seesProcess(record.id) ? record : undefined),
    EconomicResource: (record) => (seesResource(record.id) ? record : undefined),
    BatchLotRecord: (record) => (seesLot(record.id) ? record : undefined),
    ResourceSpecification: (record) => (seesSpecification(record.id) ? record : undefined),
    ProcessSpecification: (record) =>
      isHiddenOnly(methods, record.id) ? undefined : withRoles(record, seesSpecification),
    ExpectedUnmeasuredFlow: (record) => (isHiddenOnly(methods, record.of) ? undefined : record),
    MeasurementUncertainty: (record) => (seesMeasured(record.of) && !judgement.isPublic ? record : undefined),
    Property: (record) => (seesThing(record.of) ? record : undefined),
    BackgroundLink: (record) => (seesSpecification(record.of) ? record : undefined),
    ElementaryLink: (record) => (seesSpecification(record.of) ? record : undefined),
    Durable: (record) => (seesResource(record.of) ? record : undefined),
    Network: (record) => ({ ...record, members: record.members.filter(seesAgent) }),
    Recipe: (record) => ((record.recipeIncludes ?? []).every(seesStep) && !judgement.isPublic ? record : undefined),
    RecipeProcess: (record) => (seesStep(record.id) ? record : undefined),
    RecipeExchange: (record) => (judgement.isPublic ? undefined : record),
    RecipeFlow: (record) => (stepsOf(record).every(seesStep) && !judgement.isPublic ? record : undefined),
    ...promiseRules(knowledge, judgement),
    Confirmation: (record) => (seesEventById(record.of) ? record : undefined),
    Pack: (record) => (seesSpecification(record.of) ? record : undefined),
    Reading: (record) => (seesResource(record.of) && !judgement.isPublic ? record : undefined),
    Count: (record) => (seesResource(record.of) && !judgement.isPublic ? record : undefined),
    PublishedFlow: (record) => record,
    SpatialThing: (record) =>
      !judgement.isPublic || record.asWKT !== undefined || places.has(record.id) ? record : undefined,
    Organization: (record) => (seesAgent(record.id) ? record : undefined),
    EcologicalAgent: (record) => (seesAgent(record.id) ? record : undefined),
    Person: (record) => (seesAgent(record.id) ? asPublic(judgement, record) : undefined),
  };
  const byName = rules as unknown as Partial<Record<ClassName, (record: unknown) => unknown>>;
  return (name, record) => byName[name]?.(record) as typeof record | undefined;
}

/** Whether an event is seen, by its id; they are gone through once somebody asks. */
function eventsSeen(events: Sight['events'], { seesEvent }: Judgement): (id: string) => boolean {
  let seen: Set<string> | undefined;
  return (id) => {
    seen ??= new Set(events.flatMap((event) => (seesEvent(event.sequence) ? event.id : [])));
    return seen.has(id);
  };
}

function withRoles(
  record: Known<'ProcessSpecification'>,
  sees: (id: string) => boolean,
): Known<'ProcessSpecification'> {
  const { allocation } = record;
  if (!allocation) return record;
  return {
    ...record,
    allocation: { ...allocation, roles: allocation.roles.filter((each) => sees(each.specification)) },
  };
}

const stepsOf = ({ recipeInputOf, recipeOutputOf }: Body<'RecipeFlow'>): string[] =>
  [recipeInputOf ?? [], recipeOutputOf ?? []].flat();

/** A step of a recipe is seen by members when all that goes in and comes out of it is, and the kind of process. */
function stepsSeen(
  knowledge: Knowledge,
  { seesSpecification, isPublic }: Judgement,
  seesMethod: (id: string) => boolean,
): (id: string) => boolean {
  const hidden = new Set(
    recordsOf(knowledge, 'RecipeFlow').flatMap((flow) =>
      flow.resourceConformsTo !== undefined && !seesSpecification(flow.resourceConformsTo) ? stepsOf(flow) : [],
    ),
  );
  for (const { id, processConformsTo } of recordsOf(knowledge, 'RecipeProcess'))
    if (processConformsTo !== undefined && !seesMethod(processConformsTo)) hidden.add(id);
  return (id) => !isPublic && !hidden.has(id);
}

/** Where firms and groups are that an audience sees; where persons live is nobody's business. */
const placesOf = (knowledge: Knowledge, { seesAgent }: Judgement): ReadonlySet<string> =>
  new Set(
    [...recordsOf(knowledge, 'Organization'), ...recordsOf(knowledge, 'EcologicalAgent')].flatMap(
      ({ id, primaryLocation }) => (primaryLocation !== undefined && seesAgent(id) ? [primaryLocation] : []),
    ),
  );

/** Of a person nothing private is public. */
function asPublic({ isPublic }: Judgement, record: Known<'Person'>): Known<'Person'> {
  const hidden: readonly string[] = isPublic ? ['primaryLocation', ...(kinds.Person.private ?? [])] : [];
  return Object.fromEntries(Object.entries(record).filter(([field]) => !hidden.includes(field))) as Known<'Person'>;
}

/** Everything but the events as an audience sees it, with what stands for what it does not see. */
export function reduceKnowledge(
  knowledge: Knowledge,
  { sight, judgement }: { sight: Sight; judgement: Judgement },
): Knowledge {
  const show = showerFor(sight, judgement);
  const part = (records: Knowledge['records']): Knowledge['records'] =>
    Object.fromEntries(
      (Object.keys(records) as ClassName[]).map((name) => [
        name,
        (records[name] as readonly Known<ClassName>[]).flatMap((record) => show(name, record) ?? []),
      ]),
    );
  const { id, body } = knowledge.network;
  const { id: _, ...own } = show('Network', { id, ...body })!;
  const shown = part(knowledge.records);
  return {
    ...knowledge,
    network: { ...knowledge.network, body: own },
    records: withStandIns(shown, knowledge, judgement),
    retired: part(knowledge.retired),
  };
}

/** What is named in the place of what is not shared. */
function withStandIns(shown: Knowledge['records'], knowledge: Knowledge, judgement: Judgement): Knowledge['records'] {
  const hidden = recordsOf(knowledge, 'Process').filter(({ id }) => !judgement.seesProcess(id));
  const owners = new Set(hidden.map(({ id }) => ownerShown(judgement, judgement.ownersOfProcess(id))));
  return {
    ...shown,
    Process: [...(shown.Process ?? []), ...[...owners].sort().map(notSharedProcess)],
    ResourceSpecification: [...(shown.ResourceSpecification ?? []), notSharedSpecification],
    Organization: [...(shown.Organization ?? []), notSharedAgent],
  };
}

type Named = Pick<Body<'EconomicEvent'>, 'fulfills' | 'satisfies' | 'settles' | 'allocated'>;

/** The promises that an event answers, as far as they are seen. */
function withoutHidden<B extends Named>(body: B, { sight, judgement }: { sight: Sight; judgement: Judgement }): B {
  const { fulfills, satisfies, settles, allocated, ...rest } = body;
  if (!fulfills && !satisfies && !settles) return body;
  const show = showerFor(sight, judgement);
  const seen = new Set(
    (['Commitment', 'Intent', 'Claim'] as const).flatMap((name) =>
      recordsOf(sight.knowledge, name).flatMap((each) => (show(name, each) ? each.id : [])),
    ),
  );
  const kept = (ids: readonly string[] | undefined) => ids?.filter((id) => seen.has(id));
  const all = { fulfills: kept(fulfills), satisfies: kept(satisfies), settles: kept(settles) };
  const shown = Object.fromEntries(Object.entries(all).filter(([, ids]) => ids !== undefined && ids.length > 0));
  const parts = allocated?.filter(({ to }) => seen.has(to));
  return { ...rest, ...shown, ...(parts && parts.length > 0 && { allocated: parts }) } as B;
}

/** What an event was worked out from, a count or a reading, as far as that is seen: its amount would else be known as their difference. */
function withoutChecks<B extends Pick<Body<'EconomicEvent'>, 'resolves' | 'spreadFrom'>>(
  body: B,
  { sight, judgement }: { sight: Sight; judgement: Judgement },
): B {
  const { resolves, spreadFrom, ...rest } = body;
  if (resolves === undefined && spreadFrom === undefined) return body;
  const show = showerFor(sight, judgement);
  const sees = (name: 'Count' | 'Reading', id: string | undefined) =>
    recordsOf(sight.knowledge, name).some((each) => each.id === id && show(name, each) !== undefined);
  return {
    ...rest,
    ...(sees('Count', resolves) && { resolves }),
    ...(sees('Reading', spreadFrom) && { spreadFrom }),
  } as B;
}

/** An event that is seen, without what the audience does not see of what it names. */
export function eventShown(
  row: RecordRow<'EconomicEvent'>,
  { sight, judgement }: { sight: Sight; judgement: Judgement },
) {
  const { resourceInventoriedAs: resource, toResourceInventoriedAs: into, inputOf, outputOf, ...rest } = row.body;
  const sees = (id: string | undefined): id is string => id !== undefined && judgement.seesResource(id);
  const hidden = recordsOf(sight.knowledge, 'EconomicResource').find(({ id }) => id === resource && !sees(id));
  const told = hidden?.conformsTo;
  const kind = told !== undefined && judgement.seesSpecification(told) ? told : undefined;
  const body: Body<'EconomicEvent'> = {
    ...withoutHidden(withoutChecks(rest, { sight, judgement }), { sight, judgement }),
    ...(sees(resource) && { resourceInventoriedAs: resource }),
    ...(sees(into) && { toResourceInventoriedAs: into }),
    ...(kind !== undefined && { resourceConformsTo: kind }),
    ...(inputOf !== undefined && { inputOf: processShown(judgement, inputOf) }),
    ...(outputOf !== undefined && { outputOf: processShown(judgement, outputOf) }),
  };
  return { ...row, body };
}
