import { geoPath, type GeoProjection } from 'd3-geo';
import { text } from '../../text/text.ts';
import { amountIn } from '../flows/amount.ts';
import { shapeOf } from './areas.ts';
import { type Band, bandBetween, freeAngle, loopAt, type Point, round, type Spot } from './bands.ts';
import { barOf, type Frame, projectionOf } from './frame.ts';
import {
  areaLetters,
  boxAround,
  boxOf,
  firstFitting,
  labelsAround,
  type MapLabel,
  placeLetters,
  type Room,
} from './names.ts';
import type { Seen } from './sight.ts';
import type { Coverage, MapArea, MapLink, MapPicture, MapPlace } from './picture.ts';
import { type DrawnPort, portBox, portsOf } from './ports.ts';
import { spread } from './spread.ts';

export interface DrawnArea {
  readonly id: string;
  readonly path: string;
  readonly coverage: Coverage;
  /** 0 to `steps` - 1, the darkest for the highest rate; undefined where there is no rate. */
  readonly step: number | undefined;
  readonly label: MapLabel | undefined;
}

export interface DrawnPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Nothing is recorded of it with an amount. */
  readonly hollow: boolean;
  /** Where it lies, when it is drawn beside a larger one. */
  readonly origin: Point | undefined;
  readonly label: MapLabel | undefined;
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
  /** Points along it. */
  readonly points: readonly Point[];
}

export interface DrawnMap {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly DrawnArea[];
  readonly links: readonly DrawnLink[];
  readonly places: readonly DrawnPlace[];
  readonly ports: readonly DrawnPort[];
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
  const places = spread(
    picture.places
      .map((place) => drawPlace(place, positions.get(place.id)!, { largest, pixels }))
      .sort((a, b) => b.radius - a.radius || a.id.localeCompare(b.id)),
  );
  const links = drawLinks(picture.links, new Map(places.map((place) => [place.id, place])), { widest, width });
  const room: Room = {
    frame: { width, height },
    taken: places.map(boxAround),
    shunned: links.flatMap(({ small, points }) => (small ? [] : points)),
  };
  const ports = portsOf(picture, {
    width,
    height,
    thick: (value) => Math.max(1.5, (value / (widest || value)) * widestPixels),
    words: (side, value) => text.map.ports[side](amountIn(picture)(value)),
    taken: room.taken,
  });
  room.taken.push(...ports.map((port) => portBox(port, room.frame)));
  const areas = picture.areas.map((area) => drawArea(area, projection, breaks));
  return {
    width,
    height,
    ...named(picture, { areas, places, projection, room }),
    links,
    ports,
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
    origin: undefined,
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
    return {
      ...bandOf(link, width, { links, spots }),
      id: link.id,
      width,
      unknown: !known(link.value),
      small,
      main: link.main,
    };
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

/** How wide each area is on the plane. */
function roomOf(areas: readonly MapArea[], projection: GeoProjection): ReadonlyMap<string, number> {
  return new Map(
    areas.map((area) => {
      const [[left], [right]] = geoPath(projection).bounds(shapeOf(area));
      return [area.id, right - left];
    }),
  );
}

interface Named {
  readonly areas: readonly DrawnArea[];
  readonly places: readonly DrawnPlace[];
  readonly projection: GeoProjection;
  readonly room: Room;
}

/** Names where they fit, none of them cut: of places first, the largest of them, then of the areas that are wide enough. */
function named(picture: MapPicture, { areas, places, projection, room }: Named): Pick<DrawnMap, 'areas' | 'places'> {
  const who = new Map(picture.places.map((place) => [place.id, shortName(place)]));
  const withNames = places.map((place) => ({
    ...place,
    label: firstFitting(labelsAround(place, who.get(place.id)!), placeLetters, room),
  }));
  const labels = areaLabels(picture, projection, room);
  return { places: withNames, areas: areas.map((area) => ({ ...area, label: labels.get(area.id) })) };
}

/** The first who is at a place, and how many others are. */
const shortName = ({ who, name }: MapPlace): string => {
  const [first] = (who[0] ?? name).split(',');
  return who.length > 1 ? `${first} +${who.length - 1}` : first!;
};

function areaLabels(
  picture: MapPicture,
  projection: GeoProjection,
  room: Room,
): ReadonlyMap<string, MapLabel | undefined> {
  const wide = roomOf(picture.areas, projection);
  const sorted = picture.areas.toSorted((a, b) => wide.get(b.id)! - wide.get(a.id)!);
  return new Map(
    sorted.map((area) => {
      const [x, y] = geoPath(projection).centroid(shapeOf(area));
      const label: MapLabel = { x: round(x), y: round(y), anchor: 'middle', text: area.name };
      const { left, right } = boxOf(label, areaLetters);
      const fits = Number.isFinite(x) && right - left <= wide.get(area.id)!;
      return [area.id, fits ? firstFitting([label], areaLetters, room) : undefined];
    }),
  );
}
