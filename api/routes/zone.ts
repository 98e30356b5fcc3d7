import type { Instant } from '../../engine/0-base/time.ts';
import type { Body } from '../../engine/1-record/kind.ts';
import { networkId } from '../store/book.ts';
import type { Answer, House } from '../store/house.ts';

/** The time zone of a network, now or at a recorded time, in which a date without an offset is meant. */
export async function zoneOf(house: House, network: string, recorded?: Instant): Promise<Answer<string>> {
  const now = await house.record(network, 'Network', networkId(network));
  // One that was never revised has had one zone only.
  const isOnly = recorded === undefined || now.value?.revision === 1;
  const own = isOnly ? now : await house.record(network, 'Network', networkId(network), recorded);
  if (own.value === undefined) return own;
  return { value: (own.value.body as Body<'Network'>).zone, problems: [] };
}
