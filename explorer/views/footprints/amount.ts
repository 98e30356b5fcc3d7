import { formatNumber } from '../../text/format.ts';
import { formatScore } from '../thresholds/sentences.ts';

/** A burden with its unit: 31 t CO2e, 0.42 kg CO2e; what is not known says so. */
export const burden = (value: number, unit: string): string =>
  Number.isNaN(value) ? formatNumber(value) : formatScore(value, unit);
