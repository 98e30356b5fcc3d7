/** Adds a value to the list that stands under a key. */
export function addUnder<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The values of a list by key, each key's in their order. */
export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const each of values) addUnder(groups, keyOf(each), each);
  return groups;
}

/** 1 where it holds of an item, 0 elsewhere; without the steps of an iterator, which cost more than the question. */
export function flagsOf<T>(items: readonly T[], is: (item: T) => boolean): Uint8Array {
  const flags = new Uint8Array(items.length);
  for (let place = 0; place < items.length; place++) if (is(items[place]!)) flags[place] = 1;
  return flags;
}

/** Places grouped by a number: those of group g are `places[start[g]]` to `places[start[g + 1] - 1]`, in their order. */
export interface Groups {
  readonly start: Int32Array;
  readonly places: Int32Array;
}

/** Groups the first `count` places of a column by the number of their group; those with a negative one are in none. */
export function groupPlaces(groupOf: Int32Array, groups: number, count = groupOf.length): Groups {
  const start = new Int32Array(groups + 1);
  for (let place = 0; place < count; place++) if (groupOf[place]! >= 0) start[groupOf[place]! + 1]! += 1;
  for (let group = 0; group < groups; group++) start[group + 1]! += start[group]!;
  const next = start.slice();
  const places = new Int32Array(start[groups]!);
  for (let place = 0; place < count; place++) if (groupOf[place]! >= 0) places[next[groupOf[place]!]!++] = place;
  return { start, places };
}
