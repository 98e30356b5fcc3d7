import { addUnder } from '../../0-base/group.ts';
import { bucketOf, buckets } from '../../0-base/matrix/bucket.ts';
import type { AssembledPeriod } from './assemble.ts';
import type { LotResult } from '../lot/lot-system.ts';

/** What lacks something that should count: specifications by id, and processes by id that hold on to it as work in progress. */
export interface Lacking {
  readonly specifications: ReadonlySet<string>;
  readonly processes: ReadonlySet<string>;
}

/** Before the first period. */
export const nothingLacking: Lacking = { specifications: new Set(), processes: new Set() };

interface Solved extends AssembledPeriod {
  readonly result: LotResult;
}

/**
 * What lacks something at the end of a period: what has a gap, what nobody recorded where it came from, stock and work in progress that
 * lacked something before; what its processes made, those whose waste they treated, what was made of that, and so on.
 */
export function lackingIn(period: Solved, before: Lacking): Lacking {
  const { gaps, draft } = period;
  const missing = gaps.flatMap(({ kind, process, specification }) =>
    process === '' || kind === 'background' ? specification : [],
  );
  const found = new Set([...missing, ...unknownOrigins(period), ...openedLacking(period, before)]);
  const told = new Set([...before.processes, ...gaps.map(({ process }) => process)]);
  told.delete('');
  if (found.size + told.size === 0) return nothingLacking;
  const reached = spreadLack(found, told, period);
  const { id } = draft.processes;
  const here = new Set(id);
  const holding = holdingProcesses(period);
  const held = [...reached].filter((process) => holding[process] === 1).map((process) => id[process]!);
  return {
    specifications: found,
    processes: new Set([...held, ...[...before.processes].filter((each) => !here.has(each))]),
  };
}

/** Specifications of pools that gave something and never had anything. */
function unknownOrigins({ draft: { pools }, result }: Solved): string[] {
  const isEmpty = (i: number) => pools.opening[i]! + pools.bought[i]! + pools.entered[i]! === 0;
  return pools.of.filter((_, i) => result.unexplained[i]! > 0 && isEmpty(i)).map(({ specification }) => specification);
}

/** Specifications of which the period opened with something that lacked something. */
function openedLacking({ draft: { pools } }: Solved, { specifications }: Lacking): string[] {
  if (specifications.size === 0) return [];
  return pools.of
    .filter(({ specification }, i) => pools.opening[i]! > 0 && specifications.has(specification))
    .map(({ specification }) => specification);
}

/** Adds to `found` all that was made of it, or by a process that was told; answers the processes that it went through. */
function spreadLack(found: Set<string>, told: ReadonlySet<string>, period: Solved): ReadonlySet<number> {
  const { inputs, outputs, processes } = period.draft;
  const [taken, made] = [specificationsBy(period, inputs), specificationsBy(period, outputs)];
  const { from, by } = period.system.wasteTo;
  const treated = buckets(by, period.system.processes.keys.length);
  const reached = new Set<number>();
  const reach = (first: number): void => {
    const open = [first];
    for (let process = open.pop(); process !== undefined; process = open.pop()) {
      if (process >= processes.id.length || reached.has(process)) continue;
      reached.add(process);
      for (const each of made[process]!) found.add(each);
      for (const at of bucketOf(treated, process)) open.push(from[at]!);
    }
  };
  const takers = new Map<string, number[]>();
  processes.id.forEach((id, process) => {
    if (told.has(id)) reach(process);
    for (const each of taken[process]!) addUnder(takers, each, process);
  });
  for (const each of found) for (const process of takers.get(each) ?? []) reach(process);
  return reached;
}

/** The specifications of some moves by process, each once. */
function specificationsBy(
  { draft: { plan, processes } }: Solved,
  { process, row }: { readonly process: readonly number[]; readonly row: readonly number[] },
): ReadonlySet<string>[] {
  const { columns, dictionaries } = plan.table;
  const sorted = buckets(process, processes.id.length);
  const nameOf = (at: number): string => dictionaries.specifications[columns.specification[row[at]!]!]!;
  return processes.id.map((_, p) => new Set(Array.from(bucketOf(sorted, p), nameOf)));
}

/** 1 for each process whose burden neither an output carries nor anyone else is charged with. */
function holdingProcesses({ system: { processes, outputs, wasteTo } }: Solved): Uint8Array {
  const holding = new Uint8Array(processes.keys.length).fill(1);
  outputs.process.forEach((process, at) => {
    if (outputs.share[at]! > 0) holding[process] = 0;
  });
  for (const process of wasteTo.by) holding[process] = 0;
  return holding;
}
