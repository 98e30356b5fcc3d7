import { type Facts, factsFrom } from '../../engine/1-record/facts.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import type { Knowledge } from '../store/house.ts';

/** What is known of a network as the reader of records takes it. */
export function factsOf({ records, network }: Knowledge): Facts {
  const stored = (Object.keys(records) as ClassName[]).flatMap((name) =>
    (records[name] ?? []).map(({ id, ...body }) => ({ class: name, id, body })),
  );
  return factsFrom([{ class: 'Network', id: network.id, body: network.body }, ...stored]);
}
