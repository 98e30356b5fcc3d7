import type { PictureLink, SmallFlows } from './picture.ts';

/** Which links are drawn apart: those of at least a share of all, and no more than so many. */
export interface Cut {
  readonly share?: number;
  readonly most?: number;
}

export interface CutPicture {
  readonly links: readonly PictureLink[];
  readonly small: readonly PictureLink[];
  /** The nodes that have a link. */
  readonly nodes: ReadonlySet<string>;
  readonly elsewhere: readonly SmallFlows[];
  readonly rest: { readonly links: number; readonly amount: number; readonly nodes: number };
}

/**
 * Leaves out the smallest links and keeps what they carry as the small flows of each node. Links of unknown amount and
 * those that must be kept stay, so that no loop vanishes because it is thin.
 */
export function cutSmall(links: readonly PictureLink[], cut: Cut, kept: ReadonlySet<string>): CutPicture {
  const smallest = smallestDrawn(links, cut);
  const isDrawn = (link: PictureLink) => !(link.high < smallest) || kept.has(link.id);
  const drawn = links.filter(isDrawn);
  const small = links.filter((link) => !isDrawn(link));
  const nodes = new Set(drawn.flatMap((link) => [link.from, link.to]));
  const all = new Set(links.flatMap((link) => [link.from, link.to]));
  const ends = small.flatMap((link): SmallFlows[] => [
    { node: link.from, side: 'out', value: link.value },
    { node: link.to, side: 'in', value: link.value },
  ]);
  return {
    links: drawn,
    small,
    nodes,
    elsewhere: summed(ends.filter((end) => nodes.has(end.node))),
    rest: {
      links: small.length,
      amount: small.reduce((sum, link) => sum + link.value, 0),
      nodes: all.size - nodes.size,
    },
  };
}

function smallestDrawn(links: readonly PictureLink[], cut: Cut): number {
  const amounts = links.map((link) => link.high).filter(Number.isFinite);
  const { share = 0, most = Number.POSITIVE_INFINITY } = cut;
  const bySize = amounts.length <= most ? 0 : amounts.sort((a, b) => b - a)[most - 1]!;
  return Math.max(bySize, share * amounts.reduce((sum, amount) => sum + amount, 0));
}

/** Adds what stands at the same side of the same node. */
export function summed(ends: readonly SmallFlows[]): SmallFlows[] {
  const sums = new Map<string, SmallFlows>();
  for (const end of ends) {
    const key = `${end.side} ${end.node}`;
    sums.set(key, { ...end, value: end.value + (sums.get(key)?.value ?? 0) });
  }
  return [...sums.values()];
}
