import type { Facts } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import type { FlowTable } from '../../engine/3-flow/columns.ts';
import type { Answer } from './http.ts';

/** The network as the knowledge route tells it: every record but the events. */
export interface Knowledge {
  readonly sequence: number;
  readonly network: { readonly id: string; readonly name: string; readonly zone: string; readonly invented?: boolean };
  readonly records: { readonly [C in ClassName]?: readonly { readonly id: string }[] };
}

/** What the page is told about the opened network. */
export interface Opened {
  /** The slug in addresses. */
  readonly network: string;
  readonly name: string;
  readonly zone: string;
  readonly invented: boolean;
  readonly sequence: number;
  readonly facts: Facts;
}

/** How a job asks the API for what the network does not hold: over the wire in a browser, next door on the server. */
export interface Ask {
  json<T>(path: string): Promise<Answer<T>>;
  bytes(path: string): Promise<Answer<ArrayBuffer>>;
}

/** The opened network as the worker keeps it: what every job computes from. */
export interface World extends Opened {
  readonly table: FlowTable;
  readonly ask: Ask;
}

/** The records of the knowledge route by class and id. */
export function factsOf(records: Knowledge['records']): Facts {
  const maps = Object.entries(records).map(([name, list]) => [
    name,
    new Map(list.map(({ id, ...body }: { id: string }) => [id, body])),
  ]);
  return Object.fromEntries(maps) as Facts;
}
