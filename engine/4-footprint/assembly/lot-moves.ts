import type { Facts } from '../../1-record/facts.ts';
import { type FlowNode, type FlowTable, flowBurdens, roleCodes } from '../../3-flow/columns.ts';
import { agentsOfProcesses } from '../../3-flow/owner.ts';
import { type EndKind, type LotEnds, lotEnds } from './lot-ends.ts';

/** A lot: a named resource (at a stage), or what one holds of a specification without naming it. */
export interface PlanPool {
  readonly key: string;
  /**
   * `returns`: of a customer that gave some back; `sink`: of one that a process delivers to; `wear`: the effort in a
   * durable; `service`: what a provider does for others.
   */
  readonly kind: 'stock' | 'returns' | 'sink' | 'wear' | 'service';
  readonly resource?: string | undefined;
  /** Of a named resource the first holder that it had. */
  readonly holder?: string | undefined;
  readonly specification: string;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  /** Coherent unit of the quantities. */
  readonly unit: string;
}

/** What rows are to lot footprints. `draw`, `emit`: exchange of a process with nature; `extract`, `spill`: of a pool. */
export const moveKinds = [
  'begin',
  'loss',
  'shift',
  'buy',
  'deliver',
  'extract',
  'spill',
  'input',
  'purchase',
  'draw',
  'output',
  'emit',
  'effort',
] as const;
/** One of the kinds of move. */
export type MoveKind = (typeof moveKinds)[number];

/** The rows that count, each with its kind and its places: `pool` in pools (-1 none), `other` the second pool of a transfer. */
export interface LotMoves {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly pool: Int32Array;
  readonly other: Int32Array;
  /** Place in dictionaries.processes, 0 = none. */
  readonly process: Int32Array;
  /** Place in the table. */
  readonly row: Uint32Array;
}

/** A table read for lot footprints: its pools and moves, over all periods. */
export interface LotPlan {
  readonly table: FlowTable;
  readonly pools: readonly PlanPool[];
  readonly moves: LotMoves;
  /** The agent of each process, in the order of dictionaries.processes. */
  readonly owners: readonly string[];
}

const service = roleCodes.service;
const wears = flowBurdens.indexOf('wears');

/** Reads a netted table into pools and moves. */
export function lotPlan(table: FlowTable, facts: Facts): LotPlan {
  const ends = lotEnds(table, facts);
  const shelf = poolShelf(table, ends);
  const writer = moveWriter(table.count);
  const processPlaces = new Map(table.dictionaries.processes.map((id, place) => [id, place]));
  const owners = agentsOfProcesses(table, facts);
  const sides = Uint8Array.from(ends.kind, (kind) => sideNames.indexOf(sideOf[kind]));
  const sight: Sight = { table, ends, sides, shelf, writer, owners, processPlaces };
  for (let row = 0; row < table.count; row++) {
    if (ends.counts[row] === 0) continue;
    if (table.columns.role[row] === service) addService(sight, row);
    else if (table.columns.burden[row] === wears) addEffort(sight, row);
    else addGoods(sight, row);
  }
  return { table, pools: shelf.pools, moves: writer.moves(), owners };
}

interface Sight {
  readonly table: FlowTable;
  readonly ends: LotEnds;
  /** By node: place in sideNames. */
  readonly sides: Uint8Array;
  readonly shelf: Shelf;
  readonly writer: Writer;
  readonly owners: readonly string[];
  readonly processPlaces: ReadonlyMap<string, number>;
}

const sideNames = ['inside', 'process', 'outside', 'nature', 'opening', 'loss'] as const;
type Side = (typeof sideNames)[number];

const sideOf: Readonly<Record<EndKind, Side>> = {
  stock: 'inside',
  returns: 'inside',
  outside: 'outside',
  agent: 'outside',
  nature: 'nature',
  process: 'process',
  opening: 'opening',
  loss: 'loss',
};

/** The kind of a flow of goods from one side to another; others are no business of the network. */
const goods: Readonly<Partial<Record<`${Side} ${Side}`, MoveKind>>> = {
  'opening inside': 'begin',
  'inside loss': 'loss',
  'inside inside': 'shift',
  'outside inside': 'buy',
  'inside outside': 'deliver',
  'nature inside': 'extract',
  'inside nature': 'spill',
  'inside process': 'input',
  'outside process': 'purchase',
  'nature process': 'draw',
  'process inside': 'output',
  'process outside': 'output',
  'process nature': 'emit',
};

