import type { Facts } from '../1-record/facts.ts';
import type { FlowNode, FlowTable } from './columns.ts';
import { agentsOfNodes } from './owner.ts';

/** By what the ends of flows are grouped. `processSpecification` looks through the pools (chain.ts), the others at the ends as they are. */
export type GroupAttribute = 'agent' | 'place' | 'specification' | 'stage' | 'processSpecification';

/** A group of ends: `of` is the id of the agent, place, specification ... that they share, '' where it is not known. */
export interface FlowGroup {
  readonly kind:
    | 'agent'
    | 'place'
    | 'specification'
    | 'processSpecification'
    | 'process'
    | 'opening'
    | 'loss'
    | 'stock'
    | 'remainder';
  readonly of: string;
}

/** A list of groups and the place in it of each node of a table. */
export interface NodeGroups {
  readonly groups: FlowGroup[];
  readonly ofNode: Uint32Array;
}

/** A growing list of groups, each once. */
export interface GroupList {
  readonly groups: FlowGroup[];
  place(group: FlowGroup): number;
}

/** An empty list of groups. */
export function groupList(): GroupList {
  const groups: FlowGroup[] = [];
  const places = new Map<string, number>();
  return {
    groups,
    place(group) {
      const key = `${group.kind} ${group.of}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, groups.length);
      groups.push(group);
      return groups.length - 1;
    },
  };
}

/** The group of a process: what it is based on, else the process itself. */
export function groupOfProcess(facts: Facts, process: string): FlowGroup {
  const based = facts.Process?.get(process)?.basedOn;
  return based === undefined ? { kind: 'process', of: process } : { kind: 'processSpecification', of: based };
}

/** Where an agent is at home, '' when that is not recorded. */
function placeOfAgent(facts: Facts, agent: string): string {
  const record = facts.Organization?.get(agent) ?? facts.Person?.get(agent) ?? facts.EcologicalAgent?.get(agent);
  return record?.primaryLocation ?? '';
}

/** Attributes that a node has by itself. */
export type NodeAttribute = Exclude<GroupAttribute, 'processSpecification'>;

/** What the nodes of a table are grouped by. */
export interface NodeLookup {
  readonly facts: Facts;
  readonly attribute: NodeAttribute;
}

function groupOfNode({ facts, attribute }: NodeLookup, node: FlowNode, agent: string): FlowGroup {
  if (node.kind === 'opening' || node.kind === 'loss') return { kind: node.kind, of: '' };
  if (attribute === 'agent') return { kind: 'agent', of: agent };
  if (attribute === 'place') return { kind: 'place', of: placeOfAgent(facts, agent) };
  if (node.kind === 'process') return groupOfProcess(facts, node.process);
  if (node.kind === 'agent') return { kind: 'agent', of: node.agent };
  if (attribute === 'specification') return { kind: 'specification', of: node.specification };
  return { kind: 'processSpecification', of: node.stage ?? '' };
}

/** The group of every node of a table: compiled once, so that grouping rows is a look-up per end. */
export function groupsOfNodes(table: FlowTable, lookup: NodeLookup): NodeGroups {
  const list = groupList();
  const byAgent = lookup.attribute === 'agent' || lookup.attribute === 'place';
  const agents = byAgent ? agentsOfNodes(table, lookup.facts) : [];
  const ofNode = Uint32Array.from(table.dictionaries.nodes, (node, place) =>
    list.place(groupOfNode(lookup, node, agents[place] ?? '')),
  );
  return { groups: list.groups, ofNode };
}
