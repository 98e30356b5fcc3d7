import { join } from 'node:path';
import { gateOn } from '../../../api/access/gate.ts';
import { fileKeeper } from '../../../api/access/keeper.ts';
import { noteKeeper } from '../../../api/access/note-keeper.ts';
import { createApp } from '../../../api/app.ts';
import { viewsFile } from '../../../api/explorer-build.ts';
import { startCompute } from '../../../api/compute/compute.ts';
import type { Services } from '../../../api/routes/declare.ts';
import type { HouseOptions } from '../../../api/store/house.ts';
import { openHouse } from '../../../api/store/open.ts';
import { root } from '../../support/checkout.ts';
import { dataDirectory, remove } from '../../support/house.ts';
import { databaseOf, onPostgres } from '../../support/test-database.ts';

/** What came back: the status, the headers and the JSON. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Problems as an answer tells them. */
export interface ToldProblem {
  readonly code: string;
  readonly record?: string;
  readonly path: string;
  readonly pointer?: string;
  readonly message: string;
  readonly remedy: string;
  readonly values: Record<string, string>;
}

/** What may be told otherwise: where the house is kept, its clock, and the clock by which whoever comes is let in. */
type Options = Partial<Pick<HouseOptions, 'clock' | 'directory'>> & { readonly now?: () => number };

/** The whole API on a real house, in a directory of its own and with the clock of this machine unless told. */
export async function openApi({ now, ...options }: Options = {}) {
  const directory = options.directory ?? (await dataDirectory());
  const datasets = join(root, 'datasets');
  const opened = await openHouse({ database: databaseOf(directory), ...options, directory });
  if (!opened.value) throw new Error(JSON.stringify(opened.problems));
  const house = opened.value;
  const gate = await gateOn(onPostgres ? noteKeeper(house.notes) : fileKeeper(directory), now);
  const token = await gate.issueLink();
  const compute = startCompute({ house, datasets, views: viewsFile(root) });
  const stop = new AbortController();
  const notes: string[] = [];
  const note = (line: string) => notes.push(line);
  const services: Services = {
    house: () => house,
    progress: () => undefined,
    trouble: () => [],
    gate,
    compute,
    stop: stop.signal,
    datasets,
    version: '0.1.0',
    note,
  };
  const app = createApp(services);

  const request = async (path: string, init: RequestInit = {}): Promise<Response> =>
    app.request(path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const told = async (response: Response): Promise<Told> => ({
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  });

  return {
    house,
    services,
    directory,
    datasets,
    app,
    token,
    request,
    notes,
    get: async (path: string) => told(await request(path)),
    post: async (path: string, body: unknown, headers: Record<string, string> = {}) =>
      told(
        await request(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    async close() {
      stop.abort();
      await compute.close();
      await house.close();
      await remove(directory);
    },
  };
}

export type OpenApi = Awaited<ReturnType<typeof openApi>>;

/** The problems of an answer. */
export const problemsIn = (told: Told): readonly ToldProblem[] =>
  (told.body as { errors?: readonly ToldProblem[] }).errors ?? [];
