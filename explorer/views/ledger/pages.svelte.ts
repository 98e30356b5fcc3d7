import type { App } from '../../state/app.svelte.ts';
import type { Failure } from '../../worker/http.ts';
import type { Page } from '../../worker/wire.ts';

/** A list of the API, page by page: what came so far, and whether there is more. */
export function createPages<T>(app: App) {
  let items = $state.raw<readonly T[]>([]);
  let next = $state<string>();
  let busy = $state(true);
  let failure = $state.raw<Failure>();
  let path = $state('');
  /** The address of the list whose items are shown. */
  let shown = $state('');
  let lists = 0;

  const withCursor = (base: string, cursor: string) =>
    `${base}${base.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

  async function add(list: number, address: string, before: readonly T[]): Promise<void> {
    busy = true;
    const answer = await app.client.get<Page<T>>(address);
    // Another list, or the same one anew, may have been asked for meanwhile.
    if (list !== lists) return;
    busy = false;
    failure = answer.ok ? undefined : answer;
    if (!answer.ok) return;
    items = [...before, ...answer.value.items];
    shown = path;
    next = answer.value.next;
  }

  return {
    get items() {
      return items;
    },
    get more() {
      return next !== undefined;
    },
    get shown() {
      return shown;
    },
    /** Whether another list is on its way than the one whose items are shown. */
    get isOld() {
      return busy && shown !== '' && shown !== path;
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    /** Begins a list anew. */
    load(address: string): Promise<void> {
      path = address;
      return add(++lists, address, []);
    },
    /** Adds the next page. */
    async extend(): Promise<void> {
      if (next !== undefined) await add(lists, withCursor(path, next), items);
    },
    /** Begins a list anew with all its pages, up to a limit of items. */
    async loadAll(address: string, limit: number): Promise<void> {
      path = address;
      const list = ++lists;
      await add(list, address, []);
      while (list === lists && next !== undefined && items.length < limit && !failure)
        await add(list, withCursor(path, next), items);
    },
  };
}
