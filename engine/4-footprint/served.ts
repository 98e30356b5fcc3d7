import type { SolvedPeriod } from './chain.ts';
import { componentAt, width } from './assembly/burden.ts';
import type { Credit } from './assembly/parts.ts';
import type { CreditLine, ServedRule, StandInShare } from './footprint-result.ts';

/** The rules that served, by kind of process. `groupOf`: the kind of a process, by its place in the plan. */
export function servedRules(periods: readonly SolvedPeriod[], groupOf: readonly string[]): ServedRule[] {
  const served = new Map<string, ServedRule>();
  for (const { sharing, draft } of periods)
    for (const { process, rule, by, basis } of sharing) {
      const of = groupOf[draft.processes.place[process]!]!;
      const key = JSON.stringify([of, rule, by, basis]);
      const processes = (served.get(key)?.processes ?? 0) + 1;
      served.set(key, { of, ...(rule && { rule }), ...(by && { by }), ...(basis && { basis }), processes });
    }
  return [...served.values()].sort((a, b) => (a.of < b.of ? -1 : a.of > b.of ? 1 : b.processes - a.processes));
}

/** The credits of substitution, by kind of process, product and what it replaces. */
export function creditLines(periods: readonly SolvedPeriod[], groupOf: readonly string[]): CreditLine[] {
  const lines = new Map<string, CreditLine>();
  for (const period of periods)
    for (const credit of period.credits) {
      const { product, replaces, unit } = credit;
      const of = groupOf[period.draft.processes.place[credit.process]!]!;
      const key = JSON.stringify([of, product, replaces, unit]);
      const known = lines.get(key) ?? { of, product, replaces, unit, quantity: 0, value: 0 };
      const value = known.value - creditValue(period, credit);
      lines.set(key, { ...known, quantity: known.quantity + credit.quantity, value });
    }
  return [...lines.values()];
}

/** What the replaced amount carries. */
function creditValue({ result }: SolvedPeriod, { quantity, value, pools = [] }: Credit): number {
  if (value !== undefined) return quantity * value;
  return pools.reduce((sum, each) => sum + each.quantity * result.intensity[each.pool * width + componentAt.value]!, 0);
}

/** The background rows that brought something onto the account, the largest first; `whole` is the figure that they are parts of. */
export function standInShares(periods: readonly SolvedPeriod[], whole: number): StandInShare[] {
  const found = new Map<string, StandInShare>();
  for (const { draft } of periods) {
    const { sources, source, amount } = draft.entries;
    const amounts = new Float64Array(sources.length);
    source.forEach((place, at) => {
      amounts[place]! += amount[at]!;
    });
    sources.forEach(({ source: row, kind }, place) => {
      if (!row.standIn || kind === 'credit' || kind === 'replaced') return;
      const key = `${kind} ${row.id}`;
      const sum = (found.get(key)?.amount ?? 0) + amounts[place]!;
      const { stages: _, ...standIn } = row.standIn;
      const { name, status, unit, value } = row;
      const told = { name, status, raised: kind === 'opening' || kind === 'durable', unit };
      found.set(key, { ...standIn, ...told, amount: sum, value: sum * value, share: (sum * value) / whole });
    });
  }
  return [...found.values()].sort((a, b) => b.value - a.value || (a.row < b.row ? -1 : 1));
}
