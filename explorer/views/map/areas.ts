import { geoArea, geoContains } from 'd3-geo';
import type { MultiPolygon } from 'geojson';
import { type Ring, woundPolygon } from '../../../datasets/ring.ts';
import type { Area } from './picture.ts';

interface Feature {
  readonly id?: string | number;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: { readonly type: string; readonly coordinates: unknown } | null;
}

/** An area with the numbers that its file gives beside its outline. */
export interface ReadArea extends Area {
  readonly numbers: Readonly<Record<string, number>>;
}

/** Why areas cannot be read, or what was left out; `value` is what stood there. */
export interface AreaProblem {
  readonly code: 'not-json' | 'not-areas' | 'projected' | 'no-area';
  readonly value: string;
}

const nameKeys = ['name', 'naam', 'nom', 'nombre', 'title', 'label', 'NAME', 'wijk'];

/**
 * Areas of a GeoJSON text: polygons in degrees (RFC 7946), whichever way their rings run. What is no polygon is left out;
 * coordinates that are no degrees belong to a projected map and are refused.
 */
export function readAreas(text: string): { areas: ReadArea[]; problems: AreaProblem[] } {
  let given: { type?: string; features?: readonly Feature[] };
  try {
    given = JSON.parse(text) as typeof given;
  } catch {
    return { areas: [], problems: [{ code: 'not-json', value: text.slice(0, 40) }] };
  }
  if (given?.type !== 'FeatureCollection' || !Array.isArray(given.features))
    return { areas: [], problems: [{ code: 'not-areas', value: String(given?.type) }] };
  const areas = given.features.flatMap((feature: Feature, place) => areaOf(feature, place) ?? []);
  const strange = areas
    .flatMap(({ polygons }) => polygons.flat(2))
    .find(([x, y]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  if (strange) return { areas: [], problems: [{ code: 'projected', value: strange.join(', ') }] };
  const wound = areas.map((area) => ({ ...area, polygons: area.polygons.map(woundPolygon) }));
  return {
    areas: wound,
    problems: wound.length === 0 ? [{ code: 'no-area', value: String(given.features.length) }] : [],
  };
}

function areaOf({ id, properties, geometry }: Feature, place: number): ReadArea | undefined {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return undefined;
  const coordinates = geometry.coordinates as readonly (readonly Ring[])[] | readonly Ring[];
  const polygons = (geometry.type === 'Polygon' ? [coordinates] : coordinates) as readonly (readonly Ring[])[];
  const name = nameKeys.map((key) => properties?.[key]).find((each) => typeof each === 'string' && each !== '');
  const numbers = Object.entries(properties ?? {}).filter(([, value]) => typeof value === 'number');
  return {
    id: `area:${id ?? place + 1}`,
    name: String(name ?? id ?? place + 1),
    polygons,
    numbers: Object.fromEntries(numbers) as Record<string, number>,
  };
}

/** An area as GeoJSON; its types would let positions be changed, which nobody does. */
export const shapeOf = ({ polygons }: Pick<Area, 'polygons'>): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: polygons as unknown as MultiPolygon['coordinates'],
});

/** Mean radius of the earth, km. */
const earthKm = 6371.0088;

/** The size of an area, km2. */
export const km2Of = (area: Pick<Area, 'polygons'>): number => geoArea(shapeOf(area)) * earthKm ** 2;

/** The area in which a position lies. */
export const areaAt = (areas: readonly Area[], [long, lat]: readonly [number, number]): Area | undefined =>
  areas.find((area) => geoContains(shapeOf(area), [long, lat]));
