import type { FlowTable } from './columns.ts';
import { movesGoods } from './layer.ts';
import type { PassageEnds } from './passage.ts';

/**
 * Goods counted in pieces and goods counted in kilograms do not mix in one store by quantity: a store that holds several units is one store for
 * each, numbered from `size` on but for the unit that it held first.
 */
export function unitEnds({ columns, count }: FlowTable, ends: PassageEnds, isStore: Uint8Array): PassageEnds {
  const size = isStore.length;
  const first = new Int16Array(size).fill(-1);
  const others = new Map<number, number>();
  const seen = (end: number, unit: number): void => {
    if (isStore[end] === 0 || first[end] === unit) return;
    if (first[end]! < 0) first[end] = unit;
    else if (!others.has(end * 256 + unit)) others.set(end * 256 + unit, size + others.size);
  };
  for (let row = 0; row < count; row++) {
    if (!movesGoods(columns, row)) continue;
    seen(ends.from[row]!, columns.unit[row]!);
    seen(ends.to[row]!, columns.unit[row]!);
  }
  if (others.size === 0) return ends;
  const placed = (end: number, row: number) => others.get(end * 256 + columns.unit[row]!) ?? end;
  return { from: ends.from.map(placed), to: ends.to.map(placed), count: ends.count + others.size };
}
