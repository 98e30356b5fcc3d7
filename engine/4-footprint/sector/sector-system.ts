import { entries } from '../../0-base/matrix/entries.ts';
import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { Indicator } from '../background.ts';
import type { LinkedSystem, Technosphere } from '../system/linked-system.ts';
import { identityMinus } from './matrix.ts';
import type { Sector, SectorCoefficients } from './sector.ts';

/** Categories C of flows: what each flow of a table counts for. */
export interface SectorCategories {
  readonly categories: readonly Indicator[];
  /** Categories x flows. */
  readonly characterisation: SparseMatrix;
}

/** The equations (I - A) x = y of sectors: each makes its own product. */
export function leontiefSystem(sectors: readonly Sector[], requirements: SparseMatrix): Technosphere {
  return {
    products: sectors.map(({ id }) => ({ id, name: id, unit: '' })),
    processes: sectors.map(({ id }) => ({ id, name: id })),
    technosphere: identityMinus(requirements),
    production: Int32Array.from(sectors, (_, j) => j),
  };
}

/** Every flow as a category of its own, in its own unit: what a table without characterisation counts. */
export function ownCategories(
  { flows }: Pick<SectorCoefficients, 'flows'>,
  source: { readonly id: string; readonly version: string },
): SectorCategories {
  const identity = entries();
  flows.forEach((_, k) => {
    identity.add(k, k, 1);
  });
  const categories = flows.map(({ id, name, unit }) => ({ id, name, method: { ...source, unit } }));
  return { categories, characterisation: identity.matrix(flows.length, flows.length) };
}

/**
 * A table of sectors as a linked system: technosphere I - A in the currency, biosphere S, one process a sector, which is its own supplier
 * and stands in its region.
 */
export function sectorSystem(
  { sectors, flows, currency, requirements, interventions }: SectorCoefficients,
  { categories, characterisation }: SectorCategories,
): LinkedSystem {
  const { technosphere, production } = leontiefSystem(sectors, requirements);
  return {
    products: sectors.map(({ id, name }) => ({ id, name, unit: currency })),
    processes: sectors.map(({ id, name, region }) => ({
      id,
      name,
      supplier: name,
      ...(region !== undefined && { place: region }),
    })),
    flows,
    categories,
    technosphere,
    production,
    biosphere: interventions,
    characterisation,
  };
}
