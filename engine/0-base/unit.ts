import { type Decimal, decimal, divide, multiply } from './decimal.ts';

/** The currencies that OM 2 names, each under its code of ISO 4217. */
const currencies = {
  EUR: 'euro',
  GBP: 'poundSterling',
  USD: 'UnitedStatesDollar',
  CHF: 'SwissFranc',
  SEK: 'SwedishKrona',
  NOK: 'NorwegianKrone',
  AUD: 'AustralianDollar',
  CAD: 'CanadianDollar',
  NZD: 'NewZealandDollar',
  HKD: 'HongKongDollar',
  SGD: 'SingaporeDollar',
  JPY: 'JapaneseYen',
  CNY: 'ChineseYuan',
  KRW: 'SouthKoreanWon',
  INR: 'IndianRupee',
  BRL: 'BrazilianReal',
  MXN: 'MexicanPeso',
  ZAR: 'SouthAfricanRand',
  TRY: 'TurkishLira',
  RUB: 'RussianRuble',
} as const;

/** A currency by its code: each is a dimension of its own, since no factor between two of them stands. */
type Currency = keyof typeof currencies;

/** What a unit measures. Each dimension has one coherent unit, in which postings are kept. */
export type Dimension = 'mass' | 'volume' | 'energy' | 'power' | 'length' | 'area' | 'time' | 'count' | Currency;

/** One unit: `id` is its local name in OM 2, `factor` the coherent units in one of it, `names` what people write. */
export interface Unit {
  readonly id: string;
  readonly label: string;
  readonly symbol: string;
  readonly dimension: Dimension;
  readonly factor: Decimal;
  readonly names: readonly string[];
  /** Whether it is offered in lists; the others are read and kept. */
  readonly isUsual: boolean;
}

const unit = (
  id: string,
  label: string,
  symbol: string,
  dimension: Dimension,
  factor: string,
  names: readonly string[] = [],
): Unit => ({ id, label, symbol, dimension, factor: decimal(factor), names, isUsual: true });

const rare = (...given: Parameters<typeof unit>): Unit => ({ ...unit(...given), isUsual: false });

/** UnitedStatesDollar: United States dollar. */
const inWords = (id: string): string =>
  id.replaceAll(/(?<=[a-z])[A-Z]/g, ' $&').replace(/[A-Z](?=[a-z]+$)/, (first) => first.toLowerCase());

/**
 * The unit table. Factors: SI brochure (9th edition); pound, yard and what is made of them: international agreement of 1959;
 * gallons: 231 cubic inches (US), 4.54609 l (imperial); bushel: 2150.42 cubic inches. Names: OM 2.
 */
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
  rare('milligram', 'milligram', 'mg', 'mass', '0.000001', ['milligrams']),
  rare('ounceAvoirdupois', 'ounce', 'oz', 'mass', '0.028349523125', ['ounces']),
  rare('ton-Short', 'short ton', 'tn sh', 'mass', '907.18474', ['short tons']),
  rare('millilitre', 'millilitre', 'mL', 'volume', '0.000001', ['ml', 'milliliter', 'millilitres']),
  rare('centilitre', 'centilitre', 'cL', 'volume', '0.00001', ['cl', 'centiliter', 'centilitres']),
  rare('decilitre', 'decilitre', 'dL', 'volume', '0.0001', ['dl', 'deciliter', 'decilitres']),
  rare('cubicDecimetre', 'cubic decimetre', 'dm³', 'volume', '0.001', ['dm3']),
  rare('cubicCentimetre', 'cubic centimetre', 'cm³', 'volume', '0.000001', ['cm3', 'ccm']),
  rare('gallon-US', 'US gallon', 'gal (US)', 'volume', '0.003785411784', ['US gallons']),
  rare('gallon-Imperial', 'imperial gallon', 'gal (imp)', 'volume', '0.00454609', ['imperial gallons']),
  rare('pint-Imperial', 'imperial pint', 'pt (imp)', 'volume', '0.00056826125'),
  rare('bushel-US', 'US bushel', 'bu (US)', 'volume', '0.03523907016688', ['US bushels']),
  rare('wattHour', 'watt hour', 'Wh', 'energy', '3600'),
  rare('megawattHour', 'megawatt hour', 'MWh', 'energy', '3600000000'),
  rare('gigawattHour', 'gigawatt hour', 'GWh', 'energy', '3600000000000'),
  rare('kilojoule', 'kilojoule', 'kJ', 'energy', '1000'),
  rare('terajoule', 'terajoule', 'TJ', 'energy', '1000000000000'),
  rare('kilowatt', 'kilowatt', 'kW', 'power', '1000'),
  rare('megawatt', 'megawatt', 'MW', 'power', '1000000'),
  rare('millimetre', 'millimetre', 'mm', 'length', '0.001', ['millimeter', 'millimetres']),
  rare('centimetre', 'centimetre', 'cm', 'length', '0.01', ['centimeter', 'centimetres']),
  rare('inch-International', 'inch', 'inch', 'length', '0.0254', ['inches']),
  rare('foot-International', 'foot', 'ft', 'length', '0.3048', ['feet']),
  rare('yard-International', 'yard', 'yd', 'length', '0.9144', ['yards']),
  rare('mile-Statute', 'mile', 'mi', 'length', '1609.344', ['miles']),
  rare('squareCentimetre', 'square centimetre', 'cm²', 'area', '0.0001', ['cm2']),
  rare('squareKilometre', 'square kilometre', 'km²', 'area', '1000000', ['km2']),
  rare('squareFoot-International', 'square foot', 'sq ft', 'area', '0.09290304', ['ft2', 'square feet']),
  rare('acre-International', 'acre', 'ac', 'area', '4046.8564224', ['acres']),
  rare('week', 'week', 'wk', 'time', '604800', ['weeks']),
  rare('dozen', 'dozen', 'dz', 'count', '12', ['dozens']),
  unit('one', 'piece', 'pc', 'count', '1', ['', '1', 'each', 'piece', 'pieces', 'pcs', 'number', 'u_piece']),
  ...Object.entries(currencies).map(([code, id]) =>
    rare(id, inWords(id), code, code as Currency, '1', [code.toLowerCase()]),
  ),
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

/** The symbols of the usual units, for a message. */
export const usualSymbols: string = units
  .filter(({ isUsual }) => isUsual)
  .map(({ symbol }) => symbol)
  .join(', ');

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

/** The unit in which postings of a dimension are kept: kg, m3, J, W, m, m2, s, one; a currency is its own. */
export const coherentUnit = (dimension: Dimension): Unit => coherent.get(dimension)!;

/** The usual units of a dimension, in the order of the table. */
export const unitsOf = (dimension: Dimension): readonly Unit[] =>
  units.filter((each) => each.dimension === dimension && each.isUsual);

/** A quantity as written: a decimal and its unit. */
export interface Quantity {
  readonly value: Decimal;
  readonly unit: Unit;
}

/** The value in the coherent unit of its dimension, exactly. */
export const toCoherent = ({ value, unit: from }: Quantity): Decimal => multiply(value, from.factor);

/** A coherent value shown in another unit of the same dimension, rounded half-even to `digits`. */
export const fromCoherent = (value: Decimal, to: Unit, digits = 9): Decimal => divide(value, to.factor, digits);
