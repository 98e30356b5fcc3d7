export type Point = readonly [x: number, y: number];

/** A circle on the plane. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A way with its head, as SVG paths, and points along it for whoever must keep off. */
export interface Band {
  readonly path: string;
  readonly head: string;
  readonly points: readonly Point[];
}

const bow = 0.16;
/** Pixels between a circle and what leaves or reaches it. */
const gap = 1.5;

export const round = (value: number): number => Math.round(value * 10) / 10;
const write = ([x, y]: Point) => `${round(x)} ${round(y)}`;
const between = (a: Point, b: Point, share: number): Point => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];
const headLength = (width: number) => Math.min(16, 5 + width * 0.8);

/** A quadratic curve. */
type Curve = readonly [start: Point, bend: Point, end: Point];
const pointOn = ([start, bend, end]: Curve, share: number): Point =>
  between(between(start, bend, share), between(bend, end, share), share);

/** A bow to the right of its way, so that what comes back runs beside it: from one circle to the head that touches the other. */
export function bandBetween(from: Spot, to: Spot, width: number): Band {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend: Point = [(from.x + to.x) / 2 - dy * bow, (from.y + to.y) / 2 + dx * bow];
  const whole: Curve = [[from.x, from.y], bend, [to.x, to.y]];
  const shares = Array.from({ length: 101 }, (_, step) => step / 100);
  const away = (spot: Spot, share: number) => {
    const [x, y] = pointOn(whole, share);
    return Math.hypot(x - spot.x, y - spot.y) - spot.radius - gap;
  };
  const leave = shares.find((share) => away(from, share) >= 0) ?? 0;
  const reach = Math.max(leave, shares.findLast((share) => away(to, share) >= 0) ?? 1);
  const neck = Math.max(leave, shares.findLast((share) => away(to, share) >= headLength(width)) ?? leave);
  const [start, end] = [pointOn(whole, leave), pointOn(whole, neck)];
  const middle = between(between(whole[0], bend, leave), between(bend, whole[2], leave), neck);
  return {
    path: `M${write(start)}Q${write(middle)} ${write(end)}`,
    head: headOf(end, pointOn(whole, reach), width),
    points: [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => pointOn([start, middle, end], share)),
  };
}

/** What stays at a place: a loop beside its circle, in the direction where least else goes. */
export function loopAt({ x, y, radius }: Spot, width: number, angle: number): Band {
  const at = (turn: number, away: number): Point => [
    x + Math.cos(angle + turn) * away,
    y + Math.sin(angle + turn) * away,
  ];
  const edge = radius + gap;
  const far = radius + 26 + width;
  const [start, end] = [at(-0.6, edge), at(0.7, edge + headLength(width))];
  return {
    path: `M${write(start)}C${write(at(-0.8, far))} ${write(at(0.9, far))} ${write(end)}`,
    head: headOf(end, at(0.6, edge), width),
    points: [at(-0.5, far * 0.7), at(0, far * 0.8), at(0.5, far * 0.7)],
  };
}

/** A triangle from the end of a band to its tip. */
function headOf(base: Point, tip: Point, width: number): string {
  const length = Math.hypot(tip[0] - base[0], tip[1] - base[1]) || 1;
  const half = width / 2 + 2.5;
  const [dx, dy] = [((tip[0] - base[0]) / length) * half, ((tip[1] - base[1]) / length) * half];
  return `M${write([base[0] - dy, base[1] + dx])}L${write(tip)}L${write([base[0] + dy, base[1] - dx])}Z`;
}

/** The middle of the widest gap between some directions; upwards where there are none. */
export function freeAngle(angles: readonly number[]): number {
  const sorted = angles.toSorted((a, b) => a - b);
  const gaps = sorted.map((angle, place) => ({ angle, gap: (sorted[place + 1] ?? sorted[0]! + 2 * Math.PI) - angle }));
  const widest = gaps.reduce<(typeof gaps)[number] | undefined>(
    (best, each) => (best === undefined || each.gap > best.gap + 1e-9 ? each : best),
    undefined,
  );
  return widest === undefined ? -Math.PI / 2 : widest.angle + widest.gap / 2;
}
