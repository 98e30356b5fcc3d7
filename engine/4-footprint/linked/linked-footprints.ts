import type { Facts } from '../../1-record/facts.ts';
import { componentAt, type Component, width } from '../assembly/burden.ts';
import type { EntrySource } from '../assembly/entries.ts';
import type { PlanPool } from '../assembly/lot-moves.ts';
import { passingThrough } from '../assembly/passing.ts';
import type { Indicator } from '../background.ts';
import type { CarbonLine } from '../carbon.ts';
import type { PeriodChain, SolvedPeriod } from '../chain.ts';
import type { CarbonOrigin, SystemFlow, SystemKind, SystemProduct } from '../system/linked-system.ts';
import {
  type Blend,
  type LinkedFlow,
  type LinkedLots,
  type LinkedNode,
  type LinkedPeriod,
  linkLots,
} from './link-lots.ts';

/** What solved periods are linked with. */
export interface LinkedRequest {
  readonly facts: Facts;
  readonly indicator: Indicator;
  /** The agent of each process of the plan. */
  readonly owners: readonly string[];
}

/** What a product of the linked system is: what is made or held of a specification, or a lot, in the periods that were asked for. */
export interface Asked {
  readonly kind: 'product' | 'lot';
  /** Id of the specification; of a lot that of the resource, or the pool's key. */
  readonly of: string;
  /** Id of the product in the system. */
  readonly product: string;
  /** What of one unit of it rests on amounts that were shared out from a meter, in the indicator's unit. */
  readonly spread: number;
}

/** A network's periods as one system. */
export interface LinkedFootprints extends LinkedLots {
  readonly asked: readonly Asked[];
  /** The sources behind the flows, in their order; those that follow are overdraws. */
  readonly sources: readonly EntrySource[];
  /** What a process of the system is in the records; undefined where it is none of it. */
  subjectOf(process: string): Subject | undefined;
  /** A specification with its name. */
  nameOf(specification: string): { readonly of: string; readonly name: string };
}

/**
 * What a process of the linked system, or a kind of them, is in the records: a run of a process, all runs of a kind of process by one agent, or the
 * supply of a lot or of all of a specification.
 */
export interface Subject {
  /** Id of the process or kind in the system. */
  readonly id: string;
  readonly process?: string;
  readonly processSpecification?: string;
  readonly resource?: string;
  readonly specification?: string;
}

/** The categories of a linked network: the indicator, then the lines of its carbon. */
const linkedCategories = ['value', 'fossil', 'biogenic', 'land-use', 'none', 'soil'] as const satisfies Component[];

/**
 * Links the chain of periods to one system: pools and runs of every period, and for each specification and lot of the periods that were asked
 * for the average of them, as the footprints tell it. Places are those at which agents are based.
 */
export function linkedFootprints(chain: PeriodChain, request: LinkedRequest): LinkedFootprints {
  const naming = namingOf(chain, request);
  const { sources, flows, places } = flowsOf(chain.chain);
  const periods = chain.chain.map((period, t) => linkedPeriod(period, places[t]!));
  const { blends, asked } = blendsOf(chain, naming);
  const linked = linkLots({
    periods,
    flows,
    categories: linkedCategories.map((line) => categoryOf(request.indicator, line)),
    columns: linkedCategories.map((line) => componentAt[line]),
    blends,
    describe: (t, node) => naming.describe(chain.chain[t]!, node),
  });
  return {
    ...linked,
    asked,
    sources,
    subjectOf: (process) => naming.subjects.get(process),
    nameOf: (of: string) => ({ of, name: request.facts.ResourceSpecification?.get(of)?.name ?? of }),
  };
}

const categoryOf = (indicator: Indicator, line: (typeof linkedCategories)[number]): Indicator =>
  line === 'value' ? indicator : { ...indicator, id: `${indicator.id} ${line}`, name: `${indicator.name}, ${line}` };

/** The entries and bonds of a period by node: pools first, then processes. */
function linkedPeriod({ draft, system, result }: SolvedPeriod, flowOfSource: readonly number[]): LinkedPeriod {
  const { entries, bonds } = draft;
  const first = draft.pools.place.length;
  const nodes = (pool: readonly number[], process: readonly number[]): number[] =>
    pool.map((each, at) => (each >= 0 ? each : first + process[at]!));
  return {
    system,
    result,
    entries: {
      node: nodes(entries.pool, entries.process),
      flow: entries.source.map((source) => flowOfSource[source]!),
      amount: entries.amount,
    },
    bonds: {
      into: nodes(bonds.pool, bonds.process),
      period: bonds.period,
      node: bonds.node,
      quantity: bonds.quantity,
    },
  };
}

