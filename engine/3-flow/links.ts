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

/** Collects links by (from, to, class). */
export interface LinkSet {
  readonly value: number[];
  readonly low: number[];
  readonly high: number[];
  readonly rows: number[];
  readonly unknown: number[];
  readonly published: number[];
  /** The place of a link, made when it is new. */
  place(from: number, to: number, kind: number): number;
  links(): FlowLinks;
}

/** Pairs of groups up to which a table beats a map. */
const denseLimit = 4_000_000;

/** The place of each pair of groups, given in the order in which pairs come. */
function pairPlaces(groups: number): (source: number, target: number) => number {
  let count = 0;
  if (groups * groups <= denseLimit) {
    const places = new Int32Array(groups * groups).fill(-1);
    return (source, target) => {
      const key = source * groups + target;
      if (places[key]! < 0) places[key] = count++;
      return places[key]!;
    };
  }
  const places = new Map<number, number>();
  return (source, target) => {
    const key = source * groups + target;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, count);
    return count++;
  };
}

/** An empty set of links between `groups` groups in `classes` classes. */
export function linkSet(groups: number, classes: number): LinkSet {
  const from: number[] = [];
  const to: number[] = [];
  const kinds: number[] = [];
  const sums = { value: [] as number[], low: [] as number[], high: [] as number[] };
  const counts = { rows: [] as number[], unknown: [] as number[], published: [] as number[] };
  const pairOf = pairPlaces(groups);
  let placeOf = new Int32Array(64 * classes).fill(-1);

  const add = (source: number, target: number, kind: number): number => {
    from.push(source);
    to.push(target);
    kinds.push(kind);
    for (const list of [...Object.values(sums), ...Object.values(counts)]) list.push(0);
    return from.length - 1;
  };

  return {
    ...sums,
    ...counts,
    place(source, target, kind) {
      const slot = pairOf(source, target) * classes + kind;
      if (slot >= placeOf.length) {
        const larger = new Int32Array(2 * Math.max(slot, placeOf.length)).fill(-1);
        larger.set(placeOf);
        placeOf = larger;
      }
      if (placeOf[slot]! < 0) placeOf[slot] = add(source, target, kind);
      return placeOf[slot]!;
    },
    links: () => ({
      count: from.length,
      from: Uint32Array.from(from),
      to: Uint32Array.from(to),
      class: Uint32Array.from(kinds),
      value: Float64Array.from(sums.value),
      low: Float64Array.from(sums.low),
      high: Float64Array.from(sums.high),
      rows: Uint32Array.from(counts.rows),
      unknown: Uint32Array.from(counts.unknown),
      published: Uint32Array.from(counts.published),
      remainder: new Uint8Array(from.length),
    }),
  };
}

/** Groups, classes and links as they are shown, and for each link of `all` the places in `links` that it went into. */
export interface CutLinks {
  readonly groups: readonly FlowGroup[];
  readonly classes: readonly string[];
  readonly links: FlowLinks;
  readonly shownAs: readonly (readonly number[])[];
}

/**
 * Merges links whose amount is below `smallest` into remainders, so that nothing is hidden: what leaves a group in small links becomes
 * one link to the group `remainder`, what reaches a group one link from it. Every group keeps its sums; a merged amount stands twice,
 * once on each side of the remainder. Links whose amount is not known at all stay.
 */
export function mergeSmall(given: Omit<CutLinks, 'shownAs'>, smallest: number): CutLinks {
  const { links: all } = given;
  const small = Array.from(
    all.value,
    (value, link) => Math.abs(value) < smallest && all.unknown[link] !== all.rows[link],
  );
  if (!small.includes(true)) return { ...given, shownAs: small.map((_, link) => [link]) };
  const groups = [...given.groups, { kind: 'remainder', of: '' } as const];
  const classes = [...given.classes, ''];
  const rest = groups.length - 1;
  const set = linkSet(groups.length, classes.length);
  const shownAs = small.map((isSmall, link) => {
    const ends = [all.from[link]!, all.to[link]!] as const;
    const places = isSmall
      ? [set.place(ends[0], rest, classes.length - 1), set.place(rest, ends[1], classes.length - 1)]
      : [set.place(ends[0], ends[1], all.class[link]!)];
    for (const place of places) addLink(set, place, all, link);
    return places;
  });
  const links = set.links();
  for (let link = 0; link < links.count; link++)
    links.remainder[link] = links.from[link] === rest || links.to[link] === rest ? 1 : 0;
  return { groups, classes, links, shownAs };
}

function addLink(set: LinkSet, place: number, from: FlowLinks, link: number): void {
  for (const name of ['value', 'low', 'high', 'rows', 'unknown', 'published'] as const)
    set[name][place] = set[name][place]! + from[name][link]!;
}
