import type { Facts } from '../1-record/facts.ts';
import { agentOfNode, type FlowTable } from './columns.ts';

/**
 * The agent of each process of a table, in the order of dictionaries.processes: the one in whose scope it is, else the
 * holder that most rows of the process touch (of equals the first in the alphabet), '' when nobody is known.
 */
export function agentsOfProcesses(table: FlowTable, facts: Facts): string[] {
  const { processes, nodes } = table.dictionaries;
  const owners = processes.map((id) => facts.Process?.get(id)?.inScopeOf ?? '');
  const touched = processes.map((_, place) =>
    place > 0 && owners[place] === '' ? new Map<string, number>() : undefined,
  );
  if (!touched.some((each) => each !== undefined)) return owners;
  const { process, from, to } = table.columns;
  for (let row = 0; row < table.count; row++) {
    const counts = touched[process[row]!];
    if (!counts) continue;
    for (const end of [from[row]!, to[row]!]) {
      const agent = agentOfNode(nodes[end]!);
      if (agent) counts.set(agent, (counts.get(agent) ?? 0) + 1);
    }
  }
  return owners.map((owner, place) => owner || mostTouched(touched[place]));
}

function mostTouched(counts: ReadonlyMap<string, number> | undefined): string {
  const ranked = [...(counts ?? [])].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked[0]?.[0] ?? '';
}

/** The agent of each node of a table, in the order of dictionaries.nodes; '' when there is none. */
export function agentsOfNodes(table: FlowTable, facts: Facts): string[] {
  const owners = agentsOfProcesses(table, facts);
  const byProcess = new Map(table.dictionaries.processes.map((id, place) => [id, owners[place]!]));
  return table.dictionaries.nodes.map((node) =>
    node.kind === 'process' ? (byProcess.get(node.process) ?? '') : (agentOfNode(node) ?? ''),
  );
}
