import type { Instant } from '../../engine/0-base/time.ts';
import type { EventEffects } from '../../engine/2-ledger/effect.ts';
import { afterPosting, attributeNames, compareKeys, noPosition } from '../../engine/2-ledger/head.ts';
import type { Attribute, Change, Posting } from '../../engine/2-ledger/shape.ts';
import type { Position } from '../../engine/2-ledger/state.ts';

/** A moment in both times: what had happened by then, as far as entries up to `sequence` tell. */
export interface Moment {
  readonly happened: Instant;
  readonly sequence: number;
}

type DatedPosting = Posting & Moment;

/** A change with its order, and the sequences from which and up to which it stands: a correction that backs the event out wholly ends it. */
type DatedChange = Change & Moment & { readonly since: number; readonly until?: number };

/** The postings on a resource with the key that orders them, as a store would keep them. */
const datedPostings = (effects: readonly EventEffects[], resource: string): DatedPosting[] =>
  effects.flatMap(({ event: { happened, sequence }, postings }) =>
    postings.filter((each) => each.resource === resource).map((each) => ({ ...each, happened, sequence })),
  );

/** The changes of a resource with the sequences between which they stand, as a store would keep them. */
function datedChanges(effects: readonly EventEffects[], resource: string): DatedChange[] {
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

/** The position of every holder of one resource as of a moment: the plain sum, against which the store's months and tails are held. */
export function stockAsOf(effects: readonly EventEffects[], resource: string, as: Moment): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const posting of datedPostings(effects, resource))
    if (posting.happened <= as.happened && posting.sequence <= as.sequence)
      positions.set(posting.holder, afterPosting(positions.get(posting.holder) ?? noPosition, posting));
  return positions;
}

/** The attributes of one resource as of a moment: of each the last by (happened, sequence) that stands. */
export function attributesAsOf(
  effects: readonly EventEffects[],
  resource: string,
  as: Moment,
): Record<Attribute, string | null> {
  const values = Object.fromEntries(attributeNames.map((name) => [name, null])) as Record<Attribute, string | null>;
  const standing = datedChanges(effects, resource).filter(
    ({ happened, since, until }) =>
      happened <= as.happened && since <= as.sequence && (until === undefined || until > as.sequence),
  );
  for (const { attribute, value } of standing.sort(compareKeys)) values[attribute] = value;
  return values;
}
