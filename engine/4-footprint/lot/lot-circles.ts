import type { Components } from '../../0-base/matrix/component.ts';
import { notMonotone } from '../../0-base/matrix/monotone.ts';
import type { SparseMatrix } from '../../0-base/matrix/sparse.ts';
import type { LotBalance } from './lot-balance.ts';
import type { LotLinks } from './lot-links.ts';
import type { LotSystem } from './lot-system.ts';

/** Burden that goes round more often than this before it leaves is lost in rounding. */
const mostRounds = 1e10;

/** What is wrong with the circles of a system, each as the number of a component. */
export interface LotCircles {
  /** Nothing leaves: no delivery, loss, closing stock, work in progress or link to elsewhere. */
  readonly closed: ReadonlySet<number>;
  /** An overdraw at the average takes more from the circle than the circle makes. */
  readonly unproductive: ReadonlySet<number>;
}

/** Components in which burden returns to where it was: several members, or a link from a node to itself. */
function cyclicComponents({ from, to }: LotLinks, { of, count }: Components): Set<number> {
  const size = new Int32Array(count);
  for (const component of of) size[component]!++;
  const cyclic = new Set<number>();
  size.forEach((members, component) => {
    if (members > 1) cyclic.add(component);
  });
  for (let k = 0; k < from.length; k++) if (from[k] === to[k]) cyclic.add(of[from[k]!]!);
  return cyclic;
}

/** The nodes at which burden ends or stays. */
function exitsOf({ pools, processes }: LotSystem, balance: LotBalance): Uint8Array {
  const first = pools.keys.length;
  const exits = new Uint8Array(first + processes.keys.length);
  for (let i = 0; i < first; i++)
    if (pools.delivered[i]! > 0 || pools.lost[i]! > 0 || balance.closing[i]! > 0) exits[i] = 1;
  balance.rest.forEach((rest, p) => {
    if (rest > 0 && balance.treated[p] === 0) exits[first + p] = 1;
  });
  return exits;
}

/** The components of a system that have no answer, or none of a positive kind. */
export function findCircles(
  given: { readonly system: LotSystem; readonly balance: LotBalance; readonly links: LotLinks },
  average: Float64Array,
  matrix: SparseMatrix,
  components: Components,
): LotCircles {
  const { of } = components;
  const { from, to } = given.links;
  const closed = cyclicComponents(given.links, components);
  const overdrawn = new Set<number>();
  average.forEach((part, node) => {
    if (part > 0 && closed.has(of[node]!)) overdrawn.add(of[node]!);
  });
  exitsOf(given.system, given.balance).forEach((exit, node) => {
    if (exit) closed.delete(of[node]!);
  });
  for (let k = 0; k < from.length; k++) if (of[from[k]!] !== of[to[k]!]) closed.delete(of[from[k]!]!);
  const asked = Array.from(overdrawn).filter((component) => !closed.has(component));
  const pivot = new Int32Array(average.length).map((_, node) => node);
  return { closed, unproductive: new Set(notMonotone({ matrix, pivot }, components, asked, mostRounds)) };
}
