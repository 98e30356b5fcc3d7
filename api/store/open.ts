import { randomBytes } from 'node:crypto';
import { access, constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { problem } from '../../engine/0-base/problem.ts';
import { type Body, kinds } from '../../engine/1-record/kind.ts';
import { type Book, isAddress } from './book.ts';
import { cleanMark, endsOf } from './clean.ts';
import type { StoreClient } from './client.ts';
import type { ClosedJournal } from './closed.ts';
import { makeDirectory } from './file.ts';
import { createFounder, type Founder } from './founding.ts';
import type { Answer, House, HouseOptions, NetworkRow, Status } from './house.ts';
import { bootId, type Lock, takeLock } from './lock.ts';
import { openProjection } from './projection.ts';
import {
  describeNetwork,
  findChanges,
  findHistoryPage,
  findKnowledge,
  findOne,
  findPage,
  findStocks,
  flowBytes,
  flowBytesAt,
  sequenceAt,
} from './queries.ts';
import { askRoom, type Fault, openRoom, type Room } from './room.ts';
import { verifyBook } from './verify.ts';

/** Faults, and another run of the machine, are put in by tests only. */
export type OpenOptions = HouseOptions & { readonly fault?: Fault; readonly boot?: string };

/**
 * Opens a data directory: takes its lock (`journal.locked` when another process has it), opens the database and every
 * network's journal. Networks come up one after the other while the house already answers; `ready` waits for them.
 */
export async function openHouse(options: OpenOptions): Promise<Answer<House>> {
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
  const shared = { ...options, store, clean: left?.closed !== undefined, boot };
  const closed = left?.closed ?? {};
  const ends = endsOf(left);
  const rooms = new Map<string, Room>();
  const names = (await readdir(join(directory, 'networks'))).filter(isAddress).sort();
  for (const slug of names)
    rooms.set(
      slug,
      openRoom({ ...defaults(shared), slug, state: states.get(slug), closed: closed[slug], end: ends[slug] }),
    );
  const opening = (async () => {
    await startAll(rooms);
    const reached = { ...ends, ...Object.fromEntries([...rooms].flatMap(endOf)) };
    await mark.keepEnds(boot, reached).catch(() => options.onFatal?.(problem('journal.full', '')));
  })();
  const founder = createFounder({
    rooms,
    opening,
    open: (slug) => openRoom({ ...defaults(shared), slug, state: undefined, closed: undefined, end: undefined }),
  });
  const house = makeHouse({ rooms, opening, founder });
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
  return 'book' in found ? [[slug, found.book.journal.length]] : [];
};

const isInOrder = (
  kept: readonly (readonly [string, ClosedJournal | undefined])[],
): kept is readonly (readonly [string, ClosedJournal])[] => kept.every(([, closed]) => closed !== undefined);

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

interface HouseParts {
  readonly rooms: ReadonlyMap<string, Room>;
  readonly opening: Promise<void>;
  readonly founder: Founder;
}

function makeHouse({ rooms, opening, founder }: HouseParts): Omit<House, 'close'> {
  const flowCache = new Map<string, { bytes: Uint8Array; sequence: number }>();

  const ask = <T>(slug: string, query: (book: Book) => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>> =>
    askRoom(rooms.get(slug), slug, query);

  return {
    status: () => statusOf(rooms),
    ready: () => opening,
    async networks() {
      const rows: NetworkRow[] = [];
      for (const slug of [...rooms.keys()].sort()) {
        const row = await ask(slug, async (book) => ({ value: await describeNetwork(book), problems: [] }));
        const { state } = rooms.get(slug)!.status();
        rows.push(row.value ?? { network: slug, state, name: slug, problem: row.problems[0]! });
      }
      return { value: rows, problems: [] };
    },
    createNetwork: (founding) => founder.found(founding),
    async submit(slug, submission) {
      const room = rooms.get(slug);
      if (!room) return { problems: [problem('network.unknown', '', { value: slug })] };
      return room.submit(submission);
    },
    sequence: (slug) => rooms.get(slug)?.sequence(),
    record: (slug, className, id, recorded) => ask(slug, (book) => findOne(book, { className, id, recorded })),
    records: (slug, filter) => ask(slug, (book) => findPage(book, filter)),
    stocks: (slug, asOf = {}) => ask(slug, (book) => findStocks(book, asOf)),
    history: (slug, resource, query) => ask(slug, (book) => findHistoryPage(book, resource, query)),
    sequenceAt: (slug, recorded) =>
      ask(slug, async (book) => ({ value: await sequenceAt(book, recorded), problems: [] })),
    knowledge: (slug, at) => ask(slug, (book) => findKnowledge(book, at)),
    flows: (slug, asOf = {}) =>
      ask(slug, (book) => {
        if (asOf.happened !== undefined || asOf.recorded !== undefined) return flowBytesAt(book, asOf);
        const known = flowCache.get(slug);
        const value = known?.sequence === book.flows.sequence ? known : flowBytes(book);
        flowCache.set(slug, value);
        return { value, problems: [] };
      }),
    changes: (slug, after, limit) => ask(slug, (book) => findChanges(book, after, limit)),
    changed: (slug, sequence, signal) =>
      rooms.get(slug)?.changed(sequence, signal) ?? Promise.reject(new Error('no such network')),
    async *exportJournal(slug) {
      const book = rooms.get(slug)?.book();
      if (book && 'book' in book) yield* book.book.journal.bytes();
    },
    verify: (slug) =>
      ask(slug, (book) => rooms.get(slug)!.between(async () => ({ value: await verifyBook(book), problems: [] }))),
    async erase(slug, id) {
      const room = rooms.get(slug);
      return ask(slug, (book) => room!.between(() => eraseRecord(book, id)));
    },
  };
}

function statusOf(rooms: ReadonlyMap<string, Room>): Status {
  const networks = [...rooms.values()].map((room) => room.status());
  const worst = (['failed', 'rebuilding'] as const).find((state) => networks.some((each) => each.state === state));
  return { state: worst ?? 'ok', networks };
}

/** Takes the private fields of a record away: their leaves, what the projection shows, and what the ledger has at hand. */
async function eraseRecord(book: Book, id: string): Promise<Answer<{ erased: number }>> {
  const erased = await book.leaves.erase(id);
  const loaded = await book.store.call('load', [book.slug, [id]]);
  const record = loaded.records[0];
  if (!record) return { problems: [problem('record.unknown', '', { class: 'record', value: id })] };
  const body = await book.store.call('withhold', [book.slug, id, kinds[record.class].private ?? []]);
  book.ledger.records.set(id, { ...record, body: JSON.parse(body!) as Body });
  return { value: { erased }, problems: [] };
}
