import type { Problem } from '../../0-base/problem.ts';
import { runFor } from '../system/technosphere.ts';
import type { Rows } from './accounts.ts';
import type { InputOutputTable } from './input-output.ts';
import { eachEntry, perRow } from './matrix.ts';
import type { SectorCoefficients } from './sector.ts';
import { leontiefSystem } from './sector-system.ts';

/**
 * M_down = S (G^T - I) by sector, sectors x flows row by row, with G = (I - B)^-1 and B = x^-1 Z: what those put out who buy from a sector, per
 * unit that it sells. One solve a flow: G S^T. Problems: those of runFor.
 * Source: A. Ghosh, Economica 25 (1958); pymrio, iomath.py calc_M_down.
 */
export function downstreamOf(
  { transactions }: Pick<InputOutputTable, 'transactions'>,
  { sectors, interventions, output }: SectorCoefficients,
): Rows & { readonly problems: readonly Problem[] } {
  const width = interventions.rows;
  const direct = new Float64Array(sectors.length * width);
  eachEntry(interventions, (flow, sector, value) => {
    direct[sector * width + flow] = value;
  });
  const { value, problems } = runFor(leontiefSystem(sectors, perRow(transactions, output)), direct);
  return { width, value: value.map((each, at) => each - direct[at]!), problems };
}
