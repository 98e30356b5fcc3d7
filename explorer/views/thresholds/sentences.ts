import { text } from '../../text/text.ts';
import { formatNumber, formatShare } from '../../text/format.ts';
import type { Thresholds, Wedge } from './wedge.ts';

const say = () => text.thresholds;

/** A ratio as a share up to twofold, as a multiple above: 61 %, ×3.4. */
export function formatRatio(ratio: number | undefined): string {
  if (ratio === undefined) return say().noData;
  return ratio < 2 ? formatShare(ratio) : say().times(formatNumber(ratio, 2));
}

/** The ratio of a threshold, and whether it is known only in part. */
export const ratioOf = ({ ratio, missing }: Pick<Wedge, 'ratio' | 'missing'>): string =>
  missing === undefined ? formatRatio(ratio) : `${formatRatio(ratio)}, ${say().inPart}`;

/** How a threshold stands; what is known only in part can only be within so far. */
export const standingOf = ({ standing, missing }: Pick<Wedge, 'standing' | 'missing'>): string =>
  standing === 'within' && missing !== undefined ? say().withinSoFar : say().standings[standing];

function formatLarge(value: number): string {
  if (Math.abs(value) >= 1e9) return say().billion(formatNumber(value / 1e9, 3));
  return Math.abs(value) >= 1e6 ? say().million(formatNumber(value / 1e6, 3)) : formatNumber(value, 3);
}

/** A number with its unit; large masses of a substance in tonnes: 31 t CO2e. */
export function formatScore(value: number | undefined, unit: string): string {
  if (value === undefined) return say().noData;
  const [, substance] = /^kg (.+)$/.exec(unit) ?? [];
  if (substance !== undefined && Math.abs(value) >= 1000) return `${formatLarge(value / 1000)}\u00a0t ${substance}`;
  return unit === 'one' ? formatLarge(value) : `${formatLarge(value)}\u00a0${unit}`;
}

/** How low and how high a score can be; '' where that is not known. */
export const rangeText = ({ range, unit }: Pick<Wedge, 'range' | 'unit'>): string =>
  range ? say().panel.rangeOf(formatScore(range.low, unit), formatScore(range.high, unit)) : '';

/** What is said of the uncertainty of all. */
export const rangeNote = (wedges: readonly Wedge[]): string =>
  wedges.some(({ ratio, range }) => ratio !== undefined && range) ? say().ranges.bracket : say().ranges.none;

/** That nothing is recorded of what people need at least, where that is so. */
export const floorNote = ({ hasFloor }: Thresholds, scope: 'network' | 'world'): readonly string[] =>
  scope === 'network' && !hasFloor ? [say().noFloor] : [];

/** What the thresholds show, the finding first. */
export function finding({ wedges, period }: Thresholds, scope: 'network' | 'world'): string[] {
  const known = wedges.filter((wedge) => wedge.ratio !== undefined).sort((a, b) => b.ratio! - a.ratio!);
  const [worst] = known;
  if (!worst) return [say().finding.nothing(formatNumber(wedges.length))];
  const beyond = known.filter((wedge) => wedge.ratio! > 1).length;
  const all = formatNumber(known.length);
  const partly = known.filter(({ missing }) => missing !== undefined);
  const within = partly.length > 0 ? say().finding.soFar : say().finding.within;
  return [
    scope === 'world' ? worldFinding(worst) : networkFinding(worst, period),
    beyond > 0 ? say().finding.beyond(formatNumber(beyond), all) : within(all),
    ...(partly.length > 0 ? [say().finding.partly(partly.map(({ name }) => name).join(', '))] : []),
    ...(known.length < wedges.length ? [say().finding.unknown(formatNumber(wedges.length - known.length))] : []),
  ];
}

/** Up to twofold in percent, above in times. */
const much = (ratio: number, percent: (text: string) => string, times: (text: string) => string) =>
  ratio < 2 ? percent(formatShare(ratio)) : times(formatNumber(ratio, 2));

const worldFinding = ({ name, ratio }: Wedge) =>
  say().finding.world(
    name,
    much(ratio!, (percent) => percent, say().finding.timesFar),
  );

function networkFinding({ name, ratio, score, budget, unit }: Wedge, period: string): string {
  const taken = much(ratio!, say().finding.shareOf, say().finding.timesShare);
  return say().finding.share(name, taken, period, formatScore(score, unit), formatScore(budget, unit));
}
