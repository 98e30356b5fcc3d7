import type { Day } from '../0-base/time.ts';
import { type Facts, isMoney } from '../1-record/facts.ts';
import type { OutputRole } from '../1-record/knowledge.ts';
import { throughCarriers } from '../3-flow/carrier.ts';
import { type FlowNode, type FlowTable, isRecordedStatus, roleCodes } from '../3-flow/columns.ts';
import { movesGoods } from '../3-flow/layer.ts';
import { agentsOfNodes } from '../3-flow/owner.ts';

/** A flow of goods as reuse looks at it: recorded, carriers looked through. */
export interface Good {
  readonly specification: string;
  readonly unit: string;
  readonly day: Day;
  readonly quantity: number;
  /** The stock that it leaves, else the one that it comes to. */
  readonly resource: string | undefined;
  readonly process: string;
  /** What the process is based on, '' when nothing. */
  readonly kind: string;
  readonly way: 'in' | 'out' | 'between' | 'found' | 'lost';
  /** Who gives and who takes; '' when nobody is known. */
  readonly giver: string;
  readonly taker: string;
  /** The places of its ends in the list of nodes, and the state in which it leaves the first. */
  readonly from: number;
  readonly to: number;
  readonly state: string | undefined;
}

/** The goods of a table, and what is known of who holds them. */
export interface Goods {
  readonly flows: readonly Good[];
  readonly table: FlowTable;
  /** The agent of each node of the table. */
  readonly agents: readonly string[];
  readonly isMember: (agent: string) => boolean;
  /** Whether a thing is only lent, worn or paid with, so that nobody could take it over. */
  readonly isKept: (specification: string) => boolean;
  /** What a specification is to the processes that make it; undefined when none says. */
  readonly roleOf: (specification: string) => OutputRole | undefined;
}

const ways = new Map<number, Good['way']>([
  [roleCodes.in, 'in'],
  [roleCodes.out, 'out'],
  [roleCodes.transfer, 'between'],
  [roleCodes.custody, 'between'],
  [roleCodes.opening, 'found'],
  [roleCodes.loss, 'lost'],
]);

const resourceOf = (node: FlowNode): string | undefined => (node.kind === 'pool' ? node.resource : undefined);

/** Reads the goods of a netted table once: everything about surpluses, needs and precedents follows from them. */
export function goodsOf(recorded: FlowTable, facts: Facts): Goods {
  const table = throughCarriers(recorded)?.table ?? recorded;
  const agents = agentsOfNodes(table, facts);
  const { columns, dictionaries, count } = table;
  const flows: Good[] = [];
  for (let row = 0; row < count; row++) {
    const quantity = columns.quantity[row]!;
    if (!movesGoods(columns, row) || isRecordedStatus[columns.status[row]!] === 0 || !(quantity > 0)) continue;
    const [from, to] = [columns.from[row]!, columns.to[row]!];
    const process = dictionaries.processes[columns.process[row]!]!;
    const node = dictionaries.nodes[from]!;
    flows.push({
      specification: dictionaries.specifications[columns.specification[row]!]!,
      unit: dictionaries.units[columns.unit[row]!]!,
      day: columns.day[row]!,
      quantity,
      resource: resourceOf(node) ?? resourceOf(dictionaries.nodes[to]!),
      process,
      kind: facts.Process?.get(process)?.basedOn ?? '',
      way: ways.get(columns.role[row]!)!,
      giver: agents[from] ?? '',
      taker: agents[to] ?? '',
      from,
      to,
      state: node.kind === 'pool' ? node.state : undefined,
    });
  }
  const members = new Set([...(facts.Network?.values() ?? [])].flatMap((network) => network.members));
  return {
    flows,
    table,
    agents,
    isMember: (agent) => members.has(agent),
    isKept: keptThings(facts),
    roleOf: rolesOf(flows, facts),
  };
}

function keptThings(facts: Facts): Goods['isKept'] {
  const durable = new Set(
    [...(facts.Durable?.values() ?? [])].map(({ of }) => facts.EconomicResource?.get(of)?.conformsTo),
  );
  return (specification) => {
    const { defaultUnitOfEffort } = facts.ResourceSpecification?.get(specification) ?? {};
    return isMoney(facts, specification) || defaultUnitOfEffort !== undefined || durable.has(specification);
  };
}

/** What is a product of one kind of process is none of another's leavings. */
const strength: readonly OutputRole[] = ['product', 'co-product', 'emission', 'recyclable', 'waste'];

function rolesOf(flows: readonly Good[], facts: Facts): Goods['roleOf'] {
  const roles = new Map<string, OutputRole>();
  for (const { way, specification, kind } of flows) {
    if (way !== 'out') continue;
    const stated = facts.ProcessSpecification?.get(kind)?.allocation?.roles.find(
      (each) => each.specification === specification,
    )?.role;
    const known = roles.get(specification);
    if (stated && (!known || strength.indexOf(stated) < strength.indexOf(known))) roles.set(specification, stated);
  }
  return (specification) => roles.get(specification);
}
