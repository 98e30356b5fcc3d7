import type { Body, ClassName } from './kind.ts';

/** The knowledge side of a network: every class of record but the events, each body under its id. */
export type Facts = { readonly [C in ClassName]?: ReadonlyMap<string, Body<C>> };

/** A record as it is stored or sent: its class, id and body. */
export interface StoredRecord {
  readonly class: ClassName;
  readonly id: string;
  readonly body: Body;
}

/** Collects records by class and id; the last body of an id counts. Bodies are taken as already validated by their class's schema. */
export function factsFrom(records: Iterable<StoredRecord>): Facts {
  const facts: { [C in ClassName]?: Map<string, Body> } = {};
  for (const each of records) {
    facts[each.class] ??= new Map();
    facts[each.class]!.set(each.id, each.body);
  }
  return facts as Facts;
}

/** Whether a kind of thing is a medium of exchange: what is paid with it moves no goods. */
export const isMoney = ({ ResourceSpecification: kinds }: Facts, specification: string | undefined): boolean =>
  kinds?.get(specification ?? '')?.mediumOfExchange === true;
