import type { App } from '../../state/app.svelte.ts';
import type { Answer, Failure } from '../../worker/http.ts';
import type { ModelTaken } from './answer.ts';
import { modelsAddress } from './load.ts';

/** The kinds of files that models come in, by the ending of their name. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const endingOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Whether a name may be that of a model. */
export const isName = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,63}$/.test(name);

/** A short name that the name of a file suggests. */
export const nameFrom = (file: string): string =>
  file
    .replace(/\.\w+$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);

/** What whoever brings a model in says of it. */
export interface Said {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly source: string;
  readonly currency: string;
}

const nothing: Said = { name: '', version: '', licence: '', source: '', currency: 'EUR' };

/** Brings a model in: a file is looked at, what is said of it is filled in, then it is kept. */
export function createBringing(app: App, onkept: (model: string) => unknown) {
  let file = $state.raw<File>();
  let said = $state.raw<Said>(nothing);
  let taken = $state.raw<ModelTaken>();
  let failure = $state.raw<Failure>();
  let busy = $state<'' | 'reading' | 'keeping'>('');
  let strange = $state('');
  let turn = 0;

  function send(of: File, dryRun: boolean): Promise<Answer<ModelTaken>> {
    const { name, ...rest } = said;
    // A file without a name of its own is looked at under any.
    const given = Object.entries({ name: isName(name) ? name : 'model', ...rest, dryRun: `${dryRun}` });
    const asked = new URLSearchParams(given.filter(([, value]) => value.trim() !== ''));
    const headers = { 'content-type': types[endingOf(of.name)]! };
    return app.client.post<ModelTaken>(`${modelsAddress(app.place.network)}?${asked}`, of, headers);
  }

  async function look(of: File): Promise<void> {
    const mine = ++turn;
    busy = 'reading';
    const answer = await send(of, true);
    if (mine !== turn) return;
    busy = '';
    failure = answer.ok ? undefined : answer;
    taken = answer.ok ? answer.value : undefined;
  }

  return {
    get file() {
      return file;
    },
    get said() {
      return said;
    },
    get taken() {
      return taken;
    },
    get failure() {
      return failure;
    },
    get busy() {
      return busy;
    },
    /** The name of a file that is of no kind in which models come. */
    get strange() {
      return strange;
    },
    take(given: File | undefined) {
      if (!given) return;
      strange = types[endingOf(given.name)] ? '' : given.name;
      taken = undefined;
      failure = undefined;
      file = strange ? undefined : given;
      if (!file) return;
      said = { ...said, name: nameFrom(given.name) };
      void look(file);
    },
    say(patch: Partial<Said>) {
      said = { ...said, ...patch };
    },
    /** Reads the file again: what is said of it changes what is read. */
    again: () => (file ? look(file) : undefined),
    async keep(): Promise<void> {
      if (!file || busy) return;
      busy = 'keeping';
      const answer = await send(file, false);
      busy = '';
      failure = answer.ok ? undefined : answer;
      if (answer.ok) onkept(answer.value.name);
    },
    clear() {
      turn += 1;
      [file, taken, failure, busy, said] = [undefined, undefined, undefined, '', nothing];
    },
  };
}
