import { type FlowNode, isRecordedStatus } from '../../../engine/3-flow/columns.ts';
import { type Judgement, recordsOf, type Sight } from './judge.ts';

/** What is wholly seen: what is told of all of it (an amount made, a part of a total) tells nothing that is not seen. */
export interface Whole {
  readonly specification: (id: string) => boolean;
  /** A kind of process, or a process without one. */
  readonly process: (id: string) => boolean;
  readonly agent: (id: string) => boolean;
}

const holderOf = (node: FlowNode): string | undefined =>
  node.kind === 'pool' ? node.holder : node.kind === 'agent' ? node.agent : undefined;

/** Finds what some row that is not seen touches: of that nothing is told as a whole. */
export function wholeFor({ knowledge, table }: Sight, { seesEvent, seesProcess, ownersOfEvent }: Judgement): Whole {
  const { columns, dictionaries, count } = table;
  const hurt = { specifications: new Set<string>(), agents: new Set<string>(), processes: new Set<string>() };
  for (let row = 0; row < count; row++) {
    const sequence = columns.sequence[row]!;
    if (isRecordedStatus[columns.status[row]!] === 0 || seesEvent(sequence)) continue;
    hurt.specifications.add(dictionaries.specifications[columns.specification[row]!]!);
    for (const column of [columns.from, columns.to]) {
      const holder = holderOf(dictionaries.nodes[column[row]!]!);
      if (holder !== undefined) hurt.agents.add(holder);
    }
    for (const each of ownersOfEvent(sequence)) hurt.agents.add(each);
  }
  for (const { id, basedOn } of recordsOf(knowledge, 'Process'))
    if (!seesProcess(id)) for (const each of [id, basedOn ?? id]) hurt.processes.add(each);
  return {
    specification: (id) => !hurt.specifications.has(id),
    process: (id) => !hurt.processes.has(id),
    agent: (id) => !hurt.agents.has(id),
  };
}
