import { cpus, loadavg } from 'node:os';
import { accountOf } from '../../engine/4-footprint/system/account.ts';
import { intensitiesOf, intensityOf } from '../../engine/4-footprint/system/intensity.ts';
import { type PreparedSystem, prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import { certificateOf, scalingOf } from '../../engine/4-footprint/system/scaling.ts';
import { drawSystem } from '../support/random-system.ts';

/*
 * Product systems of three sizes, structured and entangled (test/support/random-system.ts, seed 1), from the matrices in memory:
 * - cold: put in order, direct burdens of 16 categories, intensities of one for all products;
 * - demand: one demand's scaling from what is kept, with its certificate;
 * - all: the intensities of 16 categories for all products;
 * - tree: the account of a figure with its lists and a certified tree of 1,000 nodes, from what is kept.
 * Run: node --import tsx test/bench/system.bench.ts [products]
 */
const shown = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  return `${sorted[0]!.toFixed(1)} / ${sorted[sorted.length >> 1]!.toFixed(1)}`;
};

function timed(rounds: number, work: (round: number) => void): string {
  work(-1);
  return shown(
    Array.from({ length: rounds }, (_, round) => {
      const began = performance.now();
      work(round);
      return performance.now() - began;
    }),
  );
}

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

console.log(`Node ${process.version}, ${cpus()[0]!.model}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`);
console.log(
  'ms: min / median\n| products | kind | entries | cold | demand | all | tree |\n|---|---|---|---|---|---|---|',
);
const only = process.argv[2];
for (const size of [2_000, 20_000, 100_000].filter((each) => !only || each === Number(only)))
  for (const kind of ['structured', 'entangled'] as const) {
    const system = drawSystem({ size, kind, seed: 1, categories: 16 });
    const categories = system.categories.map((_, k) => k);
    const rounds = size > 20_000 ? 3 : 9;
    const cold = timed(rounds, () => intensityOf(prepareSystem(system), 0));
    const prepared = prepareSystem(system);
    const steps = [demand(prepared, 0)];
    const one = timed(rounds, (round) => steps.push(demand(prepared, round)));
    const all = timed(Math.min(rounds, 5), () => intensitiesOf(prepareSystem(system), categories));
    const account = timed(rounds, (round) => tree(prepared, round));
    console.log(`| ${size} | ${kind} | ${system.technosphere.row.length} | ${cold} | ${one} | ${all} | ${account} |`);
    console.log(`steps: ${intensityOf(prepared, 0).iterations} back, ${Math.max(...steps)} forward`);
  }
