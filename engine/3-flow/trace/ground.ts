import type { Facts } from '../../1-record/facts.ts';
import { membersOfNetwork } from '../chain-ends.ts';
import { type FlowNode, type FlowTable, flowBurdens, isRecordedStatus, roleCodes } from '../columns.ts';
import { movesGoods } from '../layer.ts';
import { straightEnds } from '../straight.ts';

/** Whose a pool is: of a member of the network, of somebody outside, or nature's. */
export type PoolSide = 'member' | 'outside' | 'nature';

/**
 * What goods are in, or come from, or end in. passage: what goes through a process as it is (picked up, taken in for repair). contained: what is
 * inside a container, whoever holds that.
 */
export type GroundNode =
  | {
      readonly kind: 'pool';
      readonly resource: string | undefined;
      readonly holder: string;
      readonly specification: string;
      readonly unit: string;
      readonly side: PoolSide;
    }
  | { readonly kind: 'process'; readonly process: string }
  | { readonly kind: 'passage'; readonly process: string; readonly specification: string; readonly unit: string }
  | { readonly kind: 'contained'; readonly container: string; readonly specification: string; readonly unit: string }
  | { readonly kind: 'agent'; readonly agent: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'loss' };

/** The container that an event put something into or took it out of, by the sequence of the event. */
export type Containments = ReadonlyMap<number, string>;

/** The moves of goods of a table in the order in which they happened: by day, within a day as recorded. */
export interface Ground {
  readonly table: FlowTable;
  readonly count: number;
  /** By move: its row in the table. */
  readonly row: Uint32Array;
  /** By move: places in `nodes`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** By move: place in `nodes` of the process whose used-up inputs go along with what it only hands through; -1 none. */
  readonly second: Int32Array;
  /** By move: positive, in the coherent unit; what a correction took back runs the other way. */
  readonly quantity: Float64Array;
  readonly nodes: readonly GroundNode[];
}

/** What a ground is laid from. */
export interface GroundRequest {
  /** Netted (nettedTable), or a correction counts as a move of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly containments?: Containments | undefined;
}

const carries = flowBurdens.indexOf('carries');
const { in: into, out } = roleCodes;

/**
 * Reads a table as moves between the places where goods are. One resource in one pair of hands is one place, whatever its stage or state;
 * what nobody named is a place for each holder and specification. Goods counted in several units are a place for each. What is taken straight
 * from a seller, or given straight outside, enters no stock (straight.ts). Published flows, rights, work and knowledge move no goods.
 */
export function groundOf({ table, facts, containments }: GroundRequest): Ground {
  const sides = sidesOf(table, facts);
  const straight = straightEnds(table, (node) => sides[node] === 'outside' || sides[node] === 'nature');
  const rows = orderedRows(table, straight.implied);
  const shelf = nodeShelf(table, sides);
  const handed = handedThrough(table, rows, containments);
  const moves = emptyMoves(rows.length);
  const ends: Ends = { from: 0, to: 0, second: -1 };
  let count = 0;
  for (const row of rows) {
    ends.from = shelf.place(straight.from[row]!, row);
    ends.to = shelf.place(straight.to[row]!, row);
    ends.second = -1;
    moveEnds({ table, row, shelf, handed, containments }, ends);
    if (ends.from === ends.to) continue;
    const quantity = table.columns.quantity[row]!;
    moves.row[count] = row;
    moves.from[count] = quantity > 0 ? ends.from : ends.to;
    moves.to[count] = quantity > 0 ? ends.to : ends.from;
    moves.second[count] = quantity > 0 ? ends.second : -1;
    moves.quantity[count++] = Math.abs(quantity);
  }
  return { table, count, ...moves, nodes: shelf.nodes };
}

const emptyMoves = (rows: number) => ({
  row: new Uint32Array(rows),
  from: new Int32Array(rows),
  to: new Int32Array(rows),
  second: new Int32Array(rows),
  quantity: new Float64Array(rows),
});

function sidesOf({ dictionaries }: FlowTable, facts: Facts): (PoolSide | undefined)[] {
  const members = membersOfNetwork(facts);
  const sideOf = (holder: string): PoolSide => {
    if (facts.EcologicalAgent?.has(holder)) return 'nature';
    return members.size === 0 || holder === '' || members.has(holder) ? 'member' : 'outside';
  };
  return dictionaries.nodes.map((node) => (node.kind === 'pool' ? sideOf(node.holder) : undefined));
}

/** The rows in which a known amount of goods moves, by day, of one day as they were recorded. */
function orderedRows(table: FlowTable, implied: Uint8Array): Uint32Array {
  const { status, quantity } = table.columns;
  const rows = new Uint32Array(table.count);
  let count = 0;
  for (let row = 0; row < table.count; row++)
    if (
      implied[row] === 0 &&
      isRecordedStatus[status[row]!] === 1 &&
      isAmount(quantity[row]!) &&
      movesGoods(table.columns, row)
    )
      rows[count++] = row;
  return byDay(table, rows.subarray(0, count));
}

const isAmount = (quantity: number): boolean => Number.isFinite(quantity) && quantity !== 0;

/** So many days apart at most are sorted by counting. */
const widest = 1 << 20;

function byDay({ columns }: FlowTable, rows: Uint32Array): Uint32Array {
  const { day, sequence } = columns;
  if (!isAscending(sequence, rows)) rows.sort((a, b) => sequence[a]! - sequence[b]! || a - b);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    first = Math.min(first, day[row]!);
    last = Math.max(last, day[row]!);
  }
  if (last - first >= widest) return rows.sort((a, b) => day[a]! - day[b]! || sequence[a]! - sequence[b]! || a - b);
  const next = new Uint32Array(Math.max(0, last - first) + 2);
  for (const row of rows) next[day[row]! - first + 1]! += 1;
  for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!;
  const ordered = new Uint32Array(rows.length);
  for (const row of rows) ordered[next[day[row]! - first]!++] = row;
  return ordered;
}

