import { type FlowTable, flowBurdens, flowRoles, selectRows } from '../../../engine/3-flow/columns.ts';
import { movesGoods } from '../../../engine/3-flow/layer.ts';

const custody = flowRoles.indexOf('custody');
const ends = [flowRoles.indexOf('in'), flowRoles.indexOf('out')];
const carries = flowBurdens.indexOf('carries');

/** One row of the new table: a row of the old one with other ends or another amount. */
interface Redrawn {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
}

/**
 * The table with carriers looked through: goods that someone only takes into custody and hands on run from the sender
 * to the receiver. A carrier's load is a pool that nothing but custody and its own trips touches; what was loaded first
 * is unloaded first, and what is still on the way stays where it is.
 */
export function withoutCarriers(table: FlowTable): { readonly table: FlowTable; readonly carried: number } {
  const loads = loadsOf(table);
  const { from, to, quantity, role } = table.columns;
  const redrawn: Redrawn[] = [];
  const aboard = new Map<number, { from: number; row: number; left: number }[]>();
  let carried = 0;
  for (let row = 0; row < table.count; row++) {
    const [source, target] = [from[row]!, to[row]!];
    const amount = quantity[row]!;
    if (role[row] !== custody || !(loads[source] || loads[target])) {
      if (!loads[source] && !loads[target]) redrawn.push({ row, from: source, to: target, quantity: amount });
      continue;
    }
    const unloaded = loads[source] ? unload(aboard.get(source) ?? [], amount) : [{ from: source, quantity: amount }];
    for (const part of unloaded) {
      if (loads[target]) board(aboard, target, { from: part.from, row, left: part.quantity });
      else if (part.from !== target) {
        carried += 1;
        redrawn.push({ row, from: part.from, to: target, quantity: part.quantity });
      }
    }
  }
  for (const [load, parts] of aboard)
    for (const part of parts)
      if (part.left > 0) redrawn.push({ row: part.row, from: part.from, to: load, quantity: part.left });
  return carried === 0 ? { table, carried } : { table: redraw(table, redrawn), carried };
}

/** 1 for each pool that only carries: all goods that touch it do so in custody or on a trip, and some come and go. */
function loadsOf({ columns, dictionaries, count }: FlowTable): Uint8Array {
  const loads = Uint8Array.from(dictionaries.nodes, (node) => (node.kind === 'pool' && node.resource ? 1 : 0));
  const [comes, goes] = [new Uint8Array(loads.length), new Uint8Array(loads.length)];
  for (let row = 0; row < count; row++) {
    const [from, to] = [columns.from[row]!, columns.to[row]!];
    const isTrip = ends.includes(columns.role[row]!) && columns.burden[row] === carries;
    if (columns.role[row] === custody) {
      goes[from]! |= 1;
      comes[to]! |= 1;
    } else if (movesGoods(columns, row) && !isTrip) loads[from] = loads[to] = 0;
    else if (isTrip) {
      // a trip hands back what it took: what a process makes comes out without having gone in
      goes[from]! |= 2;
      comes[to]! |= 2;
    }
  }
  return loads.map((is, node) =>
    is === 1 && (comes[node]! & 1) === 1 && (goes[node]! & 1) === 1 ? tripsReturn(comes[node]!, goes[node]!) : 0,
  );
}

const tripsReturn = (comes: number, goes: number): number => ((comes & 2) === (goes & 2) ? 1 : 0);

function board<T>(aboard: Map<number, T[]>, load: number, part: T): void {
  const parts = aboard.get(load);
  if (parts) parts.push(part);
  else aboard.set(load, [part]);
}

/** Takes an amount off a load, the first on board first; of what was never on board nothing is known. */
function unload(parts: { from: number; left: number }[], amount: number): { from: number; quantity: number }[] {
  const taken: { from: number; quantity: number }[] = [];
  let open = amount;
  while (open > 1e-9 && parts.length > 0) {
    const [first] = parts;
    const quantity = Math.min(open, first!.left);
    taken.push({ from: first!.from, quantity });
    first!.left -= quantity;
    open -= quantity;
    if (first!.left <= 1e-9) parts.shift();
  }
  return taken;
}

function redraw(table: FlowTable, rows: readonly Redrawn[]): FlowTable {
  const selected = selectRows(
    table,
    rows.map((each) => each.row),
  );
  const { from, to, quantity, low, high } = selected.columns;
  rows.forEach((each, row) => {
    const part = quantity[row] === 0 ? 1 : each.quantity / quantity[row]!;
    from[row] = each.from;
    to[row] = each.to;
    if (part === 1) return;
    for (const column of [quantity, low, high]) column[row]! *= part;
  });
  return selected;
}
