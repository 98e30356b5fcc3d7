import type { Facts } from '../1-record/facts.ts';
import { type FlowGroup, groupList, groupOfProcess } from './attribute.ts';
import type { FlowNode } from './columns.ts';
import { addRow, type CompiledGroup, isCounted, type RawLinks } from './grouping.ts';
import { type FlowLinks, type LinkSet, linkSet } from './links.ts';
import { type Composition, compositions } from './mixing.ts';
import { type PassageEnds, passageEnds } from './passage.ts';
import { straightEnds } from './straight.ts';

/** Whether a node is a stock of a member: what links look through. */
const isStore = (node: FlowNode, members: ReadonlySet<string>): boolean =>
  node.kind === 'pool' && (members.size === 0 || node.holder === '' || members.has(node.holder));

/** The agents of the network; empty when none is named, then everybody counts as a member. */
export function membersOfNetwork(facts: Facts): ReadonlySet<string> {
  return new Set([...(facts.Network?.values() ?? [])].flatMap((network) => network.members));
}

/** Processes without a specification are told apart up to this number; more of them are one group of unknown kind. */
const namedProcesses = 200;

function groupOfEnd(facts: Facts, node: FlowNode, many: boolean): FlowGroup {
  if (node.kind === 'process') {
    const group = groupOfProcess(facts, node.process);
    return many && group.kind === 'process' ? { kind: 'process', of: '' } : group;
  }
  if (node.kind === 'pool') return { kind: 'agent', of: node.holder };
  return node.kind === 'agent' ? { kind: 'agent', of: node.agent } : { kind: node.kind, of: '' };
}

/**
 * Links from maker to taker. Ends are process specifications, outside agents, openings and losses; stocks of members are looked through.
 * What leaves a stock comes from those that filled it in the period, pro rata to what each put in (mixing.ts, by quantity). What a stock
 * gave beyond what came in was there before: it comes from the group `stock`; what stays goes to `stock`, so that every maker's sum is whole.
 * What only passes through a process (picked up and dropped off) is looked through as well; what is taken straight from a seller or given
 * straight to a taker (straight.ts) enters no stock.
 * A process that takes its own kind of product is a loop: a link from a group to itself.
 */
export function chainLinks(compiled: CompiledGroup): RawLinks {
  const counted = countedRows(compiled);
  const ends = endsOf(compiled);
  const rows = counted.filter((row) => ends.implied[row] === 0);
  const stores = storesOf(compiled, rows, ends);
  const set = linkSet(ends.groups.length, compiled.classes.length);
  const { specification } = compiled.table.columns;
  const { from, to } = ends;
  spread(takings(compiled, rows, ends), stores.composition, ends, set);
  for (const rest of stores.rests)
    for (const [origin, part] of stores.composition[rest.node]!) {
      const link = set.place(origin, ends.stock, rest.kind);
      for (const name of ['value', 'low', 'high'] as const) set[name][link]! += rest.value * part;
    }

  const links = set.links();
  return {
    groups: ends.groups,
    links,
    internal: stores.internal,
    coverage: { rows: counted.length, known: counted.reduce((sum, row) => sum + 1 - compiled.layer.unknown[row]!, 0) },
    holds(row, wanted) {
      if (!isCounted(compiled, row) || ends.implied[row] === 1 || ends.isStore[to[row]!] === 1) return false;
      const kind = compiled.classOfSpecification[specification[row]!]!;
      for (const origin of originsOf(from[row]!, stores.composition, ends).keys())
        if (wanted.has(set.place(origin, ends.ofNode[to[row]!]!, kind))) return true;
      return false;
    },
  };
}

/** What each node gave to each group that is no store, before it is told by origin. */
function takings(compiled: CompiledGroup, rows: readonly number[], ends: Ends): FlowLinks {
  const { specification } = compiled.table.columns;
  const { from, to } = ends;
  const set = linkSet(Math.max(ends.ofNode.length, ends.groups.length), compiled.classes.length);
  for (const row of rows) {
    if (ends.isStore[to[row]!] === 1) continue;
    const kind = compiled.classOfSpecification[specification[row]!]!;
    addRow(set, set.place(from[row]!, ends.ofNode[to[row]!]!, kind), compiled, row);
  }
  return set.links();
}

/** Shares what a node gave among its origins; a row counts in each. */
function spread(taken: FlowLinks, composition: readonly Composition[], ends: Ends, set: LinkSet): void {
  for (let at = 0; at < taken.count; at++)
    for (const [origin, part] of originsOf(taken.from[at]!, composition, ends)) {
      const link = set.place(origin, taken.to[at]!, taken.class[at]!);
      for (const name of ['value', 'low', 'high'] as const) set[name][link]! += taken[name][at]! * part;
      for (const name of ['rows', 'unknown', 'published'] as const) set[name][link]! += taken[name][at]!;
    }
}

