import { parseDecimal, toNumber } from '../0-base/decimal.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Layer } from '../1-record/knowledge.ts';
import { lostRange, type UnmeasuredKind } from './balance/stoichiometry.ts';

/** A range in the unit of the layer. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * What a balance says. closed: in = out within the tolerance. expected: the gap is what nobody measures (vapour,
 * respiration ...). unexplained: the gap lies outside what is expected whatever the unknown amounts are. unknown: it cannot be told.
 */
export type Verdict = 'closed' | 'expected' | 'unexplained' | 'unknown';

/** The judgement of a gap. */
export interface Judgement {
  /** in - out, in the unit of the layer. */
  readonly unaccounted: number;
  /** The gap that is expected although nobody measures it. */
  readonly expected: Range;
  /** How far the gap lies outside the expected range: positive too much went in, negative too much came out. */
  readonly beyond: number;
  /** So far a gap may lie off and still count as closed. */
  readonly slack: number;
  readonly verdict: Verdict;
}

/** What one kind of flow that nobody measures takes along, per kilogram that goes into a process. */
export interface ExpectedFlow extends Range {
  readonly kind: UnmeasuredKind;
}

/** What is expected to leave a process of a specification unmeasured in a layer, per kilogram that goes in, kind by kind. */
export function expectedOf(facts: Facts, specification: string, layer: Layer): ExpectedFlow[] {
  const found: ExpectedFlow[] = [];
  for (const { of, kind, ...range } of facts.ExpectedUnmeasuredFlow?.values() ?? []) {
    const part = lostRange(kind, layer);
    if (of !== specification || part === undefined) continue;
    const [least, most] = [numberOf(range.low), numberOf(range.high)];
    const ends = [part.low * least, part.low * most, part.high * least, part.high * most];
    found.push({ kind, low: Math.min(...ends), high: Math.max(...ends) });
  }
  return found;
}

/** The gap per kilogram that goes into a process of a specification; {0, 0} when nothing is expected. */
export const expectedRange = (facts: Facts, specification: string, layer: Layer): Range =>
  expectedOf(facts, specification, layer).reduce(
    (sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }),
    { low: 0, high: 0 },
  );

function numberOf(text: string): number {
  const value = parseDecimal(text);
  return value ? toNumber(value) : 0;
}

/** What a gap is judged by. */
export interface Evidence {
  /** What went into the processes that the gap is of, and what came out. */
  readonly in: number;
  readonly out: number;
  /** The gap; in - out unless told. */
  readonly unaccounted?: number;
  readonly expected: Range;
  /** Whether more went in, or came out, than is known. */
  readonly unknownIn: boolean;
  readonly unknownOut: boolean;
  /** Energy leaves as heat that nobody records, so that any loss of it is expected; a gain never is. */
  readonly heatLeaves: boolean;
  /** Whether nothing is made or ended on the way, as is so of all but money: what work adds to a price is no gap. */
  readonly isConserved: boolean;
  readonly tolerance: number;
}

/** Judges a gap; what is unknown on the in side can only raise it, on the out side only lower it. */
export function judge(evidence: Evidence): Judgement {
  const unaccounted = evidence.unaccounted ?? evidence.in - evidence.out;
  const slack = evidence.tolerance * Math.max(Math.abs(evidence.in), Math.abs(evidence.out));
  const expected = allowedOf(evidence, unaccounted);
  const low = Math.min(0, expected.low);
  const over = unaccounted - Math.max(0, expected.high);
  const under = unaccounted - low;
  const beyond = over > slack ? over : under < -slack ? under : 0;
  const gap = { unaccounted, expected, beyond, slack };
  return { ...gap, verdict: verdictOf(evidence, gap) };
}

/** Heat may take along all that went in; of what is not conserved any difference is as it should be. */
function allowedOf({ expected, heatLeaves, isConserved, ...went }: Evidence, unaccounted: number): Range {
  if (!isConserved) return { low: unaccounted, high: unaccounted };
  return heatLeaves ? { low: expected.low, high: Math.max(went.in, expected.low, 0) } : expected;
}

type Gap = Omit<Judgement, 'verdict'>;

function verdictOf({ unknownIn, unknownOut }: Evidence, gap: Gap): Verdict {
  if (gap.beyond > 0 && !unknownOut) return 'unexplained';
  if (gap.beyond < 0 && !unknownIn) return 'unexplained';
  if (unknownIn || unknownOut) return 'unknown';
  return Math.abs(gap.unaccounted) <= gap.slack ? 'closed' : 'expected';
}
