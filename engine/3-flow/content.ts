import { parseDecimal, toNumber } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { type Day, dayOf, parseTime } from '../0-base/time.ts';
import { coherentUnit, findUnit } from '../0-base/unit.ts';
import { type Facts, isMoney } from '../1-record/facts.ts';
import type { Body } from '../1-record/kind.ts';
import type { Layer } from '../1-record/knowledge.ts';
import { added, type ContentStep, exactly, multiplied, subtracted } from './content-step.ts';

import { isBorrowed } from './borrowed.ts';
import { type HeatingBasis, otherHeatingValue } from './heating.ts';

export { contentOn } from './content-step.ts';

type Property = Body<'Property'>;

export type { HeatingBasis };

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
  /** Only what properties state, nothing that follows from two of them. */
  readonly isStatedOnly?: boolean;
  /** How many layers were gone through to ask this one; properties that lead round in a circle lead nowhere. */
  readonly depth?: number;
}

/** By which rule a content follows, and from which Property records. */
export interface Derivation {
  readonly rule:
    | 'mass less water'
    | 'mass less dry mass'
    | 'dry mass and water'
    | 'other heating value, hydrogen and water'
    | 'heating value of a dataset'
    | 'per unit of another layer';
  readonly records: readonly string[];
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
  /** How the content of a thing follows from others; undefined where a property states it, or nothing is known. */
  derivation(thing: Thing): Derivation | undefined;
  /** Whether a property states the content of a thing in another heating value than the one that counts. */
  inOtherBasis(thing: Thing): boolean;
  /** Whether the resource or its batch lot has a property of its own. */
  hasOwn(resource: string): boolean;
}

const mass = coherentUnit('mass').id;
const energy = coherentUnit('energy').id;
const layerUnits: Readonly<Record<Layer, string | undefined>> = {
  mass,
  'dry-mass': mass,
  water: mass,
  carbon: mass,
  nitrogen: mass,
  phosphorus: mass,
  hydrogen: mass,
  energy,
  exergy: energy,
  price: undefined,
};

/** Layers that a thing counted in their unit holds one of per unit, without a property. */
const selfEvident: ReadonlySet<Layer> = new Set(['mass', 'energy']);

/** Dimensions of what is no matter: electricity, hours, kilometres. They hold none of these layers, and nothing is missing. */
const matterLayers: ReadonlySet<Layer> = new Set([
  ...(['mass', 'dry-mass', 'water', 'carbon', 'nitrogen', 'phosphorus', 'hydrogen'] as const),
]);
const immaterial: ReadonlySet<string> = new Set(
  (['energy', 'power', 'time', 'length', 'area'] as const).map((dimension) => coherentUnit(dimension).id),
);
const never: readonly ContentStep[] = [exactly(Number.NEGATIVE_INFINITY, 0)];
const always: readonly ContentStep[] = [exactly(Number.NEGATIVE_INFINITY, 1)];

/** Contents that follow from two others, where no property states them: dry mass and water make the mass. */
const rules: Partial<
  Readonly<
    Record<
      Layer,
      {
        readonly rule: Derivation['rule'];
        readonly of: readonly [Layer, Layer];
        readonly combine: (a: readonly ContentStep[], b: readonly ContentStep[]) => ContentStep[];
      }
    >
  >
> = {
  'dry-mass': { rule: 'mass less water', of: ['mass', 'water'], combine: subtracted },
  water: { rule: 'mass less dry mass', of: ['mass', 'dry-mass'], combine: subtracted },
  mass: { rule: 'dry mass and water', of: ['dry-mass', 'water'], combine: added },
};

/** A content with how it was found. */
interface Compiled {
  readonly steps: readonly ContentStep[];
  readonly derivation?: Derivation | undefined;
}

/**
 * Reads the content of a layer from Property records. A property of the resource beats one of its batch lot, that beats one of
 * the specification; of several the latest with validFrom <= day counts. What is counted in kilograms has its mass without a
 * property, what is counted in joules its energy (and, without a property, no matter). A property per another dimension is
 * reached through mass: carbon per litre = (kg per litre) x (carbon per kg); one per unit of another layer through that layer:
 * carbon = dry mass x (carbon per kg of dry mass). Of mass, dry mass and water two make the third. Upper and lower heating values
 * never mix: figures in the other one count only by a property that leads from one to the other, or where hydrogen and water are known (heating.ts).
 */
