import type { FlowTable } from '../../../engine/3-flow/columns.ts';
import { type LayerContent, movesGoods } from '../../../engine/3-flow/layer.ts';

/** How many hues there are, and how many textures: none, dots, lines along, crosses. */
const hues = 8;
const textures = 4;

/** How a kind of thing is told from others: a hue (1 to 8) and, where a heavier thing has it already, a texture (1 to 3; 0 is none). */
export interface Look {
  readonly hue: number;
  readonly texture: number;
}

/** The look of what is in no list. */
export const plainLook: Look = { hue: 1, texture: 0 };

/** FNV-1a: a number from a name, the same everywhere. */
function hash(name: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 16_777_619);
  return value >>> 0;
}

/**
 * A look for each name: the hue that its hash says, or the next that fewer have, and the texture that none of these has. Names come
 * in the order of their weight, so that the eight heaviest differ by hue alone and the 32 heaviest never look the same. Those in `last`
 * come after all others: what is seldom drawn takes no hue from what is.
 */
export function looksOf(
  weights: ReadonlyMap<string, number>,
  last: ReadonlySet<string> = new Set(),
): [name: string, look: Look][] {
  const used = new Array<number>(hues).fill(0);
  const names = [...weights].sort(
    ([a, m], [b, n]) => Number(last.has(a)) - Number(last.has(b)) || n - m || (a < b ? -1 : 1),
  );
  return names.map(([name]) => {
    const wanted = hash(name) % hues;
    const least = Math.min(...used);
    const slot = Array.from({ length: hues }, (_, step) => (wanted + step) % hues).find(
      (each) => used[each] === least,
    )!;
    used[slot]! += 1;
    return [name, { hue: slot + 1, texture: least % textures }];
  });
}

/** The mass of each thing that was ever recorded, in its own unit where its mass is unknown: what hues are given by. */
export function amountsOf({ columns, dictionaries, count }: FlowTable, mass: LayerContent): Map<string, number> {
  const amounts = new Map(dictionaries.specifications.map((specification) => [specification, 0]));
  for (let row = 0; row < count; row++) {
    const specification = dictionaries.specifications[columns.specification[row]!]!;
    const known = mass.unknown[row] === 0 ? mass.content[row]! : columns.quantity[row]!;
    const quantity = Math.abs(known);
    if (Number.isFinite(quantity) && movesGoods(columns, row))
      amounts.set(specification, amounts.get(specification)! + quantity);
  }
  return amounts;
}
