import type { Problem } from '../../engine/0-base/problem.ts';
import { groupBy } from '../../engine/0-base/group.ts';
import type { Indicator } from '../../engine/4-footprint/background.ts';
import type { Exchange } from '../../engine/4-footprint/model/model.ts';
import type { CutOff } from '../../engine/4-footprint/model/assembled.ts';
import { diagnose } from '../../engine/4-footprint/system/diagnosis.ts';
import type { PreparedSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import type { ModelRead, ProcessModelRead } from '../interchange/model-file.ts';

/** How one category counts the elementary flows of a model. */
export interface CategoryCoverage {
  readonly category: string;
  /** Flows that it counts; of those of the house's factors, how many are known by their id and how many by name. */
  readonly counted: number;
  readonly byId?: number;
  readonly byName?: number;
  /** Flows that it does not count. */
  readonly uncounted: number;
  /** Flows at a place without a factor of its own, for which the common factor stands in: how many, and the first of them. */
  readonly fallbackCount: number;
  readonly fallbacks: readonly string[];
}

/** A number of a model that can be chosen; of one process, or of all. */
export interface ModelParameter {
  readonly name: string;
  /** What it is unless chosen; null where a formula tells. */
  readonly value: number | null;
  readonly formula?: string;
  readonly unit?: string;
  /** Id and name of its process. */
  readonly process?: string;
  readonly processName?: string;
}

/** What is told of a model without computing with it. */
export interface ModelUnderstood {
  readonly kind: ModelRead['kind'];
  readonly counts: {
    readonly products: number;
    readonly processes: number;
    readonly flows: number;
    readonly entries: number;
  };
  readonly categories: readonly Indicator[];
  readonly problems: readonly Problem[];
  /** Of models of processes: products that nobody in them supplies, and the ways in which processes can be shared. */
  readonly cutOffs: readonly CutOff[];
  readonly cutOffCount: number;
  readonly allocations: readonly string[];
  /** How each category counts, and the flows that none counts: how many, and the first of them by name. */
  readonly coverage: readonly CategoryCoverage[];
  readonly uncountedCount: number;
  readonly uncounted: readonly string[];
  /** What can be chosen: the first of them, and how many there are. */
  readonly parameters: readonly ModelParameter[];
  readonly parameterCount: number;
  /** Exchanges of all processes: how many there are, tell how uncertain they are, and are judged by quality. */
  readonly exchanges: { readonly all: number; readonly uncertain: number; readonly judged: number };
}

/** Cut-offs, flows and parameters that are told one by one. */
const mostTold = 100;
/** Fallbacks of one category that are told one by one. */
const mostFallbacks = 10;

const nothing = {
  cutOffs: [],
  cutOffCount: 0,
  allocations: [],
  coverage: [],
  uncountedCount: 0,
  uncounted: [],
  parameters: [],
  parameterCount: 0,
  exchanges: { all: 0, uncertain: 0, judged: 0 },
};

/** Elementary flows of a system; what is bought from nobody is no flow of nature. */
const isNature = ({ kind }: { readonly kind: string }): boolean => kind !== 'purchase';

function coverageOf({ coverage, matches }: ProcessModelRead, { system }: ModelRead): CategoryCoverage[] {
  const nature = system.flows.filter(isNature).length;
  const without = new Map(coverage.uncharacterised.map(({ category, flows }) => [category, flows.length]));
  const fallbacks = groupBy(coverage.fallbacks, ({ category }) => category);
  const known = new Map(matches.map((each) => [each.category, each]));
  return system.categories.map(({ id }) => {
    const { byId, byName } = known.get(id) ?? {};
    const own = fallbacks.get(id) ?? [];
    const uncounted = without.get(id) ?? 0;
    return {
      category: id,
      counted: nature - uncounted,
      ...(byId !== undefined && byName !== undefined && { byId, byName }),
      uncounted,
      fallbackCount: own.length,
      fallbacks: own.slice(0, mostFallbacks).map(({ flow, place }) => `${flow}@${place}`),
    };
  });
}

/** The names of flows of nature that no category counts. */
function uncountedBy({ coverage }: ProcessModelRead, { system }: ModelRead): string[] {
  const lists = coverage.uncharacterised.map(({ flows }) => new Set(flows));
  if (lists.length < system.categories.length) return [];
  return system.flows
    .filter((flow) => isNature(flow) && lists.every((each) => each.has(flow.id)))
    .map(({ name }) => name);
}

function parametersOf({ model }: ProcessModelRead): ModelParameter[] {
  const ofModel = model.parameters.map((parameter) => ({ parameter, owner: {} }));
  const ofProcesses = model.processes.flatMap(({ id, name, parameters = [] }) =>
    parameters.map((parameter) => ({ parameter, owner: { process: id, processName: name } })),
  );
  return [...ofModel, ...ofProcesses].map(({ parameter: { name, amount, unit }, owner }) => ({
    name,
    value: Number.isFinite(amount.value) ? amount.value : null,
    ...(amount.formula !== undefined && { formula: amount.formula }),
    ...(unit !== undefined && { unit }),
    ...owner,
  }));
}

function exchangesOf({ model }: ProcessModelRead) {
  const all = model.processes.flatMap(({ exchanges }) => exchanges);
  const count = (is: (each: Exchange) => boolean) => all.filter(is).length;
  const uncertain = count(({ deviation }) => deviation !== undefined);
  return { all: all.length, uncertain, judged: count(({ quality }) => quality !== undefined) };
}

function leftOut(processes: ProcessModelRead, read: ModelRead) {
  const { cutOffs, shared } = processes.coverage;
  const uncounted = uncountedBy(processes, read);
  const parameters = parametersOf(processes);
  return {
    cutOffs: cutOffs.slice(0, mostTold),
    cutOffCount: cutOffs.length,
    allocations: [...new Set(shared.flatMap(({ known }) => known))],
    coverage: coverageOf(processes, read),
    uncountedCount: uncounted.length,
    uncounted: uncounted.slice(0, mostTold),
    parameters: parameters.slice(0, mostTold),
    parameterCount: parameters.length,
    exchanges: exchangesOf(processes),
  };
}

/** A model that was read and made ready. */
interface Readied {
  readonly read: ModelRead;
  readonly prepared: PreparedSystem;
}

/** What a model is, how much is in it, and how much of it is counted. */
export function understood({ read, prepared }: Readied): ModelUnderstood {
  const { kind, system, problems: ofFile, processes: own } = read;
  const problems = [...ofFile, ...diagnose(prepared)];
  const { products, processes, flows, categories, technosphere } = system;
  const entries = technosphere.row.length;
  const counts = { products: products.length, processes: processes.length, flows: flows.length, entries };
  return { kind, counts, categories, problems, ...(own ? leftOut(own, read) : nothing) };
}
