import { flagsOf } from '../../0-base/group.ts';
import { type Facts, isMoney } from '../../1-record/facts.ts';
import { membersOfNetwork } from '../../3-flow/chain-ends.ts';
import { type FlowNode, type FlowTable, flowBurdens, isRecordedStatus, roleCodes } from '../../3-flow/columns.ts';
import { movesGoods } from '../../3-flow/layer.ts';
import { type StraightEnds, straightEnds } from '../../3-flow/straight.ts';

/**
 * What an end of a flow is to lot footprints. stock: a pool of the network. outside: a pool of someone else. returns: a pool of someone else
 * that was sold to and gave some back. nature: a pool of an ecological agent.
 */
export type EndKind = 'stock' | 'returns' | 'outside' | 'nature' | 'process' | 'agent' | 'opening' | 'loss';

/** The ends of a table's rows as lot footprints see them. */
export interface LotEnds {
  /** By row: nodes, where a purchase straight into a process or an emission straight out of it skips the pool between (straight.ts). */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By row: 1 where the row counts. */
  readonly counts: Uint8Array;
  /** By node. */
  readonly kind: readonly EndKind[];
}

/** Reads the ends: only measured rows count, and rights alone, work and knowledge carry no burden. */
export function lotEnds(table: FlowTable, facts: Facts): LotEnds {
  const members = membersOfNetwork(facts);
  const first = table.dictionaries.nodes.map((node) => kindOfNode(node, facts, members));
  const straight = straightEnds(table, (node) => first[node] === 'nature');
  const ends = { from: straight.from, to: straight.to, counts: countedRows(table, straight, facts) };
  return { ...ends, kind: outsideKinds(table, first, ends) };
}

function kindOfNode(node: FlowNode, facts: Facts, members: ReadonlySet<string>): EndKind {
  if (node.kind === 'agent') return 'agent';
  if (node.kind !== 'pool') return node.kind;
  if (facts.EcologicalAgent?.has(node.holder)) return 'nature';
  return members.size === 0 || node.holder === '' || members.has(node.holder) ? 'stock' : 'outside';
}

const wears = flowBurdens.indexOf('wears');

/** By row: 1 where it is measured and carries burden, is no payment, and no implied transfer that the event's other row stands for. */
function countedRows({ columns, count, dictionaries }: FlowTable, { implied }: StraightEnds, facts: Facts): Uint8Array {
  const { role, burden, status, quantity, specification } = columns;
  const isPaid = flagsOf(dictionaries.specifications, (id) => isMoney(facts, id));
  const counts = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    if (implied[row] === 1 || isRecordedStatus[status[row]!] === 0 || Number.isNaN(quantity[row]!)) continue;
    if (isPaid[specification[row]!] === 1) continue;
    counts[row] = movesGoods(columns, row) || role[row] === roleCodes.service || burden[row] === wears ? 1 : 0;
  }
  return counts;
}

interface Exchange {
  received: number;
  gave: number;
  /** Whether all that it received came in custody or from a process. */
  entrusted: boolean;
}

/**
 * Pools of others that only give are suppliers, those that only receive are customers. One that gives back no more than it was
 * given in custody (grain at a toll maltster, kegs in a pub) is a stock of the network; one that was sold to is `returns`.
 */
function outsideKinds(
  { columns, dictionaries, count }: FlowTable,
  kind: readonly EndKind[],
  ends: Omit<LotEnds, 'kind'>,
): EndKind[] {
  const { role, quantity } = columns;
  const exchanges = new Map<number, Exchange>();
  const of = (node: number): Exchange => {
    const known = exchanges.get(node) ?? { received: 0, gave: 0, entrusted: true };
    exchanges.set(node, known);
    return known;
  };
  const within = (node: number) => kind[node] === 'stock' || kind[node] === 'process';
  for (let row = 0; row < count; row++) {
    if (ends.counts[row] === 0) continue;
    const [from, to] = [ends.from[row]!, ends.to[row]!];
    if (kind[to] === 'outside' && within(from)) {
      of(to).received += quantity[row]!;
      if (role[row] === roleCodes.transfer) of(to).entrusted = false;
    }
    if (kind[from] === 'outside' && within(to)) of(from).gave += quantity[row]!;
  }
  return dictionaries.nodes.map((_, node) => {
    const seen = exchanges.get(node);
    if (!seen || seen.received <= 0 || seen.gave <= 0) return kind[node]!;
    return seen.entrusted && seen.gave <= seen.received * (1 + 1e-9) ? 'stock' : 'returns';
  });
}
