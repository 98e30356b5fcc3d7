import { add, type Decimal, isZero, zero } from '../../engine/0-base/decimal.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import { assembling } from '../../engine/2-ledger/action.ts';
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

/** The position of every holder of one resource as of a moment: the plain sum, against which the store's weeks and tails are held. */
export function stockAsOf(effects: readonly EventEffects[], resource: string, as: Moment): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const posting of datedPostings(effects, resource))
    if (posting.happened <= as.happened && posting.sequence <= as.sequence)
      positions.set(posting.holder, afterPosting(positions.get(posting.holder) ?? noPosition, posting));
  return positions;
}

/** The changes of a resource that stand at a moment, in their order. */
const standingChanges = (effects: readonly EventEffects[], resource: string, as: Moment): DatedChange[] =>
  datedChanges(effects, resource)
    .filter(
      ({ happened, since, until }) =>
        happened <= as.happened && since <= as.sequence && (until === undefined || until > as.sequence),
    )
    .sort(compareKeys);

/** What a process had made by a moment, as known then, of which something was left. */
function madeAsOf(effects: readonly EventEffects[], process: string, as: Moment): string[] {
  const left = new Map<string, Decimal>();
  for (const { event, postings } of effects) {
    const { body, root, happened, sequence } = event;
    if (body.outputOf !== process || !assembling.includes(body.action)) continue;
    if (happened > as.happened || sequence > as.sequence) continue;
    const key = JSON.stringify([root, body.resourceInventoriedAs]);
    for (const { account, resource, quantity } of postings)
      if (account === 'onhand' && resource === body.resourceInventoriedAs && quantity.coefficient !== 0n)
        left.set(key, add(left.get(key) ?? zero, quantity));
  }
  return [...left].flatMap(([key, total]) => (isZero(total) ? [] : (JSON.parse(key) as [string, string])[1]));
}

/** What a resource is in as of a moment, in alphabetical order. */
export function containersAsOf(effects: readonly EventEffects[], resource: string, as: Moment): string[] {
  const values = standingChanges(effects, resource, as).filter(({ attribute }) => attribute === 'container');
  const processes = new Set(effects.map(({ event }) => event.body.inputOf));
  const since = values.slice(values.findLastIndex(({ value }) => value === null) + 1).map(({ value }) => value!);
  const named = since.flatMap((value) =>
    processes.has(value) ? madeAsOf(effects, value, as).filter((made) => made !== resource) : value,
  );
  return [...new Set(named)].sort();
}

/** The attributes of one resource as of a moment: of each the last by (happened, sequence) that stands. */
export function attributesAsOf(
  effects: readonly EventEffects[],
  resource: string,
  as: Moment,
): Record<Attribute, string | null> {
  const values = Object.fromEntries(attributeNames.map((name) => [name, null])) as Record<Attribute, string | null>;
  for (const { attribute, value } of standingChanges(effects, resource, as)) values[attribute] = value;
  return values;
}
