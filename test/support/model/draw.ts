import fc from 'fast-check';
import type { Entry } from '../../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import { entry } from '../house.ts';
import { actionNames, cell } from './actions.ts';
import type { ModelEvent } from './model.ts';

export const agents = ['alice', 'bob', 'river', 'trader'] as const;
/** Nature and outsiders have no stock to keep. */
export const exempt = ['river', 'trader'] as const;
const stocks = ['malt', 'sack', 'silo'] as const;
const container = 'crate';
export const resources = [...stocks, container] as const;
const processes = ['mash', 'brew'] as const;

const agentId = (name: string) => `urn:model:agent:${name}`;
const grain = 'urn:model:grain';

/** Who there is in every sequence. */
export const people: Entry[] = [
  ...agents.map((name) => entry(name === 'river' ? 'EcologicalAgent' : 'Organization', agentId(name), { name })),
  entry('ResourceSpecification', grain, { name: 'grain', defaultUnitOfResource: 'kilogram' }),
];
export const members = agents.filter((name) => name !== 'trader').map(agentId);

/** The things of one sequence, which share nothing with those of another. */
export const scene = (prefix: string) => ({
  id: (name: string) => `urn:model:${prefix}:${name}`,
  things: [
    ...resources.map((name) => entry('EconomicResource', `urn:model:${prefix}:${name}`, { name, conformsTo: grain })),
    ...processes.map((name) => entry('Process', `urn:model:${prefix}:${name}`, { name })),
  ],
});
export type Scene = ReturnType<typeof scene>;

/** What is drawn of an event; what it is recorded as depends on the sequence. */
export type Draw = Omit<ModelEvent, 'id' | 'corrects'> & { readonly unit: string };

const gramsIn: Readonly<Record<string, bigint>> = { gram: 1n, kilogram: 1000n, tonne: 1_000_000n };

/** Grams written in a unit, exactly. */
export function written(grams: bigint, unit: string): string {
  const per = gramsIn[unit]!;
  const [sign, size] = grams < 0n ? ['-', -grams] : ['', grams];
  const rest = (size % per)
    .toString()
    .padStart(per.toString().length - 1, '0')
    .replace(/0+$/, '');
  return `${sign}${size / per}${per > 1n && rest !== '' ? `.${rest}` : ''}`;
}

/** Actions that hand goods from one to the other, or act on what is there, with the fields that each of them needs. */
export const draws: fc.Arbitrary<Draw> = fc
  .record({
    action: fc.constantFrom(...actionNames, 'raise', 'raise', 'produce', 'transfer'),
    provider: fc.constantFrom(...agents, 'alice', 'bob'),
    receiver: fc.constantFrom(...agents, 'alice', 'bob'),
    resource: fc.constantFrom(...stocks),
    into: fc.constantFrom(undefined, ...stocks),
    process: fc.constantFrom(...processes),
    grams: fc.bigInt({ min: 0n, max: 40_000n }),
    unit: fc.constantFrom(...Object.keys(gramsIn)),
    day: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ action, receiver, resource, into, process, ...rest }) => {
    const isEffort = action === 'work' || action === 'deliverService';
    const needsTwo = action === 'copy';
    const isAlone = ['raise', 'lower', 'move'].includes(action);
    const isContainer = cell(action, 'containedEffect') !== 'notApplicable';
    return {
      ...rest,
      action,
      receiver: isAlone ? rest.provider : receiver,
      resource: isEffort ? undefined : resource,
      into: isEffort ? undefined : isContainer ? container : needsTwo ? (into ?? 'silo') : into,
      process: cell(action, 'inputOutput') === 'notApplicable' ? undefined : process,
    };
  });

/** An event in our fields. */
export function bodyOf(event: Omit<ModelEvent, 'id'>, unit: string, { id }: Scene): EconomicEvent {
  const { action, provider, receiver, resource, into, process, grams, day, corrects } = event;
  const side = cell(action, 'inputOutput') === 'input' ? 'inputOf' : 'outputOf';
  return {
    action,
    provider: agentId(provider),
    receiver: agentId(receiver),
    ...(resource === undefined ? { resourceConformsTo: grain } : { resourceInventoriedAs: id(resource) }),
    ...(into !== undefined && { toResourceInventoriedAs: id(into) }),
    ...(process !== undefined && { [side]: id(process) }),
    resourceQuantity: { hasNumericalValue: written(grams, unit), hasUnit: unit },
    ...(action === 'work' &&
      corrects === undefined && { effortQuantity: { hasNumericalValue: '1.5', hasUnit: 'hour' } }),
    ...(corrects !== undefined && { corrects: id(corrects) }),
    hasPointInTime: `2025-03-0${day}T12:00:00Z`,
  };
}

/** The name of an agent in its id. */
export const agentIn = (id: string): string => id.slice(id.lastIndexOf(':') + 1);
