import type { Instant } from '../../engine/0-base/time.ts';
import type { Answer, AsOf, House } from '../store/house.ts';
import { bounds, described, moment } from './parameter.ts';
import { zoneOf } from './zone.ts';

const happened = described(
  moment,
  'As of when it happened: only what had happened by then. A date means the end of that day in the zone of the network.',
);
const recorded = described(
  moment,
  'As of when it was recorded: only what was recorded by then, as it then stood; such an answer never changes. A date means the end of that day.',
);

/** The parameters of every question that is answered as of a moment, in both times. */
export const inTime = { happened, recorded };

/** The parameter of what has no time of its own but that of its recording. */
export const inRecorded = { recorded };

interface Written {
  readonly happened?: string | undefined;
  readonly recorded?: string | undefined;
}

const end = (text: string, zone: string): Instant => bounds(text, zone).end;

/**
 * The moment that was asked for. A date is a day in the zone that the network had then, so that it means the same after
 * the zone was revised; before it was founded a network has no zone of its own, and the present one serves.
 */
export async function readAsOf(
  house: House,
  network: string,
  { happened, recorded }: Written,
): Promise<Answer<AsOf & { readonly zone: string }>> {
  const now = await zoneOf(house, network);
  if (now.value === undefined) return now;
  const then = recorded === undefined ? now : await zoneOf(house, network, end(recorded, now.value));
  const zone = then.value ?? now.value;
  const value = {
    zone,
    ...(happened !== undefined && { happened: end(happened, zone) }),
    ...(recorded !== undefined && { recorded: end(recorded, zone) }),
  };
  return { value, problems: [] };
}

const microseconds = 1000;

/** The moment by which something is late: the one that was asked for, so that such an answer never changes, else now. */
export const judgedAt = ({ happened, recorded }: AsOf): Instant => happened ?? recorded ?? Date.now() * microseconds;

/** A moment as a part of an entity tag; '' for now. */
export const momentTag = ({ happened, recorded }: AsOf): string =>
  happened === undefined && recorded === undefined ? '' : `-${happened ?? ''}.${recorded ?? ''}`;