function isAscending(sequence: Uint32Array, rows: Uint32Array): boolean {
  for (let place = 1; place < rows.length; place++)
    if (sequence[rows[place]!]! < sequence[rows[place - 1]!]!) return false;
  return true;
}

/** What processes hand through: keys of process and specification, and the processes whose other inputs go along with it. */
interface Handed {
  readonly keys: ReadonlySet<number>;
  /** By process: whether it makes nothing else of what it takes in. */
  readonly alone: Uint8Array;
}

const keyOf = ({ columns, dictionaries }: FlowTable, row: number): number =>
  columns.process[row]! * dictionaries.specifications.length + columns.specification[row]!;

/**
 * Goods that a process takes in to hand them on, and gives out again, are not mixed with others. A process that takes in nothing else but gives
 * out something else unpacks or sorts: then all that it took in is in all that it gives out.
 */
function handedThrough(table: FlowTable, rows: Uint32Array, containments: Containments | undefined): Handed {
  const { role, burden, process, sequence } = table.columns;
  const taken = new Set<number>();
  const given = new Set<number>();
  const isOpen = (row: number) => process[row] !== 0 && containments?.has(sequence[row]!) !== true;
  for (const row of rows)
    if (role[row] === into && burden[row] === carries && isOpen(row)) taken.add(keyOf(table, row));
  if (taken.size > 0) for (const row of rows) if (role[row] === out && isOpen(row)) given.add(keyOf(table, row));
  const keys = new Set([...taken].filter((key) => given.has(key)));
  if (keys.size === 0) return { keys, alone: new Uint8Array(0) };
  const size = table.dictionaries.processes.length;
  const [uses, makes] = [new Uint8Array(size), new Uint8Array(size)];
  for (const row of rows) {
    if (!isOpen(row) || keys.has(keyOf(table, row))) continue;
    if (role[row] === into) uses[process[row]!] = 1;
    else if (role[row] === out) makes[process[row]!] = 1;
  }
  const specifications = table.dictionaries.specifications.length;
  for (const key of keys) {
    const place = Math.floor(key / specifications);
    if (uses[place] === 0 && makes[place] === 1) keys.delete(key);
  }
  return { keys, alone: uses.map((used, place) => (used === 1 && makes[place] === 0 ? 1 : 0)) };
}

