import { geoPath, type GeoProjection } from 'd3-geo';
import { shapeOf } from './areas.ts';
import { type Band, bandBetween, freeAngle, loopAt, round, type Spot } from './bands.ts';
import { barOf, type Frame, projectionOf } from './frame.ts';
import type { Seen } from './sight.ts';
import type { Coverage, MapArea, MapLink, MapPicture, MapPlace } from './picture.ts';

export interface DrawnArea {
  readonly id: string;
  readonly path: string;
  readonly coverage: Coverage;
  /** 0 to `steps` - 1, the darkest for the highest rate; undefined where there is no rate. */
  readonly step: number | undefined;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export interface DrawnPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Nothing is recorded of it with an amount. */
  readonly hollow: boolean;
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export interface DrawnLink {
  readonly id: string;
  readonly path: string;
  readonly width: number;
  readonly unknown: boolean;
  /** SVG path of a head at its end. */
  readonly head: string;
  /** One of the many that are small beside the others. */
  readonly small: boolean;
  /** The specification of the largest thing that it carries. */
  readonly main: string;
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  readonly links: readonly DrawnLink[];
  readonly places: readonly DrawnPlace[];
  /** Places that lie beyond the part that is seen. */
  readonly beyond: readonly string[];
  /** The rates at which a darker step begins. */
  readonly breaks: readonly number[];
  /** A round length and its pixels. */
  readonly bar: { readonly km: number; readonly pixels: number };
  /** The amount of the widest link and of the largest circle, with their pixels. */
  readonly widest: { readonly value: number; readonly pixels: number };
  readonly largest: { readonly value: number; readonly pixels: number };
}

export const steps = 5;
const widestPixels = 12;
/** Of the largest circle, on a frame that is wide enough for it. */
const largestPixels = 20;
const circleShare = 0.04;

const known = (value: number) => !Number.isNaN(value);

/** Places a picture on a plane of pixels: outlines, places, curved links; what is seen is drawn anew, not stretched. */
export function layoutMap(
  picture: MapPicture,
  { width, height, seen = 'fit' }: Frame & { readonly seen?: Seen },
): DrawnMap {
  const projection = projectionOf(picture, { width, height }, seen);
  const positions = new Map(picture.places.map(({ id, long, lat }) => [id, projection([long, lat])!]));
  const most = (values: readonly number[]) => Math.max(...values.filter(known), 0);
  const widest = most(picture.links.map(({ value }) => value));
  const largest = most(picture.places.map(({ given }) => given));
  const pixels = round(Math.min(largestPixels, width * circleShare));
  const breaks = breaksOf(picture.areas.flatMap(({ rate }) => (known(rate) ? [rate] : [])));
  const places = picture.places
    .map((place) => drawPlace(place, positions.get(place.id)!, { largest, pixels }))
    .sort((a, b) => b.radius - a.radius || a.id.localeCompare(b.id));
  return {
    width,
    height,
    ...labelled(picture, {
      areas: picture.areas.map((area) => drawArea(area, projection, breaks)),
      places,
      centres: new Map(picture.areas.map((area) => [area.id, geoPath(projection).centroid(shapeOf(area))])),
      room: roomOf(picture.areas, projection),
    }),
    links: drawLinks(picture.links, new Map(places.map((place) => [place.id, place])), { widest, width }),
    beyond: places.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height).map(({ id }) => id),
    breaks,
    bar: barOf(projection, width),
    widest: { value: widest, pixels: widestPixels },
    largest: { value: largest, pixels },
  };
}

/** Rates at which the next step begins: equal numbers of areas in each, round to two digits, none twice. */
function breaksOf(rates: readonly number[]): number[] {
  const sorted = rates.toSorted((a, b) => a - b);
  const at = Array.from({ length: steps - 1 }, (_, step) => sorted[Math.floor(((step + 1) * sorted.length) / steps)]);
  const rounded = at.flatMap((rate) => (rate === undefined ? [] : [Number(rate.toPrecision(2))]));
  return [...new Set(rounded)].filter((rate) => rate > (sorted[0] ?? 0));
}

function drawArea(area: MapArea, projection: GeoProjection, breaks: readonly number[]): DrawnArea {
  const path = geoPath(projection).digits(1)(shapeOf(area)) ?? '';
  const step = known(area.rate) ? breaks.filter((rate) => area.rate >= rate).length : undefined;
  return { id: area.id, path, coverage: area.coverage, step, label: undefined };
}

function drawPlace(
  place: MapPlace,
  [x, y]: readonly [number, number],
  { largest, pixels }: { readonly largest: number; readonly pixels: number },
): DrawnPlace {
  const share = known(place.given) && largest > 0 ? Math.sqrt(place.given / largest) : 0;
  return {
    id: place.id,
    x: round(x),
    y: round(y),
    radius: round(Math.max(4, share * pixels)),
    hollow: !(place.given > 0),
    label: undefined,
  };
}

