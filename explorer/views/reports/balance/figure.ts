import { type Look, looksOf, plainLook } from '../../flows/colour.ts';
import { formatNumber } from '../../../text/format.ts';
import { sayBalance } from '../words.ts';
import { amountIn, rangeIn, type Writing } from './amount.ts';
import type { NamedPart } from './layout.ts';
import { type Part, sizeOf } from './parts.ts';

/** So many things of a side are drawn one by one; the others are one. */
const mostThings = 7;

/** What a part is called. */
export function partName({ side, kind, of }: Part, nameOf: (id: string) => string): string {
  const { parts } = sayBalance();
  if (kind === 'thing') return nameOf(of);
  if (kind === 'loss') return parts.loss(nameOf(of));
  if (kind === 'stock') return of === 'progress' ? parts.progress[side] : parts.stock[side];
  if (kind === 'added' || kind === 'open') return parts[kind][side];
  if (kind !== 'expected') return parts[kind];
  return of === 'heat' ? parts.heat : (parts.substances[of] ?? parts.expected);
}

/** The parts of a picture with their words, in their order; small things are one. */
export function namedParts(parts: readonly Part[], writing: Writing): NamedPart[] {
  return (['in', 'out'] as const).flatMap((side) => {
    const own = parts.filter((part) => part.side === side);
    const things = own.filter(({ kind }) => kind === 'thing');
    const few = things.length > mostThings + 1 ? things.slice(0, mostThings) : things;
    const joined = others(things.slice(few.length));
    const rest = own.filter(({ kind }) => kind !== 'thing');
    return [
      ...few.map((part) => named(part, writing)),
      ...(joined ? [{ ...named(joined, writing), name: sayBalance().parts.others(countOf(things, few)) }] : []),
      ...rest.map((part) => named(part, writing)),
    ];
  });
}

const countOf = (all: readonly Part[], few: readonly Part[]): string => formatNumber(all.length - few.length, 9);

function others(parts: readonly Part[]): Part | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const amount = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  return { ...first, of: '', amount, low: amount, high: amount };
}

function named(part: Part, writing: Writing): NamedPart {
  const { kind, amount, low, high } = part;
  const range = kind === 'expected' && high > low ? `(${rangeIn(writing, low, high)})` : '';
  return { ...part, name: partName(part, writing.nameOf), figure: amountIn(writing, amount), range };
}

/** How things are told apart: what goes in and comes out has one look on both sides. */
export function partLooks(parts: readonly Part[]): (part: Part) => Look {
  const weights = new Map<string, number>();
  for (const part of parts)
    if (part.kind === 'thing') weights.set(part.of, Math.max(weights.get(part.of) ?? 0, sizeOf(part)));
  const looks = new Map(looksOf(weights));
  return ({ of }) => looks.get(of) ?? plainLook;
}
