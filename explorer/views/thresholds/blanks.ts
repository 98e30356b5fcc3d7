import { text } from '../../text/text.ts';
import { formatNumber } from '../../text/format.ts';
import type { Wedge } from './wedge.ts';

/** Thresholds that cannot be compared for one and the same reason. */
export interface Blank {
  readonly reason: string;
  readonly wedges: readonly Wedge[];
}

/** What is blank, by its reason, the reason of most first. */
export function blanksOf(wedges: readonly Wedge[]): Blank[] {
  const groups = new Map<string, Wedge[]>();
  for (const wedge of wedges) {
    if (wedge.ratio !== undefined) continue;
    const { reason = '' } = wedge;
    groups.set(reason, [...(groups.get(reason) ?? []), wedge]);
  }
  return [...groups]
    .map(([reason, together]) => ({ reason, wedges: together }))
    .toSorted((a, b) => b.wedges.length - a.wedges.length);
}

/** How many are blank, what is missing, and what would fill them. */
export const blankSentence = ({ reason, wedges }: Blank): string =>
  text.thresholds.blanks.sentence(formatNumber(wedges.length), reason);

/** The same with their names, for where nothing can be opened. */
export const blankNote = (blank: Blank): string =>
  text.thresholds.blanks.named(blankSentence(blank), blank.wedges.map(({ name }) => name).join('; '));
