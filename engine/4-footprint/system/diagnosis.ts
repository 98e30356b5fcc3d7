import { type Problem, problem } from '../../0-base/problem.ts';
import { circleProblems, unproductiveCircles } from './circles.ts';
import { grossProblems } from './gross.ts';
import { intensityOf } from './intensity.ts';
import { namesOf } from './names.ts';
import type { PreparedSystem } from './prepared-system.ts';

/** Amounts that lie further apart than a double holds digits hide each other in a sum. */
const widest = 15;

/**
 * Whether the inputs of one process lie so far apart that the small ones are lost beside the large ones, whatever the units: each counts by what it
 * carries. Without intensities there is no common measure, and nothing is said.
 */
function scaleProblems(prepared: PreparedSystem, category: number): Problem[] {
  const { system, square } = prepared;
  const carried = intensityOf(prepared, category).value;
  const { start, row, value } = square.matrix;
  const found: string[] = [];
  let powers = 0;
  square.maker.forEach((j, i) => {
    let [least, most] = [Infinity, 0];
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const size = Math.abs(value[e]! * carried[row[e]!]!);
      if (!(size > 0)) continue;
      least = Math.min(least, size);
      most = Math.max(most, size);
    }
    const apart = Math.log10(most / least);
    if (j < 0 || !(apart > widest)) return;
    found.push(system.processes[j]!.name);
    powers = Math.max(powers, apart);
  });
  if (found.length === 0) return [];
  return [problem('system.scale', '', { name: namesOf(found), value: `${Math.floor(powers)}` })];
}

/** The part of the system that each product is in: products that meet in some process are in one. */
function partsOf({ square: { matrix } }: PreparedSystem): Int32Array {
  const head = Int32Array.from({ length: matrix.rows }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (head[at] !== at) {
      head[at] = head[head[at]!]!;
      at = head[at]!;
    }
    return at;
  };
  for (let j = 0; j < matrix.columns; j++)
    for (let e = matrix.start[j]!; e < matrix.start[j + 1]!; e++) head[find(matrix.row[e]!)] = find(j);
  return head.map((_, i) => find(i));
}

/** Parts that share nothing with the largest: nothing that is asked of one reaches the other. */
function separateProblems(prepared: PreparedSystem): Problem[] {
  const part = partsOf(prepared);
  const sizes = new Map<number, number>();
  for (const head of part) sizes.set(head, (sizes.get(head) ?? 0) + 1);
  if (sizes.size <= 1) return [];
  const [largest] = [...sizes].reduce((a, b) => (b[1] > a[1] ? b : a));
  const { products } = prepared.system;
  const names = products.flatMap(({ name }, i) => (part[i] === largest ? [] : [name]));
  return [problem('system.separate', '', { value: `${sizes.size}`, name: namesOf(names) })];
}

/** Without what a solver stalls at in a circle that uses more than it makes: there is no answer to find, and that is said already. */
export const beyondCircles = (prepared: PreparedSystem, problems: readonly Problem[]): readonly Problem[] =>
  unproductiveCircles(prepared).length === 0 ? problems : problems.filter(({ code }) => code !== 'solver.stalled');

const answerProblems = (prepared: PreparedSystem, category: number): Problem[] => [
  ...prepared.problems,
  ...circleProblems(prepared),
  ...beyondCircles(prepared, intensityOf(prepared, category).problems),
  ...grossProblems(prepared, category),
  ...scaleProblems(prepared, category),
];

/**
 * What stands in the way of the figures of one category: who makes nothing, circles with a gain of one or more, circles without an answer, credits
 * that cannot be bounded, processes whose inputs lie too far apart. Looked for once.
 * Problems: system.output, system.makers, system.unmade, system.entry, system.gain, system.singular, solver.stalled, system.gross, system.scale.
 */
export function doubtsOf(prepared: PreparedSystem, category: number): readonly Problem[] {
  const { doubts } = prepared.known;
  const known = doubts.get(category) ?? answerProblems(prepared, category);
  doubts.set(category, known);
  return known;
}

/**
 * What is to be said of a system before anything is asked of it: what stands in the way of the figures of its categories, and parts that do not
 * reach each other. Problems: those of doubtsOf, each once, and system.separate.
 */
export function diagnose(prepared: PreparedSystem): Problem[] {
  const doubts = prepared.system.categories.flatMap((_, category) => doubtsOf(prepared, category));
  const once = new Map(doubts.map((each) => [JSON.stringify([each.code, each.record, each.values]), each]));
  return [...once.values(), ...separateProblems(prepared)];
}
