import type { LotResult } from '../lot/lot-system.ts';
import { addBurdenRow, noBurden, width } from './burden.ts';
import type { Draft } from './draft.ts';

/** Work in progress: its burden, and the processes of earlier periods that it stands in, each with the part of its burden that it kept. */
export interface Work {
  readonly burden: Float64Array;
  readonly from: readonly { readonly period: number; readonly node: number; readonly part: number }[];
}

/** What one period hands to the next: its closing is the other's opening. Places are those of the plan. */
export interface Carry {
  /** By pool: 1 where something is left, or the effort of a durable was taken up. */
  readonly isOpen: Uint8Array;
  /** By pool: what is left. */
  readonly quantity: Float64Array;
  /** By pool: what one unit carried when it last held something, a burden a row; NaN before it ever did. */
  readonly intensity: Float64Array;
  /** By pool: the place in the chain of the period in which it last held something, and its node in that period's system. */
  readonly period: Int32Array;
  readonly node: Int32Array;
  /** By process. */
  readonly work: ReadonlyMap<number, Work>;
}

/** Before the first period, for so many pools. */
export const nothingCarried = (pools: number): Carry => ({
  isOpen: new Uint8Array(pools),
  quantity: new Float64Array(pools),
  intensity: new Float64Array(pools * width).fill(Number.NaN),
  period: new Int32Array(pools).fill(-1),
  node: new Int32Array(pools).fill(-1),
  work: new Map(),
});

/** The intensity that a pool last had; undefined when it never held anything. */
function lastIntensity({ intensity }: Carry, place: number): Float64Array | undefined {
  const last = intensity.subarray(place * width, (place + 1) * width);
  return last.some(Number.isNaN) ? undefined : last;
}

/** Puts what a pool of the plan last held into a pool of the draft; answers the burden of `quantity` of it, undefined when it never held anything. */
export function takeOver(draft: Draft, carry: Carry, pool: number, quantity: number): Float64Array | undefined {
  const place = draft.pools.place[pool]!;
  const last = lastIntensity(carry, place);
  if (!last) return undefined;
  addBond(draft, { pool, process: -1, period: carry.period[place]!, node: carry.node[place]!, quantity });
  return last;
}

function addBond(
  { bonds }: Draft,
  bond: { pool: number; process: number; period: number; node: number; quantity: number },
): void {
  bonds.pool.push(bond.pool);
  bonds.process.push(bond.process);
  bonds.period.push(bond.period);
  bonds.node.push(bond.node);
  bonds.quantity.push(bond.quantity);
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
    if (quantity > 0) openingBurden.add(pool, takeOver(draft, carry, pool, quantity) ?? noBurden(), quantity);
  });
  for (const [place, { burden, from }] of carry.work) {
    const process = draft.process(place);
    draft.processes.carried.add(process, burden);
    for (const { period, node, part } of from) addBond(draft, { pool: -1, process, period, node, quantity: part });
  }
}

/** A period that was solved, and its place in the chain. */
export interface ClosedPeriod {
  readonly draft: Draft;
  readonly result: LotResult;
  /** By process of the system: the process of the draft that it is a part of; -1 where goods only pass through. */
  readonly processOf: Int32Array;
  readonly index: number;
}

/** What a solved period hands on; customers keep what they got. */
export function closePeriod({ draft, result, processOf, index }: ClosedPeriod, before: Carry): Carry {
  const { pools } = draft;
  const intensity = before.intensity.slice();
  const [period, node] = [before.period.slice(), before.node.slice()];
  const isOpen = new Uint8Array(before.isOpen.length);
  const quantity = new Float64Array(before.quantity.length);
  pools.place.forEach((place, i) => {
    const row = result.intensity.subarray(i * width, (i + 1) * width);
    if (row.some(Number.isNaN)) return;
    intensity.set(row, place * width);
    period[place] = index;
    node[place] = i;
    const { kind } = pools.of[i]!;
    const kept = kind !== 'sink' && kind !== 'returns';
    if (!kept || !(result.closing[i]! > 0 || kind === 'wear')) return;
    isOpen[place] = 1;
    quantity[place] = result.closing[i]!;
  });
  return { isOpen, quantity, intensity, period, node, work: workOf({ draft, result, processOf, index }) };
}

/** What stays in progress, by process of the plan; the parts of a process add up. */
function workOf({ draft, result, processOf, index }: ClosedPeriod): Map<number, Work> {
  const work = new Map<number, Work>();
  processOf.forEach((process, p) => {
    const burden = result.workInProgress.subarray(p * width, (p + 1) * width);
    if (process < 0 || burden.every((each) => each === 0)) return;
    const place = draft.processes.place[process]!;
    const sum = work.get(place) ?? { burden: noBurden(), from: [] };
    addBurdenRow(sum.burden, result.workInProgress, p);
    const at = { period: index, node: draft.pools.place.length + p, part: result.rest[p]! };
    work.set(place, { burden: sum.burden, from: [...sum.from, at] });
  });
  return work;
}
