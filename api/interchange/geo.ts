import type { Body } from '../../engine/1-record/kind.ts';
import { readOutline } from '../../engine/1-record/outline.ts';
import type { FlowNode, FlowTable } from '../../engine/3-flow/columns.ts';
import { agentOfNode, flowStatuses } from '../../engine/3-flow/columns.ts';
import { nettedTable } from '../../engine/3-flow/net.ts';
import type { Knowledge } from '../store/house.ts';

type Position = readonly [number, number];

interface Feature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Features as GeoJSON (RFC 7946): WGS 84, longitude first. */
export const collection = (features: readonly Feature[]) => ({ type: 'FeatureCollection' as const, features });

function positionOf({ lat, long }: Partial<Body<'SpatialThing'>>): Position | undefined {
  return lat === undefined || long === undefined ? undefined : [Number(long), Number(lat)];
}

function geometryOf(place: Body<'SpatialThing'>): Feature['geometry'] {
  const outline = place.asWKT === undefined ? undefined : readOutline(place.asWKT);
  if (outline) return { type: 'MultiPolygon', coordinates: outline };
  const coordinates = positionOf(place);
  return coordinates ? { type: 'Point', coordinates } : null;
}

/** A place as a feature; one of which nobody told where it lies has no geometry. */
export function placeFeature(shown: { readonly id: string }, body: Body<'SpatialThing'>): Feature {
  const { asWKT: _, ...properties } = shown as { readonly id: string; readonly asWKT?: string };
  return { type: 'Feature', id: shown.id, geometry: geometryOf(body), properties };
}

/** Where each agent is, as far as it is told. */
function placesOf({ records }: Knowledge): Map<string, Position> {
  const places = new Map((records.SpatialThing ?? []).map(({ id, ...body }) => [id, positionOf(body)]));
  const agents = [...(records.Person ?? []), ...(records.Organization ?? []), ...(records.EcologicalAgent ?? [])];
  return new Map(
    agents.flatMap(({ id, primaryLocation }) => {
      const place = primaryLocation === undefined ? undefined : places.get(primaryLocation);
      return place ? [[id, place] as const] : [];
    }),
  );
}

interface Bow {
  readonly from: string;
  readonly to: string;
  readonly specification: string;
  readonly status: string;
  readonly unit: string;
  quantity: number | null;
  rows: number;
}

/** What passes between two agents, by specification, unit and how it is known; an amount that is not known stays so. */
function bowsOf(given: FlowTable): Bow[] {
  const { count, columns, dictionaries } = nettedTable(given);
  const agents = dictionaries.nodes.map((node: FlowNode) => agentOfNode(node));
  const bows = new Map<string, Bow>();
  for (let row = 0; row < count; row++) {
    const [from, to] = [agents[columns.from[row]!], agents[columns.to[row]!]];
    if (from === undefined || to === undefined || from === to) continue;
    const specification = dictionaries.specifications[columns.specification[row]!]!;
    const status = flowStatuses[columns.status[row]!]!;
    const unit = dictionaries.units[columns.unit[row]!] ?? '';
    const key = JSON.stringify([from, to, specification, status, unit]);
    const bow = bows.get(key) ?? { from, to, specification, status, unit, quantity: 0, rows: 0 };
    const quantity = columns.quantity[row]!;
    bow.quantity = bow.quantity === null || Number.isNaN(quantity) ? null : bow.quantity + quantity;
    bow.rows += 1;
    bows.set(key, bow);
  }
  return [...bows.values()];
}

/** What passes between the places of agents, as lines; what has no place at one of its ends is told without a line. */
export function flowFeatures(table: FlowTable, knowledge: Knowledge): Feature[] {
  const places = placesOf(knowledge);
  return bowsOf(table).map((bow) => {
    const ends = [bow.from, bow.to].flatMap((agent) => {
      const place = places.get(agent);
      return place ? [place] : [];
    });
    const geometry = ends.length === 2 ? { type: 'LineString', coordinates: ends } : null;
    return { type: 'Feature', geometry, properties: { ...bow } };
  });
}
