import { problem, type Problem } from '../../engine/0-base/problem.ts';
import { type Grant, role } from '../access/register.ts';
import type { House } from '../store/house.ts';
import { z } from './declare.ts';
import { nameOfAgent } from './names-of.ts';
import { idText } from './parameter.ts';

/** Who lets others in. */
export const steward = { action: 'steward', object: 'network' } as const;

/** What somebody may do in a network, and for which agent, as it is told. */
export const toldGrant = { role, agent: z.string().optional() };

/** The same as it is asked for. */
export const askedGrant = { role, agent: idText.optional() };

/** What is asked for as a grant in a network; an agent that the network does not have is a problem. */
export async function readGrant(
  house: House,
  network: string,
  { role: given, agent }: { readonly role: Grant['role']; readonly agent?: string | undefined },
): Promise<{ readonly grant: Grant; readonly problems?: undefined } | { readonly problems: readonly Problem[] }> {
  if (agent !== undefined && (await nameOfAgent(house, network, agent)) === undefined)
    return { problems: [problem('record.unknown', '/agent', { class: 'agent', value: agent })] };
  return { grant: { network, role: given, ...(agent !== undefined && { agent }) } };
}
