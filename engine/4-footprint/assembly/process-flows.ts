import { bucketOf, buckets } from '../../0-base/matrix/bucket.ts';
import { flowBurdens, flowStatuses } from '../../3-flow/columns.ts';
import { carriedKm } from './distance.ts';
import { type Draft, thingOf } from './draft.ts';
import { flowLists } from './flow-lists.ts';
import { kindOf, passageKey, type Passing, passing, type ProcessInput, type ProcessOutput } from './passing.ts';
import type { CausalGroup } from './causal.ts';
import { addPart, type Parts, type ProcessFlows, type ProcessRequest } from './parts.ts';
import { type Replacing, replace } from './replace.ts';
import type { Shares } from './share.ts';

/**
 * What moves through the processes: those of the draft, then parts of them that share by rules of their own, and one for each kind of goods that
 * passes through a process. Goods picked up and dropped off keep what they carry: their passage takes them over, and the process itself charges
 * its burden to the passages as a treatment charges it, by the shares of the allocation rule; so beer and bread on one van do not mix.
 */
export function processFlows(request: ProcessRequest): ProcessFlows {
  const { draft } = request;
  const { id } = draft.processes;
  const inputs = buckets(draft.inputs.process, id.length);
  const outputs = buckets(draft.outputs.process, id.length);
  const parts = partsOf(request);
  for (let process = 0; process < id.length; process++) {
    const through = passing(
      Array.from(bucketOf(inputs, process), (at) => inputAt(draft, at)),
      Array.from(bucketOf(outputs, process), (at) => outputAt(draft, at)),
    );
    addProcess(parts, process, through);
  }
  const { lists, keys, processOf, moved, sharing, credits, problems } = parts;
  return { ...lists.columns(), keys, processOf: Int32Array.from(processOf), moved, sharing, credits, problems };
}

function partsOf(request: ProcessRequest): Parts {
  const { id } = request.draft.processes;
  return {
    ...request,
    lists: flowLists(request.treatment),
    keys: [...id],
    processOf: [...id.keys()],
    moved: [],
    sharing: [],
    credits: [],
    problems: [],
    entriesOf: entriesByProcess(request.draft),
    journeys: carriedKm(request),
  };
}

/** Sorted when first asked for: few processes need it. */
function entriesByProcess({ entries, processes }: Draft): (process: number) => readonly number[] {
  let sorted: number[][] | undefined;
  return (process) => {
    if (!sorted) {
      sorted = processes.id.map(() => []);
      for (const [at, p] of entries.process.entries()) sorted[p]?.push(at);
    }
    return sorted[process]!;
  };
}

const carriesCode = flowBurdens.indexOf('carries');
const spreadCode = flowStatuses.indexOf('spread');

function inputAt({ plan, pools, inputs }: Draft, at: number): ProcessInput {
  const row = inputs.row[at]!;
  const pool = inputs.pool[at]!;
  return {
    pool,
    quantity: inputs.quantity[at]!,
    carries: plan.table.columns.burden[row] === carriesCode,
    isSpread: plan.table.columns.status[row] === spreadCode,
    thing: thingOf(plan, row, pools.place[pool]!),
    row,
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
    row,
  };
}

/** Adds what one process takes, makes and lets pass. */
function addProcess(parts: Parts, process: number, through: Passing): void {
  const { lists } = parts;
  const recyclable = through.rest.filter(({ role }) => role === 'recyclable');
  const made = [...through.made, ...recyclable];
  const goods = [...made, ...through.passed];
  const found = sharesOf(parts, process, { goods, through });
  const groups = groupPlaces(parts, process, found.groups);
  const sharing = [{ place: process, shares: found.shares }, ...groups.values()];
  for (const input of through.inputs) lists.consume(groups.get(input.thing.specification)?.place ?? process, input);
  const replaced = new Map(found.replaced.map(({ at, by }) => [at, by]));
  for (const [at, output] of made.entries()) {
    const by = replaced.get(at);
    if (by) replace(parts, { process, output, by } satisfies Replacing);
    else makeIn(parts, { process, output, at, sharing });
  }
  for (const output of through.rest) if (output.role !== 'recyclable') lists.make(process, output, 0);
  const passed = sharing.map(({ place, shares }) => ({ place, shares: shares.slice(made.length) }));
  addPassages(parts, through, passed);
}

