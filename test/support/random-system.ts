import { compress, type SparseMatrix } from '../../engine/0-base/matrix/sparse.ts';
import type { LinkedSystem } from '../../engine/4-footprint/system/linked-system.ts';
import { seeded } from './random.ts';

/** What a drawn system looks like. */
export interface DrawnShape {
  readonly size: number;
  /** Structured: sectors that trade among themselves. Entangled: everybody buys from anybody, hubs most of all. */
  readonly kind: 'structured' | 'entangled';
  readonly seed: number;
  readonly categories?: number;
}

interface Drawing {
  readonly shape: DrawnShape;
  readonly random: () => number;
  /** The processes by rank: the first are hubs. */
  readonly rank: Int32Array;
}

interface Entries {
  readonly row: number[];
  readonly column: number[];
  readonly value: number[];
}

const marketShare = 0.4;
const sectorSize = 100;
/** Of a thousand processes that many stand in strong loops, two in each. */
const loopsAmong = 1000;
const inLoops = 6;

const matrixOf = (rows: number, columns: number, { row, column, value }: Entries): SparseMatrix =>
  compress({
    rows,
    columns,
    row: Int32Array.from(row),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  });

/** A number of the normal distribution, by the sum of twelve. */
const normal = (random: () => number) => Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);

function shuffled(size: number, random: () => number): Int32Array {
  const list = Int32Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

/** A rank of Zipf's law, exponent 1, by its inverse. */
const zipf = ({ shape, random }: Drawing) => Math.floor(shape.size ** random()) - 1;

/** Whom process j buys from: in structured systems mostly its own sector, else mostly hubs. */
function supplierOf(drawing: Drawing, j: number): number {
  const { shape, random, rank } = drawing;
  const sector = Math.floor(j / sectorSize) * sectorSize;
  if (shape.kind === 'structured' && random() < 0.97)
    return Math.min(shape.size - 1, sector + Math.floor(random() * sectorSize));
  if (shape.kind === 'entangled' && random() < 0.4) return Math.floor(random() * shape.size);
  return rank[zipf(drawing)]!;
}

/** The part of its product that each process of a strong loop takes from the other: the round of the two has a gain of 0.5 to 0.9. */
function strongLoops(
  size: number,
  random: () => number,
): Map<number, { readonly other: number; readonly part: number }> {
  const loops = new Map<number, { other: number; part: number }>();
  for (let k = 0; k < (inLoops / 2 / loopsAmong) * size; k++) {
    const i = Math.floor(random() * (size - 1));
    const part = Math.sqrt(0.5 + 0.4 * random());
    if (loops.has(i) || loops.has(i + 1)) continue;
    loops.set(i, { other: i + 1, part });
    loops.set(i + 1, { other: i, part });
  }
  return loops;
}

/** Amounts that sum to a total, of different sizes. */
function portions(count: number, total: number, random: () => number): number[] {
  const sizes = Array.from({ length: count }, () => Math.exp(1.5 * normal(random)));
  const sum = sizes.reduce((all, each) => all + each, 0);
  return sizes.map((each) => (each / sum) * total);
}

function drawTechnosphere(drawing: Drawing): SparseMatrix {
  const { shape, random, rank } = drawing;
  const entries: Entries = { row: [], column: [], value: [] };
  const put = (i: number, j: number, value: number) => {
    entries.row.push(i);
    entries.column.push(j);
    entries.value.push(value);
  };
  const loops = strongLoops(shape.size, random);
  for (let j = 0; j < shape.size; j++) {
    put(j, j, 1);
    const loop = loops.get(j);
    if (loop) put(loop.other, j, -loop.part);
    const left = loop ? 1 - loop.part : 1;
    const isMarket = random() < marketShare;
    const mean = shape.kind === 'structured' ? 2.35 : 2.4;
    const count = isMarket
      ? 2 + Math.floor(random() * 10)
      : Math.max(1, Math.round(Math.exp(mean + 0.6 * normal(random))));
    const sizes = portions(count, left * (isMarket ? 1 : 0.5 + 0.45 * random()), random);
    for (const size of sizes) {
      const supplier = supplierOf(drawing, j);
      if (supplier !== j) put(supplier, j, -size);
    }
    if (isMarket)
      for (let k = 0; k < 2; k++) {
        const hub = rank[Math.floor(random() * 20)]!;
        if (hub !== j) put(hub, j, -0.02 * left * random());
      }
  }
  return matrixOf(shape.size, shape.size, entries);
}

const flowsEach = 6;

function drawBiosphere({ shape, random }: Drawing, flows: number): SparseMatrix {
  const entries: Entries = { row: [], column: [], value: [] };
  for (let j = 0; j < shape.size; j++)
    for (let k = 0; k < flowsEach; k++) {
      entries.row.push(Math.floor(flows * random() ** 2));
      entries.column.push(j);
      entries.value.push(Math.exp(normal(random)));
    }
  return matrixOf(flows, shape.size, entries);
}

function drawFactors({ shape, random }: Drawing, flows: number): SparseMatrix {
  const entries: Entries = { row: [], column: [], value: [] };
  for (let k = 0; k < (shape.categories ?? 1); k++)
    for (let flow = 0; flow < flows; flow++) {
      if (random() > 0.3) continue;
      entries.row.push(k);
      entries.column.push(flow);
      entries.value.push(Math.exp(2 * normal(random)));
    }
  return matrixOf(shape.categories ?? 1, flows, entries);
}

/**
 * A productive system of that size: 40 % markets whose shares sum to nearly one and that take services of hubs, 60 % producers with a
 * lognormal number of inputs worth 0.5 to 0.95 of their product, hubs by Zipf's law, and three loops of two in a thousand processes whose round has a gain of 0.5 to 0.9. The same seed draws the same system.
 */
export function drawSystem(shape: DrawnShape): LinkedSystem {
  const random = seeded(shape.seed);
  const drawing: Drawing = { shape, random, rank: shuffled(shape.size, random) };
  const flows = Math.max(4, Math.round(shape.size / 20));
  const list = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));
  return {
    products: list(shape.size, (at) => ({ id: `product ${at}`, name: `Product ${at}`, unit: 'kg' })),
    processes: list(shape.size, (at) => ({
      id: `process ${at}`,
      name: `Process ${at}`,
      supplier: `supplier ${at % 500}`,
      place: `place ${at % 60}`,
    })),
    flows: list(flows, (at) => ({ id: `flow ${at}`, name: `Flow ${at}`, unit: 'kg', kind: 'emission' as const })),
    categories: list(shape.categories ?? 1, (at) => ({
      id: `category ${at}`,
      name: `Category ${at}`,
      method: { id: 'drawn', version: '1', unit: 'points' },
    })),
    technosphere: drawTechnosphere(drawing),
    production: Int32Array.from({ length: shape.size }, (_, at) => at),
    biosphere: drawBiosphere(drawing, flows),
    characterisation: drawFactors(drawing, flows),
  };
}
