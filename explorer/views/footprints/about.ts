import type { FigureAccount } from '../../../engine/4-footprint/system/figure-account.ts';
import type { AboutGround } from '../../marks/about.ts';
import { formatNumber, formatShare, unitSymbol } from '../../text/format.ts';
import { formatPeriod } from '../flows/period.ts';
import { eventsOfPeriod } from '../period-events.ts';
import { burden } from './amount.ts';
import { type FootprintList, known } from './answer.ts';
import type { ProductRow } from './products.ts';
import { certificateSentences } from './told.ts';
import { say } from './words.ts';

interface Given {
  readonly network: string;
  readonly list: FootprintList;
  /** The product that is opened, where it is one of the list. */
  readonly chosen: ProductRow | undefined;
  readonly account: FigureAccount | undefined;
}

/** What is known of all figures of the page alike: their period and how much of it is told, their method, how exact they are, their events. */
export function groundOf({ network, list, chosen, account }: Given): AboutGround {
  const words = say();
  const { indicator, period, totalRange, primaryShare, gaps } = list;
  const { id, version, unit } = indicator.method;
  const { low, high } = chosen ?? totalRange;
  const own = chosen ? chosen.primaryShare : known(primaryShare);
  return {
    unit: chosen ? `${unit}/${unitSymbol(chosen.per)}` : unit,
    coverage: [
      `${formatPeriod(period, period)}.`,
      ...(Number.isNaN(own) ? [] : [words.products.finding.primary(formatShare(own))]),
      gaps.length > 0 ? `${words.made.gaps(formatNumber(gaps.length))}.` : words.made.noGaps,
    ].join(' '),
    method: `${id} ${version}`,
    certificate: [
      ...(low < high ? [words.finding.range(burden(low, unit), burden(high, unit))] : []),
      ...(account ? certificateSentences(account) : []),
    ].join(' '),
    events: eventsOfPeriod(network, period),
  };
}
