import type { MeasuredFlow } from './measured-flow.ts';

/** Balances joined where something unmeasured passes between them, and what of each measured flow crosses what is left. */
export interface Contracted {
  /** By flow: the joined balances that it enters, with its sign; none when it is unmeasured or only runs inside one. */
  readonly columns: readonly (readonly (readonly [row: number, sign: number])[])[];
  readonly rows: number;
}

/** Sets of balances; the last set is the world outside, whose balance is not asked. */
function joinable(balances: number) {
  const parent = Int32Array.from({ length: balances + 1 }, (_, place) => place);
  const rootOf = (of: number): number => {
    let root = of;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  return {
    rootOf,
    join(a: number, b: number): void {
      // The outside stays the root of whatever joins it.
      const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number];
      parent[low] = high;
    },
  };
}

/**
 * Eliminates unmeasured flows: the two balances between which one passes become one, a balance out of which one leads is asked
 * no more. What is left are the balances of measured flows alone. Source: R. Mah, G. Stanley, D. Downing (1976).
 */
export function contract(
  flows: readonly MeasuredFlow[],
  { balances, isMeasured }: { balances: number; isMeasured: (flow: MeasuredFlow) => boolean },
): Contracted {
  const sets = joinable(balances);
  for (const flow of flows) {
    if (isMeasured(flow) || flow.enters.length === 0) continue;
    const [[first, sign], other] = flow.enters as [readonly [number, number], (readonly [number, number])?];
    const isBetween = flow.enters.length === 2 && other![1] === -sign;
    if (isBetween) sets.join(first, other![0]);
    else for (const [balance] of flow.enters) sets.join(balance, balances);
  }
  const places = new Map<number, number>();
  const outside = sets.rootOf(balances);
  const columns = flows.map((flow) => {
    if (!isMeasured(flow)) return [];
    const signs = new Map<number, number>();
    for (const [balance, sign] of flow.enters) {
      const root = sets.rootOf(balance);
      if (root === outside) continue;
      if (!places.has(root)) places.set(root, places.size);
      const row = places.get(root)!;
      signs.set(row, (signs.get(row) ?? 0) + sign);
    }
    return [...signs].filter(([, sign]) => sign !== 0);
  });
  return { columns, rows: places.size };
}
