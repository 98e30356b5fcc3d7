import { type BurdenTable, componentAt, recorded, width } from './burden.ts';
import type { Draft } from './draft.ts';
import type { LotSystem } from '../lot/lot-system.ts';
import type { MovedBurden, ProcessFlows } from './parts.ts';

/** The draft of a period as the system that is solved: pools x K and processes x K burdens; passages (process-flows.ts) follow its processes. */
export function draftSystem(
  { pools, processes, transfers }: Draft,
  flows: ProcessFlows,
  indicators: string[],
): LotSystem {
  const size = flows.keys.length * width;
  const padded = (table: BurdenTable): Float64Array => {
    const values = new Float64Array(size);
    values.set(table.values());
    return values;
  };
  return {
    pools: {
      keys: pools.of.map(({ key }) => key),
      opening: new Float64Array(pools.opening),
      openingBurden: pools.openingBurden.values(),
      bought: new Float64Array(pools.bought),
      boughtBurden: pools.boughtBurden.values(),
      delivered: new Float64Array(pools.delivered),
      lost: new Float64Array(pools.lost),
      durable: Uint8Array.from(pools.of, ({ kind }) => (kind === 'wear' ? 1 : 0)),
    },
    processes: {
      keys: flows.keys,
      carried: padded(processes.carried),
      direct: moved(padded(processes.direct), flows.moved, 'direct'),
      purchased: moved(padded(processes.purchased), flows.moved, 'purchased'),
    },
    transfers: {
      from: new Int32Array(transfers.from),
      to: new Int32Array(transfers.to),
      quantity: new Float64Array(transfers.quantity),
    },
    consumes: flows.consumes,
    outputs: flows.outputs,
    wasteTo: flows.wasteTo,
    shadows: flows.shadows,
    marks: { consumes: flows.spread, of: recorded.map((each) => componentAt[each]), as: componentAt.spread },
    indicators,
  };
}

/** A table of burdens with what parts of processes took over; -1 stands for nobody. */
function moved(values: Float64Array, all: readonly MovedBurden[], table: MovedBurden['table']): Float64Array {
  const add = (process: number, burden: Float64Array, amount: number): void => {
    for (let k = 0; process >= 0 && k < width; k++) values[process * width + k]! += amount * burden[k]!;
  };
  for (const { from, to, burden, amount, ...each } of all) {
    if (each.table !== table) continue;
    add(from, burden, -amount);
    add(to, burden, amount);
  }
  return values;
}
