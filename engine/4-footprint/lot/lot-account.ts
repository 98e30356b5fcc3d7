import type { LotBalance } from './lot-balance.ts';
import type { LotResult, LotSystem, LotsIn, LotsOut } from './lot-system.ts';

/** Intensities and burdens with the quantities that they belong to. */
interface Solved {
  readonly system: LotSystem;
  readonly balance: LotBalance;
  readonly intensity: Float64Array;
  readonly processBurden: Float64Array;
  /** The part of V_i that counts at m_i, in the pool's unit. */
  readonly counted: Float64Array;
  /** Burden that runs in circles that nothing leaves: K numbers. */
  readonly stranded: Float64Array;
}

/** sum_i quantity_i x row i of a table, K numbers; rows of quantity 0 count as nothing, whatever they hold. */
function weighed(quantity: Float64Array, table: Float64Array, width: number): Float64Array {
  const sum = new Float64Array(width);
  quantity.forEach((factor, i) => {
    if (factor !== 0) for (let k = 0; k < width; k++) sum[k]! += factor * table[i * width + k]!;
  });
  return sum;
}

/** The sum of the rows of some tables, K numbers. */
function summed(width: number, ...tables: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(width);
  for (const table of tables) for (let at = 0; at < table.length; at++) sum[at % width]! += table[at]!;
  return sum;
}

function accountIn({ system, intensity, counted }: Solved): LotsIn {
  const { pools, processes, indicators } = system;
  const width = indicators.length;
  return {
    opening: summed(width, pools.openingBurden, processes.carried),
    bought: summed(width, pools.boughtBurden),
    purchases: summed(width, processes.purchased),
    direct: summed(width, processes.direct),
    unexplained: weighed(counted, intensity, width),
  };
}

/** c_p of what no output carries and no generator pays: processes x K. */
function progressOf({ balance, processBurden }: Solved): Float64Array {
  const width = processBurden.length / (balance.rest.length || 1);
  return processBurden.map((burden, at) => {
    const p = Math.floor(at / width);
    return balance.treated[p] === 0 && balance.rest[p]! > 0 ? burden * balance.rest[p]! : 0;
  });
}

function accountOut({ system, balance, intensity, stranded }: Solved, workInProgress: Float64Array): LotsOut {
  const { pools, indicators } = system;
  const width = indicators.length;
  return {
    delivered: weighed(pools.delivered, intensity, width),
    lost: weighed(pools.lost, intensity, width),
    closing: weighed(balance.closing, intensity, width),
    workInProgress: summed(width, workInProgress),
    stranded,
  };
}

/**
 * The account of a period, by kind and indicator: sum O m0 + carried + sum X b + sum v beta + sum d + sum V m
 * = sum delivered m + sum lost m + sum closing m + work in progress + stranded.
 */
export function accountOf(solved: Solved): Omit<LotResult, 'problems' | 'iterations' | 'residual'> {
  const { balance, intensity, processBurden, counted } = solved;
  const workInProgress = progressOf(solved);
  return {
    intensity,
    processBurden,
    workInProgress,
    rest: balance.rest,
    available: balance.available,
    closing: balance.closing,
    unexplained: balance.unexplained,
    counted,
    in: accountIn(solved),
    out: accountOut(solved, workInProgress),
  };
}
