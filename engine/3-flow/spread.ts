import { bucketOf, buckets } from '../0-base/matrix/bucket.ts';
import { emptyLinks, type FlowLinks, linkFinder } from './links.ts';
import type { Compositions } from './parts.ts';

/** What takings are spread by. */
export interface Spreading {
  /** By end: the groups that what it gives comes from. */
  readonly composition: Compositions;
  readonly groups: number;
  readonly classes: number;
}

/**
 * Shares what each end gave (`taken`, from an end to a group) among the groups that it comes from, by their parts. A row counts in each of
 * them. All that a group takes of a class is added up at once, by origin, so that no link is looked up for a part.
 */
export function spread(taken: FlowLinks, { composition, groups, classes }: Spreading): FlowLinks {
  const sheet = newSheet(groups);
  const found: Found = {
    from: [],
    to: [],
    class: [],
    value: [],
    low: [],
    high: [],
    rows: [],
    unknown: [],
    published: [],
  };
  for (const members of byTaker(taken, groups, classes)) {
    for (const at of members) addParts(sheet, composition, taken, at);
    for (const origin of sheet.open) {
      found.from.push(origin);
      found.to.push(taken.to[members[0]!]!);
      found.class.push(taken.class[members[0]!]!);
      for (const name of sumNames) found[name].push(sheet[name][origin]!);
    }
    clear(sheet);
  }
  return linksOf(found);
}

/** The places of what each group takes of each class, in the order in which they first occur. */
function byTaker(taken: FlowLinks, groups: number, classes: number): Int32Array[] {
  const finder = linkFinder({ sources: 1, targets: groups, classes });
  const takerOf = taken.to.map((to, at) => finder.place(0, to, taken.class[at]!));
  const { count } = finder.ends();
  const takers = buckets(takerOf, count);
  return Array.from({ length: count }, (_, taker) => bucketOf(takers, taker));
}

const sumNames = ['value', 'low', 'high', 'rows', 'unknown', 'published'] as const;
type Found = Record<(typeof sumNames)[number] | 'from' | 'to' | 'class', number[]>;

function linksOf(found: Found): FlowLinks {
  const links = emptyLinks({
    count: found.from.length,
    from: Uint32Array.from(found.from),
    to: Uint32Array.from(found.to),
    class: Uint32Array.from(found.class),
  });
  for (const name of sumNames) links[name].set(found[name]);
  for (let link = 0; link < links.count; link++) {
    links.low[link]! += links.value[link]!;
    links.high[link]! += links.value[link]!;
  }
  return links;
}

/** Sums by origin; the range as the difference from the value. */
interface Sheet extends Pick<FlowLinks, (typeof sumNames)[number]> {
  /** The origins that something was added to, and by origin 1 where it was. */
  readonly open: number[];
  readonly isOpen: Uint8Array;
}

const newSheet = (origins: number): Sheet => ({
  ...emptyLinks({ count: origins, from: new Uint32Array(0), to: new Uint32Array(0), class: new Uint32Array(0) }),
  open: [],
  isOpen: new Uint8Array(origins),
});

function clear(sheet: Sheet): void {
  for (const origin of sheet.open) {
    for (const name of sumNames) sheet[name][origin] = 0;
    sheet.isOpen[origin] = 0;
  }
  sheet.open.length = 0;
}

function addParts(sheet: Sheet, { start, end, origin, part }: Compositions, taken: FlowLinks, at: number): void {
  const { value, rows, open, isOpen } = sheet;
  const giver = taken.from[at]!;
  const [amount, count] = [taken.value[at]!, taken.rows[at]!];
  for (let e = start[giver]!; e < end[giver]!; e++) {
    const from = origin[e]!;
    if (isOpen[from] === 0) {
      isOpen[from] = 1;
      open.push(from);
    }
    value[from]! += amount * part[e]!;
    rows[from]! += count;
  }
  if (taken.unknown[at] === 0 && taken.published[at] === 0) return;
  for (let e = start[giver]!; e < end[giver]!; e++) {
    const from = origin[e]!;
    sheet.low[from]! += (taken.low[at]! - amount) * part[e]!;
    sheet.high[from]! += (taken.high[at]! - amount) * part[e]!;
    sheet.unknown[from]! += taken.unknown[at]!;
    sheet.published[from]! += taken.published[at]!;
  }
}
