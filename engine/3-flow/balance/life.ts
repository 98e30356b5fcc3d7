import type { Day } from '../../0-base/time.ts';
import type { Facts } from '../../1-record/facts.ts';
import { type FlowTable, isRecordedStatus, roleCodes } from '../columns.ts';

/** When processes took in and gave out goods; by place in dictionaries.processes. */
export interface ProcessLives {
  /** Day of the first row, +Infinity without one. */
  readonly first: Float64Array;
  /** Day of the last row of a process that is over; +Infinity while it goes on. */
  readonly end: Float64Array;
  /** 1 where anything went in; 1 where anything came out. */
  readonly began: Uint8Array;
  readonly gave: Uint8Array;
}

/** Whether goods go into a process or come out of it in a row that was recorded. */
export const isProcessFlow = ({ process, role, status }: FlowTable['columns'], row: number): boolean =>
  process[row] !== 0 &&
  (role[row] === roleCodes.in || role[row] === roleCodes.out) &&
  isRecordedStatus[status[row]!] === 1;

/** Reads when each process of a table began and ended. A process is over when something came out of it and nobody says that it goes on. */
export function processLives(table: FlowTable, facts: Facts): ProcessLives {
  const { columns, dictionaries, count } = table;
  const size = dictionaries.processes.length;
  const first = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const end = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const [began, gave] = [new Uint8Array(size), new Uint8Array(size)];
  for (let row = 0; row < count; row++) {
    if (!isProcessFlow(columns, row)) continue;
    const process = columns.process[row]!;
    const day = columns.day[row]!;
    first[process] = Math.min(first[process]!, day);
    end[process] = Math.max(end[process]!, day);
    (columns.role[row] === roleCodes.in ? began : gave)[process] = 1;
  }
  dictionaries.processes.forEach((id, place) => {
    const goesOn = gave[place] === 0 || facts.Process?.get(id)?.finished === false;
    if (goesOn) end[place] = Number.POSITIVE_INFINITY;
  });
  return { first, end, began, gave };
}

/** Whether a process holds goods when a day begins: it began before and is not over. */
export const isUnderWay = ({ first, end }: ProcessLives, process: number, day: Day): boolean =>
  first[process]! < day && end[process]! >= day;
