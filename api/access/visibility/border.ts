import { formatDay } from '../../../engine/0-base/time.ts';
import { rowAt } from '../../../engine/3-flow/builder.ts';
import { type FlowNode, type FlowRow, type FlowTable, isRecorded } from '../../../engine/3-flow/columns.ts';
import { notSharedSpecification } from './not-shared.ts';

/** An amount of one kind of thing over all that is recorded, in its coherent unit. */
export interface Passed {
  readonly specification: string;
  readonly quantity: number;
  readonly unit: string;
}

/** What an audience sees pass between an agent and others, and in which months it is told of an amount that is not shared. */
export interface Border {
  readonly in: readonly Passed[];
  readonly out: readonly Passed[];
  /** Without quantity and unit: there is something, and too little of it to tell a sum. */
  readonly notShared: readonly { readonly month: string; readonly quantity?: number; readonly unit?: string }[];
}

interface Of {
  readonly agent: string;
  /** Whose a process of the table is; what stands for what is not shared is a process, too. */
  readonly ownersOfProcess: (id: string) => readonly string[];
}

/** Whether an end is the agent's, another's, or nobody's, as what was there when it all began. */
function sideOf(node: FlowNode, { agent, ownersOfProcess }: Of): 'own' | 'other' | 'nobody' {
  if (node.kind === 'agent') return node.agent === agent ? 'own' : 'other';
  if (node.kind === 'pool') return node.holder === agent ? 'own' : 'other';
  if (node.kind !== 'process') return 'nobody';
  return ownersOfProcess(node.process).includes(agent) ? 'own' : 'other';
}

function addTo(sums: Map<string, Passed>, { specification, quantity, unit }: FlowRow): void {
  const key = JSON.stringify([specification, unit]);
  sums.set(key, { specification, unit, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
}

/** The border of an agent in a flow table as an audience sees it. */
export function borderOf(table: FlowTable, of: Of): Border {
  const [into, out] = [new Map<string, Passed>(), new Map<string, Passed>()];
  const notShared: { month: string; quantity?: number; unit?: string }[] = [];
  for (let at = 0; at < table.count; at++) {
    const row = rowAt(table, at);
    if (row.specification === notSharedSpecification.id) {
      if (sideOf(row.from, of) === 'own') notShared.push(monthOf(row));
    } else if (isRecorded(row)) {
      const sides = `${sideOf(row.from, of)} ${sideOf(row.to, of)}`;
      if (sides === 'other own') addTo(into, row);
      if (sides === 'own other') addTo(out, row);
    }
  }
  const sums = (given: Map<string, Passed>) =>
    [...given.values()].sort((a, b) => a.unit.localeCompare(b.unit) || b.quantity - a.quantity);
  return { in: sums(into), out: sums(out), notShared: notShared.sort((a, b) => b.month.localeCompare(a.month)) };
}

const monthOf = ({ day, quantity, unit }: FlowRow) => ({
  month: formatDay(day).slice(0, 7),
  ...(Number.isFinite(quantity) && { quantity, unit }),
});
