/** A moment of a path: where it is and where it heads (radians, clockwise from rightwards). */
export interface Station {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
}

/** How the path comes to a station: straight, along a circle, or along an S whose ends head rightwards. */
export type Bend =
  { readonly kind: 'line' | 'wave' } | { readonly kind: 'arc'; readonly radius: number; readonly clockwise: boolean };

/** The middle line of a ribbon. */
export interface Course {
  readonly start: Station;
  readonly steps: readonly { readonly bend: Bend; readonly to: Station }[];
}

/** One drawn step of an outline. */
export type Stroke =
  | { readonly op: 'M' | 'L'; readonly x: number; readonly y: number }
  | { readonly op: 'A'; readonly radius: number; readonly clockwise: boolean; readonly x: number; readonly y: number }
  | {
      readonly op: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    };

export type Outline = readonly Stroke[];

/** The point beside a station, to the right of its heading. */
const beside = ({ x, y, heading }: Station, offset: number) => ({
  x: x - offset * Math.sin(heading),
  y: y + offset * Math.cos(heading),
});

/** The outline of a ribbon of one thickness along a course: one edge there, the other back. */
export function ribbon(course: Course, thick: number): Outline {
  const half = thick / 2;
  const stations = [course.start, ...course.steps.map((step) => step.to)];
  const strokes: Stroke[] = [{ op: 'M', ...beside(course.start, -half) }];
  course.steps.forEach(({ bend }, index) => {
    strokes.push(stroke(bend, stations[index]!, stations[index + 1]!, -half, true));
  });
  strokes.push({ op: 'L', ...beside(stations.at(-1)!, half) });
  for (let index = course.steps.length - 1; index >= 0; index--)
    strokes.push(stroke(course.steps[index]!.bend, stations[index + 1]!, stations[index]!, half, false));
  return strokes;
}

/** The edge of a bend at a distance from the middle line, drawn along the course or against it. */
function stroke(bend: Bend, from: Station, to: Station, offset: number, along: boolean): Stroke {
  const end = beside(to, offset);
  if (bend.kind === 'line') return { op: 'L', ...end };
  if (bend.kind === 'arc') {
    const radius = Math.max(0, bend.radius + (bend.clockwise ? -offset : offset));
    return { op: 'A', radius, clockwise: bend.clockwise === along, ...end };
  }
  const start = beside(from, offset);
  const middle = (start.x + end.x) / 2;
  return { op: 'C', x1: middle, y1: start.y, x2: middle, y2: end.y, ...end };
}

/** The same outline with the axes exchanged: reading downwards instead of rightwards. */
export function transposed(outline: Outline): Outline {
  return outline.map((each): Stroke => {
    if (each.op === 'A') return { ...each, x: each.y, y: each.x, clockwise: !each.clockwise };
    if (each.op === 'C') return { op: 'C', x1: each.y1, y1: each.x1, x2: each.y2, y2: each.x2, x: each.y, y: each.x };
    return { ...each, x: each.y, y: each.x };
  });
}

const round = (value: number) => Math.round(value * 100) / 100;

/** The outline as the text of an SVG path. */
export function pathText(outline: Outline): string {
  return `${outline.map(strokeText).join('')}Z`;
}

/** One edge of a ribbon as an open path: what is drawn of a flow whose amount is unknown. */
export const edgeText = (outline: Outline): string =>
  outline
    .slice(0, outline.length / 2)
    .map(strokeText)
    .join('');

function strokeText(each: Stroke): string {
  const end = `${round(each.x)},${round(each.y)}`;
  if (each.op === 'A') return `A${round(each.radius)},${round(each.radius)} 0 0 ${each.clockwise ? 1 : 0} ${end}`;
  if (each.op === 'C') return `C${round(each.x1)},${round(each.y1)} ${round(each.x2)},${round(each.y2)} ${end}`;
  return `${each.op}${end}`;
}
