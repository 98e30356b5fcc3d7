import type { Column } from '../../marks/table.ts';
import { text } from '../../text/text.ts';
import { formatNumber, scaleFor } from '../../text/format.ts';
import { aYear } from '../flows/amount.ts';
import type { MapArea, MapLink, MapPicture } from './picture.ts';
import { whoAt } from './sentences.ts';

const say = () => text.map.table;

/** One unit for a column of amounts, and how an amount is shown in it. */
function amounts(picture: MapPicture, values: readonly number[]) {
  const { symbol, divisor } = scaleFor(Math.max(...values.filter((value) => !Number.isNaN(value)), 0), picture.unit);
  return { unit: aYear(symbol, picture.per), in: (value: number) => value / divisor };
}

/** What each figure of an area means. */
const terms = {
  places: 'count',
  given: 'placed',
  taken: 'placed',
  rate: 'rate',
  size: 'area',
  population: 'population',
} as const;

/** The columns of the table of areas. */
export function areaColumns(picture: MapPicture): Column<MapArea>[] {
  const amount = amounts(
    picture,
    picture.areas.flatMap(({ given, taken }) => [given, taken]),
  );
  const rate = amounts(
    picture,
    picture.areas.map((area) => area.rate),
  );
  const peopled = picture.populations > 0;
  const number = (
    id: keyof typeof terms,
    head: string,
    unit: string,
    value: (area: MapArea) => number,
  ): Column<MapArea> => ({
    id,
    head,
    unit,
    about: terms[id],
    value,
    show: (area) => formatNumber(value(area), 4),
  });
  return [
    { id: 'name', head: say().name, value: ({ name }) => name },
    { id: 'coverage', head: say().coverage, value: ({ coverage }) => say().coverages[coverage] },
    number('places', say().places, '', ({ places }) => places.length),
    number('given', say().given, amount.unit, ({ given }) => amount.in(given)),
    number('taken', say().taken, amount.unit, ({ taken }) => amount.in(taken)),
    number('rate', say().rate(text.map.rate[picture.by]), `${rate.unit}/${text.map.rate[picture.by]}`, (area) =>
      rate.in(area.rate),
    ),
    number('size', say().size, 'km²', ({ km2 }) => km2),
    ...(peopled
      ? [
          number('population', say().population, '', ({ population }) => population?.value ?? Number.NaN),
          { id: 'source', head: say().source, value: ({ population }: MapArea) => population?.source ?? '' },
        ]
      : []),
  ];
}

/** The columns of the table of flows between places. */
export function linkColumns(picture: MapPicture): Column<MapLink>[] {
  const names = new Map(picture.places.map((place) => [place.id, whoAt(place)]));
  const amount = amounts(
    picture,
    picture.links.map(({ value }) => value),
  );
  return [
    { id: 'from', head: say().from, value: ({ from }) => names.get(from)! },
    { id: 'to', head: say().to, value: ({ to }) => names.get(to)! },
    {
      id: 'amount',
      head: say().amount,
      unit: amount.unit,
      about: 'placed',
      value: ({ value }) => amount.in(value),
      show: ({ value }) => formatNumber(amount.in(value), 4),
    },
    { id: 'things', head: say().things, value: ({ things }) => things.join(', ') },
  ];
}
