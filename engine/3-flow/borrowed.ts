import type { Facts } from '../1-record/facts.ts';
import type { Body } from '../1-record/kind.ts';

/** A heating value of a row of a background dataset: `value unit` in one `per`, or (perLayer) in one of the other heating value. */
export interface HeatingValue extends Pick<
  Body<'Property'>,
  'value' | 'unit' | 'per' | 'perLayer' | 'status' | 'source'
> {
  readonly dataset: string;
  readonly version: string;
  readonly row: string;
  readonly basis: NonNullable<Body<'Property'>['basis']>;
}

const prefix = 'urn:throughflow:borrowed:';

/** Whether a property is none of the network's, but was borrowed from a dataset. */
export const isBorrowed = (id: string): boolean => id.startsWith(prefix);

/**
 * The facts with heating values for specifications that have none of their own in a basis, from the row of the dataset that their background link
 * names. They count after whatever a network states itself, and never decide which heating value counts.
 */
export function withHeatingValues(facts: Facts, values: readonly HeatingValue[]): Facts {
  const stated = new Set(
    [...(facts.Property?.values() ?? [])].flatMap(({ of, layer, basis = '' }) =>
      layer === 'energy' ? [`${of} ${basis}`] : [],
    ),
  );
  const borrowed = [...(facts.BackgroundLink?.values() ?? [])].flatMap(({ of, dataset, row }) =>
    values
      .filter((each) => each.dataset === dataset && each.row === row && !stated.has(`${of} ${each.basis}`))
      .map((each) => [`${prefix}${each.basis}:${of}`, bodyOf(of, each)] as const),
  );
  return borrowed.length === 0 ? facts : { ...facts, Property: new Map([...(facts.Property ?? []), ...borrowed]) };
}

function bodyOf(of: string, { dataset, version, row, source, ...figure }: HeatingValue): Body<'Property'> {
  return { of, layer: 'energy', ...figure, source: `${dataset} ${version}, ${row}: ${source}` };
}
