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

/** Sums of a link that rows add to. */
const sumNames = ['value', 'low', 'high', 'rows', 'unknown', 'published'] as const;

/** Collects links by (from, to, class). */
export interface LinkSet extends Pick<FlowLinks, (typeof sumNames)[number]> {
  /** The place of a link, made when it is new; the columns may be others afterwards. */
  place(from: number, to: number, kind: number): number;
  /** The links so far. */
  links(): FlowLinks;
}

const columnsOf = (size: number) => ({
  from: new Uint32Array(size),
  to: new Uint32Array(size),
  class: new Uint32Array(size),
  value: new Float64Array(size),
  low: new Float64Array(size),
  high: new Float64Array(size),
  rows: new Uint32Array(size),
  unknown: new Uint32Array(size),
  published: new Uint32Array(size),
  remainder: new Uint8Array(size),
});

type LinkColumns = ReturnType<typeof columnsOf>;

const names = Object.keys(columnsOf(0)) as (keyof LinkColumns)[];

function resized(columns: LinkColumns, count: number, size: number): LinkColumns {
  const made = columnsOf(size);
  for (const name of names) made[name].set(columns[name].subarray(0, count));
  return made;
}

/** Finds the number that a key was given; a new key gets `next`. Keys are whole numbers. */
type KeyPlaces = (key: number, next: number) => number;

/** Keys up to which a table beats a hash. */
const denseLimit = 4_000_000;

/** A table with a cell for every key. */
function densePlaces(keys: number): KeyPlaces {
  const places = new Int32Array(keys);
  return (key, next) => {
    const known = places[key]!;
    if (known !== 0) return known - 1;
    places[key] = next + 1;
    return next;
  };
}

/** Open addressing, at most half full. Source: D. Knuth, The Art of Computer Programming 3, 6.4, algorithm L. */
function hashedPlaces(): KeyPlaces {
  let keys = new Float64Array(1 << 16).fill(-1);
  let places = new Uint32Array(keys.length);
  let mask = keys.length - 1;
  const slotOf = (key: number): number => {
    let slot = Math.imul(key % 4_294_967_296, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
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
      const slot = slotOf(key);
      keys[slot] = key;
      places[slot] = oldPlaces[at]!;
    });
  };
  return (key, next) => {
    let slot = slotOf(key);
    if (keys[slot] === key) return places[slot]!;
    if (2 * next >= keys.length) {
      grow();
      slot = slotOf(key);
    }
    keys[slot] = key;
    places[slot] = next;
    return next;
  };
}

/** An empty set of links between `groups` groups in `classes` classes. */
export function linkSet(groups: number, classes: number): LinkSet {
  const keys = groups * groups * classes;
  const placeOf = keys <= denseLimit ? densePlaces(keys) : hashedPlaces();
  let columns = columnsOf(1024);
  let count = 0;
  const add = (from: number, to: number, kind: number): void => {
    if (count === columns.from.length) columns = resized(columns, count, 2 * count);
    columns.from[count] = from;
    columns.to[count] = to;
    columns.class[count] = kind;
    count += 1;
  };
  return {
    get value() {
      return columns.value;
    },
    get low() {
      return columns.low;
    },
    get high() {
      return columns.high;
    },
    get rows() {
      return columns.rows;
    },
    get unknown() {
      return columns.unknown;
    },
    get published() {
      return columns.published;
    },
    place(from, to, kind) {
      const place = placeOf((from * groups + to) * classes + kind, count);
      if (place === count) add(from, to, kind);
      return place;
    },
    links: () => ({ count, ...resized(columns, count, count) }),
  };
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
  const set = linkSet(groups.length, classes.length);
  const shownAs = Array.from(small, (isSmall, link) => {
    const ends = [all.from[link]!, all.to[link]!] as const;
    const places =
      isSmall === 1
        ? [set.place(ends[0], rest, classes.length - 1), set.place(rest, ends[1], classes.length - 1)]
        : [set.place(ends[0], ends[1], all.class[link]!)];
    for (const place of places) addLink(set, place, all, link);
    return places;
  });
  const links = set.links();
  for (let link = 0; link < links.count; link++)
    links.remainder[link] = links.from[link] === rest || links.to[link] === rest ? 1 : 0;
  return {
    groups,
    classes,
    links,
    membersOf: (link) => new Set(shownAs.flatMap((places, raw) => (places.includes(link) ? [raw] : []))),
  };
}

function addLink(set: LinkSet, place: number, from: FlowLinks, link: number): void {
  for (const name of sumNames) set[name][place] = set[name][place]! + from[name][link]!;
}
