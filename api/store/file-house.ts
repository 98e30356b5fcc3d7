import { randomBytes } from 'node:crypto';
import { access, constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { problem } from '../../engine/0-base/problem.ts';
import { isAddress } from './book.ts';
import { cleanMark, endsOf } from './clean.ts';
import type { StoreClient } from './client.ts';
import type { ClosedJournal } from './position.ts';
import { makeDirectory } from './file.ts';
import { type FileRoomOptions, openFiles } from './file-room.ts';
import { createFounder } from './founding.ts';
import type { Answer, House, HouseOptions } from './house.ts';
import { assembleHouse } from './assemble.ts';
import { bootId, type Lock, takeLock } from './lock.ts';
import { fileModels } from './local-models.ts';
import { fileNotes } from './notes.ts';
import { openProjection } from './projection.ts';
import { type Fault, openRoom, type Room } from './room.ts';

/** Faults, and another run of the machine, are put in by tests only. */
export type OpenOptions = HouseOptions & { readonly fault?: Fault; readonly boot?: string };

/**
 * Opens a data directory: takes its lock (`journal.locked` when another process has it), opens the database and every
 * network's journal. Networks come up one after the other while the house already answers; `ready` waits for them.
 */
export async function openFileHouse(options: OpenOptions): Promise<Answer<House>> {
  const { directory } = options;
  await makeDirectory(directory);
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  const locked = await takeLock(directory);
  if ('problem' in locked) return { problems: [locked.problem] };
  try {
    const opened = await openLocked(options, locked.lock);
    if (opened.value === undefined) await locked.lock.release();
    return opened;
  } catch (failure) {
    await locked.lock.release();
    throw failure;
  }
}

async function openLocked(options: OpenOptions, lock: Lock): Promise<Answer<House>> {
  const { directory } = options;
  await makeDirectory(join(directory, 'networks'));
  const mark = cleanMark(directory);
  const boot = options.boot ?? bootId() ?? '';
  const left = await mark.take(boot);
  const projection = await openProjection({ onNotice: () => undefined, ...options, boot, left });
  if (!projection) return { problems: [problem('journal.full', '')] };
  const { store, states } = projection;
  const shared = defaults({ ...options, store, clean: left?.closed !== undefined, boot });
  const ends = endsOf(left);
  const open = (slug: string, left?: Partial<LeftBehind>): Room => {
    const files = { ...shared, slug, state: undefined, closed: undefined, end: undefined, ...left };
    return openRoom({ ...shared, slug, open: (onProgress) => openFiles(files, onProgress) });
  };
  const rooms = new Map<string, Room>();
  const names = (await readdir(join(directory, 'networks'))).filter(isAddress).sort();
  for (const slug of names)
    rooms.set(slug, open(slug, { state: states.get(slug), closed: left?.closed?.[slug], end: ends[slug] }));
  const opening = (async () => {
    await startAll(rooms);
    const reached = { ...ends, ...Object.fromEntries([...rooms].flatMap(endOf)) };
    await mark.keepEnds(boot, reached).catch(() => options.onFatal?.(problem('journal.full', '')));
  })();
  const look = async () => undefined;
  const founder = createFounder({ rooms, opening, open, look });
  const kept = { notes: fileNotes(directory), models: fileModels(directory) };
  const house = assembleHouse({ rooms, opening, founder, ...kept, look, trouble: () => undefined });
  const close = async () => {
    try {
      await founder.stop();
      const kept = await Promise.all([...rooms].map(async ([slug, room]) => [slug, await room.close()] as const));
      await store.close();
      if (isInOrder(kept)) await mark.leave({ boot, closed: Object.fromEntries(kept) });
    } finally {
      await lock.release();
    }
  };
  return { value: { ...house, close }, problems: [] };
}

/** Brings networks up one after the other; one in which nothing was ever recorded is none. */
async function startAll(rooms: Map<string, Room>): Promise<void> {
  for (const [slug, room] of rooms) {
    await room.start();
    if (!room.isEmpty()) continue;
    rooms.delete(slug);
    await room.close();
  }
}

const endOf = ([slug, room]: readonly [string, Room]): [string, number][] => {
  const found = room.book();
  return 'book' in found ? [[slug, found.book.position.place.offset]] : [];
};

const isInOrder = (
  kept: readonly (readonly [string, ClosedJournal | undefined])[],
): kept is readonly (readonly [string, ClosedJournal])[] => kept.every(([, closed]) => closed !== undefined);

/** What is known of the files of a network since it was open the last time. */
type LeftBehind = Pick<FileRoomOptions, 'state' | 'closed' | 'end'>;

interface Shared extends OpenOptions {
  readonly store: StoreClient;
  readonly clean: boolean;
  readonly boot: string;
}

const defaults = (shared: Shared) => ({
  ...shared,
  clock: shared.clock ?? (() => Date.now() * 1000),
  random: shared.random ?? ((length: number) => randomBytes(length)),
  onProgress: shared.onProgress ?? (() => undefined),
  onFatal: shared.onFatal ?? (() => undefined),
});
