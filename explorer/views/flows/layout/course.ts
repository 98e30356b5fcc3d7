import type { Bend, Course, Station } from './outline.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

type Step = Course['steps'][number];

const line = (x: number, y: number, heading = 0): Step => ({ bend: { kind: 'line' }, to: { x, y, heading } });

/** Below this difference of height two points count as level. */
const level = 0.01;

/**
 * From one point to another, both heading rightwards: a circle, a straight part, a circle the other way. With
 * R = r1 + r2 and d = (dx, dy): L = sqrt(dx^2 + dy^2 - 2 R dy), turn = atan2(dx, R - dy) - atan2(L, R). Where the
 * circles do not fit (a thick ribbon in a narrow gap) it is an S of the same thickness along the column.
 */
function swerve(from: Point, to: Point, thick: number, nest: { from: number; to: number }): Step[] {
  const dx = to.x - from.x;
  const dy = Math.abs(to.y - from.y);
  if (dy < level) return [line(to.x, to.y)];
  const least = thick / 2 + 1;
  const [first, second] = fit(Math.max(least, nest.from), Math.max(least, nest.to), dx);
  if (first < least || second < least) return [{ bend: { kind: 'wave' }, to: { ...to, heading: 0 } }];
  const both = first + second;
  const straight = Math.sqrt(Math.max(0, dx * dx + dy * dy - 2 * both * dy));
  const turn = Math.atan2(dx, both - dy) - Math.atan2(straight, both);
  const down = Math.sign(to.y - from.y);
  const station = (end: Point, radius: number, way: 1 | -1): Station => ({
    x: end.x + way * radius * Math.sin(turn),
    y: end.y + way * down * radius * (1 - Math.cos(turn)),
    heading: down * turn,
  });
  const arc = (radius: number, clockwise: boolean): Bend => ({ kind: 'arc', radius, clockwise });
  return [
    { bend: arc(first, down > 0), to: station(from, first, 1) },
    { bend: { kind: 'line' }, to: station(to, second, -1) },
    { bend: arc(second, down < 0), to: { ...to, heading: 0 } },
  ];
}

/** Two radii whose sum is at most the gap, in the same proportion. */
function fit(first: number, second: number, gap: number): [number, number] {
  const share = Math.min(1, gap / (first + second));
  return [first * share, second * share];
}

/** Through the places that a long link passes, straight across each column. */
export function forwardCourse(
  points: readonly { readonly x: number; readonly y: number }[],
  thick: number,
  nest: { from: number; to: number },
): Course {
  const steps: Step[] = [];
  const usual = 40 + thick / 2;
  for (let index = 1; index < points.length; index++) {
    const straight = index % 2 === 0;
    const [from, to] = [points[index - 1]!, points[index]!];
    if (straight) steps.push(line(to.x, to.y));
    else
      steps.push(
        ...swerve(from, to, thick, {
          from: index === 1 ? nest.from : usual,
          to: index === points.length - 1 ? nest.to : usual,
        }),
      );
  }
  return { start: { ...points[0]!, heading: 0 }, steps };
}

export interface Return {
  readonly from: Point;
  readonly to: Point;
  /** Middle of the lane. */
  readonly lane: number;
  /** How far the link swings out beyond its source and its target. */
  readonly reach: { readonly from: number; readonly to: number };
  readonly thick: number;
}

/** Out of the source, round into the gutter, back against the reading direction, round into the target. */
export function returnCourse({ from, to, lane, reach, thick }: Return): Course {
  const side = Math.sign(lane - from.y) || -1;
  const quarter = (side * Math.PI) / 2;
  const clockwise = side > 0;
  const radius = (end: Point, out: number) => Math.max(thick / 2, Math.min(out, Math.abs(end.y - lane) / 2));
  const [r1, r2] = [radius(from, reach.from), radius(to, reach.to)];
  const [right, left] = [from.x + reach.from, to.x - reach.to];
  const arc = (r: number, x: number, y: number, heading: number): Step => ({
    bend: { kind: 'arc', radius: r, clockwise },
    to: { x, y, heading },
  });
  return {
    start: { ...from, heading: 0 },
    steps: [
      line(right - r1, from.y),
      arc(r1, right, from.y + side * r1, quarter),
      line(right, lane - side * r1, quarter),
      arc(r1, right - r1, lane, 2 * quarter),
      line(left + r2, lane, 2 * quarter),
      arc(r2, left, lane - side * r2, 3 * quarter),
      line(left, to.y + side * r2, 3 * quarter),
      arc(r2, left + r2, to.y, 4 * quarter),
      line(to.x, to.y, 4 * quarter),
    ],
  };
}
