import { type FlowTable, agentOfNode, flowBurdens, flowRoles } from '../../../engine/3-flow/columns.ts';
import type { KindId } from './kinds.ts';

/** A thing that an agent used lately in one way, and how much of it at a time (coherent unit). */
export interface RecentThing {
  /** Id of the stock, or of the specification where none is kept. */
  readonly thing: string;
  readonly count: number;
  readonly lastDay: number;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What an agent did: that of the 90 days before its last event first, and only then what is older. */
export interface Recent {
  readonly things: Readonly<Partial<Record<KindId, readonly RecentThing[]>>>;
  /** Processes, latest first. */
  readonly processes: readonly string[];
  /** Agents to whom something was handed over, most often first. */
  readonly partners: readonly string[];
}

const spanDays = 90;

interface Gathered {
  readonly amounts: number[];
  readonly unit: string;
  lastDay: number;
}

/** A row of an agent in the producer's words. */
export interface OwnRow {
  readonly row: number;
  readonly kind: KindId;
  /** Id of the stock, or of the specification where none is kept. */
  readonly thing: string;
  /** To whom it was handed over; '' when nobody received. */
  readonly to: string;
}

/** What an agent did, row by row, from a table whose corrections are netted. */
export function ownRows(table: FlowTable, agent: string): OwnRow[] {
  const mine = minesOf(table, agent);
  return rowsOf(table, mine).flatMap((row) => {
    const kind = kindOfRow(table, mine, row);
    if (!kind) return [];
    const to = kind === 'handed-over' ? (agentOfNode(table.dictionaries.nodes[table.columns.to[row]!]!) ?? '') : '';
    return [{ row, kind, thing: thingOfRow(table, kind, row), to }];
  });
}

const minesOf = (table: FlowTable, agent: string): Uint8Array =>
  Uint8Array.from(table.dictionaries.nodes, (node) => Number(agentOfNode(node) === agent));

function thingOfRow({ columns, dictionaries }: FlowTable, kind: KindId, row: number): string {
  const end = dictionaries.nodes[(kind === 'made' || kind === 'counted' ? columns.to : columns.from)[row]!]!;
  return (end.kind === 'pool' && end.resource) || dictionaries.specifications[columns.specification[row]!]!;
}

/** Gathers what an agent used, from a table whose corrections are netted. */
export function recentOf(table: FlowTable, agent: string): Recent {
  const mine = minesOf(table, agent);
  const rows = rowsOf(table, mine);
  const { day, process, to } = table.columns;
  const last = rows.reduce((latest, row) => Math.max(latest, day[row]!), Number.NEGATIVE_INFINITY);
  const things = new Map<KindId, Map<string, Gathered>>();
  const processes = new Map<string, number>();
  const partners = new Map<string, number>();
  for (const row of rows) {
    const kind = kindOfRow(table, mine, row);
    if (kind) gather(things, kind, table, row);
    const id = table.dictionaries.processes[process[row]!]!;
    if (id && day[row]! > last - spanDays) processes.set(id, Math.max(processes.get(id) ?? day[row]!, day[row]!));
    // who only carries it is no one to hand it over to
    const partner =
      kind === 'handed-over' && flowRoles[table.columns.role[row]!] === 'transfer'
        ? agentOfNode(table.dictionaries.nodes[to[row]!]!)
        : undefined;
    if (partner) partners.set(partner, (partners.get(partner) ?? 0) + 1);
  }
  const ranked = (counts: ReadonlyMap<string, number>) => [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  const lists = [...things].map(([kind, gathered]) => [kind, byUse([...gathered].map(summarise), last)] as const);
  return { things: Object.fromEntries(lists), processes: ranked(processes).slice(0, 8), partners: ranked(partners) };
}

function rowsOf({ columns, count }: FlowTable, mine: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (mine[columns.from[row]!] || mine[columns.to[row]!]) rows.push(row);
  return rows;
}

/** The latest quarter's things by how often, then older ones. */
function byUse(things: readonly RecentThing[], last: number): RecentThing[] {
  const late = ({ lastDay }: RecentThing) => Number(lastDay > last - spanDays);
  return things.toSorted((a, b) => late(b) - late(a) || b.count - a.count || b.lastDay - a.lastDay);
}

/** Which of the producer's words a row stands for; none for what others did with this agent. */
function kindOfRow({ columns, dictionaries }: FlowTable, mine: Uint8Array, row: number): KindId | undefined {
  const role = flowRoles[columns.role[row]!];
  const from = mine[columns.from[row]!] === 1;
  const to = mine[columns.to[row]!] === 1;
  if (role === 'out') return to ? 'made' : undefined;
  if (role === 'opening') return to ? 'counted' : undefined;
  if (!from) return undefined;
  if (role === 'in') return 'used-up';
  if (role === 'loss') return 'counted';
  if (role === 'effort') {
    const worn = flowBurdens[columns.burden[row]!] === 'wears';
    return worn || dictionaries.nodes[columns.from[row]!]!.kind === 'pool' ? 'used' : 'worked';
  }
  return role === 'transfer' || role === 'custody' ? 'handed-over' : undefined;
}

function gather(things: Map<KindId, Map<string, Gathered>>, kind: KindId, table: FlowTable, row: number): void {
  const { columns, dictionaries } = table;
  const thing = thingOfRow(table, kind, row);
  const known = things.get(kind) ?? new Map<string, Gathered>();
  things.set(kind, known);
  const gathered = known.get(thing) ?? { amounts: [], unit: dictionaries.units[columns.unit[row]!] ?? '', lastDay: 0 };
  known.set(thing, gathered);
  gathered.lastDay = Math.max(gathered.lastDay, columns.day[row]!);
  if (columns.quantity[row]! > 0) gathered.amounts.push(columns.quantity[row]!);
}

function summarise([thing, { amounts, unit, lastDay }]: readonly [string, Gathered]): RecentThing {
  const sorted = amounts.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const [least, most] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  return { thing, count: sorted.length, lastDay, unit, median, least, most };
}

/** How far an amount is from what is usual: the factor, or undefined when it is not striking or too little is known. */
export function strikingFactor(amount: number, usual: RecentThing | undefined): number | undefined {
  if (!usual || usual.count < 3 || !(amount > 0)) return undefined;
  const factor = amount / usual.median;
  const much = factor >= 5 && amount > 2 * usual.most;
  const little = factor <= 0.2 && amount < usual.least / 2;
  return much || little ? factor : undefined;
}