/** The same by place of the sides: from x 6 + to. */
const goodsKinds = sideNames.flatMap((from) => sideNames.map((to) => goods[`${from} ${to}`]));
const inside = sideNames.indexOf('inside');

function addGoods({ table, ends, sides, shelf, writer }: Sight, row: number): void {
  const [from, to] = [ends.from[row]!, ends.to[row]!];
  const kind = goodsKinds[sides[from]! * sideNames.length + sides[to]!];
  if (kind === undefined) return;
  const unit = table.columns.unit[row]!;
  const giver = sides[from] === inside ? shelf.pool(from, unit) : -1;
  const taker = sides[to] === inside || kind === 'output' ? shelf.pool(to, unit) : -1;
  if (kind === 'shift' && giver === taker) return;
  const pool = giver >= 0 ? giver : taker;
  writer.add({ kind, pool, other: kind === 'shift' ? taker : -1, process: table.columns.process[row]!, row });
}

/** The use of a tool draws on the effort that is in it. */
function addEffort({ table, ends, shelf, writer }: Sight, row: number): void {
  const pool = shelf.effort(ends.from[row]!, row);
  writer.add({ kind: 'effort', pool, other: -1, process: table.columns.process[row]!, row });
}

/** A service is a pool of its provider that a process fills and others draw on; from outside it is a purchase. */
function addService({ table, ends, shelf, writer, owners, processPlaces }: Sight, row: number): void {
  const { nodes } = table.dictionaries;
  const [from, to] = [nodes[ends.from[row]!]!, nodes[ends.to[row]!]!];
  const provider = from.kind === 'process' ? owners[processPlaces.get(from.process) ?? 0]! : holderOf(from);
  const pool = shelf.service(provider, row);
  const member = shelf.isMember(provider) || from.kind === 'process';
  if (from.kind === 'process')
    writer.add({ kind: 'output', pool, other: -1, process: processPlaces.get(from.process) ?? 0, row });
  if (to.kind === 'process') {
    const kind = member ? 'input' : 'purchase';
    writer.add({ kind, pool, other: -1, process: processPlaces.get(to.process) ?? 0, row });
  } else if (from.kind === 'process' && !shelf.isMember(holderOf(to)))
    writer.add({ kind: 'deliver', pool, other: -1, process: 0, row });
}

const holderOf = (node: FlowNode): string =>
  node.kind === 'pool' ? node.holder : node.kind === 'agent' ? node.agent : '';

interface Move {
  readonly kind: MoveKind;
  readonly pool: number;
  readonly other: number;
  readonly process: number;
  readonly row: number;
}

interface Writer {
  add(move: Move): void;
  moves(): LotMoves;
}

const kindPlaces = new Map(moveKinds.map((kind, place) => [kind, place]));

/** A row makes at most two moves. */
function moveWriter(rows: number): Writer {
  const kind = new Uint8Array(2 * rows);
  const pool = new Int32Array(2 * rows);
  const other = new Int32Array(2 * rows);
  const process = new Int32Array(2 * rows);
  const row = new Uint32Array(2 * rows);
  let count = 0;
  return {
    add(move) {
      kind[count] = kindPlaces.get(move.kind)!;
      pool[count] = move.pool;
      other[count] = move.other;
      process[count] = move.process;
      row[count] = move.row;
      count += 1;
    },
    moves: () => ({ count, kind, pool, other, process, row }),
  };
}

interface Shelf {
  readonly pools: readonly PlanPool[];
  pool(node: number, unit: number): number;
  effort(node: number, row: number): number;
  service(provider: string, row: number): number;
  isMember(agent: string): boolean;
}

type PoolNode = Extract<FlowNode, { kind: 'pool' }>;

