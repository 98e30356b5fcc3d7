import { noCorrection } from '../../engine/3-flow/columns.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import { groupFlows } from '../../engine/3-flow/group.ts';
import type { GroupRequest } from '../../engine/3-flow/grouping.ts';
import { layerContent } from '../../engine/3-flow/layer.ts';
import { type Facts, factsFrom } from '../../engine/1-record/facts.ts';
import { seeded } from '../support/random.ts';

/*
 * From flow columns in memory to grouped links. Seed 1. Agents: 20, 200 or 1,000, each dealing with 12 others in 8 specifications of 40; a
 * node is a pool of an agent and a specification, or one of its 10 (or 200) processes of 12 kinds; a third each of the rows are transfers, inputs and outputs; the
 * hottest pool has 5 % of the rows; one year of days.
 * Run: node --import tsx test/bench/group.bench.ts
 */
function flows(count: number, agents: number, batches: number): FlowTable {
  const next = seeded(1);
  const specifications = Array.from({ length: 40 }, (_, at) => `s${at}`);
  const pools = Array.from({ length: agents * 8 }, (_, at) => ({
    kind: 'pool' as const,
    holder: `a${at >> 3}`,
    specification: specifications[((at >> 3) * 3 + (at & 7)) % 40]!,
  }));
  const processes = Array.from({ length: agents * batches }, (_, at) => `p${at}`);
  const nodes = [...pools, ...processes.map((process) => ({ kind: 'process' as const, process }))];
  const role = Uint8Array.from({ length: count }, () => Math.floor(next() * 3));
  const pool = Uint32Array.from({ length: count }, () => (next() < 0.05 ? 0 : Math.floor(next() * pools.length)));
  const process = pool.map((node, row) =>
    role[row] === 2 ? 0 : (node >> 3) * batches + 1 + Math.floor(next() * batches),
  );
  const partner = pool.map((node) => (((node >> 3) + 1 + Math.floor(next() * 12) ** 2) % agents) * 8 + (node & 7));
  const other = partner.map((node, row) => (role[row] === 2 ? node : pools.length + process[row]! - 1));
  const quantity = Float64Array.from({ length: count }, () => next() * 1000);
  const columns = {
    from: pool.map((node, row) => (role[row] === 1 ? other[row]! : node)),
    to: pool.map((node, row) => (role[row] === 1 ? node : other[row]!)),
    specification: pool.map((node) => ((node >> 3) * 3 + (node & 7)) % 40),
    process,
    day: Int32Array.from({ length: count }, () => 20_089 + Math.floor(next() * 365)),
    quantity,
    low: quantity,
    high: quantity,
    unit: new Uint8Array(count),
    status: new Uint8Array(count),
    role,
    burden: role.map((each) => (each === 0 ? 0 : 2)),
    sequence: Uint32Array.from({ length: count }, (_, at) => at),
    corrects: new Uint32Array(count).fill(noCorrection),
  };
  return {
    count,
    columns,
    dictionaries: { nodes, specifications, processes: ['', ...processes], units: ['kilogram'] },
  };
}

/** Least and median of wall time, least of the time on processors (the garbage collector's threads too): steadier on a busy machine. */
function timed(run: () => unknown, rounds: number): string {
  const cpu: number[] = [];
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    const start = performance.now();
    run();
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
    return wall;
  }).sort((a, b) => a - b);
  return `${times[0]!.toFixed(1)} min, ${times[Math.floor(rounds / 2)]!.toFixed(1)} median, ${Math.min(...cpu).toFixed(1)} CPU`;
}

/** Processes of 12 kinds, and agents who live in 40 places. */
function factsOf({ dictionaries }: FlowTable, agents: number, batches: number): Facts {
  const processes = dictionaries.processes.slice(1).map((id, at) => ({
    class: 'Process' as const,
    id,
    body: { basedOn: `kind ${at % 12}`, inScopeOf: `a${Math.floor(at / batches)}` },
  }));
  const people = Array.from({ length: agents }, (_, at) => ({
    class: 'Organization' as const,
    id: `a${at}`,
    body: { name: `a${at}`, primaryLocation: `place ${at % 40}` },
  }));
  return factsFrom([...processes, ...people]);
}

/** A grouping whose period was asked for before, and one whose table nobody has seen. */
function both(request: GroupRequest, rounds: number): string {
  groupFlows(request);
  const again = timed(() => groupFlows(request), 2 * rounds);
  const anew = timed(() => groupFlows({ ...request, table: { ...request.table } }), rounds);
  return `${again}; anew ${anew}`;
}

for (const [count, agents, batches] of [
  [1_000, 20, 10],
  [100_000, 200, 10],
  [1_000_000, 1_000, 10],
  [1_000_000, 1_000, 200],
] as const) {
  const table = flows(count, agents, batches);
  const facts = factsOf(table, agents, batches);
  const layer = layerContent(table, { facts, zone: 'UTC', layer: 'mass' });
  const request = { table, facts, layer } as const;
  const half = { first: 20_089, end: 20_089 + 181 };
  console.log(`${count} rows, ${agents * batches} processes, ms`);
  console.log(
    `  contents of a layer     ${timed(() => layerContent(table, { facts, zone: 'UTC', layer: 'mass' }), 15)}`,
  );
  const asked: [string, GroupRequest][] = [
    ['specification', { ...request, by: 'specification' }],
    ['stage', { ...request, by: 'stage' }],
    ['place', { ...request, by: 'place' }],
    ['agent', { ...request, by: 'agent' }],
    ['agent, one class', { ...request, by: 'agent', classOf: () => 'goods' }],
    ['agent, half the year', { ...request, by: 'agent', period: half }],
    ['kind of process', { ...request, by: 'processSpecification' }],
    ['kind, half the year', { ...request, by: 'processSpecification', period: half }],
  ];
  for (const [name, each] of asked)
    console.log(`  by ${name.padEnd(20)} ${both(each, 15)} (${groupFlows(each).links.count} links)`);
}
