import { formatDay, parseDay } from '../../../engine/0-base/time.ts';
import { rowAt, tableBuilder } from '../../../engine/3-flow/builder.ts';
import {
  type FlowNode,
  type FlowRow,
  type FlowTable,
  flowRoles,
  isRecorded,
  noCorrection,
  roleCodes,
} from '../../../engine/3-flow/columns.ts';
import type { Judgement } from './judge.ts';
import { fewestMerged, notSharedAgent, notSharedProcess, notSharedSpecification } from './not-shared.ts';

/** Amounts of one owner, unit and month that are not shared. */
interface Merged {
  readonly owner: string;
  readonly unit: string;
  readonly day: number;
  count: number;
  quantity: number;
  sequence: number;
}

/** Whose name stands for owners: their own when they are one whom the audience sees. */
export const ownerShown = (judgement: Judgement, owners: readonly string[]): string =>
  owners.length === 1 && judgement.seesAgent(owners[0]!) ? owners[0]! : notSharedAgent.id;

/** A process as the audience sees it: itself, or all of its owner's that are not shared in one. */
export const processShown = (judgement: Judgement, id: string): string =>
  judgement.seesProcess(id) ? id : notSharedProcess(ownerShown(judgement, judgement.ownersOfProcess(id))).id;

/** An end without what the audience does not see of it. */
function nodeShown(judgement: Judgement, node: FlowNode): FlowNode {
  if (node.kind === 'process') return { ...node, process: processShown(judgement, node.process) };
  if (node.kind !== 'pool' || node.resource === undefined || judgement.seesResource(node.resource)) return node;
  return { kind: 'pool', holder: node.holder, specification: node.specification };
}

/**
 * The flow table as an audience sees it. Rows that are not seen are merged into one amount by owner, unit and month, so that
 * nothing is silently missing; of too few the amount is not told either.
 */
export function reduceFlows(table: FlowTable, judgement: Judgement): FlowTable {
  const builder = tableBuilder();
  const merged = new Map<string, Merged>();
  for (let at = 0; at < table.count; at++) {
    const row = rowAt(table, at);
    if (!isRecorded(row) || judgement.seesEvent(row.sequence)) builder.append([rowShown(judgement, row)]);
    else merge(merged, row, ownerShown(judgement, judgement.ownersOfEvent(row.sequence)));
  }
  builder.append([...merged.values()].map(rowOf));
  return builder.table();
}

const rowShown = (judgement: Judgement, row: FlowRow): FlowRow => ({
  ...row,
  from: nodeShown(judgement, row.from),
  to: nodeShown(judgement, row.to),
  process: row.process === '' ? '' : processShown(judgement, row.process),
});

function merge(merged: Map<string, Merged>, { unit, day, quantity, sequence }: FlowRow, owner: string): void {
  const first = parseDay(`${formatDay(day).slice(0, 7)}-01`) ?? day;
  const key = JSON.stringify([owner, unit, first]);
  const known = merged.get(key) ?? { owner, unit, day: first, count: 0, quantity: 0, sequence: 0 };
  known.count += 1;
  known.quantity += quantity;
  known.sequence = Math.max(known.sequence, sequence);
  merged.set(key, known);
}

function rowOf({ owner, unit, day, count, quantity, sequence }: Merged): FlowRow {
  const isTold = count >= fewestMerged && Number.isFinite(quantity);
  const amount = isTold ? quantity : Number.NaN;
  const end = { kind: 'agent', agent: owner } as const;
  return {
    from: end,
    to: end,
    specification: notSharedSpecification.id,
    process: '',
    day,
    quantity: amount,
    low: amount,
    high: amount,
    unit: isTold ? unit : '',
    status: isTold ? 'measured' : 'unknown',
    role: flowRoles[roleCodes.transfer]!,
    burden: 'free',
    sequence,
    corrects: noCorrection,
  };
}
