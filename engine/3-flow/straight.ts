import { flagsOf } from '../0-base/group.ts';
import { type FlowTable, roleCodes } from './columns.ts';

/** The ends of a table's rows, where the two rows of one event that inventories nothing are one. */
export interface StraightEnds {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** By row: 1 where it is an implied transfer that the event's other row now stands for. */
  readonly implied: Uint8Array;
}

/**
 * An event between two agents that inventories nothing has two rows: the implied transfer and its own. Water company -> pool of the brewery ->
 * process becomes water company -> process; process -> pool of the brewery -> sewer becomes process -> sewer, where `leaves` says so of the last
 * node. So what one process takes from one seller never mixes with what another takes from another. A service has no implied transfer of goods.
 */
export function straightEnds(
  { columns, dictionaries, count }: FlowTable,
  leaves: (node: number) => boolean,
): StraightEnds {
  const { role, sequence, quantity, process } = columns;
  const from = columns.from.slice();
  const to = columns.to.slice();
  const implied = new Uint8Array(count);
  const unnamed = flagsOf(dictionaries.nodes, (node) => node.kind === 'pool' && node.resource === undefined);
  const join = (transfer: number, own: number): void => {
    if (transfer < 0 || transfer >= count || sequence[transfer] !== sequence[own] || process[transfer] !== 0) return;
    if (role[transfer] !== roleCodes.transfer && role[transfer] !== roleCodes.custody) return;
    if (role[own] === roleCodes.service) implied[transfer] = 1;
    if (quantity[transfer] !== quantity[own]) return;
    const isInput = role[own] === roleCodes.in && to[transfer] === from[own];
    const isOutput = role[own] === roleCodes.out && from[transfer] === to[own];
    if (isInput && unnamed[from[own]!] === 1) from[own] = from[transfer]!;
    else if (isOutput && leaves(to[transfer]!)) to[own] = to[transfer]!;
    else return;
    implied[transfer] = 1;
  };
  for (let row = 0; row < count; row++) {
    if (process[row] === 0) continue;
    join(row - 1, row);
    join(row + 1, row);
  }
  return { from, to, implied };
}