/** What the large flows hold together at least, and how many of them are read at a glance. */
const largeShare = 0.9;
const readable = { wide: 12, narrow: 7 };

interface Scale {
  readonly widest: number;
  /** Of the map. */
  readonly width: number;
}

/** The many small ones first, behind the few that hold most of all; of these the widest first. */
function drawLinks(links: readonly MapLink[], spots: ReadonlyMap<string, Spot>, scale: Scale): DrawnLink[] {
  const sorted = links.toSorted((a, b) => (b.value || 0) - (a.value || 0) || (a.id < b.id ? -1 : 1));
  const total = sorted.reduce((sum, { value }) => sum + (value || 0), 0);
  const most = scale.width < 500 ? readable.narrow : readable.wide;
  let before = 0;
  const drawn = sorted.map((link, place) => {
    const small = !(link.value > 0) || place >= most || before >= largeShare * total;
    before += link.value || 0;
    const width = round(link.value > 0 ? Math.max(1.5, (link.value / scale.widest) * widestPixels) : 1.5);
    const { path, head } = bandOf(link, width, { links, spots });
    return { id: link.id, path, head, width, unknown: !known(link.value), small, main: link.main };
  });
  return [...drawn.filter(({ small }) => small), ...drawn.filter(({ small }) => !small)];
}

interface Around {
  readonly links: readonly MapLink[];
  readonly spots: ReadonlyMap<string, Spot>;
}

function bandOf({ from, to }: MapLink, width: number, { links, spots }: Around): Band {
  const [start, end] = [spots.get(from)!, spots.get(to)!];
  if (Math.hypot(end.x - start.x, end.y - start.y) >= 1) return bandBetween(start, end, width);
  const others = links.flatMap((link) => (link.from === from ? [link.to] : link.to === from ? [link.from] : []));
  const angles = others.flatMap((id) => {
    const { x, y } = spots.get(id)!;
    return x === start.x && y === start.y ? [] : [Math.atan2(y - start.y, x - start.x)];
  });
  return loopAt(start, width, freeAngle(angles));
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boxOf = (x: number, y: number, text: string, size: number): Box => {
  const half = (text.length * size * 0.56) / 2;
  return { left: x - half, right: x + half, top: y - size, bottom: y + size * 0.3 };
};

/** How wide each area is on the plane. */
function roomOf(areas: readonly MapArea[], projection: GeoProjection): ReadonlyMap<string, number> {
  return new Map(
    areas.map((area) => {
      const [[left], [right]] = geoPath(projection).bounds(shapeOf(area));
      return [area.id, right - left];
    }),
  );
}

interface Unlabelled {
  readonly areas: readonly DrawnArea[];
  readonly places: readonly DrawnPlace[];
  readonly centres: ReadonlyMap<string, readonly [number, number]>;
  readonly room: ReadonlyMap<string, number>;
}

/** Names where they fit: of places first, the largest of them, then of the areas that are wide enough. */
function labelled(
  picture: MapPicture,
  { areas, places, centres, room }: Unlabelled,
): Pick<DrawnMap, 'areas' | 'places'> {
  const taken: Box[] = places.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const fits = (box: Box) => !taken.some((other) => meets(box, other));
  const who = new Map(picture.places.map(({ id, who: there, name }) => [id, there[0] ?? name]));
  const named = places.map((place): DrawnPlace => {
    const text = who.get(place.id)!.split(',')[0]!;
    const y = place.y - place.radius - 5;
    const box = boxOf(place.x, y, text, 13);
    const own = taken.find((other) => other.left === place.x - place.radius && other.top === place.y - place.radius);
    if (taken.some((other) => other !== own && meets(box, other))) return place;
    taken.push(box);
    return { ...place, label: { x: place.x, y: round(y), text } };
  });
  const names = new Map(picture.areas.map(({ id, name }) => [id, name]));
  const wide = areas.toSorted((a, b) => room.get(b.id)! - room.get(a.id)!);
  const labels = new Map<string, DrawnArea['label']>();
  for (const { id } of wide) {
    const [x, y] = centres.get(id)!;
    const text = names.get(id)!;
    const box = boxOf(x, y, text, 12);
    if (!Number.isFinite(x) || box.right - box.left > room.get(id)! || !fits(box)) continue;
    taken.push(box);
    labels.set(id, { x: round(x), y: round(y), text });
  }
  return { places: named, areas: areas.map((area) => ({ ...area, label: labels.get(area.id) })) };
}
