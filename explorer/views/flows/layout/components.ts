import { stronglyConnected } from '../../../../engine/0-base/matrix/component.ts';

/** A directed graph as two lists of ends. */
interface Ends {
  readonly count: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * The strongly connected component of each node, numbered so that every link between two components leads from the
 * lower to the higher number.
 */
export function componentsOf({ count, from, to }: Ends): { count: number; of: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const node of from) start[node + 1]!++;
  for (let node = 0; node < count; node++) start[node + 1]! += start[node]!;
  const next = start.slice();
  const targets = new Int32Array(from.length);
  from.forEach((node, link) => {
    targets[next[node]!++] = to[link]!;
  });
  const components = stronglyConnected(start, targets);
  return { count: components.count, of: components.of.map((component) => components.count - 1 - component) };
}
