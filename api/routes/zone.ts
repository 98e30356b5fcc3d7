import type { House } from '../store/house.ts';

/** The time zone of a network, in which a date without an offset is meant. */
export async function zoneOf(house: House, network: string): Promise<string> {
  const answer = await house.networks();
  const found = answer.value?.find((each) => each.network === network);
  return found && 'zone' in found ? found.zone : 'UTC';
}
