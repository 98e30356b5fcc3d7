import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { emptyDirectory, type Left } from './clean.ts';
import { openStore, type StoreClient, StoreFailure } from './client.ts';
import { makeDirectory } from './file.ts';
import type { ProjectionState } from './replay.ts';

/** The database of a house, and where it says that each network stands. */
export interface Projection {
  readonly store: StoreClient;
  readonly states: ReadonlyMap<string, ProjectionState>;
}

/** What opening the projection depends on. */
export interface ProjectionOptions {
  readonly directory: string;
  readonly queryLimitMs?: number;
  /** This run of the machine; '' when it has no name. */
  readonly boot: string;
  readonly left: Left | undefined;
  readonly onNotice: (problem: Problem) => void;
}

/** Less room than this and a database cannot be opened, though nothing may be wrong with it. */
const leastFreeBytes = 32 * 1024 * 1024;

/**
 * Opens the database; undefined when there is no room for it. One that may not be whole on the disk, or that cannot be
 * opened though there is room, is given up: it is only a projection, and is made anew.
 */
export async function openProjection(options: ProjectionOptions): Promise<Projection | undefined> {
  const path = join(options.directory, 'database');
  await makeDirectory(path);
  if (await isEmpty(path)) return createProjection(path, options);
  if (!isWhole(options)) return recreate(path, 'it may not be whole after the machine stopped', options);
  try {
    return await startProjection(path, options);
  } catch (failure) {
    if (!(failure instanceof StoreFailure)) throw failure;
    const { bavail, bsize } = await statfs(path);
    if (bavail * bsize < leastFreeBytes) return undefined;
    return recreate(path, 'it is damaged or of another version', options);
  }
}

const isEmpty = async (path: string): Promise<boolean> => (await readdir(path)).length === 0;

/** All of the database is on the disk when it was closed in order, or when the machine has run since it was written. */
const isWhole = ({ left, boot }: ProjectionOptions): boolean =>
  left !== undefined && (left.closed !== undefined || (boot !== '' && left.boot === boot));

async function recreate(path: string, reason: string, options: ProjectionOptions): Promise<Projection> {
  options.onNotice(problem('store.emptied', '', { reason }));
  await emptyDirectory(path);
  return createProjection(path, options);
}

/** Making a database takes some 500 MB of memory that its thread never gives back, so another thread goes on with it. */
async function createProjection(path: string, options: ProjectionOptions): Promise<Projection> {
  const { store } = await startProjection(path, options);
  await store.close();
  return startProjection(path, options);
}

const usualLimitMs = 10_000;
const startLimitMs = 120_000;

async function startProjection(path: string, options: { readonly queryLimitMs?: number }): Promise<Projection> {
  const store = openStore({ directory: path, limitMs: options.queryLimitMs ?? usualLimitMs });
  try {
    const rows = await store.call('states', [], { limitMs: startLimitMs });
    return { store, states: new Map(rows.map((row) => [row.network, row])) };
  } catch (failure) {
    await store.close();
    throw failure;
  }
}
