import { solveDense } from '../../0-base/matrix/dense.ts';
import type { Facts } from '../../1-record/facts.ts';
import type { Layer } from '../../1-record/knowledge.ts';
import { expectedOf } from '../judge.ts';
import type { Balance } from './balances.ts';
import { lostRange, type ReactionPart, reactions, type UnmeasuredKind } from './stoichiometry.ts';

/** A flow that nobody measured, as far as the gaps of a process tell it: expected, never measured. */
export interface UnmeasuredFlow {
  readonly process: string;
  readonly kind: UnmeasuredKind;
  readonly substance: ReactionPart['substance'];
  readonly side: ReactionPart['side'];
  /** Best estimate, and what is expected of its specification; of heat in joules, else in kilograms. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  readonly unit: 'kilogram' | 'joule';
}

/** The layers whose gaps tell the kinds apart; energy leaves as heat of any origin. */
const telling: readonly Layer[] = ['mass', 'carbon', 'water'];
/** Part of what went in by which a gap may be off and still tell: contents are less sure than mass, which must close. */
const slackOf = (layer: Layer): number => (layer === 'mass' ? 1e-5 : 0.02);

const nothing = { low: 0, high: 0 };
/** A uniform range has this part of its width as standard deviation. */
const uniform = 1 / Math.sqrt(12);

interface Unknown {
  readonly kind: UnmeasuredKind;
  readonly low: number;
  readonly high: number;
}

/**
 * The named flows of one process that nobody measures: of each expected kind as much as explains the gaps best, within its range,
 *
 *   min sum_k ((x_k - middle_k) / width_k)^2 + sum_l ((gap_l - sum_k a_lk x_k) / slack_l)^2,
 *
 * with a_lk the layer's gap per kilogram that the kind loses, shared out by its reaction (stoichiometry.ts); where that is a range, its middle,
 * and the slack grows by what it may be off.
 * `balances` are those of the process, one a layer; nothing is told before it is over.
 */
export function unmeasuredFlows(balances: readonly Balance[], facts: Facts): UnmeasuredFlow[] {
  const mass = balances.find(({ layer }) => layer === 'mass');
  if (mass?.kind !== 'process' || !mass.began || !mass.ended) return [];
  const wentIn = mass.in - mass.stock.change;
  const unknowns = expectedOf(facts, mass.specification, 'mass').map(({ kind, low, high }) => ({
    ...{ kind, low: low * wentIn, high: high * wentIn },
  }));
  const amounts = explained(unknowns, balances.filter(isTelling));
  return unknowns.flatMap((unknown, place) => flowsOf(mass.subject, unknown, amounts[place]!));
}

const isTelling = ({ layer, verdict }: Balance): boolean => telling.includes(layer) && verdict !== 'unknown';

const flowsOf = (process: string, { kind, low, high }: Unknown, amount: number): UnmeasuredFlow[] =>
  reactions[kind].map(({ substance, side, amount: each }) => ({
    ...{ process, kind, substance, side },
    ...{ amount: amount * each, low: low * each, high: high * each },
    unit: substance === 'heat' ? 'joule' : 'kilogram',
  }));

/** Less than is expected may be, down to nothing. */
const leastOf = ({ low }: Unknown): number => Math.min(0, low);

/** Kilograms that each kind loses: least squares, those beyond their range held at its end and the others anew. */
function explained(unknowns: readonly Unknown[], balances: readonly Balance[]): number[] {
  const held = new Map<number, number>();
  for (let round = 0; round <= unknowns.length; round++) {
    const found = leastSquares(unknowns, { balances, held });
    const beyond = found.findIndex(
      (each, k) => !held.has(k) && (each < leastOf(unknowns[k]!) - 1e-9 || each > unknowns[k]!.high + 1e-9),
    );
    if (beyond < 0) return found;
    held.set(beyond, Math.min(unknowns[beyond]!.high, Math.max(leastOf(unknowns[beyond]!), found[beyond]!)));
  }
  return unknowns.map(({ low, high }) => (low + high) / 2);
}

function leastSquares(
  unknowns: readonly Unknown[],
  { balances, held }: { readonly balances: readonly Balance[]; readonly held: ReadonlyMap<number, number> },
): number[] {
  const size = unknowns.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  unknowns.forEach(({ low, high }, k) => {
    const fixed = held.get(k);
    const weight = fixed === undefined ? 1 / Math.max(high - low, 1e-9) ** 2 : 1e18;
    matrix[k * size + k] = weight;
    right[k] = weight * (fixed ?? (low + high) / 2);
  });
  for (const { layer, in: into, out, unaccounted } of balances) {
    const parts = unknowns.map(({ kind }) => lostRange(kind, layer) ?? nothing);
    const unsure = parts.map(({ low, high }, k) => uniform * (high - low) * unknowns[k]!.high);
    const weight = 1 / Math.max(Math.hypot(slackOf(layer) * Math.max(into, out), ...unsure), 1e-9) ** 2;
    const part = parts.map(({ low, high }) => (low + high) / 2);
    for (let a = 0; a < size; a++) {
      right[a]! += weight * part[a]! * unaccounted;
      for (let b = 0; b < size; b++) matrix[a * size + b]! += weight * part[a]! * part[b]!;
    }
  }
  return [...(solveDense(matrix, right, size) ?? unknowns.map(({ low, high }) => (low + high) / 2))];
}
