import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { Problem } from '../../0-base/problem.ts';
import type { Origin } from '../model/model.ts';
import type { SystemFlow } from '../system/linked-system.ts';

/** A sector (or the commodity that it is known by) of an economy, in one region or of a table without regions. */
export interface Sector {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
  /** Where it stands in its file. */
  readonly at?: Origin;
}

/** A column of final demand: households, government, exports ... of a region. */
export interface DemandColumn {
  readonly id: string;
  readonly name: string;
  readonly region?: string;
}

/**
 * What sectors take in per unit of their output: requirements A (sectors x sectors, currency per currency) and interventions S
 * (flows x sectors, unit of the flow per currency); `output` is the whole output of each sector, in `currency`.
 */
export interface SectorCoefficients {
  readonly sectors: readonly Sector[];
  readonly flows: readonly SystemFlow[];
  readonly currency: string;
  readonly requirements: SparseMatrix;
  readonly interventions: SparseMatrix;
  readonly output: Float64Array;
}

/** What could be made of tables, and what is wrong with them. */
export interface Understood<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** The flow that counts what sectors add in value: wages, taxes, surplus. Through all suppliers it is 1 per unit of output. */
export const valueAddedFlow = (currency: string): SystemFlow => ({
  id: 'value-added',
  name: 'Value added',
  unit: currency,
  kind: 'purchase',
});
