import type { Body, ClassName, Entry } from '../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../engine/1-record/observation.ts';

const idOf = (kind: string, name: string): string => `urn:story:${kind}:${encodeURIComponent(name)}`;

/** The ids of things that a story or a case calls by name only. */
export const ids = {
  agent: (name: string) => idOf('agent', name),
  resource: (name: string) => idOf('resource', name),
  specification: (name: string) => idOf('specification', name),
  process: (name: string) => idOf('process', name),
  processSpecification: (name: string) => idOf('kind-of-process', name),
  place: (name: string) => idOf('place', name),
  event: (name: string) => idOf('event', name),
  promise: (name: string) => idOf('promise', name),
};

/** The name that was made an id. */
export const nameIn = (id: string): string => decodeURIComponent(id.slice(id.lastIndexOf(':') + 1));

/** An entry that records a body. */
export const recorded = <C extends ClassName>(name: C, id: string, body: Body<C>): Entry<C> => ({
  v: 1,
  op: 'record',
  class: name,
  id,
  body,
});

/** How each field of an event makes an id of a name, and the record that must be there for it. */
const roles: Readonly<Record<string, { id: (name: string) => string; record: (name: string, cast: Cast) => Entry }>> = {
  provider: { id: ids.agent, record: agentRecord },
  receiver: { id: ids.agent, record: agentRecord },
  resourceInventoriedAs: { id: ids.resource, record: resourceRecord },
  toResourceInventoriedAs: { id: ids.resource, record: resourceRecord },
  resourceConformsTo: { id: ids.specification, record: specificationRecord },
  inputOf: { id: ids.process, record: processRecord },
  outputOf: { id: ids.process, record: processRecord },
  toLocation: { id: ids.place, record: (name) => recorded('SpatialThing', ids.place(name), { name }) },
};

/** What is known of the things that are called by name: which specification a resource is of, what a process is based on, what an agent is. */
export interface Cast {
  readonly specificationOf: (resource: string) => string;
  readonly basedOn: (process: string) => string | undefined;
  readonly agentClass?: (agent: string) => 'Person' | 'Organization' | 'EcologicalAgent';
  readonly defaultUnit?: (specification: string) => string | undefined;
}

function agentRecord(name: string, { agentClass }: Cast): Entry {
  return recorded(agentClass?.(name) ?? 'Organization', ids.agent(name), { name });
}

function specificationRecord(name: string, { defaultUnit }: Cast): Entry {
  const unit = defaultUnit?.(name);
  return recorded('ResourceSpecification', ids.specification(name), {
    name,
    ...(unit && { defaultUnitOfResource: unit }),
  });
}

function resourceRecord(name: string, { specificationOf }: Cast): Entry {
  const conformsTo = ids.specification(specificationOf(name));
  return recorded('EconomicResource', ids.resource(name), { name, conformsTo });
}

function processRecord(name: string, { basedOn }: Cast): Entry {
  const kind = basedOn(name);
  return recorded('Process', ids.process(name), { name, ...(kind && { basedOn: ids.processSpecification(kind) }) });
}

/** The fields that list promises by name. */
const promiseLists: ReadonlySet<string> = new Set(['fulfills', 'satisfies', 'settles']);

/** A body in which names stand, as a body in which ids stand. */
export function withIds(body: EconomicEvent): EconomicEvent {
  const named = Object.entries(body).map(([field, value]) => {
    const role = roles[field];
    if (field === 'corrects' || field === 'triggeredBy') return [field, ids.event(String(value))] as const;
    if (promiseLists.has(field)) return [field, (value as readonly string[]).map(ids.promise)] as const;
    if (field === 'allocated')
      return [field, (value as { to: string }[]).map((each) => ({ ...each, to: ids.promise(each.to) }))] as const;
    return [field, role && typeof value === 'string' ? role.id(value) : value] as const;
  });
  return Object.fromEntries(named) as EconomicEvent;
}

/** Every record that an event with names in it needs, each behind those that it needs itself. */
export function recordsFor(body: EconomicEvent, cast: Cast): Entry[] {
  return Object.entries(body).flatMap(([field, value]) => {
    const role = roles[field];
    if (!role || typeof value !== 'string') return [];
    const record = role.record(value, cast);
    if (record.class === 'EconomicResource') return [specificationRecord(cast.specificationOf(value), cast), record];
    const kind = record.class === 'Process' ? cast.basedOn(value) : undefined;
    return kind ? [kindOfProcess(kind), record] : [record];
  });
}

const kindOfProcess = (name: string): Entry =>
  recorded('ProcessSpecification', ids.processSpecification(name), { name });
