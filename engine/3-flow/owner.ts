import type { Facts } from '../1-record/facts.ts';
import { agentOfNode, type FlowTable } from './columns.ts';

/**
 * The agent of each process of a table, in the order of dictionaries.processes: the one in whose scope it is, else the
 * holder that most rows of the process touch (of equals the first in the alphabet), '' when nobody is known.
 */
export function agentsOfProcesses(table: FlowTable, facts: Facts): string[] {
  const owners = table.dictionaries.processes.map((id) => facts.Process?.get(id)?.inScopeOf ?? '');
  if (!owners.includes('', 1)) return owners;
  const touches = touchesOf(table);
  const counts = new Uint32Array(touches.agents.length);
  return owners.map((owner, process) => owner || (process > 0 ? mostTouched(touches, counts, process) : ''));
}

/** Which agents the rows of each process touch: those of process p stand in `agent` at start[p] up to start[p + 1]. */
interface Touches {
  readonly start: Uint32Array;
  /** Place in `agents`. */
  readonly agent: Uint32Array;
  /** In alphabetical order. */
  readonly agents: readonly string[];
}

function touchesOf({ columns, dictionaries, count }: FlowTable): Touches {
  const { process, from, to } = columns;
  const names = dictionaries.nodes.map((node) => agentOfNode(node) ?? '');
  const agents = [...new Set(names)].filter((name) => name !== '').sort();
  const places = new Map(agents.map((name, place) => [name, place]));
  const ofNode = Int32Array.from(names, (name) => places.get(name) ?? -1);
  const start = new Uint32Array(dictionaries.processes.length + 1);
  for (let row = 0; row < count; row++)
    start[process[row]! + 1]! += (ofNode[from[row]!]! < 0 ? 0 : 1) + (ofNode[to[row]!]! < 0 ? 0 : 1);
  for (let place = 1; place < start.length; place++) start[place]! += start[place - 1]!;
  const next = start.slice();
  const agent = new Uint32Array(start.at(-1)!);
  for (let row = 0; row < count; row++) {
    const [giver, taker] = [ofNode[from[row]!]!, ofNode[to[row]!]!];
    if (giver >= 0) agent[next[process[row]!]!++] = giver;
    if (taker >= 0) agent[next[process[row]!]!++] = taker;
  }
  return { start, agent, agents };
}

/** The agent that stands most often among the touches of a process; `counts` is room for a number an agent, all 0. */
function mostTouched({ start, agent, agents }: Touches, counts: Uint32Array, process: number): string {
  const touched = agent.subarray(start[process]!, start[process + 1]!);
  let most = -1;
  for (const place of touched) {
    const [seen, best] = [++counts[place]!, most < 0 ? 0 : counts[most]!];
    if (seen > best || (seen === best && place < most)) most = place;
  }
  for (const place of touched) counts[place] = 0;
  return agents[most] ?? '';
}

/** The agent of each node of a table, in the order of dictionaries.nodes; '' when there is none. */
export function agentsOfNodes(table: FlowTable, facts: Facts): string[] {
  const owners = agentsOfProcesses(table, facts);
  const byProcess = new Map(table.dictionaries.processes.map((id, place) => [id, owners[place]!]));
  return table.dictionaries.nodes.map((node) =>
    node.kind === 'process' ? (byProcess.get(node.process) ?? '') : (agentOfNode(node) ?? ''),
  );
}
