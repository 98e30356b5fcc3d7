import { isZero } from '../../engine/0-base/decimal.ts';
import { assembling } from '../../engine/2-ledger/action.ts';
import { containersOf } from '../../engine/2-ledger/head.ts';
import type { Head, Ledger } from '../../engine/2-ledger/ledger.ts';

/** What a process has put out of which something is left, as a whole ledger tells. */
const madeBy = ({ events }: Ledger, process: string): string[] =>
  [...events.values()].flatMap(({ event: { id, root, body }, resourceTotal }) =>
    id === root && body.outputOf === process && assembling.includes(body.action) && !isZero(resourceTotal)
      ? (body.resourceInventoriedAs ?? [])
      : [],
  );

/** The resources that a thing is in: a process stands for what it has made. */
export const containersIn = (ledger: Ledger, head: Head): string[] => [
  ...new Set(
    containersOf(head).flatMap((each) =>
      ledger.records.get(each)?.class === 'Process'
        ? madeBy(ledger, each).filter((made) => made !== head.resource)
        : each,
    ),
  ),
];
