import type { Balance } from '../../../../engine/3-flow/balance/balances.ts';
import type { UnmeasuredFlow } from '../../../../engine/3-flow/balance/unmeasured.ts';
import { figureOf, type SheetAnswer } from './answer.ts';

/**
 * What a part of a balance is: a thing that was recorded; change of stock; what was written off; what is expected though nobody measures it;
 * exergy that no longer is; value that was added; a gap, within what is tolerated, beyond it, or left open by contents that are not known.
 */
export type PartKind = 'thing' | 'stock' | 'loss' | 'expected' | 'destroyed' | 'added' | 'gap' | 'beyond' | 'open';

/** A part of one side of a balance, in the unit of the layer. */
export interface Part {
  readonly side: 'in' | 'out';
  readonly kind: PartKind;
  /** Of a thing its specification; of an expected flow the substance; else ''. */
  readonly of: string;
  /** NaN where the content of a thing is not known. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
}

/** Below this part of the larger side nothing is told: it is what rounding left. */
const rounding = 1e-6;

/** In the order in which they are told. */
const kinds: readonly PartKind[] = [
  ...(['thing', 'stock', 'loss', 'expected', 'destroyed', 'added', 'gap', 'open', 'beyond'] as const),
];

/** The size of a part; nothing, where it is not known. */
export const sizeOf = ({ amount }: Part): number => (Number.isFinite(amount) ? Math.max(0, amount) : 0);

/** The parts of both sides of a balance: with those that nobody recorded, the sums of both sides are equal. */
export function partsOf(balance: Balance, sheet: SheetAnswer): Part[] {
  const least = rounding * Math.max(balance.in, balance.out, Math.abs(balance.unaccounted));
  const parts = [...thingParts(balance, sheet), ...stockParts(balance), ...gapParts(balance, sheet)];
  const order = (part: Part): number => (part.side === 'in' ? 0 : 10) + kinds.indexOf(part.kind);
  return parts
    .filter(({ amount }) => Number.isNaN(amount) || Math.abs(amount) > least)
    .sort((a, b) => order(a) - order(b) || sizeOf(b) - sizeOf(a));
}

function thingParts({ layer }: Balance, { things }: SheetAnswer): Part[] {
  return things
    .filter((each) => each.layer === layer)
    .map(({ side, specification, ...told }) => ({
      side: side === 'in' ? 'in' : 'out',
      kind: side === 'loss' ? 'loss' : 'thing',
      of: specification,
      amount: figureOf(told.amount),
      low: figureOf(told.low),
      high: figureOf(told.high),
    }));
}

/** A part on the side on which it makes both equal: what is missing behind stands at the right. */
function partFor(kind: PartKind, amount: number, of = ''): Part {
  const size = Math.abs(amount);
  return { side: amount >= 0 ? 'out' : 'in', kind, of, amount: size, low: size, high: size };
}

const stockParts = ({ stock }: Balance): Part[] => [
  partFor('stock', stock.change - stock.inProgress, 'stock'),
  partFor('stock', stock.inProgress, 'progress'),
];

function gapParts(balance: Balance, sheet: SheetAnswer): Part[] {
  const { layer, verdict, unaccounted } = balance;
  if (layer === 'price') return [partFor('added', unaccounted)];
  if (verdict === 'unknown') return [partFor('open', unaccounted)];
  const explained = explainedParts(balance, sheet);
  const told = explained.reduce((sum, { side, amount }) => sum + (side === 'out' ? amount : -amount), 0);
  return [...explained, partFor(verdict === 'unexplained' ? 'beyond' : 'gap', unaccounted - told)];
}

/** What of a gap is explained, though nobody measured it. */
function explainedParts({ layer, kind, unaccounted, expected }: Balance, sheet: SheetAnswer): Part[] {
  if (layer === 'exergy') return exergyParts(sheet);
  if (layer === 'mass' && kind === 'process' && sheet.unmeasured.length > 0) return substances(sheet.unmeasured);
  const [low, high] = [Math.min(0, expected.low), Math.max(0, expected.high)];
  const amount = Math.min(high, Math.max(low, unaccounted));
  if (low === high || amount === 0) return [];
  const of = layer === 'energy' ? 'heat' : '';
  return [{ ...partFor('expected', amount, of), ...(layer !== 'energy' && towards(amount, expected)) }];
}

function exergyParts({ efficiencies }: SheetAnswer): Part[] {
  const found = efficiencies.find(({ layer }) => layer === 'exergy');
  const [unmeasured, destroyed] = [figureOf(found?.unmeasured), figureOf(found?.destroyed)];
  if (!(destroyed >= 0)) return [];
  return [partFor('expected', unmeasured), partFor('destroyed', destroyed)];
}

/** A range of a gap as it is told of the side on which the gap stands. */
export const towards = (gap: number, { low, high }: Balance['expected']): Balance['expected'] =>
  gap >= 0 ? { low, high } : { low: -high, high: -low };

/** Named flows that nobody measures, by substance, as far as they cross the border. */
function substances(flows: readonly UnmeasuredFlow[]): Part[] {
  const found = new Map<string, Part>();
  for (const { substance, side, unit, ...told } of flows) {
    if (unit !== 'kilogram' || (side !== 'in' && side !== 'out')) continue;
    const known = found.get(`${side} ${substance}`);
    const [low, high] = [Math.min(told.low, told.high), Math.max(told.low, told.high)];
    found.set(`${side} ${substance}`, {
      ...{ side, kind: 'expected', of: substance },
      amount: (known?.amount ?? 0) + told.amount,
      low: (known?.low ?? 0) + low,
      high: (known?.high ?? 0) + high,
    });
  }
  return [...found.values()];
}
