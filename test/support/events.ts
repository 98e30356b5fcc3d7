import fc from 'fast-check';
import { formatDecimal } from '../../engine/0-base/decimal.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import type { EconomicEvent } from '../../engine/1-record/observation.ts';
import { actions, findAction } from '../../engine/2-ledger/action.ts';
import type { AdmitContext } from '../../engine/2-ledger/state.ts';
import { ids, recorded } from './cast.ts';
import { now } from './story.ts';

const agents = ['alice', 'bob', 'river'] as const;
const resources = ['malt', 'sack', 'silo', 'crate'] as const;
const processes = ['mash', 'brew'] as const;

/** The records that the events of `anyEvents` name. */
export const knowledge: Entry[] = [
  ...agents.map((name) => recorded(name === 'river' ? 'EcologicalAgent' : 'Person', ids.agent(name), { name })),
  recorded('ResourceSpecification', ids.specification('grain'), { name: 'grain' }),
  recorded('ProcessSpecification', ids.processSpecification('mashing'), { name: 'mashing' }),
  recorded('Process', ids.process('mash'), { basedOn: ids.processSpecification('mashing') }),
  recorded('Process', ids.process('brew'), {}),
  recorded('SpatialThing', ids.place('yard'), {}),
  ...resources.map((name) =>
    recorded('EconomicResource', ids.resource(name), { name, conformsTo: ids.specification('grain') }),
  ),
];

/** So many kinds of things that nobody uses: what is recorded behind them has higher numbers. */
export const unused = (count: number): Entry[] =>
  Array.from({ length: count }, (_, place) =>
    recorded('ResourceSpecification', ids.specification(`unused-${place}`), { name: `unused ${place}` }),
  );

/** When and where the events of `anyEvents` are admitted. */
export const contextAt = (firstSequence: number): AdmitContext => ({ recorded: now, firstSequence, zone: 'UTC' });

const maybe = <T>(value: fc.Arbitrary<T>, weight = 3) =>
  fc.oneof({ arbitrary: value, weight }, { arbitrary: fc.constant(undefined), weight: 1 });

const quantities = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 50_000n }),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('kilogram', 'gram', 'tonne'),
  )
  .map(([coefficient, scale, hasUnit]) => ({ hasNumericalValue: formatDecimal({ coefficient, scale }), hasUnit }));

interface Draw {
  readonly action: string;
  readonly provider: string | undefined;
  readonly receiver: string | undefined;
  readonly resource: string;
  readonly into: string | undefined;
  readonly process: string;
  readonly quantity: EconomicEvent['resourceQuantity'] & object;
  readonly state: string | undefined;
  readonly place: string | undefined;
  readonly happened: number;
  /** Corrects the event so many places before by the opposite quantity. */
  readonly corrects: number | undefined;
}

const draws: fc.Arbitrary<Draw> = fc.record({
  action: fc.constantFrom(...Object.keys(actions), 'raise', 'raise', 'produce', 'transfer'),
  provider: maybe(fc.constantFrom(...agents), 6),
  receiver: maybe(fc.constantFrom(...agents), 6),
  resource: fc.constantFrom(...resources),
  into: maybe(fc.constantFrom(...resources), 1),
  process: fc.constantFrom(...processes),
  quantity: quantities,
  state: maybe(fc.constantFrom('wet', 'dry'), 1),
  place: maybe(fc.constant('yard'), 1),
  happened: fc.integer({ min: 1, max: 9 }),
  corrects: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 5 },
    { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 1 },
  ),
});

function bodyOf({ action, resource, into, process, quantity, state, place, ...draw }: Draw): EconomicEvent {
  const row = findAction(action)!;
  const [provider, receiver] = row.requires.includes('sameAgent')
    ? [draw.provider, draw.provider]
    : [draw.provider, draw.receiver];
  const stock = row.requires.includes('noResource')
    ? { resourceConformsTo: ids.specification('grain') }
    : { resourceInventoriedAs: ids.resource(resource), ...(into && { toResourceInventoriedAs: ids.resource(into) }) };
  return {
    action,
    ...(provider && { provider: ids.agent(provider) }),
    ...(receiver && { receiver: ids.agent(receiver) }),
    ...stock,
    ...(row.inputOutput !== 'notApplicable' && {
      [row.inputOutput === 'input' ? 'inputOf' : 'outputOf']: ids.process(process),
    }),
    resourceQuantity: quantity,
    ...(row.eventQuantity === 'both' && { effortQuantity: { hasNumericalValue: '1.5', hasUnit: 'hour' } }),
    ...(state && { state }),
    ...(place && { toLocation: ids.place(place) }),
    hasPointInTime: `2025-03-0${draw.happened}`,
  };
}

/** An event the other way round: what a correction says that backs it out. */
export function opposite({ state: _, toLocation: __, ...body }: EconomicEvent): EconomicEvent {
  const turn = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
  const { resourceQuantity: quantity, effortQuantity: effort } = body;
  return {
    ...body,
    ...(quantity && { resourceQuantity: { ...quantity, hasNumericalValue: turn(quantity.hasNumericalValue) } }),
    ...(effort && { effortQuantity: { ...effort, hasNumericalValue: turn(effort.hasNumericalValue) } }),
  };
}

/** Lists of events of every action, with agents missing, late, corrected and backed out; many of them are refused. */
export const anyEvents: fc.Arbitrary<Entry<'EconomicEvent'>[]> = fc
  .array(draws, { minLength: 1, maxLength: 30 })
  .map((list) => {
    const entries: Entry<'EconomicEvent'>[] = [];
    for (const [place, draw] of list.entries()) {
      const corrected = draw.corrects === undefined ? undefined : entries[place - draw.corrects];
      const body = corrected ? { ...opposite(corrected.body), corrects: corrected.id } : bodyOf(draw);
      entries.push(recorded('EconomicEvent', ids.event(`e${place}`), body));
    }
    return entries;
  });

/** Events of several drawn stories under one another, spread over three months; many of them are refused. */
export function story(seed: number): Entry<'EconomicEvent'>[] {
  const text = fc.sample(anyEvents, { numRuns: 8, seed }).map((events, place) =>
    JSON.stringify(events)
      .replaceAll(':event:', `:event:${place}-`)
      .replaceAll('2025-03-', `2025-0${1 + ((place + seed) % 3)}-`),
  );
  return text.flatMap((each) => JSON.parse(each) as Entry<'EconomicEvent'>[]);
}
