import type { FlowTable } from '../../../engine/3-flow/columns.ts';
import { movesGoods } from '../../../engine/3-flow/layer.ts';

/** How many hues there are. */
const hues = 8;

/** FNV-1a: a number from a name, the same everywhere. */
function hash(name: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 16_777_619);
  return value >>> 0;
}

/**
 * A hue (1 to 8) for each name: the one that its hash says, or the next that fewer names have. Names come in the order of
 * their weight, so that the eight heaviest never share one; the weights decide nothing else.
 */
export function huesOf(weights: ReadonlyMap<string, number>): [name: string, hue: number][] {
  const used = new Array<number>(hues).fill(0);
  const names = [...weights].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  return names.map((name) => {
    const wanted = hash(name) % hues;
    const least = Math.min(...used);
    const slot = Array.from({ length: hues }, (_, step) => (wanted + step) % hues).find(
      (each) => used[each] === least,
    )!;
    used[slot]! += 1;
    return [name, slot + 1];
  });
}

/** How much of each thing was ever recorded, in its own unit: what hues are given by. */
export function amountsOf({ columns, dictionaries, count }: FlowTable): Map<string, number> {
  const amounts = new Map(dictionaries.specifications.map((specification) => [specification, 0]));
  for (let row = 0; row < count; row++) {
    const specification = dictionaries.specifications[columns.specification[row]!]!;
    const quantity = Math.abs(columns.quantity[row]!);
    if (Number.isFinite(quantity) && movesGoods(columns, row))
      amounts.set(specification, amounts.get(specification)! + quantity);
  }
  return amounts;
}
