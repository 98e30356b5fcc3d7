import { divide, toNumber } from '../../engine/0-base/decimal.ts';
import { findUnit } from '../../engine/0-base/unit.ts';

/** An intensity in the unit in which people count the thing: beer by the litre, though the ledger keeps cubic metres. */
export function perUsualUnit(intensity: number, per: string, usual: string | undefined) {
  const [from, to] = [findUnit(per), findUnit(usual ?? '')];
  if (!usual || !from || !to || from.dimension !== to.dimension) return { intensity, per };
  return { intensity: intensity * toNumber(divide(to.factor, from.factor, 18)), per: to.id };
}
