import { mount } from 'svelte';
import { uuidv7 } from '../engine/0-base/id.ts';
import App from './App.svelte';
import './app.css';
import { createApp } from './state/app.svelte.ts';
import { keepIn } from './state/keep.ts';
import { languageFor } from './text/language.ts';
import { language, loadLanguage, speak } from './text/text.ts';
import { scrollKeeper } from './state/scroll.ts';
import { startClient } from './worker/client.ts';

/** The browser's storage; undefined where the reader has forbidden it. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const scroll = scrollKeeper({ view: window, height: () => document.documentElement.scrollHeight, frames: 300 });
window.history.scrollRestoration = 'manual';
let entry = String(window.history.state?.key ?? uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))));
window.history.replaceState({ key: entry }, '');

/** Shows an address; a new entry of the history has a key, by which it is known where the reader stood. */
function show(address: string, how: 'push' | 'replace'): void {
  scroll.stop();
  scroll.leave(entry);
  if (how === 'push') entry = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  window.history[how === 'push' ? 'pushState' : 'replaceState']({ key: entry }, '', address);
}

const keep = keepIn(storage());
const wanted = languageFor(keep.read('language'), navigator.languages);
// Where its catalogue does not come, the page is in English rather than blank.
await loadLanguage(wanted).then(
  () => speak(wanted),
  () => undefined,
);
document.documentElement.lang = language;

const app = createApp({
  client: startClient(language),
  keep,
  address: window.location,
  show,
  now: () => new Date(),
  newId: () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
});

window.addEventListener('popstate', ({ state }) => {
  scroll.leave(entry);
  entry = String((state as { key?: string } | null)?.key ?? '');
  app.moved(window.location.pathname, window.location.search);
  scroll.come(entry);
});
for (const moved of ['wheel', 'touchstart', 'keydown']) window.addEventListener(moved, scroll.stop, { passive: true });

mount(App, { target: document.querySelector('#app')!, props: { app } });
