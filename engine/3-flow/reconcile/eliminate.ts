import { type Adjusted, adjust, adjustedOf, leaveOut, type LeftOut, prepare } from './adjust.ts';
import type { MeasuredFlow } from './measured-flow.ts';
import { adjustmentLimit, chanceAbove, chiSquareLimit } from './statistics.ts';

/** A measurement that the others contradict. */
export interface Suspicion {
  /** Place of the flow; `alike` are others that the balances cannot tell from it. */
  readonly flow: number;
  readonly alike: readonly number[];
  readonly statistic: number;
  /** What the other measurements give it, and its standard uncertainty. */
  readonly estimate: number;
  readonly deviation: number;
}

/** Whether the measurements agree as far as their uncertainties let them. */
export interface GlobalTest {
  readonly objective: number;
  readonly degrees: number;
  /** The objective that is passed with the chance asked for. */
  readonly limit: number;
  /** The chance of at least this objective if all uncertainties are as they say. */
  readonly chance: number;
  readonly isPassed: boolean;
}

/** Adjusted flows, with what was left out of them as contradicted. */
export interface Eliminated {
  readonly adjusted: Adjusted;
  readonly suspicions: readonly Suspicion[];
  /** With all measurements, and without those that were left out. */
  readonly before: GlobalTest;
  readonly after: GlobalTest;
}

interface Eliminating {
  readonly flows: readonly MeasuredFlow[];
  readonly balances: number;
  /** The chance at which agreement is doubted; 0.05 unless told. */
  readonly chance?: number;
  /** So many measurements are left out at most; 10 unless told. */
  readonly most?: number;
  /** Of flows that the balances cannot tell apart the one with the highest figure is suspected, given what the others tell of it, and how surely. */
  readonly prefer?: (flow: number, told: { readonly estimate: number; readonly deviation: number }) => number;
}

function globalTest({ objective, degrees }: Adjusted, chance: number): GlobalTest {
  const limit = chiSquareLimit(chance, degrees);
  return { objective, degrees, limit, chance: chanceAbove(objective, degrees), isPassed: objective <= limit };
}

/**
 * Serial elimination: while the global test fails or an adjustment is larger than chance allows, the measurement with the largest
 * standardised adjustment is taken as not made, and the rest is adjusted anew.
 * Source: R. Serth, W. Heenan, AIChE J. 32 (1986) 733, the iterative measurement test.
 */
export function eliminate(given: Eliminating): Eliminated {
  const { flows, balances, chance = 0.05, most = 10, prefer = () => 0 } = given;
  let prepared = prepare(flows, balances);
  const first = adjustedOf(prepared);
  const suspicions: Suspicion[] = [];
  const left: LeftOut[] = [];
  for (let current = first; suspicions.length < most; current = adjustedOf(prepared)) {
    const found = worst(flows, current, { chance, prefer });
    if (!found) break;
    suspicions.push(found);
    prepared = leaveOut(prepared, found.flow, left);
  }
  const adjusted = suspicions.length === 0 ? first : adjust(without(flows, suspicions), balances);
  return { adjusted, suspicions, before: globalTest(first, chance), after: globalTest(adjusted, chance) };
}

/** Flows with some measurements taken as not made. */
function without(flows: readonly MeasuredFlow[], suspicions: readonly Suspicion[]): MeasuredFlow[] {
  const isLeftOut = new Set(suspicions.map(({ flow }) => flow));
  return flows.map((each, place) => (isLeftOut.has(place) ? { ...each, deviation: Number.POSITIVE_INFINITY } : each));
}

/** The measurement that is contradicted most, if one is; alike are those with the same statistic, as all of one balance alone. */
function worst(
  flows: readonly MeasuredFlow[],
  { statistic, error, isRedundant }: Adjusted,
  { chance, prefer }: Required<Pick<Eliminating, 'chance' | 'prefer'>>,
): Suspicion | undefined {
  const tests = isRedundant.reduce((sum, each) => sum + each, 0);
  const largest = statistic.reduce((most, each) => Math.max(most, each), 0);
  if (!(largest > adjustmentLimit(chance, tests))) return undefined;
  const tied: number[] = [];
  statistic.forEach((each, i) => {
    if (isRedundant[i] === 1 && each > largest * (1 - 1e-6)) tied.push(i);
  });
  const estimateOf = (i: number): number => flows[i]!.value - error[i]!;
  const deviationOf = (i: number): number => Math.abs(error[i]!) / statistic[i]!;
  const rankOf = (i: number): number => prefer(i, { estimate: estimateOf(i), deviation: deviationOf(i) });
  const [flow, ...alike] = tied.toSorted((a, b) => rankOf(b) - rankOf(a));
  return { flow: flow!, alike, statistic: largest, estimate: estimateOf(flow!), deviation: deviationOf(flow!) };
}
