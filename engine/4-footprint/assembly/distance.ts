import { distanceKm, positionOf, type Position } from '../../1-record/distance.ts';
import { coherentUnit } from '../../0-base/unit.ts';
import { flowBurdens } from '../../3-flow/columns.ts';
import type { LotContext } from './context.ts';
import type { Draft } from './draft.ts';
import { kindOf, type Passing, type ProcessOutput } from './passing.ts';

/** Kilometres that goods were carried through a process. */
export type Journeys = (process: number, output: ProcessOutput, through: Passing) => number;

const metre = coherentUnit('length').id;
const wears = flowBurdens.indexOf('wears');

/**
 * How far goods were carried on a trip: from where those are at home who handed them over to where those are who took them, as the crow flies and
 * weighed by amount; where a home is not known, the kilometres of the whole trip, as the use of its vehicle tells; else NaN.
 */
export function carriedKm({ context, draft }: { readonly context: LotContext; readonly draft: Draft }): Journeys {
  const positions = new Map<string, Position | undefined>();
  const home = (agent: string): Position | undefined => {
    if (!positions.has(agent)) positions.set(agent, positionOf(context.facts, agent));
    return positions.get(agent);
  };
  const trips = tripMetres(draft);
  return (process, output, { taken }) => {
    const to = home(holderAt(draft, output.row, 'to'));
    const from = taken.filter((input) => kindOf(input) === kindOf(output));
    const whole = from.reduce((sum, { quantity }) => sum + quantity, 0);
    const far = from.reduce((sum, { row, quantity }) => {
      const position = home(holderAt(draft, row, 'from'));
      return sum + (to && position ? distanceKm(position, to) * quantity : Number.NaN);
    }, 0);
    return whole > 0 && !Number.isNaN(far) ? far / whole : (trips(process) ?? Number.NaN) / 1000;
  };
}

/** Who held what moved in a row. */
function holderAt({ plan: { table } }: Draft, row: number, end: 'from' | 'to'): string {
  const node = table.dictionaries.nodes[table.columns[end][row]!]!;
  return node.kind === 'pool' ? node.holder : '';
}

/** Metres that a vehicle was used for in a process of the draft; undefined where none is told. Read when first asked for. */
function tripMetres({ plan: { table }, processes }: Draft): (process: number) => number | undefined {
  let sums: Map<number, number> | undefined;
  return (process) => {
    sums ??= usedMetres(table);
    return sums.get(processes.place[process]!);
  };
}

function usedMetres({ columns, dictionaries, count }: Draft['plan']['table']): Map<number, number> {
  const sums = new Map<number, number>();
  const unit = dictionaries.units.indexOf(metre);
  for (let row = 0; row < count; row++) {
    if (columns.burden[row] !== wears || columns.unit[row] !== unit) continue;
    const process = columns.process[row]!;
    sums.set(process, (sums.get(process) ?? 0) + columns.quantity[row]!);
  }
  return sums;
}
