import { geoMercator, type GeoProjection } from 'd3-geo';
import type { GeometryCollection, MultiPoint } from 'geojson';
import { shapeOf } from './areas.ts';
import type { MapPicture, MapPlace } from './picture.ts';
import { nearest, type Seen, type Sight, wholeMap } from './sight.ts';

/** The room of a map, pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

const margin = 16;
/** Around the places of the first frame: room for their names, less of it on a narrow one. */
const roomOf = ({ width, height }: Frame) => ({ x: Math.min(64, width * 0.1), y: Math.min(56, height * 0.1) });
/** Degrees around a place that are shown at least, some kilometre in all: a single spot is no map. */
const least = { long: 0.007, lat: 0.0045 };

/** Where what is seen of the earth lies on the plane. */
export function projectionOf(picture: MapPicture, frame: Frame, seen: Seen): GeoProjection {
  const { width, height } = frame;
  const whole = wholeProjection(picture, frame);
  const [x, y] = whole.translate();
  const sight = sightOf(picture, frame, seen);
  const { zoom } = sight;
  return whole
    .scale(whole.scale() * zoom)
    .translate([width / 2 + (x - sight.x * width) * zoom, height / 2 + (y - sight.y * height) * zoom])
    .clipExtent([
      [-50, -50],
      [width + 50, height + 50],
    ]);
}

/** Fits the areas in which something is, or all of them when they are parts of one city. */
function wholeProjection({ areas, places }: MapPicture, { width, height }: Frame): GeoProjection {
  const lived = areas.filter((area) => area.places.length > 0);
  const small = areas.reduce((sum, { km2 }) => sum + km2, 0) < 5000;
  const shown = small || lived.length === 0 ? areas : lived;
  const points: MultiPoint = { type: 'MultiPoint', coordinates: cornersOf(places) };
  const all: GeometryCollection = {
    type: 'GeometryCollection',
    geometries: shown.length > 0 ? shown.map(shapeOf) : [points],
  };
  return geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    all,
  );
}

const cornersOf = (places: readonly MapPlace[]): [number, number][] =>
  places.flatMap(({ long, lat }): [number, number][] => [
    [long - least.long, lat - least.lat],
    [long + least.long, lat + least.lat],
  ]);

/** The places between which known amounts go, or which give them to others; all of them where there are none. */
function busyPlaces({ places }: MapPicture): readonly MapPlace[] {
  const busy = places.filter(({ given, taken }) => given > 0 || taken > 0);
  return busy.length > 0 ? busy : places;
}

/** What is seen as a part of the whole: as the reader chose it, else the part in which amounts are known. */
export function sightOf(picture: MapPicture, frame: Frame, seen: Seen): Sight {
  if (seen !== 'fit') return seen;
  const projection = wholeProjection(picture, frame);
  const points = cornersOf(busyPlaces(picture)).map((corner) => projection(corner)!);
  if (points.length === 0) return wholeMap;
  const { width, height } = frame;
  const room = roomOf(frame);
  const [left, right] = rangeOf(points.map(([x]) => x));
  const [top, bottom] = rangeOf(points.map(([, y]) => y));
  const fitting = Math.min((width - 2 * room.x) / (right - left), (height - 2 * room.y) / (bottom - top));
  const zoom = Math.min(nearest, fitting);
  return zoom <= 1 ? wholeMap : { zoom, x: (left + right) / 2 / width, y: (top + bottom) / 2 / height };
}

const rangeOf = (values: readonly number[]): [least: number, most: number] => [
  Math.min(...values),
  Math.max(...values),
];

/** A length of 1, 2 or 5 times a power of ten that takes at most a quarter of the width. */
export function barOf(projection: GeoProjection, width: number): { readonly km: number; readonly pixels: number } {
  const middle = projection.invert?.([width / 2, width / 2]) ?? [0, 0];
  const east = projection([middle[0] + 0.01, middle[1]]);
  const here = projection(middle);
  if (!east || !here) return { km: 1, pixels: 0 };
  const km = 0.01 * 111.195 * Math.cos((middle[1] * Math.PI) / 180);
  const perKm = Math.abs(east[0] - here[0]) / km;
  const power = 10 ** Math.floor(Math.log10(width / 4 / perKm));
  const length = [5, 2, 1].map((each) => each * power).find((each) => each * perKm <= width / 4) ?? power;
  return { km: Number(length.toPrecision(1)), pixels: Math.round(length * perKm * 10) / 10 };
}
