import { labelName, labelSizes, spreadLabels } from './labels.ts';
import type { Standing, Wedge } from './wedge.ts';

/** A wedge as numbers: its sector from the inner ring outwards, angles clockwise from the top in radians. */
export interface PlacedWedge {
  readonly id: string;
  readonly place: number;
  readonly standing: Standing;
  readonly from: number;
  readonly to: number;
  /** Inner and outer radius of what is filled; equal when nothing is known. */
  readonly inner: number;
  readonly outer: number;
  /** Radii between which its outer end can lie; absent where that is not known. */
  readonly range?: { readonly low: number; readonly high: number };
  /** Whether it goes on beyond its edge: past the frame, or by what has no figure. */
  readonly open: boolean;
  /** The foot of its first line. */
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'middle' | 'end';
  };
  /** Where a mark inside the sector may stand. */
  readonly centre: { readonly x: number; readonly y: number };
}

export interface DoughnutLayout {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly inner: number;
  /** Radius at which a ratio is 1. */
  readonly boundary: number;
  readonly outer: number;
  readonly wedges: readonly PlacedWedge[];
  /** Whether labels are numbers, explained in a list, because names do not fit. */
  readonly numbered: boolean;
}

/** Radii as parts of the outermost one. */
const parts = { inner: 0.24, boundary: 0.62 };
const gapBetween = 0.016;
/** Half the length of the ends of a bracket. */
const bracketEnd = 5;
const narrow = 560;
/** A doughnut beside another one has less room for its names. */
const close = 700;

/** The ratio at which a sector reaches the frame: (1 - inner^2) / (boundary^2 - inner^2). */
export const cappedRatio = (1 - parts.inner ** 2) / (parts.boundary ** 2 - parts.inner ** 2);

/**
 * A doughnut whose areas are true: a sector of ratio q reaches from the inner ring to
 *
 *     r = sqrt(inner^2 + q (boundary^2 - inner^2))
 *
 * so that its area is q times that of a full share, up to the frame.
 */
export function doughnutLayout(wedges: readonly Wedge[], size: { width: number; height: number }): DoughnutLayout {
  const numbered = size.width < narrow;
  const margin = numbered ? { x: 34, y: 30 } : { x: size.width < close ? 156 : 165, y: 76 };
  const outer = Math.max(40, Math.min(size.width / 2 - margin.x, size.height / 2 - margin.y));
  const centre = { x: size.width / 2, y: outer + margin.y };
  const rings = { inner: outer * parts.inner, boundary: outer * parts.boundary, outer };
  const step = (2 * Math.PI) / Math.max(1, wedges.length);
  const height = 2 * (outer + margin.y);
  const placed = wedges.map((wedge, place) => placeWedge(wedge, place, step, centre, rings));
  const lines = wedges.map(({ name }) => (numbered ? 1 : labelName(name).length + 1));
  return {
    width: size.width,
    height,
    ...centre,
    ...rings,
    wedges: spreadWedges(placed, lines, { middle: centre.y, room: height }),
    numbered,
  };
}

/** Puts each label around its point: its lines above it at the top of the ring, below it at the foot, and none on another. */
function spreadWedges(
  wedges: readonly PlacedWedge[],
  lines: readonly number[],
  { middle, room }: { middle: number; room: number },
): readonly PlacedWedge[] {
  const { line, rise } = labelSizes;
  const tops = wedges.map(({ label: { y }, place }) => {
    const lean = -Math.cos((place + 0.5) * ((2 * Math.PI) / wedges.length));
    return y + ((lean - 1) * (lines[place]! - 1) * line) / 2 + 4 - rise;
  });
  for (const anchor of ['start', 'end']) {
    const side = wedges
      .filter(({ label }) => label.anchor === anchor)
      .map(({ place }) => place)
      .toSorted((a, b) => tops[a]! - tops[b]!);
    const labels = side.map((place) => ({ top: tops[place]!, height: lines[place]! * line }));
    for (const [at, top] of spreadLabels(labels, middle, room).entries()) tops[side[at]!] = top;
  }
  return wedges.map((wedge) => ({ ...wedge, label: { ...wedge.label, y: tops[wedge.place]! + rise } }));
}

interface Rings {
  readonly inner: number;
  readonly boundary: number;
  readonly outer: number;
}

function placeWedge(
  wedge: Wedge,
  place: number,
  step: number,
  centre: { x: number; y: number },
  { inner, boundary, outer }: Rings,
): PlacedWedge {
  const middle = (place + 0.5) * step;
  const radiusOf = (ratio: number) => Math.sqrt(inner ** 2 + Math.max(0, ratio) * (boundary ** 2 - inner ** 2));
  const wanted = radiusOf(wedge.ratio ?? 0);
  const reach = (score: number) => Math.min(outer, radiusOf(score / wedge.budget!));
  const { low, high } = wedge.range ?? { low: 0, high: 0 };
  const range = wedge.ratio !== undefined && wedge.budget && low < high && { low: reach(low), high: reach(high) };
  const at = (radius: number) => ({
    x: centre.x + radius * Math.sin(middle),
    y: centre.y - radius * Math.cos(middle),
  });
  const side = Math.sin(middle);
  return {
    id: wedge.id,
    place,
    standing: wedge.standing,
    from: place * step + gapBetween,
    to: (place + 1) * step - gapBetween,
    inner,
    outer: wedge.ratio === undefined ? inner : Math.min(outer, wanted),
    ...(range && { range }),
    open: wanted > outer || wedge.missing !== undefined,
    label: {
      ...at(outer + (Math.abs(side) < 0.25 ? 24 : 14)),
      anchor: Math.abs(side) < 0.1 ? 'middle' : side > 0 ? 'start' : 'end',
    },
    centre: at((inner + boundary) / 2),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** The path of a thin bracket along the middle of a sector, between the radii at which it can end. */
export function bracketText({ x, y }: Pick<DoughnutLayout, 'x' | 'y'>, { from, to, range }: PlacedWedge): string {
  if (!range) return '';
  const middle = (from + to) / 2;
  const [out, along] = [
    [Math.sin(middle), -Math.cos(middle)],
    [Math.cos(middle), Math.sin(middle)],
  ] as const;
  const point = (radius: number, aside: number) =>
    `${round(x + radius * out[0] + aside * along[0])},${round(y + radius * out[1] + aside * along[1])}`;
  const cap = (radius: number) => `M${point(radius, -bracketEnd)}L${point(radius, bracketEnd)}`;
  return `M${point(range.low, 0)}L${point(range.high, 0)}${cap(range.low)}${cap(range.high)}`;
}

/** The path of a sector between two radii. */
export function sectorText(layout: DoughnutLayout, wedge: PlacedWedge, inner: number, outer: number): string {
  const point = (radius: number, angle: number) =>
    `${round(layout.x + radius * Math.sin(angle))},${round(layout.y - radius * Math.cos(angle))}`;
  const large = wedge.to - wedge.from > Math.PI ? 1 : 0;
  const [r, s] = [round(inner), round(outer)];
  return [
    `M${point(inner, wedge.from)}L${point(outer, wedge.from)}`,
    `A${s},${s} 0 ${large} 1 ${point(outer, wedge.to)}`,
    `L${point(inner, wedge.to)}A${r},${r} 0 ${large} 0 ${point(inner, wedge.from)}Z`,
  ].join('');
}
