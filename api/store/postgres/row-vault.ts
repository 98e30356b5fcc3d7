import { createHmac } from 'node:crypto';
import { assert } from '../../../engine/0-base/assert.ts';
import { emptyLedger } from '../../../engine/2-ledger/ledger.ts';
import { type Book, emptyBook } from '../book.ts';
import { type StoreClient, StoreFailure } from '../client.ts';
import { rootText, sha256Hex } from '../hash.ts';
import { type Position, startPosition } from '../position.ts';
import { writeProblem } from '../receipt.ts';
import { rebuild } from '../replay.ts';
import type { JournalRow, KeptFrames } from '../row-queries.ts';
import { type FrameMark, inTurn, type Outcome, type SealedFrame, type Vault } from '../vault.ts';
import { lockNumber, type Postgres } from './connect.ts';
import { channel } from './listener.ts';
import { readingStore, withSnapshot } from './reading.ts';
import { flowColumns, followFlows, readFlows, type Staged } from './row-flows.ts';
import { readLeaves, readRows, rowBytes } from './row-journal.ts';
import { openSession, type Session } from './session.ts';

/** A book on rows; `open` reads what is there, and makes the projection anew where it is not that of the journal. */
export interface RowBook extends Book {
  open(onProgress: (done: number, total: number) => void): Promise<void>;
}

/** What the rows of a network are kept with. */
export interface Rows {
  readonly slug: string;
  readonly postgres: Postgres;
  /** Longest time of one query. */
  readonly limitMs: number;
  readonly random: (length: number) => Uint8Array;
}

const turnMs = 120_000;
/** Waiting for another server's turn, and for a server that is gone for a moment. */
const lockMs = 30_000;
const patienceMs = 8000;
const againMs = 200;
/** A server of ours that stands still in its turn loses it. */
const idleMs = 60_000;
const verifyMs = 600_000;
const keyBytes = 32;

/** A transaction that holds the lock of a network; what it waits for is bounded. */
const turnOf = (slug: string): string => `begin; set local statement_timeout = ${turnMs};
  set local lock_timeout = ${lockMs}; set local idle_in_transaction_session_timeout = ${idleMs};
  select pg_advisory_xact_lock(${lockNumber(`network ${slug}`)})`;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Does something until the server can be reached, for a while. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const began = Date.now(); ;)
    try {
      return await work();
    } catch (failure) {
      const isAway = failure instanceof StoreFailure && failure.reason === 'away';
      if (!isAway || Date.now() - began > patienceMs) throw failure;
      await wait(againMs);
    }
}

const treeText = ({ tree }: Position): string => tree.hashes.map((hash) => Buffer.from(hash).toString('hex')).join('');

const hashDigits = 64;

/** Where a journal stands by its row. */
function positionOf({ frame, sequence, recorded, length, tree }: JournalRow, authors: Map<string, string>): Position {
  const hashes = (tree.match(new RegExp(`.{${hashDigits}}`, 'g')) ?? []).map((each) => Buffer.from(each, 'hex'));
  const place = { offset: length, number: frame + 1 };
  return { place, sequence, recorded, tree: { size: sequence, hashes }, authors };
}

/** Whether the projection is that of the journal. */
const isProjected = (row: JournalRow): boolean =>
  row.projected?.frame === row.frame && row.projected.root === rootText(positionOf(row, new Map()).tree);

/** What is known of a journal: its last frame, and how often something was erased from it. */
interface Known extends FrameMark {
  readonly erasures: number;
}

const before: Known = { number: 0, hash: '', erasures: 0 };

