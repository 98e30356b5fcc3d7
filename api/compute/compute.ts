import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { House } from '../store/house.ts';
import { startThread, type Thread, ThreadEnded } from './thread.ts';
import type { BalanceAnswer, BalanceQuery } from './balances.ts';
import type { FootprintAnswer, FootprintQuery } from './footprints.ts';
import type { ReuseAnswer, ReuseQuery } from './reuse.ts';
import type { ThresholdAnswer, ThresholdQuery } from './thresholds.ts';
import type { Asked, Questions, Reply } from './worker.ts';

/** What is computed from flows and facts: in a thread of its own, so that no solve keeps a request waiting. */
export interface Compute {
  balances(network: string, query: BalanceQuery): Promise<Reply<BalanceAnswer>>;
  footprints(network: string, query: FootprintQuery): Promise<Reply<FootprintAnswer>>;
  thresholds(network: string, query: ThresholdQuery): Promise<Reply<ThresholdAnswer>>;
  reuse(network: string, query: ReuseQuery): Promise<Reply<ReuseAnswer>>;
  close(): Promise<void>;
}

type Question<Q, T> = (asked: Asked<Q>) => Promise<Reply<T> | undefined>;

/** Longest time of one answer. */
const limitMs = 60_000;

/** Starts computing for a house; its thread starts at once, so that the first question need not wait for it. */
export function startCompute({ house, datasets }: { house: House; datasets: string }): Compute {
  let thread: Thread<Questions> | undefined;
  const held = new Map<string, number>();
  const loads = new Map<string, Promise<readonly Problem[]>>();

  function start(): Thread<Questions> {
    const fresh = startThread<Questions>(new URL('./worker.ts', import.meta.url), {
      limitMs,
      onEnd: () => {
        thread = undefined;
        held.clear();
      },
    });
    // When this fails, so does the question that needs it, which tells.
    fresh.call('shelve', datasets).catch(() => undefined);
    return fresh;
  }

  function current(): Thread<Questions> {
    thread ??= start();
    return thread;
  }

  async function load(network: string): Promise<readonly Problem[]> {
    const [flows, knowledge] = await Promise.all([house.flows(network), house.knowledge(network)]);
    if (!flows.value) return flows.problems;
    if (!knowledge.value) return knowledge.problems;
    const bytes = Uint8Array.from(flows.value.bytes).buffer;
    const sequence = Math.min(flows.value.sequence, knowledge.value.sequence);
    const given = { network, bytes, sequence, knowledge: knowledge.value };
    const kept = await current().call('load', given, [bytes]);
    held.set(network, sequence);
    for (const each of held.keys()) if (!kept.includes(each)) held.delete(each);
    return [];
  }

  /** Brings the thread at least to where the network stands now; those who ask meanwhile share the way. */
  async function bringUp(network: string): Promise<readonly Problem[]> {
    const wanted = house.sequence(network) ?? 0;
    while ((held.get(network) ?? -1) < wanted) {
      const under = loads.get(network) ?? load(network).finally(() => loads.delete(network));
      loads.set(network, under);
      const problems = await under;
      if (problems.length > 0) return problems;
    }
    return [];
  }

  /** Asks the thread once it stands where the network does, again when the network had to make room meanwhile. */
  async function reply<Q, T>(ask: Question<Q, T>, asked: Asked<Q>): Promise<Reply<T>> {
    const { network } = asked;
    for (;;) {
      const problems = await bringUp(network);
      if (problems.length > 0) return { problems };
      const given = await ask(asked);
      if (given) return given;
      held.delete(network);
    }
  }

  /** Answers a question; what takes too long is store.busy. */
  const answering =
    <Q, T>(ask: Question<Q, T>) =>
    async (network: string, query: Q): Promise<Reply<T>> => {
      try {
        return await reply(ask, { network, query });
      } catch (failure) {
        if (failure instanceof ThreadEnded && failure.late)
          return { problems: [problem('store.busy', '', { limit: `${limitMs / 1000} s` })] };
        throw failure;
      }
    };

  current();
  return {
    balances: answering((asked) => current().call('balances', asked)),
    footprints: answering((asked) => current().call('footprints', asked)),
    thresholds: answering((asked) => current().call('thresholds', asked)),
    reuse: answering((asked) => current().call('reuse', asked)),
    close: async () => thread?.close(),
  };
}
