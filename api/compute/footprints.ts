import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Footprints, footprints } from '../../engine/4-footprint/footprints.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** Which footprint, over which time; climate change in the last year that was recorded unless told. */
export interface FootprintQuery {
  readonly period?: string | undefined;
  readonly indicator?: string | undefined;
}

export type FootprintAnswer = Footprints & { readonly sequence: number };

/** The footprints of a network in a period, counted once for each indicator. Problems: parameter.invalid. */
export function footprintsOf(
  world: World,
  shelf: Shelf,
  { period = world.lastYear, indicator: wanted = 'climate' }: FootprintQuery,
): { value: FootprintAnswer } | { problems: Problem[] } {
  const indicator = shelf.indicators.find(({ id }) => id === wanted);
  if (!indicator) {
    const expected = `one of ${shelf.indicators.map(({ id }) => id).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'indicator', value: wanted, expected })] };
  }
  const { facts, table, sequence } = world;
  const found = remembered(world, `footprint ${period} ${wanted}`, () =>
    footprints({ table, facts, background: shelf.background, indicator, period }),
  );
  return { value: { ...found, sequence } };
}
