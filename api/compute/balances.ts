import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { parseDay } from '../../engine/0-base/time.ts';
import { agents } from '../../engine/1-record/kind.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import { type Layer, layer } from '../../engine/1-record/knowledge.ts';
import { balanceProblems } from '../../engine/3-flow/balance.ts';
import { efficiencies, type Efficiency } from '../../engine/3-flow/balance/efficiency.ts';
import { type Balance, balances } from '../../engine/3-flow/balance/balances.ts';
import { explain, type Explanation } from '../../engine/3-flow/balance/explain.ts';
import { type SubjectKind, subjectsOf } from '../../engine/3-flow/balance/subject.ts';
import { allTime, type Span } from '../../engine/3-flow/balance/sums.ts';
import { type ThingFlow, thingFlows } from '../../engine/3-flow/balance/things.ts';
import { type UnmeasuredFlow, unmeasuredFlows } from '../../engine/3-flow/balance/unmeasured.ts';
import { isBorrowed, withHeatingValues } from '../../engine/3-flow/borrowed.ts';
import { type FlowTable, selectRows } from '../../engine/3-flow/columns.ts';
import type { HeatingBasis } from '../../engine/3-flow/content.ts';
import { type LayerContent, layerContent } from '../../engine/3-flow/layer.ts';
import { agentsOfProcesses } from '../../engine/3-flow/owner.ts';
import { parsePeriod } from '../../engine/4-footprint/period.ts';
import type { Shelf } from './shelf.ts';
import type { World } from './world.ts';

/** Which balances are asked for; those of all processes when nothing is said. */
export interface BalanceQuery {
  readonly subject?: SubjectKind | undefined;
  readonly processes?: readonly string[] | undefined;
  /** Of processes: only those of this agent. */
  readonly agent?: string | undefined;
  readonly layer?: Layer | undefined;
  /** Of energy: the heating value that counts; the one that most properties state unless told. */
  readonly basis?: HeatingBasis | undefined;
  /** A month or a year. */
  readonly period?: string | undefined;
  /** First and last day; either may be left open. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
  /** Whether what stands behind the balance of one subject is told; so unless said. */
  readonly sheet?: boolean | undefined;
}

/** A balance with the name of its subject; `process` is '' unless it is of one. */
export type NamedBalance = Balance & { readonly process: string; readonly name?: string };

export interface BalanceAnswer {
  /** The unexplained first, and what lies farthest outside its expected range. */
  readonly items: readonly NamedBalance[];
  /** How many there are; `items` may hold fewer. */
  readonly total: number;
  readonly sequence: number;
  readonly warnings: readonly Problem[];
  /** Contents that stand in for what the network does not state. */
  readonly borrowed: readonly Borrowed[];
  /** Of one subject alone: what stands behind its balance. */
  readonly sheet?: BalanceSheet | undefined;
}

/** A content that is from a dataset. */
export interface Borrowed {
  readonly layer: Layer;
  readonly specification: string;
  readonly source: string;
}

/** What stands behind the balance of one subject. */
export interface BalanceSheet {
  /** What crossed its border, by layer, side and thing. */
  readonly things: readonly ThingFlow[];
  /** Of a process: what nobody measured, as named flows. */
  readonly unmeasured: readonly UnmeasuredFlow[];
  readonly efficiencies: readonly Efficiency[];
  /** Of a process: what would explain its gap. */
  readonly explanations: readonly Explanation[];
}

/** Hydrogen is only asked for to lead from one heating value to the other. */
const physical: readonly Layer[] = layer.exclude(['price', 'hydrogen']).options;

/** The balances of processes, agents or the network in every physical layer, or in one, money too. Problems: record.unknown, parameter.invalid. */
export function balancesOf(
  world: World,
  { heatingValues }: Shelf,
  query: BalanceQuery,
): { value: BalanceAnswer } | { problems: Problem[] } {
  const { zone, sequence } = world;
  const facts = withHeatingValues(world.facts, heatingValues);
  const wrong = unknownOf(world, query) ?? backwards(query);
  if (wrong) return { problems: [wrong] };
  const { subject: kind = 'process', processes, limit = 1000 } = query;
  const table = kind === 'process' && processes ? rowsOfProcesses(world.table, new Set(processes)) : world.table;
  // Expected ranges are shares of the mass that went in.
  const names = query.layer ? [...new Set<Layer>(['mass', query.layer])] : physical;
  const { basis } = query;
  const layers = names.map((name) =>
    layerContent(table, { facts, zone, layer: name, ...(name === 'energy' && { basis }) }),
  );
  const only = kind === 'agent' ? query.agent : undefined;
  const found = balances({ table, facts, kind, layers, period: spanOf(query), only });
  const wanted = found.filter(isWanted(world, query));
  const ranked = [...wanted].sort((a, b) => severity(b) - severity(a));
  const items = ranked.slice(0, limit).map((each) => named(world, each));
  const sheet = isOne(query) ? sheetOf({ ...world, facts }, { found, layers, table, query }) : undefined;
  const warnings = balanceProblems(wanted);
  const borrowed = layers.flatMap((layer) => borrowedIn(facts, layer));
  return { value: { items, total: wanted.length, sequence, warnings, borrowed, ...(sheet && { sheet }) } };
}