function poolShelf(table: FlowTable, ends: LotEnds): Shelf {
  const { nodes, units, specifications } = table.dictionaries;
  const { columns } = table;
  const pools: PlanPool[] = [];
  const places = new Map<string, number>();
  const ofNode = new Map<number, number>();
  const blurred = blurredBases(table, ends);
  const members = new Set(
    nodes.flatMap((node, place) => (node.kind === 'pool' && ends.kind[place] === 'stock' ? [node.holder] : [])),
  );
  const put = (pool: PlanPool): number => {
    const known = places.get(pool.key);
    if (known !== undefined) return known;
    places.set(pool.key, pools.length);
    pools.push(pool);
    return pools.length - 1;
  };
  return {
    pools,
    pool(node, unit) {
      const key = node * 256 + unit;
      const known =
        ofNode.get(key) ?? put(heldPool(nodes[node] as PoolNode, ends.kind[node]!, { unit: units[unit]!, blurred }));
      ofNode.set(key, known);
      return known;
    },
    effort(place, row) {
      const node = nodes[place]!;
      const unit = units[columns.unit[row]!]!;
      const specification = specifications[columns.specification[row]!]!;
      const [resource, holder] = node.kind === 'pool' ? [node.resource, node.holder] : [undefined, holderOf(node)];
      const key = JSON.stringify(['effort', resource ?? holder, specification, unit]);
      return put({ key, kind: 'wear', resource, holder, specification, unit });
    },
    service(provider, row) {
      const unit = units[columns.unit[row]!]!;
      const specification = specifications[columns.specification[row]!]!;
      const key = JSON.stringify(['service', provider, specification, unit]);
      return put({ key, kind: 'service', holder: provider, specification, unit });
    },
    isMember: (agent) => members.has(agent),
  };
}

interface Counted {
  readonly unit: string;
  readonly blurred: ReadonlySet<string>;
}

/** The pool that a node is, counted in a unit; without stage and state where its stages are blurred. */
function heldPool(node: PoolNode, kind: EndKind, { unit, blurred }: Counted): PlanPool {
  const base = baseKey(node, unit, kind);
  const whole = blurred.has(base);
  return {
    key: whole ? base : `${base}${stageKey(node)}`,
    kind: kind === 'stock' || kind === 'returns' ? kind : 'sink',
    resource: node.resource,
    holder: node.holder,
    specification: node.specification,
    stage: whole ? undefined : node.stage,
    state: whole ? undefined : node.state,
    unit,
  };
}

/** A named resource is one pool whoever of the network holds it; what is not named is a pool per holder and specification. */
function baseKey(node: PoolNode, unit: string, kind: EndKind): string {
  const owner = kind === 'stock' && node.resource !== undefined ? [node.resource] : [node.holder, node.resource ?? ''];
  return JSON.stringify([...owner, node.specification, unit]);
}

const stageKey = ({ stage, state }: PoolNode): string =>
  stage === undefined && state === undefined ? '' : JSON.stringify([stage ?? '', state ?? '']);

interface Exchanged {
  readonly came: number;
  readonly gave: number;
}

/** Sums of many decimals differ by rounding: below this part of what came, nothing more was given. */
const rounding = 1e-9;

/**
 * Pools that differ only in stage or state stay apart unless one of them gives more than it ever got: then the events did not
 * follow the stages through, and they are one pool.
 */
function blurredBases(
  { columns, dictionaries, count }: FlowTable,
  { from, to, counts, kind }: LotEnds,
): ReadonlySet<string> {
  const { nodes, units } = dictionaries;
  const isHeld = nodes.map(
    (node, place) => node.kind === 'pool' && (kind[place] === 'stock' || kind[place] === 'returns'),
  );
  const held = nodes.flatMap((_, place) => (isHeld[place] ? [place] : []));
  if (held.every((place) => stageKey(nodes[place] as PoolNode) === '')) return new Set();
  const seat = new Int32Array(nodes.length).fill(-1);
  held.forEach((place, at) => {
    seat[place] = at * units.length;
  });
  const came = new Float64Array(held.length * units.length);
  const gave = new Float64Array(came.length);
  for (let row = 0; row < count; row++) {
    if (counts[row] === 0 || columns.burden[row] === wears) continue;
    const [giver, taker] = [seat[from[row]!]!, seat[to[row]!]!];
    const [unit, amount] = [columns.unit[row]!, columns.quantity[row]!];
    if (giver >= 0) gave[giver + unit]! += amount;
    if (taker >= 0) came[taker + unit]! += amount;
  }
  const parts = new Map<string, Map<string, Exchanged>>();
  came.forEach((received, at) => {
    if (received === 0 && gave[at] === 0) return;
    const place = held[Math.floor(at / units.length)]!;
    const base = baseKey(nodes[place] as PoolNode, units[at % units.length]!, kind[place]!);
    const stages = parts.get(base) ?? new Map<string, Exchanged>();
    const stage = stageKey(nodes[place] as PoolNode);
    const sum = stages.get(stage) ?? { came: 0, gave: 0 };
    parts.set(base, stages.set(stage, { came: sum.came + received, gave: sum.gave + gave[at]! }));
  });
  const blurred = [...parts].filter(
    ([, stages]) => stages.size > 1 && [...stages.values()].some((sum) => sum.gave > sum.came * (1 + rounding)),
  );
  return new Set(blurred.map(([base]) => base));
}