/** Opens the book of a network on rows, without anything of the network in it yet. */
export function openRowBook({ slug, postgres, limitMs, random }: Rows): RowBook {
  const reading = readingStore(postgres.reads, limitMs);
  let session: Session | undefined;
  /** What the sequencer asks is asked in its turn; everybody else reads beside it. */
  const call: StoreClient['call'] = (name, given, options) =>
    options?.first && session ? session.call(name, given, options) : reading.call(name, given, options);
  const columns = flowColumns();
  const book = emptyBook({ slug, store: { call }, flows: columns });
  const flows = followFlows(book, { columns, call: reading.call, network: slug });
  let known: Known | undefined = before;
  let staged: Staged = { after: 0, groups: [] };
  let writes = false;
  let requestKey = Buffer.from(random(keyBytes)).toString('hex');

  const turn = (): Session => {
    assert(session !== undefined, 'what is written is written in a turn', { slug });
    return session;
  };

  /** Takes over what other servers have written since: what was at hand may have changed with it. */
  async function takeOver(row: JournalRow): Promise<void> {
    const goesOn = known !== undefined && (known.number === 0 || (await turn().call('holdsFrame', [slug, known])));
    const authors = goesOn ? book.position.authors : new Map<string, string>();
    for (const [author, hash] of await turn().call('findAuthors', [slug, goesOn ? known!.number : 0]))
      authors.set(author, hash);
    book.position = positionOf(row, authors);
    book.ledger = emptyLedger();
    book.whole = false;
    requestKey = row.requestKey;
    known = { number: row.frame, hash: row.hash, erasures: row.erasures };
  }

  /** Forgets what is at hand, so that the next turn begins with what is kept. */
  function forget(): void {
    known = undefined;
    book.position = startPosition();
    book.ledger = emptyLedger();
    book.whole = false;
  }

  async function begin(): Promise<void> {
    assert(session === undefined, 'one turn is over before the next begins', { slug });
    session = await patiently(() => openSession(postgres.writes, { begin: turnOf(slug), limitMs: turnMs }));
    const row = await turn().call('findJournal', [slug]);
    const same =
      known?.number === (row?.frame ?? 0) &&
      known.hash === (row?.hash ?? '') &&
      known.erasures === (row?.erasures ?? 0);
    if (row && !same) await takeOver(row);
    if (!row && !same) forget();
    known ??= before;
    staged = { after: book.position.sequence, groups: [] };
    writes = false;
  }

  async function write(frames: readonly SealedFrame[], position: Position): Promise<void> {
    const { place, sequence, recorded } = position;
    const after = book.position.place.number - 1;
    const journal = {
      frame: place.number - 1,
      sequence,
      recorded,
      length: place.offset,
      tree: treeText(position),
      requestKey,
    };
    const rows = rowsOf(frames, book.position.place.offset);
    const leaves = frames.flatMap((each) => each.secrets);
    const kept = await turn().call('keepFrames', [{ network: slug, after, journal, frames: rows, leaves }]);
    assert(kept, 'nobody writes in the turn of another', { slug, after });
    writes = true;
    known = { number: journal.frame, hash: rows.at(-1)!.hash, erasures: known?.erasures ?? 0 };
  }

  async function commit(): Promise<void> {
    await turn().query(writes ? `notify ${channel}, '${slug}'; commit` : 'rollback');
    turn().release(false);
    session = undefined;
    // What cannot be seen now is seen when somebody looks.
    if (staged.groups.length > 0) await flows.show(staged).catch(() => undefined);
  }

  async function abandon(failure: unknown): Promise<Outcome> {
    const hadTurn = session !== undefined;
    session?.release(true);
    session = undefined;
    forget();
    if (!(failure instanceof StoreFailure)) return 'broken';
    if (failure.reason === 'away') return hadTurn ? 'again' : 'refused';
    return failure.reason === 'busy' || writeProblem(failure).code === 'journal.full' ? 'refused' : 'broken';
  }

  const vault: Vault = {
    overlaps: false,
    keyed: (requestHash) => createHmac('sha256', Buffer.from(requestKey, 'hex')).update(requestHash).digest('hex'),
    begin,
    holds: (mark) => turn().call('holdsFrame', [slug, mark]),
    write,
    async project(group) {
      const { flows: rows, sequence, packed } = group;
      await turn().call('apply', [packed]);
      if (rows.length > 0) await turn().call('keepFlows', [slug, sequence, rows]);
      staged.groups.push(group);
      writes = true;
    },
    commit,
    abandon,
    async erase(record) {
      writes = true;
      return turn().call('eraseLeaves', [slug, record]);
    },
    async look() {
      if ((await reading.call('findHead', [slug])) !== book.applied) await flows.catchUp();
    },
    still: (work) =>
      withSnapshot(postgres.reads, { limitMs: verifyMs }, async ({ call: ask }) => {
        const { rows } = await readFlows(ask, slug, 0);
        const columnsThen = flowColumns();
        columnsThen.append(rows, 0);
        const leaves = await readLeaves(ask, slug);
        const read = readRows.bind(undefined, ask, slug);
        return work({ store: { call: ask }, leaves, read, flows: columnsThen.table });
      }),
    async *bytes() {
      const row = await reading.call('findJournal', [slug]);
      if (row) yield* rowBytes(reading.call, slug, row.frame);
    },
    close: async () => undefined,
  };

  return Object.assign(book, {
    vault,
    async open(onProgress: (done: number, total: number) => void) {
      const row = await reading.call('findJournal', [slug]);
      if (row && !isProjected(row)) await project(onProgress);
      await flows.catchUp();
    },
  });

  /** Makes the projection anew from the frames, all of it in one turn. */
  async function project(onProgress: (done: number, total: number) => void): Promise<void> {
    await inTurn(vault, async () => {
      const total = book.position.sequence;
      const ask = turn().call;
      await ask('forget', [slug]);
      writes = true;
      staged = { after: Number.NaN, groups: [] };
      const leaves = await readLeaves(ask, slug);
      const read = readRows.bind(undefined, ask, slug);
      await rebuild(book as Book, { read, leaves, boot: '', onProgress: (done) => onProgress(done, total) });
    });
  }
}

/** Frames as rows, the first of which begins at a byte of the journal. */
function rowsOf(frames: readonly SealedFrame[], start: number): KeptFrames['frames'] {
  let place = start;
  return frames.map(({ frame: { number, author }, bytes }) => {
    const row = { number, place, author, hash: sha256Hex(bytes), bytes };
    place += bytes.length;
    return row;
  });
}
