import { round } from './bands.ts';
import { boxOf, type Letters, type MapLabel, placeLetters } from './names.ts';
import type { Frame } from './frame.ts';
import type { MapPicture } from './picture.ts';

/** Where something crosses the frame: what comes from nobody knows where, or goes there. */
export interface DrawnPort {
  readonly side: 'in' | 'out';
  /** An arrow, as an SVG path; its body is as thick as a flow of its amount, up to a quarter of the height. */
  readonly path: string;
  readonly label: MapLabel;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PortRoom extends Frame {
  /** Pixels of an amount. */
  readonly thick: (value: number) => number;
  readonly words: (side: DrawnPort['side'], value: number) => string;
  /** What a port should not lie on. */
  readonly taken: readonly Box[];
}

const body = 22;
const head = 12;
const letters: Letters = placeLetters;
const step = 12;

/** The ports of a map: what comes in on the left edge, what goes out on the right, where no place lies. */
export function portsOf({ placeless: { given, taken } }: Pick<MapPicture, 'placeless'>, room: PortRoom): DrawnPort[] {
  return [...(taken !== 0 ? [portAt('in', taken, room)] : []), ...(given !== 0 ? [portAt('out', given, room)] : [])];
}

function portAt(side: DrawnPort['side'], value: number, room: PortRoom): DrawnPort {
  const thick = Math.min(room.height / 4, Number.isNaN(value) ? 1.5 : room.thick(value));
  const half = Math.max(thick / 2 + 5, 9);
  const y = freeHeight(side, half, value, room);
  const start = side === 'in' ? 0 : room.width - body - head;
  const [neck, tip] = [start + body, start + body + head];
  const [up, down] = [round(y - thick / 2), round(y + thick / 2)];
  return {
    side,
    path: `M${start} ${up}H${neck}V${round(y - half)}L${tip} ${round(y)}L${neck} ${round(y + half)}V${down}H${start}Z`,
    label: labelOf(side, y - half, value, room),
  };
}

const labelOf = (side: DrawnPort['side'], top: number, value: number, { width, words }: PortRoom): MapLabel => ({
  x: side === 'in' ? 4 : width - 4,
  y: round(top - 5),
  anchor: side === 'in' ? 'start' : 'end',
  text: words(side, value),
});

/** What a port takes up with its words. */
export function portBox({ side, path, label }: DrawnPort, { width }: Frame): Box {
  const { left, right, top } = boxOf(label, letters);
  const bottom = Math.max(...[...path.matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y)));
  const reach = body + head;
  return side === 'in'
    ? { left: 0, right: Math.max(right, reach), top, bottom: bottom + 9 }
    : { left: Math.min(left, width - reach), right: width, top, bottom: bottom + 9 };
}

/** The height nearest to the middle at which nothing lies under the port or its words; the middle where there is none. */
function freeHeight(side: DrawnPort['side'], half: number, value: number, room: PortRoom): number {
  const { width, height, taken } = room;
  const heights = Array.from({ length: Math.floor(height / step) }, (_, place) => {
    const away = Math.ceil(place / 2) * step;
    return height / 2 + (place % 2 === 0 ? away : -away);
  });
  const isFree = (y: number) => {
    const words = boxOf(labelOf(side, y - half, value, room), letters);
    const reach = body + head;
    const left = side === 'in' ? 0 : Math.min(words.left, width - reach);
    const right = side === 'in' ? Math.max(words.right, reach) : width;
    const inside = words.top > 0 && y + half < height - 30;
    return (
      inside &&
      !taken.some((box) => box.left < right && left < box.right && box.top < y + half + 4 && words.top - 4 < box.bottom)
    );
  };
  return heights.find(isFree) ?? height / 2;
}