/** Every source of the chain once, as a flow; by period the place among them of each of its own. */
function flowsOf(chain: readonly SolvedPeriod[]) {
  const known = new Map<string, number>();
  const sources: EntrySource[] = [];
  const flows: LinkedFlow[] = [];
  const places = chain.map(({ draft }) =>
    draft.entries.sources.map((each) => {
      const key = `${each.kind}${each.isSpread ? ' spread' : ''} ${each.source.id}`;
      const found = known.get(key) ?? sources.length;
      if (found < sources.length) return found;
      known.set(key, found);
      sources.push(each);
      flows.push({ flow: flowOf(each, key), perUnit: perUnit(each) });
      return found;
    }),
  );
  return { sources, flows, places };
}

const flowKinds = {
  direct: 'emission',
  purchase: 'purchase',
  opening: 'opening',
  durable: 'purchase',
  replaced: 'purchase',
  credit: 'purchase',
} as const;

/** The origin of a line's carbon; undefined for what has none. */
const originOfLine = (line: CarbonLine | undefined): CarbonOrigin | undefined =>
  line === 'fossil' || line === 'biogenic' || line === 'land-use' ? line : undefined;

function flowOf({ source, kind }: EntrySource, id: string): SystemFlow {
  const { name, unit, compartment, line } = source;
  const origin = originOfLine(line);
  const isResource = kind === 'direct' && compartment === 'resource';
  return {
    id,
    name,
    unit,
    kind: isResource ? 'resource' : flowKinds[kind],
    ...(compartment !== undefined && { compartment }),
    ...(origin && { origin }),
  };
}

const perUnit = ({ source: { value, beside, line } }: EntrySource): number[] =>
  linkedCategories.map((each) => (each === 'value' ? value : each !== line ? 0 : each === 'soil' ? beside : value));

interface Naming {
  readonly subjects: Map<string, Subject>;
  nameOf(pool: PlanPool): string;
  describe(period: SolvedPeriod, node: number): LinkedNode;
}

/** Names of pools and runs; where there are several periods, each of its own. */
function namingOf({ chain }: PeriodChain, { facts, owners }: LinkedRequest): Naming {
  const subjects = new Map<string, Subject>();
  const label = ({ period }: SolvedPeriod, key: string): string => (chain.length > 1 ? `${key} ${period.name}` : key);
  const nameOf = ({ resource, specification }: PlanPool): string =>
    (resource === undefined ? undefined : facts.EconomicResource?.get(resource)?.name) ??
    facts.ResourceSpecification?.get(specification)?.name ??
    specification;
  const based = (agent: string | undefined) => {
    const known = facts.Person?.get(agent ?? '') ?? facts.Organization?.get(agent ?? '');
    const place = known?.primaryLocation;
    return { ...(agent && { supplier: agent }), ...(place && { place }) };
  };
  const runName = (id: string): string => {
    const run = facts.Process?.get(id);
    return run?.name ?? facts.ProcessSpecification?.get(run?.basedOn ?? '')?.name ?? id;
  };
  /** All stock of a kind, in whatever hands and on whatever way. */
  const stockKind = ({ specification, unit }: Pick<PlanPool, 'specification' | 'unit'>): SystemKind => {
    const id = `stock ${unit} ${specification}`;
    subjects.set(id, { id, specification });
    return { id, name: facts.ResourceSpecification?.get(specification)?.name ?? specification, unit };
  };
  /** All runs of a kind of process by one agent; a run of no kind by itself. */
  const runKind = (run: string, base: ReturnType<typeof based>): SystemKind => {
    const processSpecification = facts.Process?.get(run)?.basedOn;
    const id = `runs ${processSpecification ?? run} ${base.supplier ?? ''}`;
    subjects.set(id, { id, ...(processSpecification === undefined ? { process: run } : { processSpecification }) });
    const name = facts.ProcessSpecification?.get(processSpecification ?? '')?.name ?? runName(run);
    return { id, name, unit: '', ...base };
  };
  const nodeOf = (made: SystemProduct, base: ReturnType<typeof based>, kind: SystemKind): LinkedNode => ({
    product: made,
    process: { id: made.id, name: made.name, ...base },
    kind,
  });
  const describeStock = (period: SolvedPeriod, pool: PlanPool): LinkedNode => {
    const { resource, specification, unit, holder } = pool;
    const id = label(period, pool.key);
    subjects.set(id, { id, specification, ...(resource !== undefined && { resource }) });
    return nodeOf({ id, name: nameOf(pool), unit }, based(holder), stockKind(pool));
  };
  /** A run of a process, or the passage of goods through one. */
  const describeRun = (period: SolvedPeriod, p: number): LinkedNode => {
    const { processes } = period.draft;
    const [run, name] = [period.processOf[p]!, period.system.processes.keys[p]!];
    const id = label(period, run === p ? processes.id[run]! : `${name} ${p}`);
    const goods = run < 0 ? passingThrough(name) : undefined;
    if (goods) {
      const kind = stockKind(goods);
      return nodeOf({ id, name: kind.name, unit: 'one' }, {}, kind);
    }
    const process = processes.id[run]!;
    const base = based(owners[processes.place[run]!]);
    subjects.set(id, { id, process });
    return nodeOf({ id, name: runName(process), unit: '' }, base, runKind(process, base));
  };
  return {
    subjects,
    nameOf,
    describe(period, node) {
      const { pools } = period.draft;
      const pool = pools.of[node];
      return pool ? describeStock(period, pool) : describeRun(period, node - pools.place.length);
    },
  };
}

