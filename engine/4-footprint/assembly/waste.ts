import type { Day } from '../../0-base/time.ts';
import { compositions } from '../../3-flow/mixing.ts';
import type { Compositions } from '../../3-flow/parts.ts';
import type { BackgroundReader } from '../background-reader.ts';
import type { Draft, GapList } from './draft.ts';

/** Waste of processes (`from`) that others (`by`) treated, by columns; places in the draft. */
export interface TreatedWaste {
  readonly from: number[];
  readonly by: number[];
  readonly quantity: number[];
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
export function chargeTreatment(request: TreatmentRequest): TreatedWaste {
  const { inputs, outputs } = request.draft;
  const treated: TreatedWaste = { from: [], by: [], quantity: [] };
  if (!outputs.role.includes('waste')) return treated;
  const mixed = wasteIn(request.draft);
  chargeOutside(request, mixed);
  inputs.pool.forEach((pool, at) => {
    const by = inputs.process[at]!;
    for (const [from, part] of generators(request.draft, mixed, pool)) {
      if (from === by) continue;
      treated.from.push(from);
      treated.by.push(by);
      treated.quantity.push(inputs.quantity[at]! * part);
    }
  });
  return treated;
}

/** The processes whose waste is in a pool, each with its part of the pool. */
function generators({ processes }: Draft, mixed: Compositions, pool: number): [number, number][] {
  const found: [number, number][] = [];
  for (let at = mixed.start[pool]!; at < mixed.end[pool]!; at++)
    if (mixed.origin[at]! < processes.place.length) found.push([mixed.origin[at]!, mixed.part[at]!]);
  return found;
}

/** Composition of each pool by the process whose waste it is; all that is no waste is one further origin. */
function wasteIn({ pools, processes, outputs, transfers }: Draft): Compositions {
  const other = processes.place.length;
  const origins = outputs.process.map((process, at) => (outputs.role[at] === 'waste' ? process : other));
  const there = pools.bought.map((bought, pool) => bought + pools.opening[pool]!);
  return compositions({
    stores: pools.place.length,
    origins: other + 1,
    inflows: {
      store: new Int32Array([...outputs.pool, ...pools.place.keys()]),
      origin: new Int32Array([...origins, ...pools.place.map(() => other)]),
      amount: new Float64Array([...outputs.quantity, ...there]),
    },
    transfers: {
      from: new Int32Array(transfers.from),
      to: new Int32Array(transfers.to),
      amount: new Float64Array(transfers.quantity),
    },
  });
}

function chargeOutside({ draft, gaps, background, day }: TreatmentRequest, mixed: Compositions): void {
  const { of, delivered } = draft.pools;
  const { id, purchased } = draft.processes;
  of.forEach(({ specification, unit }, pool) => {
    const charged = delivered[pool]! > 0 ? generators(draft, mixed, pool) : [];
    if (charged.length === 0) return;
    const found = background.bought({ specification, unit }, day);
    for (const [from, part] of charged) {
      const quantity = delivered[pool]! * part;
      if ('figure' in found)
        draft.entries.toProcess(from, { specification, figure: found.figure, quantity, kind: 'purchase' }, [purchased]);
      else gaps.add({ kind: 'background', specification, process: id[from]!, quantity, unit, problem: found.problem });
    }
  });
}