export function contentReader(request: ContentRequest): ContentReader {
  const { layer, facts, depth = 0 } = request;
  const properties = [...(facts.Property ?? [])]
    .map(([id, body]): Known => ({ id, ...body }))
    .filter((each) => each.layer === layer && (each.perLayer === undefined || depth < deepest));
  const basis =
    request.basis ??
    mostFrequent(
      properties.flatMap((each) => (each.perLayer === 'energy' || isBorrowed(each.id) ? [] : (each.basis ?? []))),
    );
  const unit = layerUnits[layer] ?? mostFrequent(properties.map((each) => each.unit)) ?? '';
  const owned = groupBy(properties, (each) => each.of);
  const bridge =
    layer === 'mass'
      ? undefined
      : contentReader({
          ...request,
          layer: 'mass',
          basis: undefined,
          isStatedOnly: request.isStatedOnly || layer in rules,
        });
  const statedOf = readersOf(request);
  const lotOf = (resource: string) => facts.EconomicResource?.get(resource)?.ofBatchLot;
  const ownersOf = ({ resource, specification }: Thing): string[] =>
    [resource, resource === undefined ? undefined : lotOf(resource), specification].filter(
      (owner) => owner !== undefined && owned.has(owner),
    ) as string[];
  const known = new Map<string, Compiled>();

  const stated = (thing: Thing): Compiled | undefined => {
    for (const owner of ownersOf(thing)) {
      const fit = owned.get(owner)!.filter((each) => each.basis === undefined || each.basis === basis || each.perLayer);
      const found = fit.flatMap((property): { step: ContentStep; property: Known }[] =>
        (property.perLayer
          ? stepsInLayer({ property, thing, unit, zone: request.zone }, { basis, statedOf })
          : stepsOf({ property, thing, unit, zone: request.zone, bridge })
        ).map((step) => ({ step, property })),
      );
      const own = found.filter(({ property }) => !property.perLayer);
      const taken = (own.length > 0 ? own : found).sort((a, b) => a.step.from - b.step.from);
      if (taken.length === 0) continue;
      const records = [...new Set(taken.map(({ property }) => property.id))];
      return { steps: taken.map(({ step }) => step), derivation: ruleOf(records, own.length > 0) };
    }
    return undefined;
  };
  const derived = (thing: Thing): Compiled | undefined => {
    if (request.isStatedOnly) return undefined;
    if (layer === 'energy') return heating(thing);
    const rule = rules[layer];
    if (!rule) return undefined;
    const [first, second] = rule.of.map((name) => statedOf(name).steps(thing)) as [ContentStep[], ContentStep[]];
    const steps = rule.combine(first, second);
    const records = recordsFor(facts, { of: [thing.resource, thing.specification], layers: rule.of });
    return steps.length === 0 || records.length === 0 ? undefined : { steps, derivation: { rule: rule.rule, records } };
  };
  const heating = (thing: Thing): Compiled | undefined => {
    if (basis === undefined) return undefined;
    const other = basis === 'net' ? 'gross' : 'net';
    const read = (name: Layer, more: Partial<ContentRequest> = {}): readonly ContentStep[] =>
      contentReader({ ...request, layer: name, basis: undefined, depth: depth + 1, ...more }).steps(thing);
    const energy = read('energy', { basis: other, isStatedOnly: true });
    if (energy.length === 0) return undefined;
    const steps = otherHeatingValue(basis, { energy, hydrogen: read('hydrogen'), water: read('water') });
    const of = [thing.resource, thing.specification];
    const records = recordsFor(facts, { of, layers: ['energy', 'hydrogen', 'water', 'dry-mass'] });
    if (steps.length === 0) return undefined;
    return { steps, derivation: { rule: 'other heating value, hydrogen and water', records } };
  };
  const compile = (thing: Thing): Compiled => {
    const found = stated(thing);
    if (found) return found;
    if (matterLayers.has(layer) && immaterial.has(thing.unit)) return { steps: never };
    if (layer !== 'price' && isMoney(facts, thing.specification)) return { steps: never };
    if (thing.unit === unit && selfEvident.has(layer)) return { steps: always };
    return derived(thing) ?? { steps: [] };
  };
  const read = (thing: Thing): Compiled => {
    const key = JSON.stringify([thing.specification, thing.resource ?? '', thing.unit]);
    const found = known.get(key) ?? compile(thing);
    known.set(key, found);
    return found;
  };

  return {
    layer,
    unit,
    basis,
    steps: (thing) => read(thing).steps,
    derivation: (thing) => read(thing).derivation,
    inOtherBasis: (thing) =>
      ownersOf(thing).some((owner) =>
        owned.get(owner)!.some((each) => each.basis !== undefined && each.basis !== basis),
      ),
    hasOwn: (resource) => owned.has(resource) || owned.has(lotOf(resource) ?? ''),
  };
}

