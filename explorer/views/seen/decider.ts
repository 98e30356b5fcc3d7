import type { Visibility } from '../../../engine/1-record/field.ts';
import type { EventItem, SeenEvent } from '../../worker/wire.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';

/** What decides who sees an event: itself, what it corrects, its process, or those who took part. */
export type Decider =
  | { readonly is: 'event'; readonly level: Visibility }
  | { readonly is: 'corrected' }
  | { readonly is: 'process'; readonly id: string; readonly level: Visibility | undefined; readonly mine: boolean }
  | { readonly is: 'agents' };

/** The process that an event is an input or output of. */
export const processOf = ({ inputOf, outputOf }: EventItem): string | undefined => inputOf ?? outputOf;

/** Finds what decides for an event of an agent, in the order in which the API asks. */
export function deciderOf(event: EventItem, facts: Facts, agent: string): Decider {
  if (event.corrects) return { is: 'corrected' };
  if (event.visibility) return { is: 'event', level: event.visibility };
  const id = processOf(event);
  if (id === undefined) return { is: 'agents' };
  const { visibility: level, inScopeOf } = facts.Process?.get(id) ?? {};
  return { is: 'process', id, level, mine: inScopeOf === agent };
}

/** Events of one batch, or some without one that follow each other. */
export interface Batch {
  readonly key: string;
  readonly process: string | undefined;
  readonly events: readonly SeenEvent[];
}

/** Events by their batch, each batch where its first event stands. */
export function batchesOf(events: readonly SeenEvent[]): Batch[] {
  const batches = new Map<string, { key: string; process: string | undefined; events: SeenEvent[] }>();
  let key = '';
  for (const event of events) {
    const process = processOf(event);
    const isRun = process === undefined && key.startsWith('without ');
    if (!isRun) key = process ?? `without ${event.id}`;
    const batch = batches.get(key) ?? { key, process, events: [] };
    batches.set(key, batch);
    batch.events.push(event);
  }
  return [...batches.values()];
}
