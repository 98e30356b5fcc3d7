import { components, type Draft, noBurden } from './draft.ts';
import type { LotResult } from '../lot/lot-system.ts';

/** What one period hands to the next: its closing is the other's opening. Places are those of the plan. */
export interface Carry {
  /** By pool: 1 where something is left, or the effort of a durable was taken up. */
  readonly isOpen: Uint8Array;
  /** By pool: what is left. */
  readonly quantity: Float64Array;
  /** By pool: what one unit carried when it last held something, a burden a row; NaN before it ever did. */
  readonly intensity: Float64Array;
  /** By process: burden of work in progress. */
  readonly work: ReadonlyMap<number, Float64Array>;
}

/** Before the first period, for so many pools. */
export const nothingCarried = (pools: number): Carry => ({
  isOpen: new Uint8Array(pools),
  quantity: new Float64Array(pools),
  intensity: new Float64Array(pools * components.length).fill(Number.NaN),
  work: new Map(),
});

/** The intensity that a pool last had; undefined when it never held anything. */
export function lastIntensity({ intensity }: Carry, place: number): Float64Array | undefined {
  const last = intensity.subarray(place * components.length, (place + 1) * components.length);
  return last.some(Number.isNaN) ? undefined : last;
}

/** Brings the opening of a period into its draft. */
export function openDraft(draft: Draft, carry: Carry): void {
  const { isOpen, opening, openingBurden } = draft.pools;
  carry.isOpen.forEach((open, place) => {
    if (open === 0) return;
    const pool = draft.pool(place);
    const quantity = carry.quantity[place]!;
    isOpen[pool] = 1;
    opening[pool] = quantity;
    if (quantity > 0) openingBurden.add(pool, lastIntensity(carry, place) ?? noBurden(), quantity);
  });
  for (const [place, burden] of carry.work) draft.processes.carried.add(draft.process(place), burden);
}

/** What a solved period hands on; customers keep what they got. */
export function closePeriod({ pools, processes }: Draft, result: LotResult, before: Carry): Carry {
  const width = components.length;
  const intensity = before.intensity.slice();
  const isOpen = new Uint8Array(before.isOpen.length);
  const quantity = new Float64Array(before.quantity.length);
  pools.place.forEach((place, i) => {
    const row = result.intensity.subarray(i * width, (i + 1) * width);
    if (row.some(Number.isNaN)) return;
    intensity.set(row, place * width);
    const { kind } = pools.of[i]!;
    const kept = kind !== 'sink' && kind !== 'returns';
    if (!kept || !(result.closing[i]! > 0 || kind === 'wear')) return;
    isOpen[place] = 1;
    quantity[place] = result.closing[i]!;
  });
  const work = new Map<number, Float64Array>();
  processes.place.forEach((place, p) => {
    const burden = result.workInProgress.subarray(p * width, (p + 1) * width);
    if (burden.some((each) => each !== 0)) work.set(place, burden.slice());
  });
  return { isOpen, quantity, intensity, work };
}
