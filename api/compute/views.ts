import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { serveView, speakOnly, ViewRequest } from '../../explorer/server.ts';
import { askOn, problemsOf, type Told } from './ask.ts';
import type { World } from './world.ts';

/** A view that is asked for, in a language. */
export interface ViewQuery extends ViewRequest {
  /** The network as it stands in addresses; its world may be that which one audience sees, and be called otherwise. */
  readonly slug: string;
  readonly language: string;
  /** The file that draws; undefined where the explorer could not be built. */
  readonly file: string | undefined;
}

/** A view as a file. */
export interface ViewFile {
  readonly content: string;
  readonly name: string;
  readonly sequence: number;
}

interface Drawer {
  readonly serveView: typeof serveView;
  readonly speakOnly: typeof speakOnly;
}

const drawers = new Map<string, Promise<Drawer>>();

/** What draws in a language: the same file, loaded once for each, so that no two of them speak at the same time. */
function drawerOf(file: string, language: string): Promise<Drawer> {
  const address = `${pathToFileURL(file).href}?language=${language}`;
  const known = drawers.get(address) ?? load(address, language);
  drawers.set(address, known);
  return known;
}

async function load(address: string, language: string): Promise<Drawer> {
  const drawer = (await import(address)) as Drawer;
  await drawer.speakOnly(language);
  return drawer;
}

interface Asked {
  readonly query: ViewQuery;
  readonly port: MessagePort;
}

/** Draws a view of a world; what is not in the world is asked for on the line. Problems: parameter.invalid, view.unbuilt, those of the API. */
export async function viewOf(
  world: World,
  { query, port }: Asked,
): Promise<{ value: ViewFile } | { problems: readonly Problem[] }> {
  const { file, language, slug: network, ...request } = query;
  if (file === undefined || !existsSync(file)) return { problems: [problem('view.unbuilt', '')] };
  const { serveView: serve } = await drawerOf(file, language);
  const { name, zone, invented, sequence, standing: facts, table } = world;
  const { ask, problems } = askFor(port);
  const given = await serve({ network, name, zone, invented, sequence, facts, table, ask }, request);
  if (given.is === 'file') return { value: { content: given.content, name: given.name, sequence } };
  if (given.is === 'failed') return { problems: problems() };
  return {
    problems: given.parameters.map(({ name: field, text, reason }) =>
      problem('parameter.invalid', '', {
        field,
        value: text.slice(0, 80) || 'empty',
        expected: reason.replace(/^expected /, ''),
      }),
    ),
  };
}

/** The way to ask, and the problems of the last thing that was not answered. */
function askFor(port: MessagePort) {
  const tell = askOn(port);
  let refusal: Told | undefined;
  const read = async <T>(path: string, take: (bytes: ArrayBuffer) => T) => {
    const told = await tell(path);
    if (told.status === 200) return { ok: true as const, value: take(told.bytes), tag: '' };
    refusal = told;
    return { ok: false as const, failed: 'refused' as const, status: told.status, title: '', errors: [] };
  };
  return {
    ask: {
      json: <T>(path: string) => read(path, (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as T),
      bytes: (path: string) => read(path, (bytes) => bytes),
    },
    problems: (): readonly Problem[] => {
      const told = refusal ? problemsOf(refusal) : [];
      return told.length > 0 ? told : [problem('store.busy', '', { limit: 'its time' })];
    },
  };
}
