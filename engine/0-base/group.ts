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
