import { agents, type Body } from '../../engine/1-record/kind.ts';
import { networkId } from '../store/book.ts';
import type { House } from '../store/house.ts';

/** What an agent of a network is called; undefined when there is none with this id. */
export async function nameOfAgent(house: House, network: string, id: string): Promise<string | undefined> {
  for (const name of agents) {
    const { value } = await house.record(network, name, id);
    if (value && !value.retired) return (value.body as Body<'Organization'>).name ?? id;
  }
  return undefined;
}

/** What a network is called; undefined when it does not answer. */
export async function nameOfNetwork(house: House, network: string): Promise<string | undefined> {
  const { value } = await house.record(network, 'Network', networkId(network));
  return (value?.body as Body<'Network'> | undefined)?.name;
}
