import type { Facts } from '../../../engine/1-record/facts.ts';
import type { FlowPicture, PictureLink } from '../flows/picture.ts';
import { plainName } from '../names.ts';
import { areaAt, km2Of } from './areas.ts';
import type { Area, Coverage, MapArea, MapLink, MapPicture, MapPlace } from './picture.ts';

interface Request {
  /** The flows between places, none of them left out. */
  readonly flows: FlowPicture;
  readonly facts: Facts;
  readonly areas: readonly Area[];
}

type Figures = Pick<
  MapPicture,
  'unit' | 'per' | 'areas' | 'places' | 'links' | 'placeless' | 'by' | 'populations' | 'things' | 'leftOut' | 'periods'
>;

const known = (value: number) => !Number.isNaN(value);
const sum = (values: readonly number[]) => values.filter(known).reduce((total, value) => total + value, 0);

/** A sum of which nothing may be known: NaN when there are amounts and none is known, 0 when there are none. */
const sumOrUnknown = (values: readonly number[]) =>
  values.length > 0 && !values.some(known) ? Number.NaN : sum(values);

/** Puts flows between places on areas: who gives what to whom where, and of which area nothing is known. */
export function assembleMap({ flows, facts, areas }: Request): Figures {
  const { links } = flows;
  const places = placesOf(facts, areas, links);
  const located = new Set(places.map(({ id }) => id));
  const between = links.filter(({ from, to }) => located.has(from) && located.has(to));
  const outward = links.filter(({ from, to }) => located.has(from) !== located.has(to));
  const populations = areas.filter(({ population }) => population !== undefined).length;
  const by = areas.length > 0 && populations === areas.length ? 'inhabitant' : 'km2';
  return {
    unit: flows.unit,
    per: flows.per,
    areas: areas.map((area) => mapArea(area, { places, links, by })),
    places,
    links: joined(between),
    placeless: {
      given: sumOrUnknown(outward.filter(({ from }) => located.has(from)).map(({ value }) => value)),
      taken: sumOrUnknown(outward.filter(({ to }) => located.has(to)).map(({ value }) => value)),
      names: placelessNames(facts),
    },
    by,
    populations,
    things: flows.things,
    leftOut: flows.leftOut,
    periods: flows.periods,
  };
}

/** Places of which a position is recorded, where somebody is. */
function placesOf(facts: Facts, areas: readonly Area[], links: readonly PictureLink[]): MapPlace[] {
  const there = new Map<string, string[]>();
  for (const [, { name = '', primaryLocation }] of [...(facts.Organization ?? []), ...(facts.Person ?? [])])
    if (primaryLocation) there.set(primaryLocation, [...(there.get(primaryLocation) ?? []), plainName(name)]);
  return [...(facts.SpatialThing ?? [])].flatMap(([of, { name = '', long, lat }]) => {
    if (long === undefined || lat === undefined) return [];
    const id = `place:${of}`;
    const position = [Number(long), Number(lat)] as const;
    const area = areaAt(areas, position)?.id;
    const at = {
      id,
      name: name.replace(/ \(invented[^)]*\)$/, ''),
      who: there.get(of) ?? [],
      long: position[0],
      lat: position[1],
      given: sumOrUnknown(links.filter(({ from }) => from === id).map(({ value }) => value)),
      taken: sumOrUnknown(links.filter(({ to }) => to === id).map(({ value }) => value)),
    };
    return [area === undefined ? at : { ...at, area }];
  });
}

function mapArea(
  area: Area,
  { places, links, by }: { places: readonly MapPlace[]; links: readonly PictureLink[]; by: MapPicture['by'] },
): MapArea {
  const inside = places.filter((place) => place.area === area.id);
  const ids = new Set(inside.map(({ id }) => id));
  const out = links.filter(({ from, to }) => ids.has(from) && !ids.has(to)).map(({ value }) => value);
  const into = links.filter(({ from, to }) => !ids.has(from) && ids.has(to)).map(({ value }) => value);
  const given = sum(out);
  const km2 = km2Of(area);
  const coverage: Coverage = given > 0 ? 'recorded' : inside.length > 0 ? 'listed' : 'unknown';
  const size = by === 'inhabitant' ? area.population!.value : km2;
  const rate = coverage === 'recorded' && size > 0 ? given / size : Number.NaN;
  return { ...area, km2, coverage, given, taken: sum(into), rate, places: [...ids] };
}

/** All that goes from one place to another is one link. */
function joined(links: readonly PictureLink[]): MapLink[] {
  const groups = new Map<string, PictureLink[]>();
  for (const link of links) {
    const id = `${link.from} > ${link.to}`;
    groups.set(id, [...(groups.get(id) ?? []), link]);
  }
  return [...groups].map(([id, group]) => {
    const [{ from, to }] = group as [PictureLink];
    const value = sumOrUnknown(group.map((link) => link.value));
    const status = !known(value)
      ? 'unknown'
      : group.every((each) => each.status === 'measured')
        ? 'measured'
        : 'published';
    const sorted = group.toSorted((a, b) => (b.value || 0) - (a.value || 0));
    const things = [...new Set(sorted.map(({ name }) => name))];
    return { id, from, to, value, status, things, main: sorted[0]!.specification };
  });
}

function placelessNames(facts: Facts): string[] {
  const all = [...(facts.Organization?.values() ?? []), ...(facts.Person?.values() ?? [])];
  const lacking = all.filter(({ primaryLocation }) => {
    const place = primaryLocation && facts.SpatialThing?.get(primaryLocation);
    return !place || place.long === undefined || place.lat === undefined;
  });
  return lacking.map(({ name = '' }) => plainName(name)).sort();
}
