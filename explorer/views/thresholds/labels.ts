import { wrapName } from './words.ts';

/** Pixels of a line, of a line's signs above its foot, between two labels; characters in a line. */
export const labelSizes = { line: 15, rise: 12, gap: 4, most: 22 };

/** Lines of the label of a sector: those of its name, and its number. */
export const labelName = (name: string): readonly string[] => wrapName(name, labelSizes.most);

/** A label beside a ring: `top` where it would stand by itself. */
export interface Label {
  readonly top: number;
  readonly height: number;
}

/**
 * The tops of the labels of one side, given from the top down, so that none lies on another: they give way outwards, up above the
 * middle of the ring and down below it, and back where they would leave the room.
 */
export function spreadLabels(labels: readonly Label[], middle: number, room: number): number[] {
  const { gap } = labelSizes;
  const tops = labels.map(({ top }) => top);
  const below = labels.findIndex(({ top, height }) => top + height / 2 >= middle);
  const first = below === -1 ? labels.length : below;
  const pushDown = (from: number, edge: number) => {
    for (let at = from; at < tops.length; at++) {
      tops[at] = Math.max(tops[at]!, edge);
      edge = tops[at]! + labels[at]!.height + gap;
    }
  };
  const pushUp = (from: number, edge: number) => {
    for (let at = from; at >= 0; at--) {
      tops[at] = Math.min(tops[at]!, edge - labels[at]!.height);
      edge = tops[at]! - gap;
    }
  };
  pushDown(first, 0);
  pushUp(first - 1, (tops[first] ?? room + gap) - gap);
  pushUp(tops.length - 1, room);
  pushDown(0, 0);
  return tops;
}
