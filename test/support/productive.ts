import fc from 'fast-check';
import type { Tables } from './cases/matrix.ts';

/** Chances of a drawn system: how full, whether it falls apart into layers, whether rows are mixed so that no product stands on the diagonal. */
interface Draw {
  readonly size: number;
  readonly seeds: readonly number[];
  readonly full: number;
  readonly layered: boolean;
  readonly mixed: boolean;
}

/** A productive system: each process uses, all told, at most nine tenths of what it makes; amounts made are 1 to 5 units. */
function tables({ size, seeds, full, layered, mixed }: Draw): Tables {
  let at = 0;
  const next = () => ((seeds[at++ % seeds.length]! * (1 + Math.floor(at / seeds.length) * 7)) % 1000) / 1000;
  const range = Array.from({ length: size }, (_, i) => i);
  const weight = range.map((i) => range.map((j) => (i !== j && (!layered || i > j) && next() < full ? next() : 0)));
  const sums = range.map((j) => range.reduce((sum, i) => sum + weight[i]![j]!, 0.1));
  const made = range.map(() => 1 + Math.floor(4 * next()));
  const rows = range.map((i) =>
    range.map((j) => (i === j ? made[j]! : weight[i]![j] === 0 ? 0 : (-0.9 * made[j]! * weight[i]![j]!) / sums[j]!)),
  );
  const A = mixed ? range.map((i) => rows[(i + 1) % size]!) : rows;
  const B = [0, 1, 2].map(() => range.map(() => Math.round(9 * next())));
  const C = [0, 1].map(() => [next(), 10 * next(), next()]);
  return { A, B, C };
}

/** Productive systems of up to 40 processes, full or sparse, cyclic or layered (reducible), with products on or off the diagonal; 3 flows, 2 categories. */
export const productive: fc.Arbitrary<Tables> = fc
  .record({
    size: fc.integer({ min: 1, max: 40 }),
    seeds: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 200, maxLength: 200 }),
    full: fc.constantFrom(0.05, 0.2, 0.6),
    layered: fc.boolean(),
    mixed: fc.boolean(),
  })
  .map(tables);
