import { addTo, exactSums, sumOf, totalsOf } from '../../0-base/matrix/sum.ts';
import type { Part } from './figure-account.ts';

/** Who has a part of a figure. */
export interface Named {
  readonly of: string;
  readonly name: string;
}

/** Groups of things: the group of each by its place, -1 where it has none. */
export interface Grouping {
  readonly groups: readonly Named[];
  readonly of: Int32Array;
}

/** Groups things by a name of theirs; '' is none. */
export function groupingBy<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Grouping {
  const places = new Map<string, number>();
  const of = Int32Array.from(things, (thing) => {
    const name = nameOf(thing);
    if (name === '') return -1;
    if (!places.has(name)) places.set(name, places.size);
    return places.get(name)!;
  });
  return { groups: Array.from(places.keys(), (name) => ({ of: name, name })), of };
}

/** The sum of each group. */
export function summed({ groups, of }: Grouping, values: Float64Array): Float64Array {
  const sums = exactSums(groups.length);
  for (let at = 0; at < values.length; at++) if (of[at]! >= 0 && values[at] !== 0) addTo(sums, of[at]!, values[at]!);
  return totalsOf(sums);
}

/** The places of the largest numbers, whatever their sign, the largest first; zeros are left out. */
export function largest(values: Float64Array, most: number): number[] {
  const sizes = values.map(Math.abs).sort();
  const least = sizes[Math.max(0, sizes.length - most)] ?? 0;
  const found: number[] = [];
  for (let at = 0; at < values.length; at++) if (values[at] !== 0 && !(Math.abs(values[at]!) < least)) found.push(at);
  return found.sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b).slice(0, most);
}

/** Part of the whole; NaN when the whole is 0. */
export const shareOf = (value: number, total: number): number => (total === 0 ? Number.NaN : value / total);

/** Parts with their shares, and what is missing to the total as the part '', so that all of them sum to it. */
export function withRest(shown: readonly (Named & { readonly value: number })[], total: number): Part[] {
  const rest = sumOf([total, ...shown.map(({ value }) => -value)]);
  const parts = rest === 0 ? shown : [...shown, { of: '', name: '', value: rest }];
  return parts.map((part) => ({ ...part, share: shareOf(part.value, total) }));
}

/** The largest of some figures by name, and the rest, all of which sum to the total. */
export function partsOf(
  groups: readonly Named[],
  values: Float64Array,
  { total, most }: { readonly total: number; readonly most: number },
): Part[] {
  const shown = largest(values, most).map((at) => ({ of: groups[at]!.of, name: groups[at]!.name, value: values[at]! }));
  return withRest(shown, total);
}
