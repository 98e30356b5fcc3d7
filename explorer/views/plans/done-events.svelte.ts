import type { App } from '../../state/app.svelte.ts';
import type { Failure } from '../../worker/http.ts';
import type { PromiseItem } from '../../worker/wire.ts';
import { type DoneEvents, readDone } from './done.ts';

/** What was done for some promises, read again whenever something is recorded. */
export function createDone(
  app: App,
  asked: () => { readonly items: readonly PromiseItem[]; readonly agreement?: string },
) {
  let events = $state.raw<DoneEvents>();
  let failure = $state.raw<Failure>();
  let questions = 0;
  async function load(): Promise<void> {
    const mine = ++questions;
    const answer = await readDone(app.client, app.place.network, asked());
    if (mine !== questions) return;
    failure = answer.ok ? undefined : answer;
    if (answer.ok) events = answer.value;
  }
  $effect(() => {
    void app.version;
    void asked();
    void load();
  });
  return {
    get events() {
      return events;
    },
    get failure() {
      return failure;
    },
    load,
  };
}
