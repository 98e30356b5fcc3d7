import { randomBytes } from 'node:crypto';
import { access, constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canonical } from '../../engine/0-base/canonical.ts';
import { canonicalText } from '../../engine/0-base/canonical.ts';
import { problem } from '../../engine/0-base/problem.ts';
import { type Body, type Entry, kinds } from '../../engine/1-record/kind.ts';
import { type Book, networkId } from './book.ts';
import { cleanMark, endsOf } from './clean.ts';
import type { StoreClient } from './client.ts';
import type { ClosedJournal } from './closed.ts';
import { makeDirectory } from './file.ts';
import { sha256Hex } from './hash.ts';
import type { Answer, House, HouseOptions, NetworkRow, Receipt, Status } from './house.ts';
import { bootId, type Lock, takeLock } from './lock.ts';
import { openProjection } from './projection.ts';
import {
  describeNetwork,
  findHistoryPage,
  findKnowledge,
  findOne,
  findPage,
  findStocks,
  flowBytes,
} from './queries.ts';
import { failureProblem } from './receipt.ts';
import { type Fault, openRoom, type Room } from './room.ts';
import { verifyBook } from './verify.ts';

/** Faults, and another run of the machine, are put in by tests only. */
export type OpenOptions = HouseOptions & { readonly fault?: Fault; readonly boot?: string };

const slugForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

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
  const names = (await readdir(join(directory, 'networks'))).filter((name) => slugForm.test(name)).sort();
  for (const slug of names)
    rooms.set(
      slug,
      openRoom({ ...defaults(shared), slug, state: states.get(slug), closed: closed[slug], end: ends[slug] }),
    );
  const opening = (async () => {
    for (const [slug, room] of rooms) {
      await room.start();
      if (!room.isEmpty()) continue;
      rooms.delete(slug);
      await room.close();
    }
    await mark.keepEnds(boot, { ...ends, ...Object.fromEntries([...rooms].flatMap(endOf)) });
  })();
  const foundings: Foundings = { underway: new Map(), stopped: false };
  const house = makeHouse({
    rooms,
    opening,
    foundings,
    open: (slug) => openRoom({ ...defaults(shared), slug, state: undefined, closed: undefined, end: undefined }),
  });
  const close = async () => {
    foundings.stopped = true;
    await opening;
    await Promise.all(foundings.underway.values());
    const kept = await Promise.all([...rooms].map(async ([slug, room]) => [slug, await room.close()] as const));
    await store.close();
    if (isInOrder(kept)) await mark.leave({ boot, closed: Object.fromEntries(kept) });
    await lock.release();
  };
  return { value: { ...house, close }, problems: [] };
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

/** What is being founded, by address; `stopped` when nothing is founded any more. */
interface Foundings {
  readonly underway: Map<string, Promise<void>>;
  stopped: boolean;
}

type Founding = Parameters<House['createNetwork']>[0];

interface HouseParts {
  readonly rooms: Map<string, Room>;
  readonly opening: Promise<void>;
  readonly foundings: Foundings;
  readonly open: (slug: string) => Room;
}

