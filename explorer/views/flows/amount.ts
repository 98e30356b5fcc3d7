import { text } from '../../text/text.ts';
import { formatAmount, formatRange } from '../../text/format.ts';
import type { FlowPicture, PictureLink } from './picture.ts';

type Measured = Pick<FlowPicture, 'unit' | 'per'>;

/** Writes an amount of a picture: what others published is so much a year. */
export const amountIn =
  ({ unit, per }: Measured) =>
  (value: number): string =>
    Number.isNaN(value) ? text.flows.amountUnknown : aYear(formatAmount(value, unit), per);

/** Writes a range of a picture, or the one amount where both ends are the same. */
export const rangeIn =
  (picture: Measured) =>
  (low: number, high: number): string =>
    low < high ? aYear(formatRange(low, high, picture.unit), picture.per) : amountIn(picture)(low);

/** Writes what a link carries. */
export const linkAmountIn =
  (picture: Measured) =>
  ({ low, high, value }: Pick<PictureLink, 'low' | 'high' | 'value'>): string =>
    low < high ? rangeIn(picture)(low, high) : amountIn(picture)(value);

/** A unit, or an amount with its unit, for each year where it is meant so. */
export const aYear = (written: string, per: FlowPicture['per']): string =>
  per === 'year' ? text.flows.aYear(written) : written;
