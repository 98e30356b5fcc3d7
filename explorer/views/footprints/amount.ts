import { formatNumber } from '../../text/format.ts';
import { formatScore } from '../thresholds/sentences.ts';

/** A burden with its unit: 31 t CO2e, 0.42 kg CO2e; what is not known says so. */
export function burden(value: number, unit: string): string {
  if (Number.isNaN(value)) return formatNumber(value);
  const isTiny = value !== 0 && Math.abs(value) < 1e-5;
  return isTiny ? `${power(value)}\u00a0${unit}` : formatScore(value, unit);
}

/** A figure whose unit stands elsewhere: 0.42, or 1.2 × 10⁻⁸ where zeros would have to be counted. */
export const figureText = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-5 ? power(value) : formatNumber(value, 3);

/** A very small number in powers of ten: 1.2 × 10⁻⁸. */
export function power(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const raised = [...String(exponent)].map((sign) => superscripts[sign]).join('');
  return `${formatNumber(value / 10 ** exponent, 2)}\u00a0×\u00a010${raised}`;
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'-0123456789'].map((sign, place) => [sign, [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'][place]!]),
);
