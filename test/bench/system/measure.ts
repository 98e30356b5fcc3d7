import { accountOf } from '../../../engine/4-footprint/system/account.ts';
import { intensitiesOf, intensityOf } from '../../../engine/4-footprint/system/intensity.ts';
import { type PreparedSystem, prepareSystem } from '../../../engine/4-footprint/system/prepared-system.ts';
import { certificateOf, scalingOf } from '../../../engine/4-footprint/system/scaling.ts';
import { type DrawnShape, drawSystem } from '../../support/random-system.ts';

/** What is measured, in the order of the columns. */
export const tasks = ['cold', 'demand', 'all', 'tree'] as const;
export type Task = (typeof tasks)[number];

/** Milliseconds of each round of each task, by every clock that was given. */
export interface Measured {
  readonly entries: number;
  /** Steps of the iteration back (intensities) and forward (a demand), the most of any round. */
  readonly steps: readonly [number, number];
  readonly times: Readonly<Record<Task, readonly (readonly number[])[]>>;
}

/** Milliseconds by one or more clocks. */
export type Clock = () => readonly number[];

/** The product asked about in a round: another one each time. */
const asked = (prepared: PreparedSystem, round: number) => ((round + 2) * 7919) % prepared.system.products.length;

function demand(prepared: PreparedSystem, round: number): number {
  const amounts = new Float64Array(prepared.system.products.length);
  amounts[asked(prepared, round)] = 1;
  const scaling = scalingOf(prepared, amounts, 0);
  const { remainder, bound } = certificateOf(prepared, 0, { demand: amounts, scaling: scaling.value });
  const score = intensityOf(prepared, 0).value[asked(prepared, round)]!;
  if (!(Math.abs(remainder) <= bound && bound <= 1e-9 * score)) throw new Error(`not certain: ${bound} of ${score}`);
  return scaling.iterations;
}

function tree(prepared: PreparedSystem, round: number): void {
  const product = prepared.system.products[asked(prepared, round)]!.id;
  const { value } = accountOf(prepared, { product, category: 'category 0', nodes: 1000 });
  if (value?.tree.length !== 1000) throw new Error('the tree is short');
}

function timed(clock: Clock, rounds: number, work: (round: number) => void): number[][] {
  work(-1);
  return Array.from({ length: rounds }, (_, round) => {
    const began = clock();
    work(round);
    return clock().map((now, at) => now - began[at]!);
  });
}

/** Runs every task on one drawn system of 16 categories. */
export function measure(shape: Omit<DrawnShape, 'seed' | 'categories'>, rounds: number, clock: Clock): Measured {
  const system = drawSystem({ ...shape, seed: 1, categories: 16 });
  const categories = system.categories.map((_, k) => k);
  const prepared = prepareSystem(system);
  const back = intensityOf(prepared, 0).iterations;
  let forward = 0;
  const times = {
    cold: timed(clock, rounds, () => intensityOf(prepareSystem(system), 0)),
    demand: timed(clock, rounds, (round) => {
      forward = Math.max(forward, demand(prepared, round));
    }),
    all: timed(clock, Math.min(rounds, 5), () => intensitiesOf(prepareSystem(system), categories)),
    tree: timed(clock, rounds, (round) => tree(prepared, round)),
  };
  return { entries: system.technosphere.row.length, steps: [back, forward], times };
}
