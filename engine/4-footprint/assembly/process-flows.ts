import { bucketOf, buckets } from '../../0-base/matrix/bucket.ts';
import { flowBurdens } from '../../3-flow/columns.ts';
import { type Draft, type GapList, thingOf } from './draft.ts';
import type { LotSystem } from '../lot/lot-system.ts';
import { kindOf, type Passing, passing, type ProcessInput, type ProcessOutput } from './passing.ts';
import type { Allocator } from './share.ts';
import type { TreatedWaste } from './waste.ts';

/** What the flows of processes are found from. */
export interface ProcessRequest {
  readonly draft: Draft;
  readonly gaps: GapList;
  readonly treatment: TreatedWaste;
  readonly allocator: Allocator;
}

/** What moves into and out of the processes of a system. */
export interface ProcessFlows extends Pick<LotSystem, 'consumes' | 'outputs' | 'wasteTo'> {
  /** Of the processes of the system: those of the draft, then their parts and the passages. */
  readonly keys: readonly string[];
  /** By process of the system: the process of the draft that it is a part of; -1 where goods only pass through. */
  readonly processOf: Int32Array;
}

/**
 * What moves through the processes: those of the draft, then one for each kind of goods that passes through a process. Goods picked up
 * and dropped off keep what they carry: their passage takes them over, and the process itself charges its burden to the passages as a treatment
 * charges it, by the shares of the allocation rule; so beer and bread on one van do not mix.
 */
export function processFlows({ draft, gaps, treatment, allocator }: ProcessRequest): ProcessFlows {
  const { id } = draft.processes;
  const inputs = buckets(draft.inputs.process, id.length);
  const outputs = buckets(draft.outputs.process, id.length);
  const lists = flowLists(treatment);
  const passages: string[] = [];
  for (let process = 0; process < id.length; process++) {
    const through = passing(
      Array.from(bucketOf(inputs, process), (at) => inputAt(draft, at)),
      Array.from(bucketOf(outputs, process), (at) => outputAt(draft, at)),
    );
    const goods = [...through.made, ...through.passed];
    const { shares, problem } = allocator.sharesOf(id[process]!, goods);
    if (problem) {
      const { specification } = goods[0]!.thing;
      gaps.add({ kind: 'allocation', specification, process: id[process]!, quantity: goods.length, unit: '', problem });
    }
    for (const input of through.inputs) lists.consume(process, input);
    for (const [at, output] of through.made.entries()) lists.make(process, output, shares[at]!);
    for (const output of through.rest) lists.make(process, output, 0);
    for (const { kind, charged, ...passage } of passagesOf(through, shares.slice(through.made.length))) {
      const place = id.length + passages.length;
      passages.push(`passage of ${kind}`);
      for (const input of passage.taken) lists.consume(place, input);
      for (const output of passage.passed) lists.make(place, output, output.quantity / passage.quantity);
      if (charged > 0) lists.charge(place, process, charged);
    }
  }
  const processOf = Int32Array.from([...id.keys(), ...passages.map(() => -1)]);
  return { ...lists.columns(), keys: [...id, ...passages], processOf };
}

const carriesCode = flowBurdens.indexOf('carries');

function inputAt({ plan, pools, inputs }: Draft, at: number): ProcessInput {
  const row = inputs.row[at]!;
  const pool = inputs.pool[at]!;
  return {
    pool,
    quantity: inputs.quantity[at]!,
    carries: plan.table.columns.burden[row] === carriesCode,
    thing: thingOf(plan, row, pools.place[pool]!),
  };
}

function outputAt({ plan, pools, outputs }: Draft, at: number): ProcessOutput {
  const row = outputs.row[at]!;
  const pool = outputs.pool[at]!;
  return {
    pool,
    quantity: outputs.quantity[at]!,
    day: plan.table.columns.day[row]!,
    role: outputs.role[at]!,
    thing: thingOf(plan, row, pools.place[pool]!),
  };
}

/** Goods of one kind that pass through a process, and the part of its burden that is charged to them. */
interface Passage {
  readonly kind: string;
  readonly taken: ProcessInput[];
  readonly passed: ProcessOutput[];
  quantity: number;
  charged: number;
}

function passagesOf({ taken, passed }: Passing, shares: readonly number[]): Passage[] {
  const passages = new Map<string, Passage>();
  passed.forEach((output, at) => {
    const kind = kindOf(output);
    const passage = passages.get(kind) ?? { kind, taken: [], passed: [], quantity: 0, charged: 0 };
    passage.passed.push(output);
    passage.quantity += output.quantity;
    passage.charged += shares[at]!;
    passages.set(kind, passage);
  });
  for (const input of taken) passages.get(kindOf(input))!.taken.push(input);
  return [...passages.values()];
}

/** The columns of a system while they are filled. */
function flowLists(treatment: TreatedWaste) {
  const consumes = { pool: [] as number[], process: [] as number[], quantity: [] as number[] };
  const outputs = { process: [] as number[], pool: [] as number[], quantity: [] as number[], share: [] as number[] };
  const wasteTo = { from: [...treatment.from], by: [...treatment.by], quantity: [...treatment.quantity] };
  return {
    consume(process: number, { pool, quantity }: ProcessInput): void {
      consumes.pool.push(pool);
      consumes.process.push(process);
      consumes.quantity.push(quantity);
    },
    make(process: number, { pool, quantity }: ProcessOutput, share: number): void {
      outputs.process.push(process);
      outputs.pool.push(pool);
      outputs.quantity.push(quantity);
      outputs.share.push(share);
    },
    charge(from: number, by: number, quantity: number): void {
      wasteTo.from.push(from);
      wasteTo.by.push(by);
      wasteTo.quantity.push(quantity);
    },
    columns: (): Omit<ProcessFlows, 'keys' | 'processOf'> => ({
      consumes: {
        pool: new Int32Array(consumes.pool),
        process: new Int32Array(consumes.process),
        quantity: new Float64Array(consumes.quantity),
      },
      outputs: {
        process: new Int32Array(outputs.process),
        pool: new Int32Array(outputs.pool),
        quantity: new Float64Array(outputs.quantity),
        share: new Float64Array(outputs.share),
      },
      wasteTo: {
        from: new Int32Array(wasteTo.from),
        by: new Int32Array(wasteTo.by),
        quantity: new Float64Array(wasteTo.quantity),
      },
    }),
  };
}
