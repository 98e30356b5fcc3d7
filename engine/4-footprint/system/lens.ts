import type { SystemKind } from './linked-system.ts';
import type { PreparedSystem } from './prepared-system.ts';
import { nobody } from './square.ts';

/** What the nodes of a tree are: single products, or kinds of them. */
export interface Lens {
  /** Whether what a kind hands on to itself is settled within its node. */
  readonly settles: boolean;
  /** How many kinds there are. */
  readonly count: number;
  kindOf(product: number): number;
  /** A kind as a node tells it. */
  describe(kind: number): { readonly product: string; readonly process: string } & Omit<SystemKind, 'id'>;
}

const where = ({ supplier, place }: Pick<SystemKind, 'supplier' | 'place'>) => ({
  ...(supplier !== undefined && { supplier }),
  ...(place !== undefined && { place }),
});

/** Every product by itself, with the process that makes it. */
export function eachProduct({ system: { products, processes }, square }: PreparedSystem): Lens {
  return {
    settles: false,
    count: products.length,
    kindOf: (product) => product,
    describe(product) {
      const j = square.maker[product] ?? nobody;
      const process = j === nobody ? undefined : processes[j];
      const { id = '', name = '', unit = '' } = products[product] ?? {};
      return { product: id, process: process?.id ?? '', name: process?.name ?? name, unit, ...where(process ?? {}) };
    },
  };
}

/** Products by their kinds; each by itself in a system that knows none. */
export function eachKind(prepared: PreparedSystem): Lens {
  const { kinds } = prepared.system;
  if (!kinds) return eachProduct(prepared);
  return {
    settles: true,
    count: kinds.list.length,
    kindOf: (product) => kinds.of[product]!,
    describe(kind) {
      const { id = '', name = '', unit = '', ...rest } = kinds.list[kind] ?? {};
      return { product: id, process: id, name, unit, ...where(rest) };
    },
  };
}
