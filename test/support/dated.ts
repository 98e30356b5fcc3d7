import type { DatedChange, DatedPosting } from '../../engine/2-ledger/asof.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';

/** The postings on a resource with the key that orders them, as a store would keep them. */
export const datedPostings = (effects: readonly EventEffects[], resource: string): DatedPosting[] =>
  effects.flatMap(({ event, postings }) =>
    postings
      .filter((each) => each.resource === resource)
      .map((each) => ({ ...each, happened: event.happened, sequence: event.sequence })),
  );

/** The changes of a resource with the sequences between which they stand, as a store would keep them. */
export function datedChanges(effects: readonly EventEffects[], resource: string): DatedChange[] {
  const kept: DatedChange[] = [];
  for (const { event, changes, endsChanges } of effects) {
    if (endsChanges)
      for (const [place, each] of kept.entries())
        if (each.sequence === event.rootSequence && each.until === undefined)
          kept[place] = { ...each, until: event.sequence };
    for (const change of changes)
      if (change.resource === resource)
        kept.push({ ...change, happened: event.happened, sequence: event.rootSequence, since: event.sequence });
  }
  return kept;
}
