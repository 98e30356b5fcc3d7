import type { CarbonLine } from '../carbon.ts';
import type { FigureSource } from '../figure-source.ts';

/**
 * Burdens travel as a row of numbers, all in the indicator's unit: the value, its low and high end; the parts that it rests on, which sum to the
 * value: the network's own elementary flows, background rows by how well they match, stock that was raised with a declared background, what
 * nobody explains; the part that rests on assumed figures, and that on amounts spread from a meter's reading, which cut across those; and
 * the lines of carbon, of which `soil` is beside the value.
 */
export const components = [
  'value',
  'low',
  'high',
  'own',
  'exact',
  'near',
  'proxy',
  'raised',
  'unexplained',
  'assumed',
  'spread',
  'fossil',
  'biogenic',
  'land-use',
  'none',
  'soil',
] as const;
/** A component of a burden. */
export type Component = (typeof components)[number];

/** How many numbers a burden has. */
export const width = components.length;

/** The place of each component in a burden. */
export const componentAt = Object.fromEntries(components.map((each, at) => [each, at])) as Readonly<
  Record<Component, number>
>;

/**
 * What brings a burden in: an elementary flow of the network, something bought, or stock that was raised; all that is in a durable at its
 * first use, of which wear takes a part; under substitution what a co-product
 * takes over from what it replaces, and the credit for it of those that made it.
 */
export type EntryKind = 'direct' | 'purchase' | 'opening' | 'durable' | 'replaced' | 'credit';

/** The parts of a value whose amounts were recorded. */
export const recorded = ['own', 'exact', 'near', 'proxy'] as const satisfies readonly Component[];

/** No burden. */
export const noBurden = (): Float64Array => new Float64Array(width);

/** target += factor x burden. */
export function addBurden(target: Float64Array, burden: Float64Array, factor = 1): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * burden[k]!;
}

/** target += factor x row `row` of a table of burdens. */
export function addBurdenRow(target: Float64Array, table: Float64Array, row: number, factor = 1): void {
  for (let k = 0; k < target.length; k++) target[k]! += factor * table[row * target.length + k]!;
}

/** What the value of an entry rests on. */
function ground({ standIn }: FigureSource, kind: EntryKind): Component {
  if (kind === 'direct') return 'own';
  return kind === 'opening' ? 'raised' : (standIn?.match ?? 'proxy');
}

const lineOf: Readonly<Record<CarbonLine, Component>> = {
  fossil: 'fossil',
  biogenic: 'biogenic',
  'land-use': 'land-use',
  none: 'none',
  soil: 'soil',
};

/** The burden of one unit of a source. */
export function burdenOf(source: FigureSource, kind: EntryKind, isSpread: boolean): Float64Array {
  const burden = noBurden();
  const { value, low, high, status, line, beside } = source;
  burden[componentAt.value] = value;
  burden[componentAt.low] = low;
  burden[componentAt.high] = high;
  burden[componentAt[ground(source, kind)]] = value;
  if (status === 'assumed') burden[componentAt.assumed] = value;
  if (isSpread) burden[componentAt.spread] = value;
  if (line === 'soil') burden[componentAt.soil] = beside;
  else if (line !== undefined) burden[componentAt[lineOf[line]]] = value;
  return burden;
}

/** Burdens row by row; it grows. */
export interface BurdenTable {
  /** The rows so far; another array after `grow`. */
  values(): Float64Array;
  /** One more row, of no burden. */
  grow(): void;
  /** row += factor x burden. */
  add(row: number, burden: Float64Array, factor?: number): void;
}

/** A table without rows. */
export function burdenTable(): BurdenTable {
  let values = new Float64Array(64 * width);
  let filled = 0;
  return {
    values: () => values.subarray(0, filled),
    grow() {
      filled += width;
      if (filled <= values.length) return;
      const smaller = values;
      values = new Float64Array(2 * smaller.length);
      values.set(smaller);
    },
    add(row, burden, factor = 1) {
      for (let k = 0; k < width; k++) values[row * width + k]! += factor * burden[k]!;
    },
  };
}
