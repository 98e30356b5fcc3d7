import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { type Body, kinds } from '../../engine/1-record/kind.ts';
import type { Book } from './book.ts';
import { findAnomalies, findCounts, findLoans } from './checks.ts';
import type { Founder } from './founding.ts';
import type { Answer, House, NetworkRow, Status } from './house.ts';
import type { LocalModels } from './local-models.ts';
import type { Notes } from './notes.ts';
import {
  describeNetwork,
  findChanges,
  findHistoryPage,
  findKnowledge,
  findOne,
  findPage,
  findPromises,
  findSights,
  findStocks,
  flowBytes,
  flowBytesAt,
  sequenceAt,
} from './queries.ts';
import { failureProblem } from './receipt.ts';
import { askRoom, type Room } from './room.ts';
import { findStatement } from './statement.ts';
import { inTurn } from './vault.ts';
import { verifySource } from './verify.ts';

/** What a house is made of. */
export interface HouseParts {
  readonly rooms: ReadonlyMap<string, Room>;
  readonly opening: Promise<void>;
  readonly founder: Founder;
  readonly notes: Notes;
  readonly models: LocalModels;
  /** Sees what others have founded and recorded; of one network, or of all. */
  readonly look: (slug?: string) => Promise<void>;
  /** Why nothing can be kept now. */
  readonly trouble: () => Problem | undefined;
}

/** The house of some rooms. */
export function assembleHouse({
  rooms,
  opening,
  founder,
  notes,
  models,
  look,
  trouble,
}: HouseParts): Omit<House, 'close'> {
  const flowCache = new Map<string, { bytes: Uint8Array; sequence: number }>();

  const refresh = async (slug?: string): Promise<readonly Problem[]> => {
    try {
      await look(slug);
      return [];
    } catch (failure) {
      return [failureProblem(failure)];
    }
  };

  async function ask<T>(slug: string, query: (book: Book) => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>> {
    const problems = rooms.has(slug) ? [] : await refresh(slug);
    return problems.length > 0 ? { problems } : askRoom(rooms.get(slug), slug, query);
  }

  return {
    notes,
    models,
    refresh,
    status: () => statusOf(rooms, trouble()),
    ready: () => opening,
    async networks() {
      const problems = await refresh();
      if (problems.length > 0) return { problems };
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
      const problems = rooms.has(slug) ? [] : await refresh(slug);
      if (problems.length > 0) return { problems };
      const room = rooms.get(slug);
      if (!room) return { problems: [problem('network.unknown', '', { value: slug })] };
      return room.submit(submission);
    },
    sequence: (slug) => rooms.get(slug)?.sequence(),
    record: (slug, className, id, recorded) => ask(slug, (book) => findOne(book, { className, id, recorded })),
    records: (slug, filter) => ask(slug, (book) => findPage(book, filter)),
    stocks: (slug, asOf = {}) => ask(slug, (book) => findStocks(book, asOf)),
    history: (slug, resource, query) => ask(slug, (book) => findHistoryPage(book, resource, query)),
    statement: (slug, resource, query) => ask(slug, (book) => findStatement(book, resource, query)),
    anomalies: (slug, of = {}) => ask(slug, (book) => findAnomalies(book, of)),
    loans: (slug, of = {}) => ask(slug, (book) => findLoans(book, of)),
    counts: (slug, of = {}) => ask(slug, (book) => findCounts(book, of)),
    sequenceAt: (slug, recorded) =>
      ask(slug, async (book) => ({ value: await sequenceAt(book, recorded), problems: [] })),
    promises: (slug, asOf = {}) => ask(slug, (book) => findPromises(book, asOf)),
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
    sights: (slug, query) => ask(slug, (book) => findSights(book, query)),
    async *exportJournal(slug) {
      const book = rooms.get(slug)?.book();
      if (book && 'book' in book) yield* book.book.vault.bytes();
    },
    verify: (slug) =>
      ask(slug, (book) =>
        rooms.get(slug)!.between(async () => {
          const value = await book.vault.still((source) => verifySource(slug, source));
          return { value, problems: [] };
        }),
      ),
    async erase(slug, id) {
      const room = rooms.get(slug);
      return ask(slug, (book) => room!.between(() => eraseRecord(book, id)));
    },
  };
}

function statusOf(rooms: ReadonlyMap<string, Room>, trouble: Problem | undefined): Status {
  const networks = [...rooms.values()].map((room) => room.status());
  const worst = (['failed', 'rebuilding'] as const).find((state) => networks.some((each) => each.state === state));
  return { state: worst ?? 'ok', networks, ...(trouble && { problem: trouble }) };
}

/** Takes the private fields of a record away: their leaves, what the projection shows, and what the ledger has at hand. */
async function eraseRecord(book: Book, id: string): Promise<Answer<{ erased: number }>> {
  return inTurn(book.vault, async () => {
    const erased = await book.vault.erase(id);
    const loaded = await book.store.call('load', [book.slug, [id]], { first: true });
    const record = loaded.records[0];
    if (!record) return { problems: [problem('record.unknown', '', { class: 'record', value: id })] };
    const given = [book.slug, id, kinds[record.class].private ?? []] as const;
    const body = await book.store.call('withhold', [...given], { first: true });
    book.ledger.records.set(id, { ...record, body: JSON.parse(body!) as Body });
    return { value: { erased }, problems: [] };
  });
}
