import type { Facts } from '../../../engine/1-record/facts.ts';
import type { PictureLink } from './picture.ts';
import type { FlowsQuery } from './view.ts';

/** From this part of its mass on, a thing is called water: drinking water, waste water; not beer. */
const plain = 0.99;

/** The specifications that are nothing but water, by what is recorded of their content. */
export function waterSpecifications(facts: Facts): ReadonlySet<string> {
  const properties = [...(facts.Property?.values() ?? [])];
  const water = properties.filter(
    ({ layer, per, unit, value }) =>
      layer === 'water' && per === 'kilogram' && unit === 'kilogram' && Number(value) >= plain,
  );
  return new Set(water.map((property) => property.of));
}

interface Parted {
  readonly drawn: readonly PictureLink[];
  readonly leftOut: readonly PictureLink[];
  readonly hasWater: boolean;
}

/** Parts links into those that are drawn and the plain water that would drown them. Only mass is drowned by water. */
export function partWater(
  links: readonly PictureLink[],
  facts: Facts,
  { water, layer }: Pick<FlowsQuery, 'water' | 'layer'>,
): Parted {
  const plainWater = layer === 'mass' ? waterSpecifications(facts) : new Set<string>();
  const isWater = (link: PictureLink) => plainWater.has(link.specification);
  const sum = (some: readonly PictureLink[]) => some.reduce((all, link) => all + (link.value || 0), 0);
  const leftOut = links.filter(isWater);
  const drowns = sum(leftOut) > sum(links) / 2;
  if (water === 'shown' || (water === 'auto' && !drowns))
    return { drawn: links, leftOut: [], hasWater: leftOut.length > 0 };
  return { drawn: links.filter((link) => !isWater(link)), leftOut, hasWater: leftOut.length > 0 };
}
