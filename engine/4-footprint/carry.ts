import type { Draft } from './draft.ts';
import { components } from './draft.ts';
import type { LotResult } from './lot-system.ts';

/** What one period hands to the next: its closing is the other's opening. Places are those of the plan. */
export interface Carry {
  /** By pool: what is left and what one unit of it carries. */
  readonly stock: ReadonlyMap<number, { readonly quantity: number; readonly intensity: Float64Array }>;
  /** By process: burden of work in progress. */
  readonly work: ReadonlyMap<number, Float64Array>;
  /** By pool: what one unit carried when it last held something. */
  readonly last: ReadonlyMap<number, Float64Array>;
}

/** Before the first period. */
export const nothingCarried: Carry = { stock: new Map(), work: new Map(), last: new Map() };

/** Brings the opening of a period into its draft. */
export function openDraft(draft: Draft, carry: Carry): void {
  for (const [place, opening] of carry.stock) draft.pools[draft.pool(place)]!.opening = opening;
  for (const [place, burden] of carry.work) draft.process(place).carried = burden;
}

/** What a solved period hands on; customers keep what they got. */
export function closePeriod(draft: Draft, result: LotResult, before: Carry): Carry {
  const width = components.length;
  const stock = new Map<number, { quantity: number; intensity: Float64Array }>();
  const last = new Map(before.last);
  const work = new Map<number, Float64Array>();
  draft.pools.forEach(({ place, pool }, i) => {
    const intensity = result.intensity.slice(i * width, (i + 1) * width);
    if (intensity.some(Number.isNaN)) return;
    last.set(place, intensity);
    const kept = pool.kind !== 'sink' && pool.kind !== 'returns';
    if (kept && (result.closing[i]! > 0 || pool.kind === 'wear'))
      stock.set(place, { quantity: result.closing[i]!, intensity });
  });
  draft.processes.forEach(({ place }, p) => {
    const burden = result.workInProgress.slice(p * width, (p + 1) * width);
    if (burden.some((each) => each !== 0)) work.set(place, burden);
  });
  return { stock, work, last };
}
