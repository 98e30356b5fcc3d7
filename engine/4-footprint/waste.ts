import type { Day } from '../0-base/time.ts';
import { compositions } from '../3-flow/mixing.ts';
import type { Compositions } from '../3-flow/parts.ts';
import type { BackgroundReader } from './background.ts';
import { burdenOf, type Draft, type GapList } from './draft.ts';

/** Waste of one process (place in the draft) that another treated. */
export interface TreatedWaste {
  readonly from: number;
  readonly by: number;
  readonly quantity: number;
}

/** A period's draft and what treatment outside may cost. */
export interface TreatmentRequest {
  readonly draft: Draft;
  readonly gaps: GapList;
  readonly background: BackgroundReader;
  readonly day: Day;
}

/**
 * Finds whose waste was treated by whom: what a process draws from a pool that holds waste is charged to those who put the waste in, pro rata
 * (mixing.ts). Waste that leaves the network is a purchase of treatment by them; without a background link it is a gap (background.missing).
 */
export function chargeTreatment(request: TreatmentRequest): TreatedWaste[] {
  const { processes } = request.draft;
  if (!processes.some(({ outputs }) => outputs.some((output) => output.role === 'waste'))) return [];
  const mixed = wasteIn(request.draft);
  chargeOutside(request, mixed);
  return processes.flatMap(({ inputs }, by) =>
    inputs.flatMap(({ pool, quantity }) =>
      generators(mixed, pool, processes.length)
        .filter(([from]) => from !== by)
        .map(([from, part]) => ({ from, by, quantity: quantity * part })),
    ),
  );
}

/** The processes whose waste is in a pool, each with its part of the pool. */
function generators(mixed: Compositions, pool: number, processes: number): [number, number][] {
  const found: [number, number][] = [];
  for (let at = mixed.start[pool]!; at < mixed.end[pool]!; at++)
    if (mixed.origin[at]! < processes) found.push([mixed.origin[at]!, mixed.part[at]!]);
  return found;
}

/** Composition of each pool by the process whose waste it is; all that is no waste is one further origin. */
function wasteIn({ pools, processes, transfers }: Draft): Compositions {
  const other = processes.length;
  const outputs = processes.flatMap((made, place) =>
    made.outputs.map((output) => ({
      store: output.pool,
      origin: output.role === 'waste' ? place : other,
      amount: output.quantity,
    })),
  );
  const rest = pools.map((pool, store) => ({
    store,
    origin: other,
    amount: pool.boughtQuantity + (pool.opening?.quantity ?? 0),
  }));
  const inflows = [...outputs, ...rest];
  return compositions({
    stores: pools.length,
    origins: other + 1,
    inflows: {
      store: Int32Array.from(inflows, (each) => each.store),
      origin: Int32Array.from(inflows, (each) => each.origin),
      amount: Float64Array.from(inflows, (each) => each.amount),
    },
    transfers: {
      from: Int32Array.from(transfers, (each) => each.from),
      to: Int32Array.from(transfers, (each) => each.to),
      amount: Float64Array.from(transfers, (each) => each.quantity),
    },
  });
}

function chargeOutside({ draft, gaps, background, day }: TreatmentRequest, mixed: Compositions): void {
  draft.pools.forEach(({ pool, delivered }, place) => {
    const charged = delivered > 0 ? generators(mixed, place, draft.processes.length) : [];
    if (charged.length === 0) return;
    const { specification, unit } = pool;
    const found = background.bought({ specification, unit }, day);
    for (const [from, part] of charged) {
      const quantity = delivered * part;
      const { id, purchases } = draft.processes[from]!;
      if ('figure' in found)
        purchases.push({ what: specification, quantity, burden: burdenOf(found.figure, quantity, false) });
      else gaps.add({ kind: 'background', specification, process: id, quantity, unit, problem: found.problem });
    }
  });
}
