import type { Good, Goods } from './goods.ts';

/** The names that flows have under some key, those of most first. */
export function byQuantity(flows: readonly Good[], nameOf: (flow: Good) => string): string[] {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(nameOf(flow), (sums.get(nameOf(flow)) ?? 0) + flow.quantity);
  return [...sums].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The kinds of process in which a holder makes a thing. */
export function makersOf({ flows, agents }: Goods): (holder: string, specification: string) => readonly string[] {
  const makers = new Map<string, Set<string>>();
  for (const { way, specification, kind, from, to } of flows) {
    if (way !== 'out' || kind === '') continue;
    for (const holder of new Set([agents[from], agents[to]])) {
      const key = `${holder} ${specification}`;
      makers.set(key, (makers.get(key) ?? new Set()).add(kind));
    }
  }
  return (holder, specification) => [...(makers.get(`${holder} ${specification}`) ?? [])].sort();
}
