import type { Facts } from '../../1-record/facts.ts';
import type { Layer } from '../../1-record/knowledge.ts';
import { type FlowTable, roleCodes } from '../columns.ts';
import { expectedRange } from '../judge.ts';
import type { LayerContent } from '../layer.ts';
import type { Balance } from './balances.ts';
import { isProcessFlow } from './life.ts';
import { type Slip, slipsOf } from './slip.ts';
import { lostIn, reactions, type UnmeasuredKind } from './stoichiometry.ts';

/** Something that would explain the gap of a process. */
export type Explanation =
  /** A figure that looks mistyped: with what was meant every gap is within what is expected. */
  | {
      readonly kind: 'slip';
      readonly sequence: number;
      readonly specification: string;
      readonly slip: Slip['kind'];
      readonly recorded: number;
      readonly meant: number;
      /** The coherent unit of both. */
      readonly unit: string;
    }
  /** A kind of flow that nobody measures and that is not expected of the process so far, or not so much of it, in kilograms. */
  | { readonly kind: 'unmeasured'; readonly flow: UnmeasuredKind; readonly kilograms: number }
  /** A thing without content in a layer, with the content per unit that would close the gap; NaN where none would. */
  | {
      readonly kind: 'property';
      readonly specification: string;
      readonly layer: Layer;
      readonly quantity: number;
      readonly unit: string;
      readonly needed: number;
    };

/** What is explained: one process, with its balance in each layer. */
export interface Explaining {
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly layers: readonly LayerContent[];
  /** Of one process. */
  readonly balances: readonly Balance[];
  readonly tolerance?: number;
}

/** What would explain the gaps of a process: missing properties, mistyped figures (the likeliest first), flows that nobody measures. */
export function explain(given: Explaining): Explanation[] {
  const properties = given.balances.flatMap(missingProperties);
  const isOff = given.balances.some(({ verdict }) => verdict === 'unexplained');
  return isOff ? [...slips(given), ...unmeasured(given), ...properties] : properties;
}

function missingProperties({ layer, unknown, unaccounted, expected, verdict }: Balance): Explanation[] {
  if (verdict !== 'unknown') return [];
  const middle = (expected.low + expected.high) / 2;
  return unknown.map(({ side, specification, quantity, unit }) => {
    const needed = (side === 'in' ? middle - unaccounted : unaccounted - middle) / quantity;
    const isAlone = unknown.length === 1 && needed >= 0;
    return { kind: 'property', specification, layer, quantity, unit, needed: isAlone ? needed : Number.NaN };
  });
}

interface Candidate {
  readonly row: number;
  readonly slip: Slip;
}

/** Figures of the process that, read as what was likely meant, leave every layer within what is expected; what leaves least beyond its middle first. */
function slips(given: Explaining): Explanation[] {
  const { table, balances } = given;
  const { columns, dictionaries, count } = table;
  const process = dictionaries.processes.indexOf(balances[0]!.subject);
  const found: (Candidate & { readonly distance: number })[] = [];
  for (let row = 0; row < count; row++) {
    if (columns.process[row] !== process || !isProcessFlow(columns, row)) continue;
    for (const slip of slipsOf(columns.quantity[row]!)) {
      const distance = distanceWith(given, { row, slip });
      if (distance <= 1) found.push({ row, slip, distance });
    }
  }
  return found
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ row, slip }) => ({
      kind: 'slip',
      sequence: columns.sequence[row]!,
      specification: dictionaries.specifications[columns.specification[row]!]!,
      slip: slip.kind,
      recorded: columns.quantity[row]!,
      meant: slip.meant,
      unit: dictionaries.units[columns.unit[row]!]!,
    }));
}

/** How far the gaps lie from the middle of what is expected, by half the width of the range, in the worst layer; over 1 is outside. */
function distanceWith(
  { table, facts, layers, balances, tolerance = 0.01 }: Explaining,
  { row, slip }: Candidate,
): number {
  const { columns } = table;
  const part = slip.meant / columns.quantity[row]! - 1;
  const sign = columns.role[row] === roleCodes.in ? 1 : -1;
  const mass = balances.find(({ layer }) => layer === 'mass');
  const changeIn = (name: Layer): number => (layers.find(({ layer }) => layer === name)?.content[row] ?? 0) * part;
  const massIn = (mass?.in ?? 0) - (mass?.stock.change ?? 0) + (sign > 0 ? changeIn('mass') : 0);
  return balances.reduce((worst, { layer, specification, in: into, out, unaccounted, verdict }) => {
    const change = changeIn(layer);
    if (verdict === 'unknown' || Number.isNaN(change) || layer === 'energy' || layer === 'exergy') return worst;
    const range = expectedRange(facts, specification, layer);
    // A gap between nothing and what is expected is expected, too.
    const [low, high] = [massIn * Math.min(0, range.low), massIn * Math.max(0, range.high)];
    const slack = tolerance * Math.max(into + (sign > 0 ? change : 0), out + (sign < 0 ? change : 0), 1e-12);
    return Math.max(worst, Math.abs(unaccounted + sign * change - (low + high) / 2) / ((high - low) / 2 + slack));
  }, 0);
}

/** Kinds of flow of which one amount explains what lies outside the range in every layer. */
function unmeasured({ balances, tolerance = 0.01 }: Explaining): Explanation[] {
  const mass = balances.find(({ layer }) => layer === 'mass');
  if (mass?.verdict !== 'unexplained' || mass.beyond <= 0) return [];
  return (Object.keys(reactions) as UnmeasuredKind[])
    .filter((flow) => flow !== 'loss')
    .filter((flow) =>
      balances.every(({ layer, verdict, beyond, in: into }) => {
        if (verdict === 'unknown' || layer === 'energy' || layer === 'exergy' || layer === 'mass') return true;
        return Math.abs(beyond - (lostIn(flow, layer) ?? 0) * mass.beyond) <= 5 * tolerance * Math.max(into, 1e-12);
      }),
    )
    .map((flow) => ({ kind: 'unmeasured', flow, kilograms: mass.beyond }));
}
