import { type FlowTable, noCorrection, roleCodes, selectRows } from '../../../engine/3-flow/columns.ts';
import { type ProcessBalance, processBalances } from '../../../engine/3-flow/balance.ts';
import { tableBuilder } from '../../../engine/3-flow/builder.ts';
import { layerContent } from '../../../engine/3-flow/layer.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { type RecipeLine, recipeLines } from './recipe.ts';

/** A flow into or out of a batch that is typed but not recorded yet. */
export interface PlannedFlow {
  readonly role: 'in' | 'out';
  readonly holder: string;
  /** Id of a stock, or '' for none. */
  readonly resource: string;
  readonly specification: string;
  readonly day: number;
  /** In the coherent unit. */
  readonly quantity: number;
  readonly unit: string;
}

export interface BatchQuestion {
  readonly process: string;
  /** What a batch that is not recorded yet is based on. */
  readonly basedOn?: string | undefined;
  readonly planned?: PlannedFlow | undefined;
}

/** Layers in which a producer is told the balance of a batch. */
const told = ['mass', 'water', 'carbon', 'nitrogen'] as const;

/** The balances of one batch, with a flow that is only typed so far if there is one. */
export function batchBalance(
  { table, facts, zone }: { table: FlowTable; facts: Facts; zone: string },
  { process, basedOn, planned }: BatchQuestion,
): readonly ProcessBalance[] {
  const builder = tableBuilder(selectRows(table, rowsOf(table, process)));
  if (planned) builder.append([rowOf(process, planned)]);
  const rows = builder.table();
  const about = { ...facts.Process?.get(process), ...(basedOn && { basedOn }) };
  const goesOn = awaitsMore(rows, recipeLines(facts, about.basedOn ?? ''));
  const batch = goesOn ? { ...about, finished: false } : about;
  const seen: Facts = { ...facts, Process: new Map([...(facts.Process ?? []), [process, batch]]) };
  const layers = told.map((layer) => layerContent(rows, { facts: seen, zone, layer }));
  const { balances } = processBalances({ table: rows, facts: seen, layers, process });
  // A batch of one side only is told in mass; its other layers would say the same.
  return balances.filter(
    ({ layer, began, ended, in: into, out }) => layer === 'mass' || (began && ended && (into !== 0 || out !== 0)),
  );
}

/** Whether the recipe of a batch has outputs of which nothing came out yet: until then no balance tells anything. */
function awaitsMore({ columns, dictionaries }: FlowTable, lines: readonly RecipeLine[]): boolean {
  const out = new Set<string>();
  columns.role.forEach((role, row) => {
    if (role === roleCodes.out) out.add(dictionaries.specifications[columns.specification[row]!]!);
  });
  return lines.some(({ kind, specification }) => kind === 'made' && !out.has(specification));
}

function rowsOf({ columns, count, dictionaries }: FlowTable, process: string): number[] {
  const place = dictionaries.processes.indexOf(process);
  const rows: number[] = [];
  if (place > 0) for (let row = 0; row < count; row++) if (columns.process[row] === place) rows.push(row);
  return rows;
}

function rowOf(process: string, { role, holder, resource, specification, day, quantity, unit }: PlannedFlow) {
  const pool = { kind: 'pool', holder, specification, ...(resource && { resource }) } as const;
  const batch = { kind: 'process', process } as const;
  const [from, to] = role === 'in' ? [pool, batch] : [batch, pool];
  const burden = role === 'in' ? 'consumes' : 'carries';
  const amount = { quantity, low: quantity, high: quantity, unit, status: 'measured' } as const;
  return {
    from,
    to,
    specification,
    process,
    day,
    role,
    burden,
    sequence: 0,
    corrects: noCorrection,
    ...amount,
  } as const;
}
