import { parseDecimal, toNumber } from '../0-base/decimal.ts';
import type { Facts } from './facts.ts';

/** A position in degrees (WGS 84). */
export interface Position {
  readonly lat: number;
  readonly long: number;
}

/** Mean radius of the Earth in kilometres. Source: IUGG, (2a + b) / 3 of GRS 80. */
const earthRadiusKm = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres between two positions as the crow flies: the great circle by the haversine, exact to 0.5 % of the true ellipsoid. */
export function distanceKm(a: Position, b: Position): number {
  const sine = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const along = sine(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * sine(a.long, b.long);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(along)));
}

/** Where an agent is at home; undefined when no place, or a place without a position, is recorded of it. */
export function positionOf(facts: Facts, agent: string): Position | undefined {
  const home = facts.Organization?.get(agent) ?? facts.Person?.get(agent) ?? facts.EcologicalAgent?.get(agent);
  const place = facts.SpatialThing?.get(home?.primaryLocation ?? '');
  const [lat, long] = [parseDecimal(place?.lat ?? ''), parseDecimal(place?.long ?? '')];
  return lat && long && { lat: toNumber(lat), long: toNumber(long) };
}
