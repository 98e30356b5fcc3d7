/** A step line placed on a plane: its points, and the ticks of both axes. Pixels, y downwards. */
export interface StepLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  /** SVG path of the line; it stays level between events. */
  readonly line: string;
  /** SVG path of the part below zero, or '' when there is none. */
  readonly below: string;
  readonly zero: number;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly negative: boolean }[];
  readonly xTicks: readonly { readonly x: number; readonly milliseconds: number }[];
  readonly yTicks: readonly { readonly y: number; readonly value: number }[];
}

/** A value from a moment (milliseconds) on. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

const margin = { top: 26, right: 12, bottom: 28, left: 56 };

/** Places values that hold until the next one; `divisor` turns their unit into that of the axis. */
export function layoutSteps(
  points: readonly Point[],
  { width, height, divisor }: { width: number; height: number; divisor: number },
): StepLayout {
  const values = points.map(({ value }) => value / divisor);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), Math.max(2, Math.floor(height / 60)));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const first = points[0]?.at ?? 0;
  const last = Math.max(points.at(-1)?.at ?? 0, first + 1);
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const x = (at: number) => round(margin.left + ((at - first) / (last - first)) * (right - margin.left));
  const y = (value: number) => round(bottom - ((value - low) / (high - low)) * (bottom - margin.top));
  const placed = points.map(({ at }, place) => ({ x: x(at), y: y(values[place]!), negative: values[place]! < 0 }));
  return {
    width,
    height,
    left: margin.left,
    bottom,
    line: stepPath(y(0), placed, right),
    below: belowPath(y(0), placed, right),
    zero: y(0),
    dots: placed,
    xTicks: monthTicks(first, last, Math.max(2, Math.floor(width / 110))).map((milliseconds) => ({
      x: x(milliseconds),
      milliseconds,
    })),
    yTicks: ticks.map((value) => ({ y: y(value), value })),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

function stepPath(zero: number, placed: readonly { x: number; y: number }[], right: number): string {
  const [start] = placed;
  if (!start) return '';
  return `M${start.x} ${zero}${placed.map(({ x, y }) => `H${x}V${y}`).join('')}H${right}`;
}

function belowPath(
  zero: number,
  placed: readonly { x: number; y: number; negative: boolean }[],
  right: number,
): string {
  return placed
    .map(({ x, y, negative }, place) =>
      negative ? `M${x} ${zero}V${y}H${placed[place + 1]?.x ?? right}V${zero}Z` : '',
    )
    .join('');
}

/** Round numbers from at most `low` to at least `high`, about `count` of them. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const span = high - low < 1e-12 ? 1 : high - low;
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw) ?? 10 * power;
  const start = Math.floor(low / step);
  const end = Math.max(Math.ceil(high / step), start + 1);
  return Array.from({ length: end - start + 1 }, (_, place) => Number(((start + place) * step).toPrecision(12)));
}

/** Beginnings of days, months or years within a span, at most about `count`. */
export function monthTicks(first: number, last: number, count: number): number[] {
  const day = 86_400_000;
  const days = (last - first) / day;
  if (days / count < 28) {
    const step = Math.max(1, Math.ceil(days / count)) * day;
    const start = Math.ceil(first / day) * day;
    return Array.from(
      { length: Math.max(0, Math.floor((last - start) / step) + 1) },
      (_, place) => start + place * step,
    );
  }
  const steps = [1, 2, 3, 6, 12, 24, 60, 120];
  const wanted = steps.findIndex((months) => days / 30.4 / months <= count);
  const fitting = steps.slice(0, wanted < 0 ? steps.length : wanted + 1).reverse();
  // One tick alone says neither how long a month is nor, where all lies in one year, which year it is.
  return fitting.map((step) => monthsFrom(first, last, step)).find((ticks) => ticks.length > 1) ?? [];
}

function monthsFrom(first: number, last: number, step: number): number[] {
  const ticks: number[] = [];
  const from = new Date(first);
  for (let month = Math.ceil((from.getUTCMonth() + 1) / step) * step; ; month += step) {
    const at = Date.UTC(from.getUTCFullYear(), month, 1);
    if (at > last) return ticks;
    ticks.push(at);
  }
}
