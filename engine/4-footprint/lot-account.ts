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

/** into += factor x row `at` of a table of that width; nothing where the factor is 0, whatever the row holds. */
function addRow(into: Float64Array, factor: number, table: Float64Array, at = 0): void {
  if (factor === 0) return;
  for (let k = 0; k < into.length; k++) into[k]! += factor * table[at * into.length + k]!;
}

function accountIn({ system, intensity, counted }: Solved): LotsIn {
  const zero = () => new Float64Array(system.indicators.length);
  const sums = { opening: zero(), bought: zero(), purchases: zero(), direct: zero(), unexplained: zero() };
  system.pools.forEach(({ opening, bought }, i) => {
    if (opening) addRow(sums.opening, opening.quantity, opening.intensity);
    if (bought) addRow(sums.bought, 1, bought.burden);
    addRow(sums.unexplained, counted[i]!, intensity, i);
  });
  for (const { carried, direct, purchases } of system.processes) {
    if (carried) addRow(sums.opening, 1, carried);
    addRow(sums.direct, 1, direct);
    for (const { burden } of purchases) addRow(sums.purchases, 1, burden);
  }
  return sums;
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
  const zero = () => new Float64Array(system.indicators.length);
  const sums = { delivered: zero(), lost: zero(), closing: zero(), workInProgress: zero(), stranded };
  system.pools.forEach(({ delivered, lost }, i) => {
    addRow(sums.delivered, delivered, intensity, i);
    addRow(sums.lost, lost, intensity, i);
    addRow(sums.closing, balance.closing[i]!, intensity, i);
  });
  system.processes.forEach((_, p) => {
    addRow(sums.workInProgress, 1, workInProgress, p);
  });
  return sums;
}

/**
 * The account of a period, by kind and indicator: sum O m0 + carried + sum X b + sum v beta + sum d + sum V m
 * = sum delivered m + sum lost m + sum closing m + work in progress + stranded.
 */
export function accountOf(solved: Solved): Omit<LotResult, 'problems' | 'iterations' | 'residual'> {
  const { balance, intensity, processBurden } = solved;
  const workInProgress = progressOf(solved);
  return {
    intensity,
    processBurden,
    workInProgress,
    closing: balance.closing,
    unexplained: balance.unexplained,
    in: accountIn(solved),
    out: accountOut(solved, workInProgress),
  };
}
