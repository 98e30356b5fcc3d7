import { text } from '../../text/text.ts';
import { formatNumber } from '../../text/format.ts';
import { amountIn } from '../flows/amount.ts';
import { thingsOf } from '../flows/sentences.ts';
import type { MapArea, MapLink, MapPicture, MapPlace } from './picture.ts';

const say = () => text.map;
const known = (value: number) => !Number.isNaN(value);
const count = (value: number) => formatNumber(value, 9);

/** Who is at a place, else what the place is called. */
export const whoAt = ({ who, name }: Pick<MapPlace, 'who' | 'name'>): string =>
  who.length > 0 ? who.join(', ') : name;

/** A rate with its unit: 12 t by square kilometre. */
export const rateText = (picture: MapPicture, rate: number): string =>
  `${amountIn(picture)(rate)}/${say().rate[picture.by]}`;

interface Scope {
  readonly picture: MapPicture;
  /** The name of the thing that is followed; '' for all goods. */
  readonly thing: string;
  readonly period: string;
}

/** What the map shows, in sentences. */
export function mapFinding({ picture, thing, period }: Scope): string[] {
  const write = amountIn(picture);
  const area = largest(picture.areas, ({ given }) => given);
  const link = largest(picture.links, ({ value }) => value);
  if (picture.places.length === 0) return [say().emptyPlaces];
  if (!area && !link) return [say().finding.none(period)];
  const names = new Map(picture.places.map((place) => [place.id, whoAt(place)]));
  return [
    ...(area ? [say().finding.most(area.name, write(area.given), thing || say().finding.goods, period)] : []),
    ...(link
      ? [say().finding.widest(names.get(link.from)!, names.get(link.to)!, write(link.value), thingsText(link))]
      : []),
  ];
}

function largest<T>(all: readonly T[], of: (each: T) => number): T | undefined {
  const some = all.filter((each) => of(each) > 0);
  return some.reduce<T | undefined>(
    (best, each) => (best === undefined || of(each) > of(best) ? each : best),
    undefined,
  );
}

/** The largest things of a link, at most three. */
const thingsText = ({ things }: MapLink): string =>
  things.length > 3 ? `${things.slice(0, 3).join(', ')} …` : things.join(', ');

/** Of how much of the map something is known, and why rates are as they are. */
export function mapCoverage(picture: MapPicture): string[] {
  const write = amountIn(picture);
  const of = (coverage: MapArea['coverage']) => picture.areas.filter((area) => area.coverage === coverage).length;
  const { given, taken, names } = picture.placeless;
  return [
    // where no place is known, the areas of the world say nothing of this network
    ...(picture.areas.length > 0 && picture.places.length > 0
      ? [
          say().coverage(count(of('recorded')), count(of('listed')), count(of('unknown'))),
          say().unknownIsNot,
          byWhat(picture),
        ]
      : []),
    ...(picture.leftOut.length > 0 ? [text.flows.leftOut(thingsOf(picture.leftOut, picture))] : []),
    ...(given !== 0 || taken !== 0 ? [say().placeless(write(given), write(taken), count(names.length))] : []),
  ];
}

const byWhat = ({ by, populations, areas }: MapPicture): string =>
  by === 'inhabitant' ? say().perInhabitant : say().perKm2(count(populations), count(areas.length));

/** An area in words. */
export function areaTitle(picture: MapPicture, area: MapArea): string {
  const { recorded, listed, unknown } = say().told;
  const told =
    area.coverage === 'recorded'
      ? recorded(amountIn(picture)(area.given), rateText(picture, area.rate))
      : area.coverage === 'listed'
        ? listed(count(area.places.length))
        : unknown;
  return say().area(area.name, told);
}

const orNothing = (picture: MapPicture, value: number) => (value === 0 ? say().nothing : amountIn(picture)(value));

/** A place in words. */
export const placeTitle = (picture: MapPicture, place: MapPlace): string =>
  say().place(whoAt(place), orNothing(picture, place.given), orNothing(picture, place.taken));

/** A flow between two places in words. */
export function linkTitle(picture: MapPicture, link: MapLink): string {
  const names = new Map(picture.places.map((place) => [place.id, whoAt(place)]));
  const amount = known(link.value) ? amountIn(picture)(link.value) : text.flows.amountUnknown;
  return say().link(names.get(link.from)!, names.get(link.to)!, amount, thingsText(link));
}
