import { type Point, round, type Spot } from './bands.ts';
import type { Frame } from './frame.ts';

/** A name with its place: `x` is its start, middle or end, `y` its base line. */
export interface MapLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Letters: their size in pixels, and what a character takes of it, rather too much than too little. */
export interface Letters {
  readonly size: number;
  readonly each: number;
}
export const placeLetters: Letters = { size: 13, each: 0.6 };
export const areaLetters: Letters = { size: 12, each: 0.56 };
const edge = 3;

/** What names may not touch and, where they can help it, do not lie on. */
export interface Room {
  readonly frame: Frame;
  readonly taken: Box[];
  readonly shunned: readonly Point[];
}

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = ({ left, right, top, bottom }: Box, [x, y]: Point) => x > left && x < right && y > top && y < bottom;

export const boxAround = ({ x, y, radius }: Spot): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

export function boxOf({ x, y, anchor, text }: MapLabel, { size, each }: Letters): Box {
  const width = text.length * size * each;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size, bottom: y + size * 0.3 };
}

/** The first of some labels that lies whole in the frame and touches nothing, rather on no flow; its place is taken. */
export function firstFitting(labels: readonly MapLabel[], letters: Letters, room: Room): MapLabel | undefined {
  const { width, height } = room.frame;
  const free = labels.filter((label) => {
    const box = boxOf(label, letters);
    const inside = box.left >= edge && box.right <= width - edge && box.top >= edge && box.bottom <= height - edge;
    return inside && !room.taken.some((other) => meets(other, box));
  });
  const found = free.find((label) => !room.shunned.some((point) => holds(boxOf(label, letters), point))) ?? free[0];
  if (found) room.taken.push(boxOf(found, letters));
  return found;
}

/** Where the name of a circle can stand: above, below, right and left of it, and in between. */
export function labelsAround({ x, y, radius }: Spot, text: string): MapLabel[] {
  const at = (dx: number, dy: number, anchor: MapLabel['anchor']): MapLabel => ({
    x: round(x + dx),
    y: round(y + dy),
    anchor,
    text,
  });
  const aside = radius + 5;
  const slant = radius * 0.7 + 4;
  return [
    at(0, -aside, 'middle'),
    at(0, aside + 9, 'middle'),
    at(aside, 4, 'start'),
    at(-aside, 4, 'end'),
    at(slant, -slant, 'start'),
    at(-slant, -slant, 'end'),
    at(slant, slant + 9, 'start'),
    at(-slant, slant + 9, 'end'),
  ];
}
