import { mount } from 'svelte';
import { uuidv7 } from '../engine/0-base/id.ts';
import App from './App.svelte';
import './app.css';
import { createApp } from './state/app.svelte.ts';
import { keepIn } from './state/keep.ts';
import { startClient } from './worker/client.ts';

/** The browser's storage; undefined where the reader has forbidden it. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const app = createApp({
  client: startClient(),
  keep: keepIn(storage()),
  address: window.location,
  show: (address, how) => window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address),
  now: () => new Date(),
  newId: () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
});

window.addEventListener('popstate', () => app.moved(window.location.pathname, window.location.search));

mount(App, { target: document.querySelector('#app')!, props: { app } });
