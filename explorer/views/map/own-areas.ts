import type { Facts } from '../../../engine/1-record/facts.ts';
import { readOutline, writeOutline } from '../../../engine/1-record/outline.ts';
import { woundPolygon } from '../../../datasets/ring.ts';
import { plainName } from '../names.ts';
import type { ReadArea } from './areas.ts';
import type { Area } from './picture.ts';

/** The areas that a network has recorded for itself: places with an outline. */
export const ownAreas = (facts: Facts): Area[] =>
  [...(facts.SpatialThing ?? [])].flatMap(([id, { name, asWKT, basis }]) => {
    const polygons = readOutline(asWKT ?? '');
    if (!polygons) return [];
    const population = basis?.find(({ of }) => of === 'population');
    return {
      id: `area:${id}`,
      name: plainName(name ?? id),
      polygons: polygons.map(woundPolygon),
      ...(population && { population: { value: Number(population.value), source: population.source } }),
    };
  });

interface Choice {
  /** Which of the file's numbers is the population; '' for none. */
  readonly population: string;
  readonly source: string;
  readonly newId: () => string;
}

/** An outline that takes more text than this is drawn with fewer decimals, and beyond that cannot be kept. */
const longestText = 28_000;
const digits = [6, 5, 4, 3];

/** Areas as records of places, and the names of those whose outline is too fine to be kept. */
export function areaRecords(areas: readonly ReadArea[], { population, source, newId }: Choice) {
  const written = areas.map(({ name, polygons, numbers }) => {
    const texts = digits.map((each) => writeOutline(polygons, each));
    const value = numbers[population];
    return {
      name,
      asWKT: texts.find((text) => text.length <= longestText),
      basis: value === undefined ? undefined : [{ of: 'population', value: String(value), unit: 'one', source }],
    };
  });
  return {
    records: written
      .filter(({ asWKT }) => asWKT !== undefined)
      .map(({ basis, ...fields }) => ({
        '@type': 'SpatialThing',
        '@id': newId(),
        ...fields,
        ...(basis && { basis }),
      })),
    tooFine: written.filter(({ asWKT }) => asWKT === undefined).map(({ name }) => name),
  };
}