/** Averages over the periods that were asked for, of each specification and of each lot. */
function blendsOf(chain: PeriodChain, naming: Naming): { blends: Blend[]; asked: Asked[] } {
  const gathered = new Map<string, Gathered>();
  const of = (kind: Asked['kind'], id: string, pool: PlanPool): Gathered => {
    const key = JSON.stringify([kind, id, pool.unit]);
    const known = gathered.get(key) ?? { kind, id, pool, made: [], held: [] };
    gathered.set(key, known);
    return known;
  };
  for (const period of chain.periods) gather(period, chain.chain.indexOf(period), of);
  const blends: Blend[] = [];
  const asked: Asked[] = [];
  for (const [product, each] of gathered) {
    const parts = each.made.length > 0 ? each.made : each.held;
    const quantity = parts.reduce((sum, part) => sum + part.of, 0);
    if (!(quantity > 0)) continue;
    const name = each.kind === 'lot' ? naming.nameOf(each.pool) : naming.nameOf({ ...each.pool, resource: undefined });
    blends.push({ product: { id: product, name, unit: each.pool.unit }, quantity, of: parts });
    const spread = parts.reduce((sum, part) => sum + part.quantity * spreadAt(chain.chain[part.period]!, part.node), 0);
    asked.push({ kind: each.kind, of: each.id, product, spread: spread / quantity });
    const { resource, specification } = each.pool;
    const isLot = each.kind === 'lot' && resource !== undefined;
    naming.subjects.set(product, { id: product, specification, ...(isLot && { resource }) });
  }
  return { blends, asked };
}

/** What of a unit of a pool, or of a run, rests on amounts that were shared out. */
function spreadAt({ draft: { pools }, result }: SolvedPeriod, node: number): number {
  const run = node - pools.place.length;
  const [table, row] = run < 0 ? [result.intensity, node] : [result.processBurden, run];
  return table[row * width + componentAt.spread]!;
}

/** `quantity` of what the node makes, for `of` units of the average. */
interface Share {
  readonly period: number;
  readonly node: number;
  readonly quantity: number;
  readonly of: number;
}

interface Gathered {
  readonly kind: Asked['kind'];
  readonly id: string;
  readonly pool: PlanPool;
  /** By runs that made it; and by pools that held it. */
  readonly made: Share[];
  readonly held: Share[];
}

/** Adds what one period made and held; the weights are those of the report. */
function gather(
  { draft, system, result, processOf }: SolvedPeriod,
  period: number,
  of: (kind: Asked['kind'], id: string, pool: PlanPool) => Gathered,
): void {
  const { pools } = draft;
  pools.of.forEach((pool, node) => {
    const weight = result.available[node]!;
    const held = { period, node, quantity: weight, of: weight };
    of('lot', pool.resource ?? pool.key, pool).held.push(held);
    if (pool.kind !== 'wear') of('product', pool.specification, pool).held.push(held);
  });
  const { process, pool, quantity, share } = system.outputs;
  process.forEach((p, at) => {
    if (processOf[p]! < 0 || !(share[at]! > 0) || !(quantity[at]! > 0)) return;
    const made = pools.of[pool[at]!]!;
    const node = pools.place.length + p;
    of('product', made.specification, made).made.push({ period, node, quantity: share[at]!, of: quantity[at]! });
  });
}
