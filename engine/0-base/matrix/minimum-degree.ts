import { heap } from '../heap.ts';

/** The places beside each place of a symmetric pattern: those of i are `at[start[i]]` up to `at[start[i + 1]]`. */
export interface Pattern {
  readonly start: Int32Array;
  readonly at: Int32Array;
}

/**
 * The state of an elimination: what is beside each open place, as places and as elements. An element is a place that was eliminated and stands
 * for all that it brought together.
 */
interface Quotient {
  readonly places: number[][];
  readonly elements: number[][];
  readonly members: (number[] | undefined)[];
  readonly mark: Int32Array;
  stamp: number;
}

/** Everything beside a place, through places and elements, each once; the place itself and what is done are left out. */
function reached({ places, elements, members, mark }: Quotient, place: number, stamp: number): number[] {
  const found: number[] = [];
  mark[place] = stamp;
  const take = (each: number) => {
    if (mark[each] === stamp) return;
    mark[each] = stamp;
    found.push(each);
  };
  for (const each of places[place]!) take(each);
  for (const element of elements[place]!) for (const each of members[element]!) take(each);
  return found;
}

/** At least the number of places beside one, at most their sum: counted without looking for doubles. */
const degreeOf = ({ places, elements, members }: Quotient, place: number): number =>
  elements[place]!.reduce((sum, element) => sum + members[element]!.length - 1, places[place]!.length);

/** Eliminates a place: all beside it now share one element, in which its own are absorbed. Answers what is beside it. */
function eliminate(state: Quotient, place: number): number[] {
  const { places, elements, members, mark } = state;
  const stamp = ++state.stamp;
  const beside = reached(state, place, stamp);
  const absorbed = elements[place]!;
  for (const element of absorbed) members[element] = undefined;
  members[place] = beside;
  for (const each of beside) {
    places[each] = places[each]!.filter((other) => mark[other] !== stamp);
    elements[each] = elements[each]!.filter((element) => members[element] !== undefined);
    elements[each]!.push(place);
  }
  places[place] = [];
  elements[place] = [];
  return beside;
}

/**
 * An order in which elimination fills in little: always the place with the fewest neighbours next, in the quotient graph with absorbed elements
 * and an upper bound of the degree. Gives up, with nothing, where the places that it brings together pass `limit`.
 * Source: P. Amestoy, T. Davis and I. Duff, SIAM J. Matrix Anal. Appl. 17 (1996), without its merging of indistinguishable places.
 */
export function minimumDegree({ start, at }: Pattern, limit: number): Int32Array | undefined {
  const size = start.length - 1;
  const state: Quotient = {
    places: Array.from({ length: size }, (_, i) => Array.from(at.subarray(start[i]!, start[i + 1]!))),
    elements: Array.from({ length: size }, () => []),
    members: Array.from({ length: size }, () => undefined),
    mark: new Int32Array(size),
    stamp: 0,
  };
  const waiting = heap();
  const degree = Int32Array.from(state.places, (list) => list.length);
  for (let i = 0; i < size; i++) waiting.add(-degree[i]!, i);
  const order = new Int32Array(size);
  let filled = 0;
  for (let done = 0; done < size;) {
    const key = -waiting.largest();
    const place = waiting.take();
    if (degree[place] !== key) continue;
    degree[place] = -1;
    order[done++] = place;
    const beside = eliminate(state, place);
    filled += beside.length;
    if (filled > limit) return undefined;
    for (const each of beside) {
      const now = Math.min(size - done, degreeOf(state, each));
      if (now === degree[each]) continue;
      degree[each] = now;
      waiting.add(-now, each);
    }
  }
  return order;
}
