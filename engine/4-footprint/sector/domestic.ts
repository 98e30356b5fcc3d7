import { entries } from '../../0-base/matrix/entries.ts';
import { eachEntry } from './matrix.ts';
import type { SectorCoefficients } from './sector.ts';

/** A_d: requirements that a region meets by itself; what comes from other regions is left out. L_d = (I - A_d)^-1. Source: useeior, BuildModel.R. */
export function domesticCoefficients(coefficients: SectorCoefficients): SectorCoefficients {
  const { sectors, requirements } = coefficients;
  const own = entries();
  eachEntry(requirements, (row, column, value) => {
    if (sectors[row]!.region === sectors[column]!.region) own.add(row, column, value);
  });
  return { ...coefficients, requirements: own.matrix(requirements.rows, requirements.columns) };
}