/** The contents of a layer that the network does not state, but a dataset that it is linked to. */
const borrowedIn = (facts: Facts, { layer, derived }: LayerContent): Borrowed[] =>
  derived
    .filter(({ rule }) => rule === 'heating value of a dataset')
    .map(({ specification, records }) => ({
      layer,
      specification,
      source: facts.Property?.get(records.find(isBorrowed)!)?.source ?? '',
    }));

/** Whether balances of one subject alone are asked for. */
const isOne = ({ subject, processes, agent, sheet = true }: BalanceQuery): boolean =>
  sheet && (subject === 'network' || (subject === 'agent' ? agent !== undefined : processes?.length === 1));

interface Drawn {
  readonly found: readonly Balance[];
  readonly layers: readonly LayerContent[];
  readonly table: FlowTable;
  readonly query: BalanceQuery;
}

function sheetOf({ facts }: World, { found, layers, table, query }: Drawn): BalanceSheet {
  const { subject: kind = 'process' } = query;
  const subjects = subjectsOf(table, { facts, kind });
  const id = kind === 'network' ? '' : kind === 'agent' ? query.agent! : query.processes![0]!;
  const own = found.filter(({ subject }) => subject === id);
  const at = { table, subjects, span: spanOf(query) ?? allTime };
  const things = layers.flatMap((layer) => thingFlows({ ...at, layer }, subjects.ids.indexOf(id)));
  const unmeasured = kind === 'process' ? unmeasuredFlows(own, facts) : [];
  const explanations = kind === 'process' ? explain({ table, facts, layers, balances: own }) : [];
  return { things, unmeasured, efficiencies: efficiencies(own, unmeasured), explanations };
}

function unknownOf({ facts }: World, { processes, agent, subject }: BalanceQuery): Problem | undefined {
  const process = processes?.find((id) => !facts.Process?.has(id));
  if (process !== undefined) return problem('record.unknown', '', { class: 'Process', value: process });
  const isMissing = subject === 'agent' && agent !== undefined && !agents.some((name) => facts[name]?.has(agent));
  return isMissing ? problem('record.unknown', '', { class: 'agent', value: agent }) : undefined;
}

/** That the last day that is asked for comes before the first; undefined where it does not. */
export function backwards({ from, to }: Pick<BalanceQuery, 'from' | 'to'>): Problem | undefined {
  if (from === undefined || to === undefined || parseDay(from)! <= parseDay(to)!) return undefined;
  return problem('parameter.invalid', '', { field: 'to', value: to, expected: `a day from ${from} on` });
}

/** The days that are asked for; undefined for all time. */
export function spanOf({ period, from, to }: Pick<BalanceQuery, 'period' | 'from' | 'to'>): Span | undefined {
  const named = period === undefined ? undefined : parsePeriod(period);
  if (named || (from === undefined && to === undefined)) return named;
  return {
    first: from === undefined ? Number.NEGATIVE_INFINITY : parseDay(from)!,
    end: to === undefined ? Number.POSITIVE_INFINITY : parseDay(to)! + 1,
  };
}

function isWanted(world: World, { agent, layer: wanted, subject }: BalanceQuery): (balance: Balance) => boolean {
  const isOwn = agent === undefined || subject === 'agent' ? () => true : ofAgent(world, agent);
  return (each) => (wanted === undefined || each.layer === wanted) && isOwn(each);
}

/** How far outside its range a balance lies, relative to what went through; what is not known for sure comes after what is. */
function severity({ beyond, in: went, out, verdict }: Balance): number {
  const part = beyond === 0 ? 0 : Math.abs(beyond) / Math.max(went, out, Math.abs(beyond));
  return verdict === 'unexplained' ? 1 + part : part / (1 + part);
}

function named({ facts, name: network }: World, balance: Balance): NamedBalance {
  const { kind, subject } = balance;
  const name =
    kind === 'network'
      ? network
      : kind === 'process'
        ? facts.Process?.get(subject)?.name
        : agents.map((each) => facts[each]?.get(subject)?.name).find(Boolean);
  return { ...balance, process: kind === 'process' ? subject : '', ...(name !== undefined && { name }) };
}

function ofAgent({ table, facts }: World, agent: string): (balance: Balance) => boolean {
  const owners = agentsOfProcesses(table, facts);
  const own = new Set(table.dictionaries.processes.filter((_, place) => owners[place] === agent));
  return ({ subject }) => own.has(subject);
}

/** The rows of a few processes, so that asking for one costs little in a large network. */
function rowsOfProcesses(table: FlowTable, processes: ReadonlySet<string>): FlowTable {
  const wanted = Uint8Array.from(table.dictionaries.processes, (id) => (processes.has(id) ? 1 : 0));
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) if (wanted[table.columns.process[row]!] === 1) rows.push(row);
  return selectRows(table, rows);
}
