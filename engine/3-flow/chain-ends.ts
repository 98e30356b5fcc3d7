import type { Facts } from '../1-record/facts.ts';
import { type FlowGroup, groupList, groupOfProcess } from './attribute.ts';
import type { FlowNode, FlowTable } from './columns.ts';
import { type FlowEdges, flowEdges } from './edges.ts';
import { passageEnds } from './passage.ts';
import { straightEnds } from './straight.ts';
import { unitEnds } from './unit-ends.ts';

/** The edges of a table when stocks are looked through: their ends are stores, then groups. */
export interface ChainEdges {
  readonly edges: FlowEdges;
  /** Ends below this number are stores, what is looked through; end `stores + g` is group g. */
  readonly stores: number;
  readonly groups: readonly FlowGroup[];
  /** Place of the group `stock`. */
  readonly stock: number;
}

/**
 * Finds the edges: processes are grouped by their specification, outside agents, openings and losses by themselves; stores are the stocks of members and
 * what passes through a process (passage.ts), one for each unit that they hold (unit-ends.ts).
 */
export function chainEdges(table: FlowTable, facts: Facts): ChainEdges {
  const { nodes } = table.dictionaries;
  const members = membersOfNetwork(facts);
  const { implied, ...straight } = straightEnds(table, () => true);
  const passages = passageEnds({ ...table, columns: { ...table.columns, ...straight } });
  const isStore = new Uint8Array(nodes.length + passages.count).fill(1);
  isStore.set(nodes.map((node) => (isStock(node, members) ? 1 : 0)));
  const { from, to, count } = unitEnds(table, passages, isStore);
  const held = isStore.subarray(0, nodes.length).reduce((sum, is) => sum + is, 0);
  const stores = held + count;
  const list = groupList();
  const stock = list.place({ kind: 'stock', of: '' });
  const groupOf = groupsOfEnds(table, facts);
  let store = 0;
  const ends = nodes.map((node, place) => (isStore[place] === 1 ? store++ : stores + list.place(groupOf(node))));
  const endOf = Uint32Array.from([...ends, ...Array.from({ length: count }, (_, further) => held + further)]);
  const edges = flowEdges(table, { from, to, endOf, count: stores + list.groups.length, implied });
  return { edges, stores, groups: list.groups, stock };
}

/** Whether a node is a stock of a member. */
const isStock = (node: FlowNode, members: ReadonlySet<string>): boolean =>
  node.kind === 'pool' && (members.size === 0 || node.holder === '' || members.has(node.holder));

/** The agents of the network; empty when none is named, then everybody counts as a member. */
export function membersOfNetwork(facts: Facts): ReadonlySet<string> {
  return new Set([...(facts.Network?.values() ?? [])].flatMap((network) => network.members));
}

/** Processes without a specification are told apart up to this number; more of them are one group of unknown kind. */
const namedProcesses = 200;

function groupsOfEnds({ dictionaries }: FlowTable, facts: Facts): (node: FlowNode) => FlowGroup {
  const unbased = dictionaries.processes.filter((id) => facts.Process?.get(id)?.basedOn === undefined);
  const many = unbased.length > namedProcesses;
  return (node) => {
    if (node.kind === 'process') {
      const group = groupOfProcess(facts, node.process);
      return many && group.kind === 'process' ? { kind: 'process', of: '' } : group;
    }
    if (node.kind === 'pool') return { kind: 'agent', of: node.holder };
    return node.kind === 'agent' ? { kind: 'agent', of: node.agent } : { kind: node.kind, of: '' };
  };
}
