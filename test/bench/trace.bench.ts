// Where it starts: a netted flow table in memory. Where it ends: the answer with its graph of at most 60 places.
// node --import tsx test/bench/trace.bench.ts [workshop|city|nation]
// A first history is not told: what is measured is a server that has run, not the compiler.
// cold: reading the table into a plan and answering. warm: another lot of the same table. Skew: 5 % of the moves draw on one stock.
import { performance } from 'node:perf_hooks';
import type { LotMethod } from '../../engine/1-record/network.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import type { FlowRow, FlowTable } from '../../engine/3-flow/columns.ts';
import { answerTrace } from '../../engine/3-flow/trace/answer.ts';
import type { TraceDirection } from '../../engine/3-flow/trace/shape.ts';
import { tracePlan } from '../../engine/3-flow/trace/trace.ts';
import { factsOf, newYear, opening, pool, process, record, row } from '../support/flow-rows.ts';
import { seeded } from '../support/random.ts';

const members = Array.from({ length: 20 }, (_, place) => `member ${place}`);
const kinds = 12;

interface History {
  readonly table: FlowTable;
  /** The lots that something was put into, in order. */
  readonly lots: readonly number[];
  readonly processes: number;
}

/** Two years of lots: for every ten events six deliveries into lots, three processes that draw on lots before them, and 2 % back into the loop. */
function history(events: number): History {
  const random = seeded(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const resources = 100 + Math.max(100, Math.round(events / 20));
  const lot = (place: number) => pool(members[place % 20]!, `kind ${place % kinds}`, `lot ${place}`);
  const builder = tableBuilder();
  const filled = new Set<number>();
  let [sequence, made, processes] = [0, 0, 0];
  const add = (given: Parameters<typeof row>[0]): void => {
    sequence += 1;
    const day = newYear + Math.floor((730 * sequence) / events);
    builder.append([row({ ...given, day, sequence }) satisfies FlowRow]);
  };
  for (let place = 0; place < 100; place++) {
    filled.add(place);
    add({ from: opening, to: lot(place), quantity: 1e6 });
  }
  while (sequence < events) {
    const newest = 100 + Math.floor(((resources - 100) * sequence) / events);
    filled.add(newest);
    const draw = () => (random() < 0.05 ? 0 : random() < 0.02 ? below(newest) : Math.max(0, newest - 1 - below(200)));
    if (random() < 0.1) add({ from: lot(draw()), to: lot(newest), quantity: 1 + below(20) });
    else {
      processes += 1;
      const at = process(`process ${processes}`);
      for (let each = 0; each < 1 + below(4); each++) add({ from: lot(draw()), to: at, quantity: 1 + below(50) });
      for (let each = 0; each < 1 + below(3); each++) add({ from: at, to: lot(newest), quantity: 1 + below(50) });
      made += 1;
    }
  }
  return { table: builder.table(), lots: [...filled].sort((a, b) => a - b), processes: made };
}

function median(times: number[]): { least: number; median: number } {
  const sorted = [...times].sort((a, b) => a - b);
  return { least: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]! };
}

const rounded = (value: number): number => Number(value.toFixed(1));

const sizes = [
  { size: 'compiling', events: 10_000, rounds: 20 },
  { size: 'workshop', events: 1_000, rounds: 30 },
  { size: 'city', events: 100_000, rounds: 9 },
  { size: 'nation', events: 1_000_000, rounds: 3 },
];

const asked = globalThis.process.argv[2];
const lines: Record<string, unknown>[] = [];
for (const { size, events, rounds } of sizes.filter((each, at) => at === 0 || !asked || each.size === asked)) {
  const { table, lots, processes } = history(events);
  const based = Array.from({ length: processes }, (_, place) =>
    record('Process', `process ${place + 1}`, { basedOn: `kind of process ${place % 8}` }),
  );
  const facts = factsOf(members, based);
  const zone = 'Europe/Brussels';
  for (const method of ['average', 'fifo', 'lot'] as const satisfies LotMethod[])
    for (const direction of ['track', 'trace'] as const satisfies TraceDirection[]) {
      const [cold, warm]: [number[], number[]] = [[], []];
      const cpu: { cold: number[]; warm: number[] } = { cold: [], warm: [] };
      let [gap, places] = [0, 0];
      for (let round = 0; round <= rounds; round++) {
        const resource = `lot ${lots.at(direction === 'track' ? 100 + round : -20 - round)}`;
        const [used, began] = [globalThis.process.cpuUsage(), performance.now()];
        const plan = tracePlan({ table, facts, zone, method });
        const [usedThen, planned] = [globalThis.process.cpuUsage(), performance.now()];
        const answer = answerTrace({ plan, facts, direction, resource, processes: 'kinds', limit: 60 })!;
        const answered = performance.now();
        const [all, last] = [globalThis.process.cpuUsage(used), globalThis.process.cpuUsage(usedThen)];
        if (round === 0) continue;
        cpu.cold.push((all.user + all.system) / 1000);
        cpu.warm.push((last.user + last.system) / 1000);
        cold.push(answered - began);
        warm.push(answered - planned);
        const whole = direction === 'track' ? answer.total : 1;
        const sum = Object.values(answer.sums).reduce((all, each) => all + each, 0);
        gap = Math.max(gap, Math.abs(sum - whole) / whole);
        places = answer.nodes.length + answer.remainder.nodes;
      }
      const [first, again] = [median(cold), median(warm)];
      lines.push({
        ...{ size, events, method, direction, places },
        ...{ 'cold least ms': rounded(first.least), 'cold median ms': rounded(first.median) },
        'cold CPU ms': rounded(Math.min(...cpu.cold)),
        'warm CPU ms': rounded(Math.min(...cpu.warm)),
        ...{
          'warm least ms': rounded(again.least),
          'warm median ms': rounded(again.median),
          gap: Number(gap.toExponential(1)),
        },
      });
    }
}
console.table(lines.filter(({ size }) => size !== 'compiling'));
