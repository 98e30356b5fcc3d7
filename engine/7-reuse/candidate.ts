import { addUnder } from '../0-base/group.ts';
import type { Position } from '../1-record/distance.ts';
import { distanceKm } from '../1-record/distance.ts';
import type { Classes, Ground } from './ground.ts';
import type { Substitution } from './knowledge.ts';
import type { Precedent } from './precedent.ts';
import type { Need, Surplus } from './shape.ts';

/** A surplus and a need that have something in common. */
export interface Candidate {
  readonly surplus: Surplus;
  readonly need: Need;
  readonly ground: Ground;
}

/** The candidates that were looked at, and how many more there are. */
export interface Candidates {
  readonly list: readonly Candidate[];
  readonly left: number;
}

/** What candidates are found in. */
export interface CandidateQuestion {
  readonly surpluses: readonly Surplus[];
  readonly needs: readonly Need[];
  readonly precedents: readonly Precedent[];
  readonly substitutions: readonly Substitution[];
  readonly classes: Classes;
  readonly positionOf: (agent: string) => Position | undefined;
}

/** Needs that one surplus is compared with on one ground: the nearest. */
const mostPerGround = 40;
/** Needs to the north and to the south of a surplus among which the nearest are sought. */
const reach = 4 * mostPerGround;

/** Needs that share a key, those with a position from south to north. */
interface Ring {
  readonly placed: readonly { readonly need: Need; readonly at: Position }[];
  readonly unplaced: readonly Need[];
}

/**
 * Pairs each surplus with the needs for the same thing, for a thing that it has replaced in that kind of process, for one that a dataset
 * says it can replace, and for one of its class; the first ground counts. Needs are looked up by key, never all with all: of many only
 * the nearest are taken, and the others are counted.
 */
export function findCandidates(question: CandidateQuestion): Candidates {
  const rings = ringsOf(question);
  const grounds = groundsOf(question);
  const list: Candidate[] = [];
  let left = 0;
  for (const surplus of question.surpluses) {
    const at = question.positionOf(surplus.holder);
    const seen = new Set<string>();
    for (const { key, ground } of grounds(surplus)) {
      const ring = rings.get(key);
      if (!ring) continue;
      const near = nearest(ring, at);
      left += ring.placed.length + ring.unplaced.length - near.length;
      for (const need of near) if (seen.size < seen.add(need.id).size) list.push({ surplus, need, ground });
    }
  }
  return { list, left };
}

const specificationKey = (specification: string) => `specification ${specification}`;
const kindKey = (kind: string, specification: string) => `kind ${JSON.stringify([kind, specification])}`;
const classKey = (name: string) => `class ${name}`;

function ringsOf({ needs, classes, positionOf }: CandidateQuestion): ReadonlyMap<string, Ring> {
  const lists = new Map<string, Need[]>();
  for (const need of needs) {
    addUnder(lists, specificationKey(need.specification), need);
    addUnder(lists, kindKey(need.kind, need.specification), need);
    for (const name of classes.of(need.specification)) addUnder(lists, classKey(name), need);
  }
  return new Map([...lists].map(([key, list]) => [key, ringOf(list, positionOf)]));
}

function ringOf(needs: readonly Need[], positionOf: CandidateQuestion['positionOf']): Ring {
  const located = needs.map((need) => ({ need, at: positionOf(need.holder) }));
  const placed = located.flatMap(({ need, at }) => (at ? [{ need, at }] : []));
  placed.sort((a, b) => a.at.lat - b.at.lat || (a.need.id < b.need.id ? -1 : 1));
  return { placed, unplaced: located.flatMap(({ need, at }) => (at ? [] : [need])) };
}

interface Way {
  readonly key: string;
  readonly ground: Ground;
}

function groundsOf({ precedents, substitutions, classes }: CandidateQuestion): (surplus: Surplus) => Way[] {
  const before = new Map<string, Precedent[]>();
  for (const each of precedents) addUnder(before, each.offered, each);
  const said = new Map<string, Substitution[]>();
  for (const each of substitutions) addUnder(said, each.offered, each);
  return ({ specification }) => [
    { key: specificationKey(specification), ground: { is: 'specification' } },
    ...(before.get(specification) ?? []).map((precedent): Way => ({
      key: kindKey(precedent.kind, precedent.needed),
      ground: { is: 'precedent', precedent },
    })),
    ...classes
      .of(specification)
      .flatMap((name) => said.get(name) ?? [])
      .map((substitution): Way => ({
        key: classKey(substitution.needed),
        ground: { is: 'substitution', substitution },
      })),
    ...classes.of(specification).map((name): Way => ({ key: classKey(name), ground: { is: 'class', class: name } })),
  ];
}

/** All of a small ring; of a large one those nearest by the great circle among its neighbours by latitude. */
function nearest({ placed, unplaced }: Ring, at: Position | undefined): readonly Need[] {
  if (placed.length + unplaced.length <= mostPerGround) return [...placed.map(({ need }) => need), ...unplaced];
  if (!at) return [...placed.map(({ need }) => need), ...unplaced].slice(0, mostPerGround);
  const middle = placeOf(placed, at.lat);
  return placed
    .slice(Math.max(0, middle - reach), middle + reach)
    .map(({ need, at: there }) => ({ need, km: distanceKm(at, there) }))
    .sort((a, b) => a.km - b.km || (a.need.id < b.need.id ? -1 : 1))
    .slice(0, mostPerGround)
    .map(({ need }) => need);
}

/** The first place whose latitude is not below the given one. */
function placeOf(placed: Ring['placed'], lat: number): number {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle]!.at.lat < lat) low = middle + 1;
    else high = middle;
  }
  return low;
}
