import type { FlowGroup } from './attribute.ts';

/** Flows between groups, by columns, each `count` long. */
export interface FlowLinks {
  readonly count: number;
  /** Places in the list of groups. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Place in the list of classes. */
  readonly class: Uint32Array;
  /** Sum of what is known, in the unit of the layer; `low` and `high` differ from it where published figures disagree. */
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Rows in the link, of them those of unknown content, and those that were published and not measured. */
  readonly rows: Uint32Array;
  readonly unknown: Uint32Array;
  readonly published: Uint32Array;
  /** 1 where the link stands for others that are smaller than the cut-off. */
  readonly remainder: Uint8Array;
}

/** Numbers links by (from, to, class) in the order in which they are first asked for. */
export interface LinkFinder {
  /** The number of a link. */
  place(from: number, to: number, kind: number): number;
  /** The ends and classes of the links asked for so far. */
  ends(): LinkEnds;
}

/** The columns that tell links apart. */
export type LinkEnds = Pick<FlowLinks, 'count' | 'from' | 'to' | 'class'>;

/** Links whose sums are 0. */
export function emptyLinks(ends: LinkEnds): FlowLinks {
  const { count } = ends;
  return {
    ...ends,
    value: new Float64Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
    rows: new Uint32Array(count),
    unknown: new Uint32Array(count),
    published: new Uint32Array(count),
    remainder: new Uint8Array(count),
  };
}

/** Finds the number that a link was given; a new one gets `next`. */
type LinkPlaces = (from: number, to: number, kind: number, next: number) => number;

/** How many sources, targets and classes links may have. */
export interface LinkRoom {
  readonly sources: number;
  readonly targets: number;
  readonly classes: number;
}

/** Possible links up to which a table beats a hash. */
const denseLimit = 4_000_000;

/** A table with a cell for every possible link. */
function densePlaces({ sources, targets, classes }: LinkRoom): LinkPlaces {
  const places = new Int32Array(sources * targets * classes);
  return (from, to, kind, next) => {
    const key = (from * targets + to) * classes + kind;
    const known = places[key]!;
    if (known !== 0) return known - 1;
    places[key] = next + 1;
    return next;
  };
}

/** Open addressing, at most half full. Source: D. Knuth, The Art of Computer Programming 3, 6.4, algorithm L. */
function hashedPlaces({ targets, classes }: LinkRoom): LinkPlaces {
  let keys = new Float64Array(1 << 16).fill(-1);
  let places = new Uint32Array(keys.length);
  let mask = keys.length - 1;
  const slotOf = (key: number, pair: number, kind: number): number => {
    const mixed = Math.imul(pair, 0x9e3779b1) ^ Math.imul(kind, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const [oldKeys, oldPlaces] = [keys, places];
    keys = new Float64Array(2 * oldKeys.length).fill(-1);
    places = new Uint32Array(keys.length);
    mask = keys.length - 1;
    oldKeys.forEach((key, at) => {
      if (key === -1) return;
      const slot = slotOf(key, Math.floor(key / classes), key % classes);
      keys[slot] = key;
      places[slot] = oldPlaces[at]!;
    });
  };
  return (from, to, kind, next) => {
    const pair = from * targets + to;
    const key = pair * classes + kind;
    let slot = slotOf(key, pair, kind);
    if (keys[slot] === key) return places[slot]!;
    if (2 * next >= keys.length) {
      grow();
      slot = slotOf(key, pair, kind);
    }
    keys[slot] = key;
    places[slot] = next;
    return next;
  };
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** A finder that no link was asked of yet. */
export function linkFinder(room: LinkRoom): LinkFinder {
  const isSmall = room.sources * room.targets * room.classes <= denseLimit;
  const placeOf = isSmall ? densePlaces(room) : hashedPlaces(room);
  let ends = { from: new Uint32Array(1024), to: new Uint32Array(1024), class: new Uint32Array(1024) };
  let count = 0;
  const add = (from: number, to: number, kind: number): void => {
    if (count === ends.from.length) ends = { from: grown(ends.from), to: grown(ends.to), class: grown(ends.class) };
    ends.from[count] = from;
    ends.to[count] = to;
    ends.class[count] = kind;
    count += 1;
  };
  return {
    place(from, to, kind) {
      const place = placeOf(from, to, kind, count);
      if (place === count) add(from, to, kind);
      return place;
    },
    ends: () => ({
      count,
      from: ends.from.slice(0, count),
      to: ends.to.slice(0, count),
      class: ends.class.slice(0, count),
    }),
  };
}

/** Adds `part` of the amounts of a link to another, and its rows whole: each of them is in the other link too. */
export function addLink(into: FlowLinks, place: number, from: FlowLinks, link: number, part = 1): void {
  into.value[place]! += from.value[link]! * part;
  into.low[place]! += from.low[link]! * part;
  into.high[place]! += from.high[link]! * part;
  into.rows[place]! += from.rows[link]!;
  into.unknown[place]! += from.unknown[link]!;
  into.published[place]! += from.published[link]!;
}

/** Groups, classes and links as they are shown, and which of the links before the cut-off went into each. */
export interface CutLinks {
  readonly groups: readonly FlowGroup[];
  readonly classes: readonly string[];
  readonly links: FlowLinks;
  membersOf(link: number): ReadonlySet<number>;
}

/**
 * Merges links whose amount is below `smallest` into remainders, so that nothing is hidden: what leaves a group in small links becomes
 * one link to the group `remainder`, what reaches a group one link from it. Every group keeps its sums; a merged amount stands twice,
 * once on each side of the remainder. Links whose amount is not known at all stay.
 */
export function mergeSmall(given: Omit<CutLinks, 'membersOf'>, smallest: number): CutLinks {
  const { links: all } = given;
  const small = new Uint8Array(all.count);
  for (let link = 0; link < all.count; link++)
    if (Math.abs(all.value[link]!) < smallest && all.unknown[link] !== all.rows[link]) small[link] = 1;
  if (!small.includes(1)) return { ...given, membersOf: (link) => new Set([link]) };
  const groups = [...given.groups, { kind: 'remainder', of: '' } as const];
  const classes = [...given.classes, ''];
  const rest = groups.length - 1;
  const finder = linkFinder({ sources: groups.length, targets: groups.length, classes: classes.length });
  const remainder = classes.length - 1;
  const shownAs = Array.from(small, (isSmall, link) => {
    const [from, to] = [all.from[link]!, all.to[link]!];
    return isSmall === 1
      ? [finder.place(from, rest, remainder), finder.place(rest, to, remainder)]
      : [finder.place(from, to, all.class[link]!)];
  });
  const links = emptyLinks(finder.ends());
  shownAs.forEach((places, link) => {
    for (const place of places) addLink(links, place, all, link);
  });
  for (let link = 0; link < links.count; link++)
    links.remainder[link] = links.from[link] === rest || links.to[link] === rest ? 1 : 0;
  return {
    groups,
    classes,
    links,
    membersOf: (link) => new Set(shownAs.flatMap((places, raw) => (places.includes(link) ? [raw] : []))),
  };
}
