import type { Answer, Failure } from '../../worker/http.ts';

/** Asks for answers one after the other: the newest request wins, and the last answer stays until there is another. */
export function createAsking<Of, T>(ask: (of: Of) => Promise<Answer<T>>) {
  let value = $state.raw<T>();
  let failure = $state.raw<Failure>();
  let late = $state(false);
  let turn = 0;
  /** Beside the state: who asks inside an effect shall not depend on what it is answered. */
  let answered = false;
  return {
    get value() {
      return value;
    },
    get failure() {
      return failure;
    },
    /** Whether a newer answer than the one that is shown is on its way. */
    get late() {
      return late;
    },
    async ask(of: Of): Promise<void> {
      const mine = ++turn;
      late = answered;
      const answer = await ask(of);
      if (mine !== turn) return;
      late = false;
      failure = answer.ok ? undefined : answer;
      if (!answer.ok) return;
      value = answer.value;
      answered = true;
    },
  };
}
