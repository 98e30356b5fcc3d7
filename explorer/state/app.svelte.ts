import type { Client } from '../worker/client.ts';
import type { Answer, Failure } from '../worker/http.ts';
import type { Me, NetworkItem } from '../worker/wire.ts';
import type { Opened } from '../worker/world.ts';
import type { Keep } from './keep.ts';
import { type Place, type QuerySpec, type Values, readPlace, readQuery, writePlace, writeQuery } from './url.ts';

/** What is loaded, is loading, or could not be loaded. */
export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly value: T }
  | { readonly is: 'failed'; readonly failure: Failure };

/** What the page needs from the browser; passed in, so that tests and server rendering can do without one. */
export interface Surroundings {
  readonly client: Client;
  readonly keep: Keep;
  readonly address: { readonly pathname: string; readonly search: string; readonly hash?: string };
  /** Changes the address shown: a new entry in the history, or in place of the present one. */
  readonly show: (address: string, how: 'push' | 'replace') => void;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What is offered to some only. */
type Scoped = 'record' | 'steward';
const mayBy: Readonly<Record<Me['networks'][number]['role'], readonly Scoped[]>> = {
  reader: [],
  recorder: ['record'],
  steward: ['record', 'steward'],
};

export type App = ReturnType<typeof createApp>;

const loadedOf = <T>(answer: Answer<T>): Loaded<T> =>
  answer.ok ? { is: 'ready', value: answer.value } : { is: 'failed', failure: answer };

/** The state of the page: where the reader is, and the opened network. All else follows from it. */
export function createApp({ client, keep, address, show, now, newId }: Surroundings) {
  let place = $state.raw<Place>(readPlace(address.pathname, address.search));
  let networks = $state.raw<Loaded<readonly NetworkItem[]>>({ is: 'loading' });
  let opened = $state.raw<Loaded<Opened>>({ is: 'loading' });
  let me = $state.raw<Me>();
  let version = $state(0);
  let announcement = $state('');
  let back = false;

  const arrive = (next: Place, how: 'push' | 'replace') => {
    back = false;
    show(writePlace(next), how);
    place = next;
  };

  return {
    client,
    keep,
    now,
    newId,
    get place() {
      return place;
    },
    get networks() {
      return networks;
    },
    /** What stands behind # in the address that the page was opened by: the secret of an invitation. */
    secret: (address.hash ?? '').slice(1),
    /** Who the reader is here, once that is known. */
    get me() {
      return me;
    },
    async loadMe() {
      const answer = await client.get<Me>('/api/me');
      if (answer.ok) me = answer.value;
    },
    /** For whom the reader acts in the opened network, if for one agent. */
    get agent() {
      return me?.networks.find(({ network }) => network === place.network)?.agent;
    },
    /** Whether the reader may do something in the opened network, as far as is known: the server decides. */
    may(action: Scoped) {
      if (!me || me.kind === 'operator') return true;
      const role = me.networks.find(({ network }) => network === place.network)?.role;
      return role !== undefined && mayBy[role].includes(action);
    },
    /** The opened network: names, specifications, processes. The worker keeps the flows. */
    get opened() {
      return opened;
    },
    /** Grows with each load of the opened network: what computes in the worker reads it to compute anew. */
    get version() {
      return version;
    },
    /** Whether the reader came here by the browser's back or forward, and so to where they stood. */
    get cameBack() {
      return back;
    },
    get announcement() {
      return announcement;
    },
    /** Tells readers who hear the page what changed. */
    announce(text: string) {
      announcement = text;
    },
    /** The parameters of the view as the address has them. */
    query<S extends QuerySpec>(spec: S) {
      return readQuery(spec, place.search);
    },
    /** Changes parameters of the view: a selection as a new entry in the history, a slider in place. */
    setQuery<S extends QuerySpec>(spec: S, patch: Partial<Values<S>>, how: 'push' | 'replace' = 'push') {
      const search = writeQuery(spec, { ...readQuery(spec, place.search).values, ...patch });
      if (search !== place.search) arrive({ ...place, search }, how);
    },
    /** Goes to an address of this page. */
    go(href: string) {
      const url = new URL(href, 'http://here');
      arrive(readPlace(url.pathname, url.search), 'push');
    },
    /** The address has changed by the browser's own back and forward. */
    moved(pathname: string, search: string) {
      back = true;
      place = readPlace(pathname, search);
    },
    async loadNetworks() {
      const answer = await client.get<{ items: NetworkItem[] }>('/api/networks');
      if (answer.ok) networks = { is: 'ready', value: answer.value.items };
      // A list that is there stays: who begins a network keeps what they typed.
      else networks = networks.is === 'ready' ? { ...networks } : { is: 'failed', failure: answer };
    },
    /** Opens a network; quietly: what is shown stays until there is an answer. */
    async openNetwork(network: string, how: 'anew' | 'quietly' = 'anew') {
      if (how === 'anew') opened = { is: 'loading' };
      const answer = await client.open(network);
      if (place.network !== network) return;
      opened = loadedOf(answer);
      version += 1;
    },
    /** Loads the network again after something was recorded; what is shown stays until the new is there. */
    async refresh() {
      const { network } = place;
      const answer = await client.refresh(network);
      if (place.network !== network || !answer.ok) return;
      opened = loadedOf(answer);
      version += 1;
    },
  };
}