/** Asks for the shares, and tells what came of it. */
function sharesOf(
  { context, draft, gaps, sharing, problems, journeys }: Parts,
  process: number,
  { goods, through }: { readonly goods: readonly ProcessOutput[]; readonly through: Passing },
): Shares {
  const id = draft.processes.id[process]!;
  const asked =
    through.passed.length === 0
      ? goods
      : goods.map((each) => ({ ...each, distance: () => journeys(process, each, through) }));
  const found = context.allocator.sharesOf(id, asked);
  const missing = found.problems.find(({ code }) => code === 'allocation.missing');
  if (missing) {
    const { specification } = goods[0]!.thing;
    gaps.add({ kind: 'allocation', specification, process: id, quantity: goods.length, unit: '', problem: missing });
  }
  problems.push(...found.problems.filter((each) => each !== missing));
  if (found.rule || missing) sharing.push({ process, rule: found.rule, by: found.by, basis: found.basis });
  return found;
}

/** A process, or a part of it that holds one input or own flow, with the shares of its own. */
interface SharedPart {
  readonly place: number;
  readonly shares: readonly number[];
}

/** Under causal factors: a part for each input or own flow that they name; it takes over what came of that from outside. */
function groupPlaces(parts: Parts, process: number, groups: readonly CausalGroup[]): Map<string, SharedPart> {
  const places = new Map<string, SharedPart>();
  const { entries } = parts.draft;
  for (const { of, shares } of groups) {
    const place = addPart(parts, process, `${parts.keys[process]}, ${of}`);
    places.set(of, { place, shares });
    for (const at of parts.entriesOf(process)) {
      if (entries.of[at] !== of) continue;
      const source = entries.source[at]!;
      const table = entries.sources[source]!.kind === 'direct' ? 'direct' : 'purchased';
      parts.moved.push({
        table,
        from: process,
        to: place,
        burden: entries.burdenAt(source),
        amount: entries.amount[at]!,
      });
      entries.process[at] = place;
    }
  }
  return places;
}

interface Making {
  readonly process: number;
  readonly output: ProcessOutput;
  readonly at: number;
  readonly sharing: readonly SharedPart[];
}

/** An output of a process, in equal amounts of those of its parts whose burden it carries, so that it is there once. */
function makeIn({ lists }: Parts, { process, output, at, sharing }: Making): void {
  const carried = sharing.filter(({ shares }) => shares[at]! > 0);
  if (carried.length === 0) lists.make(process, output, 0);
  const piece = { ...output, quantity: output.quantity / carried.length };
  for (const { place, shares } of carried) lists.make(place, piece, shares[at]!);
}

/** Goods of one kind that pass through a process, and by part of it what of its burden is charged to them. */
interface Passage {
  readonly kind: string;
  readonly taken: ProcessInput[];
  readonly passed: ProcessOutput[];
  quantity: number;
  readonly charged: number[];
}

/** Adds a passage for each kind of goods that passes through. */
function addPassages(parts: Parts, through: Passing, sharing: readonly SharedPart[]): void {
  const { lists } = parts;
  for (const { kind, charged, ...passage } of passagesOf(through, sharing)) {
    const place = addPart(parts, -1, passageKey(kind));
    for (const input of passage.taken) lists.consume(place, input);
    for (const output of passage.passed) lists.make(place, output, output.quantity / passage.quantity);
    for (const [at, quantity] of charged.entries()) if (quantity > 0) lists.charge(place, sharing[at]!.place, quantity);
  }
}

function passagesOf({ taken, passed }: Passing, sharing: readonly SharedPart[]): Passage[] {
  const passages = new Map<string, Passage>();
  passed.forEach((output, at) => {
    const kind = kindOf(output);
    const fresh = { kind, taken: [], passed: [], quantity: 0, charged: sharing.map(() => 0) };
    const passage = passages.get(kind) ?? fresh;
    passage.passed.push(output);
    passage.quantity += output.quantity;
    for (const [part, { shares }] of sharing.entries()) passage.charged[part]! += shares[at]!;
    passages.set(kind, passage);
  });
  for (const input of taken) passages.get(kindOf(input))!.taken.push(input);
  return [...passages.values()];
}