function makeHouse({ rooms, opening, foundings, open }: HouseParts): Omit<House, 'close'> {
  const flowCache = new Map<string, { bytes: Uint8Array; sequence: number }>();

  /** Asks a network that answers; why not, when it does not. */
  async function ask<T>(slug: string, query: (book: Book) => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>> {
    const room = rooms.get(slug);
    if (!room) return { problems: [problem('network.unknown', '', { value: slug })] };
    const book = room.book();
    if ('problem' in book) return { problems: [book.problem] };
    try {
      return await query(book.book);
    } catch (failure) {
      return { problems: [failureProblem(failure)] };
    }
  }

  /** Founds a network; nobody else sees it before its own record is there. */
  async function found({ slug, body, author, entries = [], request }: Founding): Promise<Answer<Receipt>> {
    const room = open(slug);
    await room.start();
    const own: Entry = { v: 1, op: 'record', class: 'Network', id: networkId(slug), body };
    const text = canonicalText([...entries, own] as unknown as Canonical);
    const requestHash = sha256Hex(Buffer.from(text));
    const known = request ?? { key: `found ${slug}`, requestHash };
    const receipt = await room.submit({ entries: [...entries, own], author, ...known });
    if (receipt.value === undefined) await room.close();
    else rooms.set(slug, room);
    return receipt;
  }

  /** The answer to whoever founds what is founded: the same for the same content. */
  async function foundAgain({ slug, body, entries = [] }: Founding): Promise<Answer<Receipt>> {
    const own = await ask(slug, (book) => findOne(book, 'Network', networkId(slug)));
    if (own.value === undefined) return { problems: own.problems };
    const kept = await ask(slug, (book) => bodiesOf(book, entries));
    if (kept.value === undefined) return { problems: kept.problems };
    const same = isSame(own.value.body, body) && entries.every((each) => isSame(kept.value.get(each.id), each.body));
    if (!same) return refuse('network.exists', { value: slug });
    const { recorded, sequence } = own.value;
    const ids = [...entries.map(({ id }) => id), networkId(slug)];
    const rest = { ids, stocks: [], processes: [], warnings: [] };
    return { value: { frame: 1, sequence, recorded, ...rest, kind: 'repeated' } satisfies Receipt, problems: [] };
  }

  /** Those who found under the same address come one after the other, so that the second finds what the first left. */
  async function inTurn<T>(slug: string, work: () => Promise<T>): Promise<T> {
    const turn = (foundings.underway.get(slug) ?? Promise.resolve()).then(work);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    foundings.underway.set(slug, over);
    try {
      return await turn;
    } finally {
      if (foundings.underway.get(slug) === over) foundings.underway.delete(slug);
    }
  }

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
    async createNetwork(founding) {
      const { slug } = founding;
      if (!slugForm.test(slug))
        return refuse('parameter.invalid', { field: 'network', value: slug, expected: 'a-z, 0-9 and -, at most 63' });
      await opening;
      if (foundings.stopped) return refuse('store.rebuilding', { value: 'closing' });
      return inTurn(slug, () => (rooms.has(slug) ? foundAgain(founding) : found(founding)));
    },
    async submit(slug, submission) {
      const room = rooms.get(slug);
      if (!room) return refuse('network.unknown', { value: slug });
      return room.submit(submission);
    },
    sequence: (slug) => rooms.get(slug)?.sequence(),
    record: (slug, className, id) => ask(slug, (book) => findOne(book, className, id)),
    records: (slug, filter) => ask(slug, (book) => findPage(book, filter)),
    stocks: (slug, asOf = {}) => ask(slug, (book) => findStocks(book, asOf)),
    history: (slug, resource, query) => ask(slug, (book) => findHistoryPage(book, resource, query)),
    knowledge: (slug) => ask(slug, findKnowledge),
    flows: (slug) =>
      ask(slug, (book) => {
        const known = flowCache.get(slug);
        const value = known?.sequence === book.flows.sequence ? known : flowBytes(book);
        flowCache.set(slug, value);
        return { value, problems: [] };
      }),
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

const refuse = (
  ...given: [Parameters<typeof problem>[0], Record<string, string>]
): { problems: [ReturnType<typeof problem>] } => ({
  problems: [problem(given[0], '', given[1])],
});

/** The bodies of recorded entries by id, as they stand. */
async function bodiesOf({ store, slug }: Book, entries: readonly Entry[]): Promise<Answer<Map<string, Body>>> {
  const { records } = await store.call('load', [slug, entries.map(({ id }) => id)]);
  return { value: new Map(records.map(({ id, body }) => [id, body])), problems: [] };
}

const isSame = (a: Body | undefined, b: Body): boolean =>
  a !== undefined && canonicalText(a as Canonical) === canonicalText(b as Canonical);

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
  const hidden = kinds[record.class].private ?? [];
  const open = Object.entries(record.body).filter(([field]) => !hidden.includes(field));
  const body = Object.fromEntries(open) as Body;
  await book.store.call('setBody', [book.slug, id, canonicalText(body as Canonical)]);
  book.ledger.records.set(id, { ...record, body });
  return { value: { erased }, problems: [] };
}
