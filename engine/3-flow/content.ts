import { parseDecimal, toNumber } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { type Day, dayOf, parseTime } from '../0-base/time.ts';
import { coherentUnit, findUnit } from '../0-base/unit.ts';
import { type Facts, isMoney } from '../1-record/facts.ts';
import type { Body } from '../1-record/kind.ts';
import type { Layer } from '../1-record/knowledge.ts';

type Property = Body<'Property'>;

/** Which heating value a figure of energy states. */
export type HeatingBasis = NonNullable<Property['basis']>;

/** From a day on, one coherent unit of a thing holds `factor` of the layer. */
export interface ContentStep {
  readonly from: Day;
  readonly factor: number;
}

/** A thing whose content is asked: its specification, its resource if it has one, the coherent unit that it is counted in. */
export interface Thing {
  readonly specification: string;
  readonly resource?: string | undefined;
  readonly unit: string;
}

/** What a reader is made from. */
export interface ContentRequest {
  readonly facts: Facts;
  /** IANA name of the network's zone. */
  readonly zone: string;
  readonly layer: Layer;
  /** For energy: the heating value that counts; without it the one that most properties state. */
  readonly basis?: HeatingBasis | undefined;
}

/** Content of one layer by thing and day. */
export interface ContentReader {
  readonly layer: Layer;
  /** Coherent unit of the content (kg, J); the currency for prices; '' when nothing states one. */
  readonly unit: string;
  /** The heating value that counts. */
  readonly basis: HeatingBasis | undefined;
  /** The contents of a thing, each from its day on, in order; none when no property tells. */
  steps(thing: Thing): readonly ContentStep[];
  /** Whether a property states the content of a thing in another heating value than the one that counts. */
  inOtherBasis(thing: Thing): boolean;
  /** Whether the resource or its batch lot has a property of its own. */
  hasOwn(resource: string): boolean;
}

const mass = coherentUnit('mass').id;
const energy = coherentUnit('energy').id;
const layerUnits: Readonly<Record<Layer, string | undefined>> = {
  mass,
  water: mass,
  carbon: mass,
  nitrogen: mass,
  phosphorus: mass,
  energy,
  exergy: energy,
  price: undefined,
};

/** Layers that a thing counted in their unit holds one of per unit, without a property. */
const selfEvident: ReadonlySet<Layer> = new Set(['mass', 'energy']);

/** Dimensions of what is no matter: electricity, hours, kilometres. They hold none of these layers, and nothing is missing. */
const matterLayers: ReadonlySet<Layer> = new Set(['mass', 'water', 'carbon', 'nitrogen', 'phosphorus']);
const immaterial: ReadonlySet<string> = new Set(
  (['energy', 'power', 'time', 'length', 'area'] as const).map((dimension) => coherentUnit(dimension).id),
);
const never: readonly ContentStep[] = [{ from: Number.NEGATIVE_INFINITY, factor: 0 }];
const always: readonly ContentStep[] = [{ from: Number.NEGATIVE_INFINITY, factor: 1 }];

/**
 * Reads the content of a layer from Property records. A property of the resource beats one of its batch lot, that beats one of
 * the specification; of several the latest with validFrom <= day counts. What is counted in kilograms has its mass without a
 * property, what is counted in joules its energy (and, without a property, no matter). A property per another dimension is reached through mass: carbon per litre
 * = (kg per litre) x (carbon per kg). Upper and lower heating values never mix: figures in the other one are left out.
 */
