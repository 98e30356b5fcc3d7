import { formatNumber, formatShare, unitSymbol } from '../../text/format.ts';
import { formatPeriod } from '../flows/period.ts';
import { burden } from './amount.ts';
import { type FootprintList, known } from './answer.ts';
import type { ProductRow } from './products.ts';
import { say } from './words.ts';

/** What all products of a period show, the finding first. */
export function productsFinding(list: FootprintList, rows: readonly ProductRow[]): string[] {
  const words = say().products.finding;
  const { unit } = list.indicator.method;
  const period = formatPeriod(list.period, list.period);
  const delivered = rows.filter((row) => row.delivered > 0);
  const [most] = delivered;
  if (rows.length === 0) return [words.nothing(period)];
  if (!most) return [words.none(period, formatNumber(rows.length))];
  const whole = delivered.reduce((sum, { total }) => sum + total, 0);
  return [
    words.all(period, formatNumber(delivered.length), burden(whole, unit)),
    words.most(
      most.name,
      burden(most.total, unit),
      formatShare(most.total / whole),
      unitSymbol(most.per),
      burden(most.intensity, unit),
    ),
    words.primary(formatShare(known(list.primaryShare))),
  ];
}

/** What one product carries, as far as the list of all tells. */
export function productFinding({ indicator }: FootprintList, row: ProductRow): string[] {
  const words = say().finding;
  const { unit } = indicator.method;
  return [
    words.carries(unitSymbol(row.per), row.name, burden(row.intensity, unit)),
    ...(row.low < row.high ? [words.range(burden(row.low, unit), burden(row.high, unit))] : []),
    ...(row.primaryShare > 0 ? [words.primary(formatShare(row.primaryShare))] : []),
    ...(row.incomplete ? [words.incomplete] : []),
  ];
}
