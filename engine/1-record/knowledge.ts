import { z } from 'zod';
import { type Dimension, findUnit, unitsOf } from '../0-base/unit.ts';
import {
  amount,
  checkOrder,
  foundAt,
  iri,
  label,
  measure,
  number,
  numberBetween,
  reference,
  source,
  text,
  time,
  unitName,
} from './field.ts';
import { allocationRule } from './network.ts';

/** vf:ResourceSpecification: a kind of thing. */
export const resourceSpecification = z.strictObject({
  name: label.optional(),
  note: text.optional(),
  image: iri.optional(),
  imageList: z.array(iri).optional(),
  resourceClassifiedAs: z.array(text).optional(),
  defaultUnitOfResource: unitName.optional(),
  defaultUnitOfEffort: unitName.optional(),
  mediumOfExchange: z.boolean().optional(),
  substitutable: z.boolean().optional(),
});

/** What an output is to its process: it decides whether it carries burden. */
const outputRole = z.enum(['product', 'co-product', 'recyclable', 'waste', 'emission']);
/** A role of an output. */
export type OutputRole = z.infer<typeof outputRole>;

/** The rule by which a process specification shares its burden, and the role of each output. */
export const allocation = z.strictObject({
  rule: allocationRule,
  roles: z.array(z.strictObject({ specification: reference, role: outputRole })),
  /** Of the rule causal: the part of an input or own flow `of`, of all others where none is named, that a product carries; parts of a sum. */
  factors: z.array(z.strictObject({ product: reference, of: reference.optional(), factor: amount })).optional(),
  /** Of the rule substitution: one `per` of a product takes the place of `amount unit` of a specification. */
  replaces: z
    .array(z.strictObject({ product: reference, specification: reference, amount, unit: unitName, per: unitName }))
    .optional(),
  validFrom: time.optional(),
});

/** vf:ProcessSpecification: a kind of process, with our allocation. */
export const processSpecification = z.strictObject({
  name: label.optional(),
  note: text.optional(),
  image: iri.optional(),
  allocation: allocation.optional(),
});

/** Physical and economic layers in which flows are counted. */
export const layer = z.enum([
  'mass',
  'dry-mass',
  'water',
  'energy',
  'exergy',
  'carbon',
  'nitrogen',
  'phosphorus',
  /** Of the dry substance, without that of its water: by it heating values are led from one to the other. */
  'hydrogen',
  'price',
]);
/** A layer. */
export type Layer = z.infer<typeof layer>;

/** What the unit of each layer measures; prices are in the network's currency. */
const dimensions: Readonly<Record<Layer, Dimension | undefined>> = {
  mass: 'mass',
  'dry-mass': 'mass',
  water: 'mass',
  energy: 'energy',
  exergy: 'energy',
  carbon: 'mass',
  nitrogen: 'mass',
  phosphorus: 'mass',
  hydrogen: 'mass',
  price: undefined,
};

/** The unit of a content must measure its layer: nobody would see later that "2 litres of carbon" counts for nothing. */
function checkLayerUnit(
  { layer: name, unit }: { readonly layer: Layer; readonly unit: string },
  context: z.RefinementCtx,
): void {
  const expected = dimensions[name];
  const found = findUnit(unit);
  if (expected === undefined || found?.dimension === expected) return;
  const known = unitsOf(expected)
    .map(({ symbol }) => symbol)
    .join(', ');
  foundAt(
    context,
    'unit',
    found
      ? { problem: 'unit.dimension', values: { value: unit, found: found.dimension, name, expected, known } }
      : { problem: 'unit.unknown', values: { value: unit, known } },
  );
}

/**
 * Content of a specification, or stronger of one lot: `value unit` of the layer per one `per` of the thing.
 * Immutable; valid from its time on.
 */
export const property = z
  .strictObject({
    of: reference,
    layer,
    value: amount,
    unit: text,
    per: unitName,
    /** The content is in one `per` of this layer of the thing, not of the thing itself: carbon in dry mass, net in gross energy, exergy in energy. */
    perLayer: layer.exclude(['price']).optional(),
    /** Heating value of an energy content: net (lower) or gross (upper); of exergy in energy, in which of the two. */
    basis: z.enum(['net', 'gross']).optional(),
    origin: z.enum(['fossil', 'biogenic', 'land-use']).optional(),
    uncertainty: z.strictObject({ low: number, high: number }).superRefine(checkOrder).optional(),
    source,
    status: z.enum(['sourced', 'assumed']),
    validFrom: time.optional(),
  })
  .superRefine(checkLayerUnit);

/** A process specification's gap that nobody measures: kilograms lost to (positive) or taken from the air, per kilogram that went in. */
export const expectedUnmeasuredFlow = z
  .strictObject({
    of: reference,
    /** Of combustion without a fuel, natural gas. */
    kind: z.enum([
      'vapour',
      'respiration',
      'fermentation',
      'combustion',
      'combustion-of-diesel',
      'combustion-of-liquefied-gas',
      'combustion-of-wood',
      'loss',
    ]),
    low: number,
    high: number,
    source,
  })
  .superRefine(checkOrder);

/**
 * How exactly something is measured: the standard uncertainty of amounts of a thing or stock, of a kind of process, or of all that an agent
 * measures; the nearest counts (stock, kind of process, thing, agent). `relative` is a part of the amount (0.02 is 2 %), `absolute` an amount;
 * of both the squares add.
 */
export const measurementUncertainty = z.strictObject({
  of: reference,
  relative: numberBetween('0', '10'),
  absolute: measure.extend({ hasNumericalValue: amount }).optional(),
  source,
});

/** Ties a specification bought from outside to a row of a dataset that knows its footprint. */
export const backgroundLink = z.strictObject({
  of: reference,
  dataset: text,
  version: text,
  row: text,
  /** Units of the dataset's row in one `per` of the specification. */
  factor: amount,
  per: unitName,
  stages: z.array(text).optional(),
  match: z.enum(['exact', 'near', 'proxy']),
});

/** Ties a specification to an elementary flow (a substance exchanged with nature). */
export const elementaryLink = z.strictObject({
  of: reference,
  flow: text,
  compartment: z.enum(['air', 'water', 'soil', 'resource']),
});

/** A tool, vehicle or building: how much effort it has in it. */
export const durable = z.strictObject({
  of: reference,
  lifetimeEffort: measure.extend({ hasNumericalValue: amount }),
  source,
});
