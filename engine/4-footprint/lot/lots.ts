import type { Components } from '../../0-base/matrix/component.ts';
import { componentsOf, membersOf, solveComponents } from '../../0-base/matrix/solve.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { accountOf } from './lot-account.ts';
import { balanceOf, type LotBalance } from './lot-balance.ts';
import { findCircles, type LotCircles } from './lot-circles.ts';
import { enteringBurden, type LotLinks, linkMatrix, linksOf, withShadows } from './lot-links.ts';
import { countMarks } from './lot-marks.ts';
import type { LotResult, LotSystem } from './lot-system.ts';

const namedAtMost = 12;

/** The keys of some nodes as one text, in alphabetical order, the rest counted. */
function namesOf({ pools, processes }: LotSystem, nodes: Iterable<number>): string {
  const names = Array.from(nodes, (node) => pools.keys[node] ?? processes.keys[node - pools.keys.length]!).sort();
  const more = names.length - namedAtMost;
  return more > 0 ? `${names.slice(0, namedAtMost).join(', ')} + ${more}` : names.join(', ');
}

/** V_i / T_i for every node: 0 for processes, for durables and where nothing is known to have come in. */
function averageOf({ pools, processes }: LotSystem, { available, unexplained }: LotBalance): Float64Array {
  const average = new Float64Array(pools.keys.length + processes.keys.length);
  unexplained.forEach((overdraw, i) => {
    if (pools.durable[i] === 0 && overdraw > 0 && overdraw < available[i]!) average[i] = overdraw / available[i]!;
  });
  return average;
}

/** Warnings about single pools: a durable used up, a pool of unknown origin. */
function poolProblems({ pools }: LotSystem, { available, unexplained }: LotBalance): Problem[] {
  return pools.keys.flatMap((key, i) => {
    if (unexplained[i] === 0) return [];
    if (pools.durable[i] === 1) return [problem('wear.beyond', '', { name: key, value: `${unexplained[i]}` }, key)];
    if (unexplained[i]! < available[i]!) return [];
    return [problem('origin.unknown', '', { name: key, value: `${unexplained[i]}` }, key)];
  });
}

function circleProblems(
  system: LotSystem,
  components: Components,
  { closed, unproductive }: LotCircles,
  failed: readonly number[],
  residual: number,
): Problem[] {
  const names = (component: number) => namesOf(system, membersOf(components, component));
  return [
    ...Array.from(closed, (each) => problem('system.singular', '', { name: names(each) })),
    ...Array.from(unproductive, (each) =>
      problem('system.nonproductive', '', { name: names(each), members: names(each) }),
    ),
    ...failed.map((each) => problem('solver.stalled', '', { value: `${residual}`, members: names(each) })),
  ];
}

/** The links without those inside closed circles: their members then hold what enters them and pass nothing on. */
function openLinks({ from, to, part }: LotLinks, { of }: Components, closed: ReadonlySet<number>): LotLinks {
  const kept = part.map((value, k) => (closed.has(of[from[k]!]!) && of[from[k]!] === of[to[k]!] ? 0 : value));
  return { from, to, part: kept };
}

/** Sums the rows of z of closed circles, K numbers, and makes them NaN: there is no intensity to give. */
function strand(z: Float64Array, components: Components, closed: ReadonlySet<number>, width: number): Float64Array {
  const stranded = new Float64Array(width);
  for (const component of closed)
    for (const node of membersOf(components, component))
      for (let k = 0; k < width; k++) {
        stranded[k]! += z[node * width + k]!;
        z[node * width + k] = Number.NaN;
      }
  return stranded;
}

/** m_i = z_i / T_i; 0 where nothing was there. */
function intensityOf(z: Float64Array, available: Float64Array, width: number): Float64Array {
  const intensity = z.slice(0, available.length * width);
  available.forEach((total, i) => {
    for (let k = 0; k < width; k++) intensity[i * width + k] = total === 0 ? 0 : intensity[i * width + k]! / total;
  });
  return intensity;
}

/**
 * Solves the lots of one period for K indicators at once, in the burdens z (pools T_i m_i, processes c_p): so scaled, the
 * units of the pools do not matter and every column of the matrix sums to what leaves its node. Components are solved
 * those first that others draw on; only circles are iterated.
 *
 * A circle that nothing leaves has no answer: system.singular names its members, their rows are NaN and what entered it
 * is `stranded`. A circle that an overdraw takes more from than it makes has none at m_i: system.nonproductive names it
 * and its overdraw counts as 0. Other codes: solver.stalled, wear.beyond, origin.unknown.
 * The residual is relative, of the burdens; `in` and `out` add up to the same for every indicator.
 */
export function solveLots(system: LotSystem): LotResult {
  const width = system.indicators.length;
  const balance = balanceOf(system);
  const links = linksOf(system, balance);
  const average = averageOf(system, balance);
  const pivot = new Int32Array(average.length).map((_, node) => node);
  const all = withShadows(links, system, balance);
  let matrix = linkMatrix(all, average);
  const components = componentsOf(matrix, pivot);
  const circles = findCircles({ system, balance, links }, average, matrix, components);
  const open = (some: LotLinks) => (circles.closed.size > 0 ? openLinks(some, components, circles.closed) : some);
  if (circles.closed.size + circles.unproductive.size > 0) {
    average.forEach((_, node) => {
      const component = components.of[node]!;
      if (circles.unproductive.has(component) || circles.closed.has(component)) average[node] = 0;
    });
    matrix = linkMatrix(open(all), average);
  }
  const entering = enteringBurden(system);
  const { x: z, failed, iterations, residual } = solveComponents({ matrix, pivot, right: entering }, components);
  countMarks({ system, balance, average, entering, z, open });
  const stranded = strand(z, components, circles.closed, width);
  const account = accountOf({
    system,
    balance,
    intensity: intensityOf(z, balance.available, width),
    processBurden: z.slice(balance.available.length * width),
    counted: balance.available.map((total, i) => average[i]! * total),
    stranded,
  });
  const problems = [...circleProblems(system, components, circles, failed, residual), ...poolProblems(system, balance)];
  return { ...account, problems, iterations, residual };
}
