import { type Book, idOf, type Sent } from './book.ts';
import type { Meters } from './meter.ts';
import type { Plan } from './plan.ts';
import type { Orders } from './promises.ts';
import type { Van } from './van.ts';

/** All that the members share while the year goes by. */
export interface Scene {
  readonly book: Book;
  readonly meters: Meters;
  readonly van: Van;
  readonly plan: Plan;
  readonly orders: Orders;
  /** Numbers from 0 to 1 that the seed decides. */
  readonly random: () => number;
}

/** What is told of a process when it begins. */
interface Beginning {
  readonly process: string;
  readonly name: string;
  readonly specification: string;
  readonly agent: string;
  readonly time: string;
  readonly end?: string;
  /** Whether it goes on beyond its month: then it is told again when it ends. */
  readonly open?: boolean;
  readonly note?: string;
}

/** Writes down that a process begins; one that ends on the same day is told with its end. */
export function begin(book: Book, { process, name, specification, agent, time, end, open, note }: Beginning): void {
  const planned = book.find(idOf('process', process));
  const record: Sent = {
    ...planned,
    ...(planned && { op: 'revise' }),
    '@type': 'Process',
    '@id': idOf('process', process),
    name,
    basedOn: idOf('kind', specification),
    inScopeOf: idOf('agent', agent),
    hasBeginning: time,
    ...(end ? { hasEnd: end, finished: true } : {}),
    ...(open ? { finished: false } : {}),
    ...(note ? { note } : {}),
  };
  book.record(time, record);
}

/** Tells again of a process that went on, now that it has ended. */
export function finish(book: Book, process: string, end: string): void {
  const begun = book.find(idOf('process', process))!;
  if (begun['finished'] === false) book.record(end, { ...begun, op: 'revise', hasEnd: end, finished: true });
}
