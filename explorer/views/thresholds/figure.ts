import { text } from '../../text/text.ts';
import { labelName } from './labels.ts';
import { formatScore, rangeText, ratioOf } from './sentences.ts';
import type { Wedge } from './wedge.ts';

/** The room for the doughnut on a page that is so wide; two beside each other share it, where it is wide enough for both. */
export const doughnutSize = (width: number, two = false) =>
  two && width >= 940
    ? { width: Math.floor((width - 16) / 2), height: 540 }
    : { width: Math.min(880, Math.max(320, width)), height: width < 560 ? 400 : 588 };

/** The words of each wedge: the lines beside it, and all of it for who points at it or hears it. */
export function wedgeWords(wedges: readonly Wedge[], numbered: boolean) {
  const byId = new Map(wedges.map((wedge, place) => [wedge.id, { wedge, number: place + 1 }]));
  return (id: string) => {
    const { wedge, number } = byId.get(id)!;
    const lines = numbered ? [String(number)] : [...labelName(wedge.name), ratioOf(wedge)];
    return { lines, title: describe(wedge) };
  };
}

/** All that is told of a threshold in one line. */
export function describe(wedge: Wedge): string {
  const { name, ratio, score, budget, unit, range, reason = '' } = wedge;
  if (ratio === undefined) return `${name}: ${text.thresholds.noData}. ${reason}`;
  const told = `${name}: ${ratioOf(wedge)}, ${formatScore(score, unit)} / ${formatScore(budget, unit)}`;
  return range ? `${told}. ${text.thresholds.panel.range}: ${rangeText(wedge)}` : told;
}