/** Where what a node gives comes from: a store's makers, any other end itself. */
function originsOf(node: number, composition: readonly Composition[], ends: Ends): Composition {
  const known = ends.isStore[node] === 1 ? composition[node]! : undefined;
  return known && known.size > 0 ? known : new Map([[ends.ofNode[node]!, 1]]);
}

function countedRows(compiled: CompiledGroup): number[] {
  const rows: number[] = [];
  for (let row = 0; row < compiled.table.count; row++) if (isCounted(compiled, row)) rows.push(row);
  return rows;
}

interface Ends extends PassageEnds {
  readonly groups: readonly FlowGroup[];
  /** Group of each node, then of each passage; stores have that of `stock`. */
  readonly ofNode: Uint32Array;
  readonly isStore: Uint8Array;
  /** By row: 1 where another row of its event stands for it. */
  readonly implied: Uint8Array;
  /** Place of the group `stock`. */
  readonly stock: number;
}

function endsOf({ table, facts }: CompiledGroup): Ends {
  const members = membersOfNetwork(facts);
  const list = groupList();
  const stock = list.place({ kind: 'stock', of: '' });
  const { nodes, processes } = table.dictionaries;
  const many = processes.filter((id) => facts.Process?.get(id)?.basedOn === undefined).length > namedProcesses;
  const { implied, ...straight } = straightEnds(table, () => true);
  const passages = passageEnds({ ...table, columns: { ...table.columns, ...straight } });
  const isStoreAt = new Uint8Array(nodes.length + passages.count).fill(1);
  const ofNode = new Uint32Array(isStoreAt.length).fill(stock);
  nodes.forEach((node, place) => {
    if (isStore(node, members)) return;
    isStoreAt[place] = 0;
    ofNode[place] = list.place(groupOfEnd(facts, node, many));
  });
  return { ...passages, groups: list.groups, ofNode, isStore: isStoreAt, implied, stock };
}

interface Stores {
  /** By node. */
  readonly composition: readonly Composition[];
  /** What stays in a store, in the unit of the layer. */
  readonly rests: readonly { readonly node: number; readonly kind: number; readonly value: number }[];
  /** Rows between stores. */
  readonly internal: { readonly rows: number; readonly value: number };
}

/** Sums of many decimals differ by rounding: below this part of what came in nothing is left, and nothing was there before. */
const rounding = 1e-12;

function storesOf(compiled: CompiledGroup, rows: readonly number[], ends: Ends): Stores {
  const { table, layer } = compiled;
  const { quantity, specification } = table.columns;
  const { from, to } = ends;
  const size = ends.ofNode.length;
  const entered = new Float64Array(size);
  const left = new Float64Array(size);
  const content = new Float64Array(size);
  const kinds = new Uint32Array(size);
  const inflows: { store: number; origin: number; amount: number }[] = [];
  const transfers: { from: number; to: number; amount: number }[] = [];
  const internal = { rows: 0, value: 0 };
  for (const row of rows) {
    const source = from[row]!;
    const target = to[row]!;
    const amount = Number.isNaN(quantity[row]!) ? 0 : quantity[row]!;
    if (source === target) continue;
    if (ends.isStore[source] === 1) left[source]! += amount;
    if (ends.isStore[target] === 0) continue;
    entered[target]! += amount;
    content[target]! += layer.unknown[row] === 1 ? 0 : layer.content[row]!;
    kinds[target] = compiled.classOfSpecification[specification[row]!]!;
    if (ends.isStore[source] === 0) inflows.push({ store: target, origin: ends.ofNode[source]!, amount });
    else {
      transfers.push({ from: source, to: target, amount });
      internal.rows += 1;
      internal.value += layer.unknown[row] === 1 ? 0 : layer.content[row]!;
    }
  }
  const rests: { node: number; kind: number; value: number }[] = [];
  for (let node = 0; node < size; node++) {
    const difference = entered[node]! - left[node]!;
    const rest = Math.abs(difference) <= rounding * entered[node]! ? 0 : difference;
    if (rest < 0 || (left[node]! > 0 && entered[node]! === 0))
      inflows.push({ store: node, origin: ends.stock, amount: -rest });
    if (rest > 0) rests.push({ node, kind: kinds[node]!, value: (content[node]! * rest) / entered[node]! });
  }
  return { composition: compositions({ stores: size, inflows, transfers }), rests, internal };
}
