import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type { Cells } from '../../../engine/1-record/table/cells.ts';
import { tableLanguages } from '../../../engine/1-record/table/header.ts';
import type { Model } from '../../../engine/4-footprint/model/model.ts';
import { readParameters } from './inventory-amounts.ts';
import { readCategories } from './inventory-factors.ts';
import { type InventoryTable, inventoryTables, tableWords } from './inventory-fields.ts';
import { inventoryFlows } from './inventory-flows.ts';
import { type InventoryReading, readProcesses } from './inventory-processes.ts';
import { readRows, type Row } from './inventory-rows.ts';

/** The tables of an inventory by the name of their sheet or file; a single one of any other name is the table of exchanges. */
export type InventoryCells = Readonly<Record<string, Cells>>;

/** How the model is to be called: the tables do not say. */
interface InventoryName {
  readonly name?: string;
  readonly version?: string;
  readonly licence?: string;
  readonly source?: string;
}

const tableNamed = (name: string): InventoryTable | undefined =>
  inventoryTables.find((table) =>
    tableLanguages.some(
      (language) =>
        tableWords[language][table] ===
        name
          .trim()
          .toLowerCase()
          .replace(/\.\w+$/, ''),
    ),
  );

/** The rows of each table; sheets of other names (help) are passed over. */
function rowsByTable(tables: InventoryCells, problems: Problem[]): Record<InventoryTable, readonly Row[]> {
  const rows: Record<InventoryTable, readonly Row[]> = {
    exchanges: [],
    flows: [],
    processes: [],
    factors: [],
    parameters: [],
  };
  const given = Object.entries(tables);
  for (const [name, cells] of given) {
    const table = tableNamed(name) ?? (given.length === 1 ? 'exchanges' : undefined);
    if (!table) continue;
    const read = readRows(table, cells);
    rows[table] = [...rows[table], ...read.rows];
    problems.push(...read.problems);
  }
  return rows;
}

/**
 * Reads our own template of unit processes, filled in: tables of exchanges and, where there are any, of flows, processes, factors and
 * parameters, headed in English or Dutch. A line that cannot be read is told with sheet, row, column, value and remedy, and left out; the
 * others stand. A flow's unit is the one that its table tells, else that of its first line; its kind follows from its role.
 * Problems: table.header, field.unknown, field.missing, table.cell, table.formula, unit.unknown, unit.dimension, choice.unknown, id.duplicate,
 * model.empty.
 */
export function readInventory(
  tables: InventoryCells,
  called: InventoryName = {},
): { value?: Model; problems: Problem[] } {
  const problems: Problem[] = [];
  const rows = rowsByTable(tables, problems);
  const parameters = readParameters(rows.parameters, problems);
  const flows = inventoryFlows(rows.flows, problems);
  const reading: InventoryReading = { parameters, flows, problems };
  const processes = readProcesses(rows, reading);
  const categories = readCategories(rows.factors, reading);
  if (processes.length === 0)
    return { problems: [...problems, problem('model.empty', '', { value: `${Object.keys(tables).length}` })] };
  const value: Model = {
    name: 'inventory',
    version: '',
    ...called,
    flows: flows.flows(),
    processes,
    categories,
    parameters: parameters.get('') ?? [],
  };
  return { value, problems };
}
