import type { Aim } from '../../0-base/matrix/iterate.ts';
import { solvePrepared } from '../../0-base/matrix/prepared.ts';
import { addTo, exactDot, exactSums, totalsOf } from '../../0-base/matrix/sum.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { unproductiveCircles } from './circles.ts';
import type { Certificate } from './figure-account.ts';
import { intensityOf, solveProblems } from './intensity.ts';
import { namesOf } from './names.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** How much each process runs for a demand. */
export interface Scaling {
  /** s, one number a process; 0 where it is not the maker of its product. */
  readonly value: Float64Array;
  /** The componentwise backward error of s. */
  readonly residual: number;
  readonly iterations: number;
  /** system.singular, solver.stalled, system.nonproductive. */
  readonly problems: readonly Problem[];
}

const certain = 1e-9;

/** Close enough for a category: no more than a billionth of what the demand carries is left over, whatever hides it. */
function aimFor(prepared: PreparedSystem, demand: Float64Array, category: number): Aim | undefined {
  const weight = intensityOf(prepared, category).gross();
  const carried = demand.reduce((sum, amount, i) => (amount === 0 ? sum : sum + Math.abs(amount) * weight[i]!), 0);
  if (!(carried > 0) || weight.some(Number.isNaN)) return undefined;
  return { weight, limit: certain * carried };
}

/** A process that runs backwards though nothing was asked back. */
function backwards(prepared: PreparedSystem, demand: Float64Array, scaling: Float64Array): Problem[] {
  const least = -1e-9 * scaling.reduce((most, s) => Math.max(most, Math.abs(s)), 0);
  if (demand.some((amount) => amount < 0) || unproductiveCircles(prepared).length > 0) return [];
  if (scaling.every((s) => !(s < least))) return [];
  const names = prepared.system.processes.flatMap(({ name }, j) => (scaling[j]! < least ? [name] : []));
  return [problem('system.nonproductive', '', { name: names[0]!, members: namesOf(names) })];
}

/**
 * A s = f: how much each process runs for a demand, one number a product in its unit. For a category it is solved as far as the category's score
 * needs, by its certificate; without one, until every row is exact by itself.
 * Problems: system.singular, solver.stalled; system.nonproductive where a process runs backwards.
 * Source: R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 2.
 */
export function scalingOf(prepared: PreparedSystem, demand: Float64Array, category?: number): Scaling {
  const { square, system, components } = prepared;
  const right = demand.map((amount, i) => amount * square.sign[i]!);
  const aim = category === undefined ? undefined : aimFor(prepared, demand, category);
  const solved = solvePrepared(prepared.forward(), [right], aim)[0]!;
  const value = new Float64Array(system.processes.length);
  square.maker.forEach((j, i) => {
    if (j !== nobody) value[j] = solved.x[i]!;
  });
  const failed = solved.failed.map((component) => components.count - 1 - component);
  const problems = [...solveProblems(prepared, solved, failed), ...backwards(prepared, demand, value)];
  return { value, residual: solved.residual, iterations: solved.iterations, problems };
}

/** r = f - A s, one number a product: what of a demand a scaling does not deliver, each rounded once or nearly. */
function remainderOf({ system }: PreparedSystem, demand: Float64Array, scaling: Float64Array): Float64Array {
  const { start, row, value } = system.technosphere;
  const remainder = demand.slice();
  for (let j = 0; j < scaling.length; j++) {
    if (scaling[j] === 0) continue;
    for (let e = start[j]!; e < start[j + 1]!; e++) remainder[row[e]!]! -= value[e]! * scaling[j]!;
  }
  return remainder;
}

/**
 * The certificate of a scaling s for a demand f, whatever way s was found: the score D . s misses exactly Lambda . (f - A s), and no credit can hide
 * more than Lambda+ . |f - A s|; both in the unit of the category. Of products that nobody makes nothing is missed.
 */
export function certificateOf(
  prepared: PreparedSystem,
  category: number,
  { demand, scaling }: { readonly demand: Float64Array; readonly scaling: Float64Array },
): Certificate {
  const { value, gross, residual } = intensityOf(prepared, category);
  const remainder = remainderOf(prepared, demand, scaling);
  return { remainder: exactDot(value, remainder), bound: exactDot(gross(), remainder.map(Math.abs)), residual };
}

/** g = B s: what crosses the border for a scaling, one number a flow in its unit. */
export function inventoryOf({ biosphere }: PreparedSystem['system'], scaling: Float64Array): Float64Array {
  const inventory = exactSums(biosphere.rows);
  for (let j = 0; j < scaling.length; j++)
    for (let e = biosphere.start[j]!; e < biosphere.start[j + 1]!; e++)
      addTo(inventory, biosphere.row[e]!, biosphere.value[e]! * scaling[j]!);
  return totalsOf(inventory);
}

/** h = C g: the score of each category for an inventory. */
export function scoresOf({ characterisation: C }: PreparedSystem['system'], inventory: Float64Array): Float64Array {
  const scores = exactSums(C.rows);
  for (let flow = 0; flow < inventory.length; flow++)
    for (let e = C.start[flow]!; e < C.start[flow + 1]!; e++) addTo(scores, C.row[e]!, C.value[e]! * inventory[flow]!);
  return totalsOf(scores);
}

/** The burdens of each process in one category for a scaling: (C B)_j s_j. */
export function directShares(
  { direct, system }: PreparedSystem,
  scaling: Float64Array,
  category: number,
): Float64Array {
  return scaling.map((s, j) => (s === 0 ? 0 : s * direct[j * system.categories.length + category]!));
}
