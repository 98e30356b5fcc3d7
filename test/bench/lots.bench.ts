// Where it starts: a LotSystem in memory. Where it ends: intensities, burdens and both sides of the identity.
// node --import tsx test/bench/lots.bench.ts [workshop|city|nation]
// CPU ms counts the threads of the garbage collector too; on a busy machine it is the steadier figure.
import { performance } from 'node:perf_hooks';
import { isError } from '../../engine/0-base/problem.ts';
import type { LotSystem } from '../../engine/4-footprint/lot/lot-system.ts';
import { solveLots } from '../../engine/4-footprint/lot/lots.ts';
import { seeded } from '../support/random.ts';
import { type GivenLots, type GivenPool, type GivenProcess, lotsOf, sidesOf } from '../support/lots.ts';

interface Shape {
  readonly name: string;
  /** Part of the consumption that reaches back to any pool of the period instead of a recent one: loops of all lengths. */
  readonly back: number;
  /** Part of what is drawn on a pool that is consumed of it; the rest is stock. Else as drawn. */
  readonly tight?: number;
}

const hot = 0.05;

/** A period of that many events: 6 pools and 4 processes for every 10, hub pools drawn on by 5 % of all consumption. */
function network(events: number, shape: Shape, width: number, seed: number): GivenLots {
  const random = seeded(seed);
  const randomBurden = seeded(seed + 1);
  const below = (limit: number) => Math.floor(random() * limit);
  const pools = Math.round(events * 0.6);
  const processes = Math.round(events * 0.4);
  const burden = () => Float64Array.from({ length: width }, () => randomBurden() * 100);
  const none = new Float64Array(width);
  const source = (p: number) => {
    const draw = random();
    if (draw < hot) return below(Math.min(5, pools));
    if (draw < hot + shape.back) return below(pools);
    return Math.max(0, Math.floor((p / processes) * pools) - 1 - below(20));
  };
  const process = (p: number): GivenProcess => {
    const first = Math.floor((p / processes) * pools);
    const outputs = [first, Math.min(pools - 1, first + 1)].slice(0, random() < 0.5 ? 2 : 1);
    return {
      key: `process ${p}`,
      direct: random() < 0.5 ? burden() : none,
      consumes: Array.from({ length: 1 + below(3) }, () => ({ pool: source(p), quantity: 1 + random() * 9 })),
      purchases: random() < 0.1 ? [{ what: 'electricity', quantity: 10, burden: burden() }] : [],
      wasteTo: random() < 0.02 ? [{ process: below(processes), quantity: 1 }] : [],
      outputs: random() < 0.02 ? [] : outputs.map((pool) => ({ pool, quantity: 25, share: 1 / outputs.length })),
    };
  };
  const pool = (i: number): GivenPool => ({
    key: `pool ${i}`,
    ...(i < 5 || random() < 0.1 ? { opening: { quantity: i < 5 ? events : 20, intensity: burden() } } : {}),
    delivered: random() < 0.3 ? random() * 8 : 0,
    lost: random() < 0.1 ? random() : 0,
  });
  return {
    pools: Array.from({ length: pools }, (_, i) => pool(i)),
    processes: Array.from({ length: processes }, (_, p) => process(p)),
    transfers: Array.from({ length: Math.round(events * 0.05) }, () => {
      const from = below(pools);
      return { from, to: Math.min(pools - 1, from + 1 + below(20)), quantity: 1 + random() * 4 };
    }),
    indicators: Array.from({ length: width }, (_, k) => `${k}`),
  };
}

/** The same network, where processes consume that part of all that came into a pool. */
function tightened(system: GivenLots, part: number): GivenLots {
  const came = Float64Array.from(system.pools, ({ opening }) => opening?.quantity ?? 0);
  const drawn = new Float64Array(came.length);
  for (const { consumes, outputs } of system.processes) {
    for (const { pool, quantity } of outputs) came[pool]! += quantity;
    for (const { pool, quantity } of consumes) drawn[pool]! += quantity;
  }
  return {
    ...system,
    pools: system.pools.map((pool) => ({ ...pool, delivered: 0, lost: 0 })),
    processes: system.processes.map((process) => ({
      ...process,
      consumes: process.consumes.map(({ pool, quantity }) => ({
        pool,
        quantity: (part * quantity * came[pool]!) / drawn[pool]!,
      })),
    })),
    transfers: [],
  };
}

function timed(system: LotSystem, rounds: number) {
  const times: number[] = [];
  const cpu: number[] = [];
  let result = solveLots(system);
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    const began = performance.now();
    result = solveLots(system);
    times.push(performance.now() - began);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1000);
  }
  times.sort((a, b) => a - b);
  return { least: times[0]!, leastCpu: Math.min(...cpu), median: times[Math.floor(times.length / 2)]!, result };
}

const sizes = [
  { size: 'workshop', events: 1_000, rounds: 30 },
  { size: 'city', events: 100_000, rounds: 9 },
  { size: 'nation', events: 1_000_000, rounds: 3 },
];
const shapes: readonly Shape[] = [
  { name: 'chains', back: 0 },
  { name: 'some loops', back: 0.001 },
  { name: 'entangled', back: 0.2 },
  { name: 'tight', back: 0.2, tight: 0.98 },
];

function drawnFor(events: number, shape: Shape, width: number): LotSystem {
  const drawn = network(events, shape, width, 42);
  return lotsOf(shape.tight === undefined ? drawn : tightened(drawn, shape.tight));
}

const asked = process.argv[2];
const rows = sizes
  .filter(({ size }) => !asked || size === asked)
  .flatMap(({ size, events, rounds }) =>
    shapes.flatMap((shape) =>
      (events > 100_000 ? [1] : [1, 4, 16]).map((width) => {
        const { least, leastCpu, median, result } = timed(drawnFor(events, shape, width), rounds);
        const [entered, left] = sidesOf(result, 0);
        return {
          size,
          events,
          shape: shape.name,
          indicators: width,
          'least ms': Number(least.toFixed(1)),
          'median ms': Number(median.toFixed(1)),
          'least CPU ms': Number(leastCpu.toFixed(1)),
          iterations: result.iterations,
          residual: Number(result.residual.toExponential(1)),
          problems: result.problems.filter(isError).length,
          gap: Number((Math.abs(entered - left) / entered).toExponential(1)),
        };
      }),
    ),
  );
console.table(rows);
