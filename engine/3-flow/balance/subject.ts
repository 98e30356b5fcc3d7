import type { Facts } from '../../1-record/facts.ts';
import type { FlowTable } from '../columns.ts';
import { agentsOfNodes } from '../owner.ts';

/** Of what a balance is drawn: around one process, around all that an agent holds and does, around all members of the network. */
export type SubjectKind = 'process' | 'agent' | 'network';

/** Which subject each node of a table belongs to; each belongs to one at most. */
export interface Subjects {
  /** Ids of processes (first '' for none) or agents; '' alone for the network. */
  readonly ids: readonly string[];
  /** By node: place in `ids`, -1 outside all of them. Openings and losses are outside. */
  readonly ofNode: Int32Array;
}

/** The subjects of a kind in a table: processes by their own node, agents by pools and processes, the network by its members' (all agents where it names none). */
export function subjectsOf(table: FlowTable, { facts, kind }: { facts: Facts; kind: SubjectKind }): Subjects {
  if (kind === 'process') return processSubjects(table);
  const agents = agentsOfNodes(table, facts);
  if (kind === 'agent') {
    const ids = [...new Set(agents)].filter((id) => id !== '').sort();
    const places = new Map(ids.map((id, place) => [id, place]));
    return { ids, ofNode: Int32Array.from(agents, (id) => places.get(id) ?? -1) };
  }
  const members = new Set([...(facts.Network?.values() ?? [])].flatMap((network) => network.members));
  const isInside = (id: string): boolean => id !== '' && (members.size === 0 || members.has(id));
  return { ids: [''], ofNode: Int32Array.from(agents, (id) => (isInside(id) ? 0 : -1)) };
}

function processSubjects({ dictionaries }: FlowTable): Subjects {
  const places = new Map(dictionaries.processes.map((id, place) => [id, place]));
  const ofNode = Int32Array.from(dictionaries.nodes, (node) =>
    node.kind === 'process' ? (places.get(node.process) ?? -1) : -1,
  );
  return { ids: dictionaries.processes, ofNode };
}
