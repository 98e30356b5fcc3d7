/** A store of permits that fills up by itself. */
interface Allowance {
  /** How many may be taken at once after a rest. */
  readonly most: number;
  readonly perSecond: number;
}

/**
 * What one token, or one address of those without, may take. A page of the explorer takes some 30 readings and a person
 * records a few batches a minute; a class of forty that joins from one address at once stays below too.
 */
export const allowances = {
  /** Sign-ins, invitations looked at or taken, and tokens that open nothing: by address. */
  enter: { most: 100, perSecond: 1 },
  /** What changes something. */
  write: { most: 300, perSecond: 5 },
  /** What is read; what takes computing or is large counts ten times. */
  read: { most: 3000, perSecond: 50 },
} as const satisfies Record<string, Allowance>;

export type LimitKind = keyof typeof allowances;

/** Who takes how much of what. */
export interface Taking {
  readonly kind: LimitKind;
  readonly who: string;
  readonly cost: number;
}

/** Takes from allowances; 0 when there was enough, else the seconds until there is. */
export interface Limits {
  take(taking: Taking): number;
}

/** Takers that are remembered; of more, whoever came longest ago is forgotten, and begins anew with all. */
const mostTakers = 20_000;

/** Counts by token buckets. */
export function openLimits(now: () => number = Date.now, most = mostTakers): Limits {
  const takers = new Map<string, { left: number; at: number }>();
  return {
    take({ kind, who, cost }) {
      const allowance = allowances[kind];
      const key = `${kind} ${who}`;
      const { left, at } = takers.get(key) ?? { left: allowance.most, at: now() };
      const filled = Math.min(allowance.most, left + (Math.max(0, now() - at) / 1000) * allowance.perSecond);
      const enough = filled >= cost;
      takers.delete(key);
      takers.set(key, { left: enough ? filled - cost : filled, at: now() });
      if (takers.size > most) takers.delete(takers.keys().next().value!);
      return enough ? 0 : Math.ceil((cost - filled) / allowance.perSecond);
    },
  };
}
