import type { ToldNeed, ToldPair, ToldReuse, ToldSurplus } from '../../../engine/7-reuse/told.ts';

/** The answer of /reuse. */
export interface ReuseItems extends ToldReuse {
  readonly period: string;
}

/** A pair with its two sides. */
export interface PairRow extends Omit<ToldPair, 'surplus' | 'need'> {
  /** A short name of the pair for addresses. */
  readonly key: string;
  readonly surplus: ToldSurplus;
  readonly need: ToldNeed;
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
