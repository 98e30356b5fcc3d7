import { wrapText } from '../../../sheet/plate.ts';
import { type Part, sizeOf } from './parts.ts';

/** A part with what is written beside it. */
export interface NamedPart extends Part {
  readonly name: string;
  readonly figure: string;
  /** Of what nobody measured, from how much to how much is expected; '' else. */
  readonly range: string;
}

/** A part in the picture: its piece of the bar, its words, and the line between the two. */
export interface PlacedPart extends NamedPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly lines: readonly string[];
    readonly strong: number;
  };
  /** From the bar to the words. */
  readonly leader: string;
}

/** A balance as numbers: the same amount is as high on both sides. */
export interface BalanceLayout {
  readonly width: number;
  readonly height: number;
  readonly bar: number;
  /** Left edges of both bars, and where the head of each side stands. */
  readonly sides: readonly { readonly side: Part['side']; readonly x: number; readonly edge: number }[];
  readonly parts: readonly PlacedPart[];
}

interface Given {
  readonly parts: readonly NamedPart[];
  readonly width: number;
}

const head = 28;
const line = 16;
const character = 7.4;
const space = 8;
/** Pixels of the line between a bar and its words. */
const reach = 14;
/** How high the bars are at least, and how high a part is whose amount is not known. */
const least = { height: 240, unknown: 6 };
/** Wider than this nothing becomes clearer. */
const most = 800;

/** The sizes of bar, middle and words for a width. */
function columnsOf(width: number) {
  const shown = Math.min(width, most);
  const bar = Math.round(Math.min(110, Math.max(34, shown * 0.11)));
  const middle = Math.round(Math.min(28, Math.max(8, shown * 0.03)));
  const words = Math.floor((shown - 2 * bar - middle - 2 * reach) / 2);
  return { shown, bar, middle, words };
}

/** Puts the parts of each side below each other, in their order, and their words beside them, none over another. */
export function balanceLayout({ parts, width }: Given): BalanceLayout {
  const { shown, bar, middle, words } = columnsOf(width);
  const sides = (['in', 'out'] as const).map((side) => ({
    side,
    x: side === 'in' ? words + reach : words + reach + bar + middle,
    edge: side === 'in' ? words : shown - words,
    written: parts
      .filter((part) => part.side === side)
      .map((part) => ({ part, lines: linesOf(part, Math.floor(words / character)) })),
  }));
  const needed = sides.map(({ written }) => written.reduce((sum, { lines }) => sum + blockOf(lines), 0));
  const room = Math.max(least.height, ...needed);
  const total = Math.max(...sides.map(({ written }) => written.reduce((sum, { part }) => sum + sizeOf(part), 0)), 0);
  const unknowns = Math.max(...sides.map(({ written }) => written.filter(({ part }) => sizeOf(part) === 0).length));
  const scale = total > 0 ? (room - unknowns * least.unknown) / total : 0;
  return {
    width: shown,
    height: head + room + space,
    bar,
    sides: sides.map(({ side, x, edge }) => ({ side, x, edge })),
    parts: sides.flatMap((each) => stack(each, { scale, bar, room })),
  };
}

function linesOf({ name, figure, range }: NamedPart, characters: number): string[] {
  const isShort = figure.length + range.length < characters;
  const amounts = range === '' ? [figure] : isShort ? [`${figure} ${range}`] : [figure, ...wrapText(range, characters)];
  return [...wrapText(name, characters), ...amounts];
}

const blockOf = (lines: readonly string[]): number => lines.length * line + space;

interface Side {
  readonly side: Part['side'];
  readonly x: number;
  readonly edge: number;
  readonly written: readonly { readonly part: NamedPart; readonly lines: readonly string[] }[];
}

interface Scaled {
  readonly scale: number;
  readonly bar: number;
  readonly room: number;
}

function stack({ side, x, edge, written }: Side, { scale, bar, room }: Scaled): PlacedPart[] {
  let y = head;
  const pieces = written.map(({ part, lines }) => {
    const height = sizeOf(part) === 0 ? least.unknown : sizeOf(part) * scale;
    const piece = { part, lines, y, height };
    y += height;
    return piece;
  });
  const tops = apart(
    pieces.map((piece) => ({ middle: piece.y + piece.height / 2, block: blockOf(piece.lines) })),
    room,
  );
  return pieces.map(({ part, lines, y: top, height }, place) => {
    const [from, to] = [top + height / 2, tops[place]! + (blockOf(lines) - space) / 2 + space / 2];
    const inner = side === 'in' ? x : x + bar;
    return {
      ...part,
      ...{ x, y: top, width: bar, height },
      label: {
        x: side === 'in' ? edge - 4 : edge + 4,
        y: tops[place]! + line - 2,
        lines,
        strong: lines.findIndex((each) => each.startsWith(part.figure)),
      },
      leader: `M${inner} ${round(from)}L${edge} ${round(to)}`,
    };
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Tops of blocks near their middles, in their order, none over another, all within the room. */
function apart(blocks: readonly { readonly middle: number; readonly block: number }[], room: number): number[] {
  const tops = blocks.map(({ middle, block }) => middle - block / 2);
  let floor = head;
  tops.forEach((top, place) => {
    tops[place] = Math.max(top, floor);
    floor = tops[place]! + blocks[place]!.block;
  });
  let ceiling = head + room + space;
  for (let place = tops.length - 1; place >= 0; place--) {
    tops[place] = round(Math.min(tops[place]!, ceiling - blocks[place]!.block));
    ceiling = tops[place]!;
  }
  return tops;
}
