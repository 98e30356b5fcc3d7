import type { MessagePort } from 'node:worker_threads';
import { assert } from '../../engine/0-base/assert.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { balancesOf } from './balances.ts';
import { footprintAccountOf } from './footprint-account.ts';
import { footprintsOf } from './footprints.ts';
import { holdModel, type ModelOrigin, modelFigure, modelFigures, modelProducts, modelRows } from './models.ts';
import { reconciliationsOf } from './reconciliations.ts';
import { reuseOf } from './reuse.ts';
import { serveThread } from './serve-thread.ts';
import { readShelf, type Shelf } from './shelf.ts';
import { thresholdsOf } from './thresholds.ts';
import { tracesOf } from './traces.ts';
import { type ViewFile, type ViewQuery, viewOf } from './views.ts';
import { isPast, type Load, remembered, type World, worldOf } from './world.ts';

/** Networks held at a time, and worlds of them as they were; the one that was loaded longest ago goes first. */
const heldLimit = 8;
const pastLimit = 2;

const worlds = new Map<string, World>();
let shelf: Promise<Shelf> | undefined;
let datasets = '';

/** A question about one network. */
export interface Asked<Q> {
  readonly network: string;
  readonly query: Q;
}

/** An answer, or the problems that stopped it. */
export type Reply<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Answers a question about a world once; the same question gets the same answer until the network changes. Undefined when
 * the network is not held: it made room for others since it was loaded.
 */
function question<Q, T>(name: string, answer: (world: World, shelf: Shelf, query: Q) => Reply<T>) {
  return async ({ network, query }: Asked<Q>): Promise<Reply<T> | undefined> => {
    const world = worlds.get(network);
    if (!world) return undefined;
    assert(shelf !== undefined, 'a question comes after the datasets', { network });
    const read = await shelf;
    return remembered(world, `${name} ${JSON.stringify(query)}`, () => answer(world, read, query));
  };
}

const questions = {
  /** Reads the datasets; what is asked meanwhile waits for them. */
  async shelve(folder: string): Promise<void> {
    datasets = folder;
    shelf = readShelf(folder);
    await shelf;
  },
  /** Takes a network in; answers which are held now. */
  load(given: Load): string[] {
    worlds.delete(given.network);
    worlds.set(given.network, worldOf(given));
    const keys = [...worlds.keys()];
    for (const oldest of keys.filter(isPast).slice(0, -pastLimit)) worlds.delete(oldest);
    for (const oldest of keys.filter((key) => !isPast(key)).slice(0, -heldLimit)) worlds.delete(oldest);
    return [...worlds.keys()];
  },
  balances: question('balances', balancesOf),
  reconciliations: question('reconciliations', reconciliationsOf),
  footprints: question('footprints', footprintsOf),
  footprintAccount: question('footprint account', footprintAccountOf),
  thresholds: question('thresholds', thresholdsOf),
  reuse: question('reuse', reuseOf),
  /** Reads a model and holds it under a key. */
  holdModel: (given: { readonly key: string; readonly origin: ModelOrigin }) => holdModel(given, datasets),
  modelProducts,
  modelFigure,
  modelFigures,
  modelRows: async (asked: Parameters<typeof modelRows>[0]) => modelRows(asked, (await shelf)?.indicators ?? []),
  traces: question('traces', tracesOf),
  /** Draws a view as a file; undefined when the network is not held. */
  async view(asked: Asked<ViewQuery> & { readonly port: MessagePort }): Promise<Reply<ViewFile> | undefined> {
    const world = worlds.get(asked.network);
    return world && viewOf(world, asked);
  },
};

export type Questions = typeof questions;

serveThread(questions);