export function contentReader(request: ContentRequest): ContentReader {
  const { layer, facts } = request;
  const properties = [...(facts.Property?.values() ?? [])].filter((each) => each.layer === layer);
  const basis = request.basis ?? mostFrequent(properties.flatMap((each) => each.basis ?? []));
  const unit = layerUnits[layer] ?? mostFrequent(properties.map((each) => each.unit)) ?? '';
  const owned = groupBy(properties, (each) => each.of);
  const bridge = layer === 'mass' ? undefined : contentReader({ ...request, layer: 'mass', basis: undefined });
  const lotOf = (resource: string) => facts.EconomicResource?.get(resource)?.ofBatchLot;
  const ownersOf = ({ resource, specification }: Thing): string[] =>
    [resource, resource === undefined ? undefined : lotOf(resource), specification].filter(
      (owner) => owner !== undefined && owned.has(owner),
    ) as string[];
  const known = new Map<string, readonly ContentStep[]>();

  const compile = (thing: Thing): readonly ContentStep[] => {
    for (const owner of ownersOf(thing)) {
      const fit = owned.get(owner)!.filter((each) => each.basis === undefined || each.basis === basis);
      const steps = fit.flatMap((each) => stepsOf({ property: each, thing, unit, zone: request.zone, bridge }));
      if (steps.length > 0) return steps.sort((a, b) => a.from - b.from);
    }
    if (matterLayers.has(layer) && immaterial.has(thing.unit)) return never;
    if (layer !== 'price' && isMoney(facts, thing.specification)) return never;
    return thing.unit === unit && selfEvident.has(layer) ? always : [];
  };

  return {
    layer,
    unit,
    basis,
    steps(thing) {
      const key = JSON.stringify([thing.specification, thing.resource ?? '', thing.unit]);
      const steps = known.get(key) ?? compile(thing);
      known.set(key, steps);
      return steps;
    },
    inOtherBasis: (thing) =>
      ownersOf(thing).some((owner) =>
        owned.get(owner)!.some((each) => each.basis !== undefined && each.basis !== basis),
      ),
    hasOwn: (resource) => owned.has(resource) || owned.has(lotOf(resource) ?? ''),
  };
}

/** The content of one coherent unit on a day: the last step that has begun; NaN when none has. */
export function contentOn(steps: readonly ContentStep[], day: Day): number {
  let factor = Number.NaN;
  for (const step of steps) if (step.from <= day) factor = step.factor;
  return factor;
}

interface Reading {
  readonly property: Property;
  readonly thing: Thing;
  readonly unit: string;
  readonly zone: string;
  readonly bridge: ContentReader | undefined;
}

/** The property as content per coherent unit of the thing; none when its units do not lead there. */
function stepsOf({ property, thing, unit, zone, bridge }: Reading): ContentStep[] {
  const value = parseDecimal(property.value);
  const scale = scaleTo(property.unit, unit);
  if (!value || scale === undefined) return [];
  const from = firstDay(property.validFrom, zone);
  const content = toNumber(value) * scale;
  const per = findUnit(property.per);
  const perUnit = per ? coherentUnit(per.dimension).id : property.per;
  const perScale = per ? toNumber(per.factor) : 1;
  if (perUnit === thing.unit) return [{ from, factor: content / perScale }];
  if (!bridge) return [];
  const viaMass = massSteps(thing, perUnit, bridge);
  return viaMass
    .filter((_, place) => place === viaMass.length - 1 || viaMass[place + 1]!.from > from)
    .map((each) => ({ from: Math.max(each.from, from), factor: (each.factor * content) / perScale }));
}

/** Amount of a property's `per` in one unit of the thing: kg per litre, or litres per kg; NaN where a litre has no mass. */
function massSteps(thing: Thing, perUnit: string, bridge: ContentReader): readonly ContentStep[] {
  if (perUnit === mass) return bridge.steps(thing);
  if (thing.unit !== mass) return [];
  const inverse = (factor: number): number => (factor > 0 ? 1 / factor : Number.NaN);
  return bridge.steps({ ...thing, unit: perUnit }).map(({ from, factor }) => ({ from, factor: inverse(factor) }));
}

/** Layer units in one `unit` of a property; undefined when they measure different things. */
function scaleTo(unit: string, layerUnit: string): number | undefined {
  if (unit === layerUnit) return 1;
  const found = findUnit(unit);
  return found && coherentUnit(found.dimension).id === layerUnit ? toNumber(found.factor) : undefined;
}

function firstDay(validFrom: string | undefined, zone: string): Day {
  const time = validFrom === undefined ? undefined : parseTime(validFrom, zone);
  return time ? dayOf(time.instant, zone) : Number.NEGATIVE_INFINITY;
}

/** The value that occurs most often; of equals the first in the alphabet, so that the order of records does not matter. */
function mostFrequent<T extends string>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const each of values) counts.set(each, (counts.get(each) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked[0]?.[0];
}
