/** Numbers that wait, the one with the largest key first; of equal keys the one that came first. */
export interface Heap {
  readonly size: number;
  add(key: number, item: number): void;
  /** The largest key, -Infinity when nothing waits. */
  largest(): number;
  /** Takes out the item of the largest key; -1 when nothing waits. */
  take(): number;
}

/** An empty binary heap. Adding and taking cost O(log size). */
export function heap(): Heap {
  const keys: number[] = [];
  const items: number[] = [];
  const came: number[] = [];
  let count = 0;
  const before = (a: number, b: number) => keys[a]! > keys[b]! || (keys[a] === keys[b] && came[a]! < came[b]!);
  const swap = (a: number, b: number) => {
    for (const list of [keys, items, came]) [list[a], list[b]] = [list[b]!, list[a]!];
  };
  const rise = (from: number) => {
    for (let at = from; at > 0;) {
      const up = (at - 1) >> 1;
      if (!before(at, up)) return;
      swap(at, up);
      at = up;
    }
  };
  const sink = () => {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let most = at;
      if (left < keys.length && before(left, most)) most = left;
      if (right < keys.length && before(right, most)) most = right;
      if (most === at) return;
      swap(at, most);
      at = most;
    }
  };
  return {
    get size() {
      return keys.length;
    },
    add(key, item) {
      keys.push(key);
      items.push(item);
      came.push(count++);
      rise(keys.length - 1);
    },
    largest: () => keys[0] ?? -Infinity,
    take() {
      if (keys.length === 0) return -1;
      const item = items[0]!;
      swap(0, keys.length - 1);
      for (const list of [keys, items, came]) list.pop();
      sink();
      return item;
    },
  };
}
