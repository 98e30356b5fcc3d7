import { type Decimal, decimal, divide, multiply } from './decimal.ts';

/** What a unit measures. Each dimension has one coherent unit, in which postings are kept. */
export type Dimension = 'mass' | 'volume' | 'energy' | 'power' | 'length' | 'area' | 'time' | 'count';

/** One unit: `id` is its local name in OM 2, `factor` the coherent units in one of it, `names` what people write. */
export interface Unit {
  readonly id: string;
  readonly label: string;
  readonly symbol: string;
  readonly dimension: Dimension;
  readonly factor: Decimal;
  readonly names: readonly string[];
}

const unit = (
  id: string,
  label: string,
  symbol: string,
  dimension: Dimension,
  factor: string,
  names: readonly string[] = [],
): Unit => ({ id, label, symbol, dimension, factor: decimal(factor), names });

/** The unit table. Factors: SI brochure (9th edition); pound: international pound of 1959. */
export const units: readonly Unit[] = [
  unit('kilogram', 'kilogram', 'kg', 'mass', '1', ['kilo', 'kilos', 'kilograms', 'kgs']),
  unit('gram', 'gram', 'g', 'mass', '0.001', ['gr', 'grams']),
  unit('tonne', 'tonne', 't', 'mass', '1000', ['ton', 'tonnes', 'Mg']),
  unit('pound-Avoirdupois', 'pound', 'lb', 'mass', '0.45359237', ['lbs', 'pound', 'pounds']),
  unit('cubicMetre', 'cubic metre', 'm³', 'volume', '1', ['m3', 'm^3', 'cbm', 'cubic metres']),
  unit('litre', 'litre', 'L', 'volume', '0.001', ['l', 'lt', 'liter', 'liters', 'litres']),
  unit('hectolitre', 'hectolitre', 'hL', 'volume', '0.1', ['hl', 'hectoliter', 'hectolitres']),
  unit('joule', 'joule', 'J', 'energy', '1', ['joules']),
  unit('kilowattHour', 'kilowatt hour', 'kWh', 'energy', '3600000', ['kwh', 'kW h']),
  unit('megajoule', 'megajoule', 'MJ', 'energy', '1000000'),
  unit('gigajoule', 'gigajoule', 'GJ', 'energy', '1000000000'),
  unit('watt', 'watt', 'W', 'power', '1', ['watts']),
  unit('metre', 'metre', 'm', 'length', '1', ['meter', 'metres', 'meters']),
  unit('kilometre', 'kilometre', 'km', 'length', '1000', ['kilometer', 'kilometres', 'kilometers']),
  unit('squareMetre', 'square metre', 'm²', 'area', '1', ['m2', 'm^2', 'sqm', 'square metres']),
  unit('hectare', 'hectare', 'ha', 'area', '10000', ['hectares']),
  unit('second-Time', 'second', 's', 'time', '1', ['sec', 'seconds', 'second']),
  unit('minute-Time', 'minute', 'min', 'time', '60', ['minutes', 'minute']),
  unit('hour', 'hour', 'h', 'time', '3600', ['hr', 'hrs', 'hours']),
  unit('day', 'day', 'd', 'time', '86400', ['days']),
  unit('one', 'piece', 'pc', 'count', '1', ['', '1', 'each', 'piece', 'pieces', 'pcs', 'number', 'u_piece']),
];

const om2 = 'http://www.ontology-of-units-of-measure.org/resource/om-2/';
const byName = new Map<string, Unit>();
for (const each of units) {
  for (const name of [
    each.id,
    om2 + each.id,
    `om2:${each.id}`,
    `om:${each.id}`,
    each.label,
    each.symbol,
    ...each.names,
  ])
    byName.set(name, each);
}

/** Every spelling by which a unit is found, exactly as it is written. */
export const unitSpellings: readonly string[] = [...byName.keys()].filter((name) => name !== '');

/** Finds a unit by OM 2 name or IRI, symbol, label or a usual spelling; case counts where SI makes it count. */
export function findUnit(name: string): Unit | undefined {
  const text = name.trim();
  return byName.get(text) ?? byName.get(text.toLowerCase());
}

const coherent = new Map(
  units
    .filter((each) => each.factor.coefficient === 1n && each.factor.scale === 0)
    .map((each) => [each.dimension, each]),
);

/** The unit in which postings of a dimension are kept: kg, m3, J, W, m, m2, s, one. */
export const coherentUnit = (dimension: Dimension): Unit => coherent.get(dimension)!;

/** The units of a dimension, in the order of the table. */
export const unitsOf = (dimension: Dimension): readonly Unit[] => units.filter((each) => each.dimension === dimension);

/** A quantity as written: a decimal and its unit. */
export interface Quantity {
  readonly value: Decimal;
  readonly unit: Unit;
}

/** The value in the coherent unit of its dimension, exactly. */
export const toCoherent = ({ value, unit: from }: Quantity): Decimal => multiply(value, from.factor);

/** A coherent value shown in another unit of the same dimension, rounded half-even to `digits`. */
export const fromCoherent = (value: Decimal, to: Unit, digits = 9): Decimal => divide(value, to.factor, digits);
