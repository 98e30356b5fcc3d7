import type { House } from '../../api/store/house.ts';
import type { Body, Entry } from '../../engine/1-record/kind.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';
import { admit, emptyLedger } from '../../engine/2-ledger/ledger.ts';
import { contextAt, knowledge, story } from './events.ts';

interface Living {
  readonly slug: string;
  readonly body: Body<'Network'>;
  /** What is recorded before the events of the story. */
  readonly before: readonly Entry[];
  readonly seed: number;
}

/**
 * Records a story event by event in a house, and beside it in a ledger in memory: what follows from its events, and when each
 * of those that were taken was recorded, with how much had followed by then.
 */
export async function liveStory(house: House, { slug, body, before, seed }: Living) {
  const author = 'urn:test:author';
  await house.createNetwork({ slug, author, body, entries: [...knowledge, ...before] });
  const ledger = emptyLedger();
  admit(ledger, knowledge, contextAt(2));
  const effects: EventEffects[] = [];
  const known: { recorded: number; effects: number }[] = [];
  for (const event of story(seed)) {
    const { value } = await house.submit(slug, { entries: [event], author, key: event.id, requestHash: event.id });
    const admitted = admit(ledger, [event], contextAt(house.sequence(slug)! + (value ? 0 : 1)));
    effects.push(...admitted.effects);
    if (value) known.push({ recorded: value.recorded, effects: effects.length });
  }
  return { effects, known };
}