/** How a content follows that properties state: not at all, by another layer, or by a figure that is not the network's own. */
function ruleOf(records: readonly string[], isOwn: boolean): Derivation | undefined {
  if (records.some(isBorrowed)) return { rule: 'heating value of a dataset', records };
  return isOwn ? undefined : { rule: 'per unit of another layer', records };
}

type Known = Property & { readonly id: string };

/** Layers that a content may lead through: exergy per energy, net per gross, per dry mass. */
const deepest = 3;

/** Readers of what properties state of other layers, each made when it is first asked for. */
function readersOf(request: ContentRequest): (layer: Layer, basis?: HeatingBasis) => ContentReader {
  const readers = new Map<string, ContentReader>();
  return (layer, basis) => {
    const key = `${layer} ${basis ?? ''}`;
    const reader =
      readers.get(key) ??
      contentReader({
        ...request,
        layer,
        basis,
        isStatedOnly: layer === 'water' || layer === 'mass',
        depth: (request.depth ?? 0) + 1,
      });
    readers.set(key, reader);
    return reader;
  };
}

/** The properties that say something of a thing in some layers. */
const recordsFor = (
  facts: Facts,
  { of, layers }: { readonly of: readonly (string | undefined)[]; readonly layers: readonly Layer[] },
): string[] =>
  [...(facts.Property ?? [])]
    .filter(([, each]) => of.includes(each.of) && layers.includes(each.layer))
    .map(([id]) => id);

interface Reading {
  readonly property: Known;
  readonly thing: Thing;
  readonly unit: string;
  readonly zone: string;
}

/** A property's own figure in coherent units, with its range; undefined when its unit does not measure the layer. */
function figureOf({ property, unit, zone }: Reading): (ContentStep & { readonly perUnit: string }) | undefined {
  const value = parseDecimal(property.value);
  const scale = scaleTo(property.unit, unit);
  if (!value || scale === undefined) return undefined;
  const per = findUnit(property.per);
  const perScale = per ? toNumber(per.factor) : 1;
  const inUnits = (text: string): number => (toNumber(parseDecimal(text) ?? value) * scale) / perScale;
  const { low = property.value, high = property.value } = property.uncertainty ?? {};
  return {
    from: firstDay(property.validFrom, zone),
    factor: inUnits(property.value),
    low: inUnits(low),
    high: inUnits(high),
    perUnit: per ? coherentUnit(per.dimension).id : property.per,
  };
}

/** The property as content per coherent unit of the thing; none when its units do not lead there. */
function stepsOf({ bridge, ...reading }: Reading & { readonly bridge: ContentReader | undefined }): ContentStep[] {
  const figure = figureOf(reading);
  if (!figure) return [];
  const { perUnit, ...step } = figure;
  if (perUnit === reading.thing.unit) return [step];
  return bridge ? multiplied(massSteps(reading.thing, perUnit, bridge), [step]) : [];
}

interface OtherLayers {
  readonly basis: HeatingBasis | undefined;
  readonly statedOf: (layer: Layer, basis?: HeatingBasis) => ContentReader;
}

/**
 * A property per unit of another layer: the content of that layer times the figure. Of energy in energy the figure leads from the
 * other heating value to the one that it states; of anything else in energy it is per the heating value that it states.
 */
function stepsInLayer(reading: Reading, { basis, statedOf }: OtherLayers): ContentStep[] {
  const { perLayer, layer, basis: own } = reading.property;
  const figure = figureOf(reading);
  if (!figure || perLayer === undefined) return [];
  const isConversion = layer === 'energy' && perLayer === 'energy';
  if (isConversion && (own === undefined || own !== basis)) return [];
  if (layer === 'energy' && own !== undefined && own !== basis) return [];
  if (!isConversion && perLayer === layer) return [];
  const from = isConversion ? (own === 'net' ? 'gross' : 'net') : perLayer === 'energy' ? own : undefined;
  const { perUnit, ...step } = figure;
  return perUnit === layerUnits[perLayer] ? multiplied(statedOf(perLayer, from).steps(reading.thing), [step]) : [];
}

/** Amount of a property's `per` in one unit of the thing: kg per litre, or litres per kg; NaN where a litre has no mass. */
function massSteps(thing: Thing, perUnit: string, bridge: ContentReader): readonly ContentStep[] {
  if (perUnit === mass) return bridge.steps(thing);
  if (thing.unit !== mass) return [];
  const inverse = (factor: number): number => (factor > 0 ? 1 / factor : Number.NaN);
  return bridge
    .steps({ ...thing, unit: perUnit })
    .map(({ from, factor, low, high }) => ({ from, factor: inverse(factor), low: inverse(high), high: inverse(low) }));
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
