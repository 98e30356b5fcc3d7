import type { Answer } from './http.ts';
import type { World } from './world.ts';

/**
 * Keeps the network that is open. Answers may overtake each other: one that comes when another network was asked for
 * meanwhile, or when a later answer is there already, is told to who asked for it and not kept.
 */
export function worldKeeper(load: (network: string) => Promise<Answer<World>>) {
  let kept: World | undefined;
  let wanted = '';
  let asked = 0;
  let keptAs = 0;

  async function refresh(network: string): Promise<Answer<World>> {
    wanted = network;
    const mine = ++asked;
    const answer = await load(network);
    if (answer.ok && network === wanted && mine > keptAs) [kept, keptAs] = [answer.value, mine];
    return answer;
  }

  return {
    get world() {
      return kept;
    },
    /** Loads a network unless it is the one that is kept. */
    open(network: string): Promise<Answer<World>> {
      wanted = network;
      return kept?.network === network ? Promise.resolve({ ok: true, value: kept, tag: '' }) : refresh(network);
    },
    /** Loads a network again. */
    refresh,
  };
}
