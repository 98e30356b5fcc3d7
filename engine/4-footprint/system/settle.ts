import type { Lens } from './lens.ts';
import { gatherer, type Members } from './gather.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** How often a kind may hand on to itself before the rest of that is a branch of its own. */
const mostRounds = 1000;

/** What is left of a round below this part of the first is rounding. */
const rounding = 1e-16;

/** How often the maker of a product runs for an amount of it. */
export const runsOf = ({ made, sign }: PreparedSystem['square'], product: number, amount: number): number =>
  amount / (made[product]! * sign[product]!);

/** Calls back for what the maker of a product takes in for an amount of it: inputs and treatment above zero, co-products below. */
export function eachInput(
  { system, square }: PreparedSystem,
  product: number,
  amount: number,
  take: (product: number, amount: number) => void,
): void {
  const j = square.maker[product]!;
  if (j === nobody) return;
  const { start, row, value } = system.technosphere;
  const runs = runsOf(square, product, amount);
  for (let e = start[j]!; e < start[j + 1]!; e++)
    if (row[e] !== product && value[e] !== 0 && Number.isFinite(value[e]!)) take(row[e]!, -value[e]! * runs);
}

/** What a kind makes for a demand, and what of its own it would still draw: nothing, unless it runs in a circle that hardly fades. */
export interface Settled {
  readonly made: Members;
  readonly left: Members;
}

/** Settles what a kind hands on to itself, as flour from silo to silo: x = demand + (Z x of the kind), round by round. */
export function settler(prepared: PreparedSystem, lens: Lens): (demand: Members) => Settled {
  const size = prepared.system.products.length;
  const [whole, round] = [gatherer(size, lens.count), gatherer(size, lens.count)];
  const none = (kind: number): Members => ({ kind, products: [], amounts: [] });
  const largest = ({ amounts }: Members) => amounts.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return (demand) => {
    const { kind } = demand;
    const least = rounding * largest(demand);
    let pending = demand;
    for (let rounds = 0; pending.products.length > 0 && rounds < mostRounds; rounds++) {
      pending.products.forEach((product, k) => {
        whole.add(kind, product, pending.amounts[k]!);
        eachInput(prepared, product, pending.amounts[k]!, (input, amount) => {
          if (lens.kindOf(input) === kind) round.add(kind, input, amount);
        });
      });
      const next = round.take()[0] ?? none(kind);
      // What is lost in rounding is part of the node's rest.
      pending = largest(next) <= least ? none(kind) : next;
    }
    return { made: whole.take()[0] ?? none(kind), left: pending };
  };
}