interface Sight {
  readonly table: FlowTable;
  readonly row: number;
  readonly shelf: Shelf;
  readonly handed: Handed;
  readonly containments: Containments | undefined;
}

/** Between which places a row goes; one that is filled in for each row. */
interface Ends {
  from: number;
  to: number;
  second: number;
}

/** Puts the ends of a row where it goes through a container or a passage. */
function moveEnds({ table, row, shelf, handed, containments }: Sight, ends: Ends): void {
  const { columns } = table;
  const role = columns.role[row]!;
  const container = columns.process[row] === 0 ? undefined : containments?.get(columns.sequence[row]!);
  if (container !== undefined && role === into) ends.to = shelf.inside(container, row);
  else if (container !== undefined && role === out) ends.from = shelf.inside(container, row);
  else if (handed.keys.size === 0 || !handed.keys.has(keyOf(table, row))) return;
  else if (role === into && columns.burden[row] === carries) ends.to = shelf.passage(row);
  else if (role === out) {
    ends.second = handed.alone[columns.process[row]!] === 1 ? ends.from : -1;
    ends.from = shelf.passage(row);
  }
}

interface Shelf {
  readonly nodes: GroundNode[];
  place(node: number, row: number): number;
  passage(row: number): number;
  inside(container: string, row: number): number;
}

/** Numbers the places as they are met. */
function nodeShelf({ columns, dictionaries }: FlowTable, sides: readonly (PoolSide | undefined)[]): Shelf {
  const { units, specifications, processes } = dictionaries;
  const nodes: GroundNode[] = [];
  const bases = basesOf(dictionaries.nodes);
  const known = new Int32Array(dictionaries.nodes.length * Math.max(1, units.length)).fill(-1);
  const others = new Map<string, number>();
  const put = (node: GroundNode): number => nodes.push(node) - 1;
  const named = (key: string, make: () => GroundNode): number => {
    const place = others.get(key) ?? put(make());
    others.set(key, place);
    return place;
  };
  return {
    nodes,
    place(node, row) {
      const base = bases[node]!;
      const end = dictionaries.nodes[base]!;
      const unit = columns.unit[row]!;
      const at = base * units.length + (end.kind === 'pool' ? unit : 0);
      if (known[at]! < 0) known[at] = put(nodeOf(end, units[unit]!, sides[base]));
      return known[at]!;
    },
    passage(row) {
      const [process, specification] = [
        processes[columns.process[row]!]!,
        specifications[columns.specification[row]!]!,
      ];
      const unit = units[columns.unit[row]!]!;
      const key = `${columns.process[row]} ${columns.specification[row]} ${columns.unit[row]}`;
      return named(key, () => ({ kind: 'passage', process, specification, unit }));
    },
    inside(container, row) {
      const [specification, unit] = [specifications[columns.specification[row]!]!, units[columns.unit[row]!]!];
      const key = `${container} ${columns.specification[row]} ${columns.unit[row]}`;
      return named(key, () => ({ kind: 'contained', container, specification, unit }));
    },
  };
}

function nodeOf(end: FlowNode, unit: string, side: PoolSide = 'member'): GroundNode {
  if (end.kind !== 'pool') return end;
  const { resource, holder, specification } = end;
  return { kind: 'pool', resource, holder, specification, unit, side };
}

/** By node: the first that is the same resource in the same hands, whatever its stage and state. */
function basesOf(nodes: readonly FlowNode[]): Int32Array {
  const first = new Map<string, number>();
  const bases = new Int32Array(nodes.length);
  nodes.forEach((node, place) => {
    bases[place] = place;
    if (node.kind !== 'pool') return;
    // No id holds a line break, so that no two places have one key.
    const key = `${node.holder}\n${node.resource ?? `\n${node.specification}`}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, place);
    else bases[place] = known;
  });
  return bases;
}
