import { expect } from 'vitest';
import { intensitiesOf } from '../../engine/4-footprint/system/intensity.ts';
import type { LinkedSystem } from '../../engine/4-footprint/system/linked-system.ts';
import { prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';

/** What one unit of every product carries in every category, row by row, by the adjoint. */
export function everyIntensity(system: LinkedSystem): Float64Array {
  const width = system.categories.length;
  const found = intensitiesOf(
    prepareSystem(system),
    system.categories.map((_, category) => category),
  );
  expect(found.flatMap(({ problems }) => problems)).toEqual([]);
  return Float64Array.from(
    { length: system.products.length * width },
    (_, at) => found[at % width]!.value[Math.floor(at / width)]!,
  );
}
