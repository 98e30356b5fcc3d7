/** Numbers that wait, the one with the largest key first; of equal keys the one that came first. */
export interface Heap {
  readonly size: number;
  add(key: number, item: number): void;
  /** The largest key, -Infinity when nothing waits. */
  largest(): number;
  /** Takes out the item of the largest key; -1 when nothing waits. */
  take(): number;
}

/** What waits, by place in the heap. */
interface Waiting {
  readonly key: number[];
  readonly item: number[];
  /** How many came before. */
  readonly turn: number[];
}

const isBefore = ({ key, turn }: Waiting, a: number, b: number): boolean =>
  key[a]! > key[b]! || (key[a] === key[b] && turn[a]! < turn[b]!);

function exchange({ key, item, turn }: Waiting, a: number, b: number): void {
  const [k, i, t] = [key[a]!, item[a]!, turn[a]!];
  key[a] = key[b]!;
  item[a] = item[b]!;
  turn[a] = turn[b]!;
  key[b] = k;
  item[b] = i;
  turn[b] = t;
}

function rise(waiting: Waiting, from: number): void {
  for (let at = from; at > 0;) {
    const up = (at - 1) >> 1;
    if (!isBefore(waiting, at, up)) return;
    exchange(waiting, at, up);
    at = up;
  }
}

function sink(waiting: Waiting): void {
  const size = waiting.key.length;
  for (let at = 0; ;) {
    const left = 2 * at + 1;
    let most = left < size && isBefore(waiting, left, at) ? left : at;
    if (left + 1 < size && isBefore(waiting, left + 1, most)) most = left + 1;
    if (most === at) return;
    exchange(waiting, at, most);
    at = most;
  }
}

/** An empty binary heap. Adding and taking cost O(log size). */
export function heap(): Heap {
  const waiting: Waiting = { key: [], item: [], turn: [] };
  const { key, item, turn } = waiting;
  let came = 0;
  return {
    get size() {
      return key.length;
    },
    add(newKey, newItem) {
      key.push(newKey);
      item.push(newItem);
      turn.push(came++);
      rise(waiting, key.length - 1);
    },
    largest: () => key[0] ?? -Infinity,
    take() {
      if (key.length === 0) return -1;
      const taken = item[0]!;
      exchange(waiting, 0, key.length - 1);
      key.pop();
      item.pop();
      turn.pop();
      sink(waiting);
      return taken;
    },
  };
}
