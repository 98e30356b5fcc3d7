import { wrapText } from '../../sheet/plate.ts';
import { ratioOf } from './sentences.ts';
import type { Standing, Wedge } from './wedge.ts';

/** A threshold as a bar: its name and number on a line, what is filled or why nothing is below it. */
export interface PlacedBar {
  readonly id: string;
  readonly place: number;
  readonly standing: Standing;
  readonly y: number;
  readonly height: number;
  /** Lines of its name, the first at the line of its number. */
  readonly name: readonly string[];
  readonly number: string;
  /** Lines that say why it is not known; empty when there is a bar. */
  readonly note: readonly string[];
  /** Where the bar or the note begins. */
  readonly below: number;
  readonly filled: number;
  /** Ends between which the bar can end; absent where that is not known. */
  readonly range?: { readonly low: number; readonly high: number };
  /** Whether it goes on beyond its end: past the frame, or by what has no figure. */
  readonly open: boolean;
}

export interface BarsLayout {
  readonly width: number;
  readonly height: number;
  /** Where a ratio is 1. */
  readonly boundary: number;
  readonly bars: readonly PlacedBar[];
}

/** Pixels of a line of text, of an average character (rather too many), of a bar, and between two of them. */
export const barSizes = { line: 18, character: 7.4, bar: 16, gap: 14, axis: 22, most: 832, edge: 3 };

/** No bar is longer than so many times its full share. */
const mostRatio = 4;

/** The furthest that a bar or its bracket goes. */
const furthest = ({ ratio = 0, range, budget }: Wedge): number =>
  range && budget && ratio > 0 ? Math.max(ratio, range.high / budget) : ratio;

/** Bars against one line at which each is full, largest first; what is not known comes last with its reason. */
export function barsLayout(wedges: readonly Wedge[], room: number): BarsLayout {
  const width = Math.min(barSizes.most, Math.max(280, Math.floor(room)));
  const end = Math.min(mostRatio, Math.max(1.25, ...wedges.map(furthest)));
  const scale = (width - barSizes.edge) / end;
  let y = barSizes.axis;
  const bars = wedges
    .toSorted((a, b) => (b.ratio ?? -1) - (a.ratio ?? -1))
    .map((wedge, place) => {
      const bar = placeBar(wedge, { place, y, width, scale, end });
      y += bar.height;
      return bar;
    });
  return { width, height: y, boundary: scale, bars };
}

interface Room {
  readonly place: number;
  readonly y: number;
  readonly width: number;
  readonly scale: number;
  readonly end: number;
}

function placeBar(wedge: Wedge, { place, y, width, scale, end }: Room): PlacedBar {
  const { line, character, bar, gap } = barSizes;
  const { id, standing, ratio, missing, budget, reason = '' } = wedge;
  const reach = (score: number) => Math.min(Math.max(0, score / budget!), end) * scale;
  const range = ratio !== undefined &&
    budget &&
    wedge.range && { low: reach(wedge.range.low), high: reach(wedge.range.high) };
  const number = ratioOf(wedge);
  const name = wrapText(wedge.name, Math.max(8, Math.floor(width / character) - number.length - 2));
  const note = ratio === undefined ? wrapText(reason, Math.floor(width / character)) : [];
  const below = y + name.length * line;
  return {
    id,
    place,
    standing,
    y,
    height: name.length * line + (ratio === undefined ? note.length * line : bar) + gap,
    name,
    number,
    note,
    below,
    filled: Math.min(ratio ?? 0, end) * scale,
    ...(range && { range }),
    open: ratio !== undefined && (ratio > end || missing !== undefined),
  };
}
