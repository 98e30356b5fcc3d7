import { seeded } from './random.ts';

/** How many things the network of the benches has. */
const sizes = { members: 20, resources: 100, processes: 200, kinds: 10 };

const id = (kind: string, place: number): string => `https://example.org/${kind}/${place}`;
const some = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Places of two resources: the one with 5 % of the events, and one like all others. */
export const [hottest, typical] = [0, 7];

/** The id of a resource by its place. */
export const resourceAt = (place: number): string => id('resource', place);

/** The network of the benches with all that its events name, as it is sent to found it. */
export const manyFounding = {
  network: 'valley',
  name: 'The valley',
  zone: 'Europe/Brussels',
  invented: true,
  members: some(sizes.members, (place) => id('agent', place)),
  records: [
    ...some(sizes.members, (place) => ({ type: 'Organization', id: id('agent', place), name: `Agent ${place}` })),
    ...some(sizes.kinds, (place) => ({ type: 'ResourceSpecification', id: id('kind', place), name: `Kind ${place}` })),
    ...some(sizes.resources, (place) => ({
      type: 'EconomicResource',
      id: resourceAt(place),
      conformsTo: id('kind', place % sizes.kinds),
      name: `Resource ${place}`,
    })),
    ...some(sizes.processes, (place) => ({ type: 'Process', id: id('process', place), name: `Process ${place}` })),
  ],
};

const kilograms = (amount: string) => ({ hasNumericalValue: amount, hasUnit: 'kilogram' });
const firstDayMs = Date.UTC(2023, 0, 1);
const twoYearsMs = 730 * 86_400_000;

/** What is there before the events: so much of everything that no stock runs out. */
export const openingStock = some(sizes.resources, (place) => {
  const holder = id('agent', place % sizes.members);
  const event = {
    type: 'EconomicEvent',
    id: id('opening', place),
    action: 'raise',
    provider: holder,
    receiver: holder,
  };
  const resource = { resourceInventoriedAs: resourceAt(place), resourceQuantity: kilograms('1000000') };
  return { ...event, ...resource, hasPointInTime: new Date(firstDayMs - 86_400_000).toISOString() };
});

/** Days that an event is recorded late at most. */
const mostLateDays = 7;

/** A moment in the two years of the events, by its part of them. */
export const momentAt = (part: number): Date => new Date(firstDayMs + Math.floor(part * twoYearsMs));

/**
 * Events of two years, `total` in all, always the same: half of them produce, the others consume, every fifth of these
 * hands over between two members. Each is recorded up to a week late; the hottest resource has 5 % of them.
 */
export function eventMaker(total: number): () => Record<string, unknown> {
  const random = seeded(42);
  const below = (limit: number) => Math.floor(random() * limit);
  let count = 0;
  return () => {
    const part = Math.min(1, count / total);
    const late = random() * mostLateDays * 86_400_000;
    const resource = random() < 0.05 ? 0 : 1 + below(sizes.resources - 1);
    const holder = id('agent', resource % sizes.members);
    const process = id('process', below(sizes.processes));
    const isHandedOver = count % 10 === 9;
    const isOutput = count % 2 === 0;
    count += 1;
    return {
      type: 'EconomicEvent',
      id: `urn:uuid:00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`,
      action: isHandedOver ? 'transfer' : isOutput ? 'produce' : 'consume',
      provider: holder,
      receiver: isHandedOver ? id('agent', (resource + 1) % sizes.members) : holder,
      ...(!isHandedOver && { [isOutput ? 'outputOf' : 'inputOf']: process }),
      resourceInventoriedAs: resourceAt(resource),
      ...(isHandedOver && { toResourceInventoriedAs: resourceAt((resource + sizes.kinds) % sizes.resources) }),
      resourceQuantity: kilograms((random() * 100).toFixed(2)),
      hasPointInTime: new Date(momentAt(part).getTime() - late).toISOString(),
    };
  };
}
