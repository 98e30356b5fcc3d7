import type { Ground } from '../../../engine/7-reuse/ground.ts';
import type { Obstacle, Verdict } from '../../../engine/7-reuse/judge.ts';
import type { Carriage } from '../../../engine/7-reuse/knowledge.ts';
import type { Need, Surplus } from '../../../engine/7-reuse/shape.ts';

/** A surplus or need as /reuse tells it: days as dates, and where its holder is at home. */
type Told<T> = Omit<T, 'occasions' | 'idleSince'> & {
  readonly first?: string;
  readonly last?: string;
  readonly idleSince?: string;
  readonly place?: { readonly lat: number; readonly long: number };
};
export type SurplusItem = Told<Surplus>;
export type NeedItem = Told<Need>;

/** A judged pair; what is not known is null. */
export interface PairItem {
  readonly id: string;
  readonly surplus: string;
  readonly need: string;
  readonly verdict: Verdict;
  readonly ground: Ground;
  readonly obstacles: readonly Obstacle[];
  readonly km: number | null;
  readonly amount: number | null;
  readonly kilograms: number | null;
  readonly taken: number;
  readonly unit: string;
  readonly factor: number;
  readonly keepingDays: number | null;
}

/** The answer of /reuse. */
export interface ReuseItems {
  readonly period: string;
  readonly surpluses: readonly SurplusItem[];
  readonly needs: readonly NeedItem[];
  readonly pairs: readonly PairItem[];
  readonly totals: Readonly<
    Record<'surpluses' | 'needs' | 'plausible' | 'unknown' | 'rejected' | 'notCompared', number>
  >;
  readonly carriage?: Carriage;
}

/** A pair with its two sides. */
export interface PairRow extends Omit<PairItem, 'surplus' | 'need'> {
  /** A short name of the pair for addresses. */
  readonly key: string;
  readonly surplus: SurplusItem;
  readonly need: NeedItem;
}

/** FNV-1a in two halves: enough to tell the pairs of one list apart. */
function keyOf(id: string): string {
  let [first, second] = [2_166_136_261, 0x9e37_79b1];
  for (let at = 0; at < id.length; at++) {
    first = Math.imul(first ^ id.charCodeAt(at), 16_777_619);
    second = Math.imul(second ^ id.charCodeAt(id.length - 1 - at), 0x85eb_ca6b);
  }
  return [first, second].map((half) => (half >>> 0).toString(36)).join('');
}

/** The pairs of an answer, each with its sides. */
export function pairRows({ surpluses, needs, pairs }: ReuseItems): PairRow[] {
  const offered = new Map(surpluses.map((each) => [each.id, each]));
  const asked = new Map(needs.map((each) => [each.id, each]));
  return pairs.flatMap((pair) => {
    const [surplus, need] = [offered.get(pair.surplus), asked.get(pair.need)];
    return surplus && need ? [{ ...pair, surplus, need, key: keyOf(pair.id) }] : [];
  });
}
