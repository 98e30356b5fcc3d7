import { type FlowNode, type FlowTable, nodeKey, noCorrection, selectRows } from './columns.ts';

/** What is left of a corrected amount, relative to what was recorded, that still counts as nothing. */
const nothing = 1e-12;

/**
 * The table as it was known at a sequence, corrections merged: the quantity of a correcting row is added to the row of the corrected event
 * that runs between the same ends (of the same specification, process, unit and day; whatever stage and state are known by now), and rows
 * that are wholly backed out vanish. A correction that finds no such row, as one of a closed period, stays a row of its own. Without
 * corrections the table itself comes back.
 */
export function nettedTable(table: FlowTable, upToSequence = Number.POSITIVE_INFINITY): FlowTable {
  const { sequence, corrects } = table.columns;
  const known: number[] = [];
  const roots = new Set<number>();
  for (let row = 0; row < table.count; row++) {
    if (sequence[row]! > upToSequence) continue;
    known.push(row);
    if (corrects[row] !== noCorrection) roots.add(corrects[row]!);
  }
  if (roots.size === 0) return known.length === table.count ? table : selectRows(table, known);
  return merge(table, known, roots);
}

function merge(table: FlowTable, known: readonly number[], roots: ReadonlySet<number>): FlowTable {
  const { columns } = table;
  const quantity = columns.quantity.slice();
  const low = columns.low.slice();
  const high = columns.high.slice();
  const keyOf = mergeKeys(table);
  const target = correctedRows(table, { known, roots, keyOf });
  const size = new Map<number, number>();
  const gone = new Set<number>();
  for (const row of known) {
    if (columns.corrects[row] === noCorrection) continue;
    const into = target.get(keyOf(row, columns.corrects[row]!));
    if (into === undefined) continue;
    size.set(into, Math.max(size.get(into) ?? Math.abs(quantity[into]!), Math.abs(quantity[row]!)));
    quantity[into] = quantity[into]! + quantity[row]!;
    low[into] = low[into]! + low[row]!;
    high[into] = high[into]! + high[row]!;
    gone.add(row);
  }
  for (const [row, recorded] of size) if (Math.abs(quantity[row]!) <= nothing * recorded) gone.add(row);
  const kept = known.filter((row) => !gone.has(row));
  return selectRows({ ...table, columns: { ...columns, quantity, low, high } }, kept);
}

type KeyOf = (row: number, root: number) => string;

interface Correctable {
  readonly known: readonly number[];
  readonly roots: ReadonlySet<number>;
  readonly keyOf: KeyOf;
}

/** The rows that may be corrected, by what a correction of them looks like. */
function correctedRows(table: FlowTable, { known, roots, keyOf }: Correctable): Map<string, number> {
  const { sequence, corrects } = table.columns;
  const rows = new Map<string, number>();
  for (const row of known) {
    if (corrects[row] !== noCorrection || !roots.has(sequence[row]!)) continue;
    const key = keyOf(row, sequence[row]!);
    if (!rows.has(key)) rows.set(key, row);
  }
  return rows;
}

/** What a row and its corrections have in common: all that tells rows of one event apart, but for the stage and state of their ends. */
function mergeKeys({ columns, dictionaries }: FlowTable): KeyOf {
  const { from, to, specification, process, unit, role, day } = columns;
  const known = new Map<number, string>();
  const end = (node: number): string => {
    const key = known.get(node) ?? keyWithoutStage(dictionaries.nodes[node]!);
    known.set(node, key);
    return key;
  };
  return (row, root) =>
    [root, specification[row], process[row], unit[row], role[row], day[row], end(from[row]!), end(to[row]!)].join(' ');
}

const keyWithoutStage = (node: FlowNode): string =>
  nodeKey(node.kind === 'pool' ? { ...node, stage: '', state: '' } : node);
