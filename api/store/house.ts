import type { Problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Measure } from '../../engine/1-record/field.ts';
import type { Body, ClassName, Entry } from '../../engine/1-record/kind.ts';
import type { AllocatedEvent, PromiseRecord } from '../../engine/2-ledger/fulfilment.ts';
import type { NegativeSpan } from '../../engine/2-ledger/anomaly.ts';
import type { CountDifference } from '../../engine/2-ledger/count.ts';
import type { LocalModels } from './local-models.ts';
import type { Notes } from './notes.ts';
import type { EventSight } from './query-sight.ts';
import type { ListQuery } from './query-list.ts';

/** What a function answers: a value, or the problems that stopped it. Warnings stand beside a value. */
export type Answer<T> =
  | { readonly value: T; readonly problems: readonly Problem[] }
  | { readonly value?: undefined; readonly problems: readonly Problem[] };

/** What is handed in: the entries of one batch, who hands them in and the key by which a repeat is known. */
export interface Submission {
  readonly entries: readonly Entry[];
  readonly author: string;
  readonly key: string;
  /** Hash of the request body, as hexadecimal text. */
  readonly requestHash: string;
  readonly dryRun?: boolean;
  /** `structural`: what an event lacks for its action is a warning. */
  readonly strictness?: 'structural' | 'behavioural' | undefined;
  /** When it was recorded, in a story that comes with the house; else the clock tells. */
  readonly recorded?: Instant | undefined;
  /** Tags of which one must be that of the record as it stands when the batch is admitted, by id; else `record.changed`. */
  readonly expected?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What is answered when a batch is durable and readable (or, in a dry run, would be). */
export interface Receipt {
  readonly frame: number;
  /** Number of the last entry of the batch; the network stood there when it was recorded. */
  readonly sequence: number;
  readonly recorded: Instant;
  /** How many entries the batch has in the journal: those that said nothing new are not among them. */
  readonly entries: number;
  /** The id of each entry, in the order of the batch. */
  readonly ids: readonly string[];
  /** Stock of every touched resource after the batch. */
  readonly stocks: readonly Stock[];
  /** Processes that the batch touched. */
  readonly processes: readonly string[];
  readonly warnings: readonly Problem[];
  /** `new`: recorded now; `repeated`: the same key and body were recorded before; `dry`: nothing was recorded. */
  readonly kind: 'new' | 'repeated' | 'dry';
}

/** Stock of one resource at one holder, in the coherent unit. */
export interface Holding {
  readonly holder: string;
  readonly accounting: Measure;
  readonly onhand: Measure;
}

/** Stock of one resource as of some moment, in the coherent unit. */
export interface Stock {
  readonly resource: string;
  readonly name?: string;
  readonly specification: string;
  readonly accountable?: string;
  readonly accounting: Measure;
  readonly onhand: Measure;
  readonly stage?: string;
  readonly state?: string;
  readonly location?: string;
  /** What it was put into since it was last taken out; a digital thing may be in several. */
  readonly containedIn?: readonly string[];
  readonly holders: readonly Holding[];
}

/** How much of a list of stocks is not shared with whoever asks: of few resources no amount, since it would be one of theirs. */
export interface NotShared {
  readonly resources: number;
  readonly onhand: readonly Measure[];
}

/** One record as it stands. `happened` only on events. */
export interface RecordRow<C extends ClassName = ClassName> {
  readonly id: string;
  readonly class: C;
  readonly sequence: number;
  readonly recorded: Instant;
  readonly happened?: Instant;
  readonly retired: boolean;
  /** Counts revisions from 1. */
  readonly revision: number;
  /** The entry that made it what it is. */
  readonly revised: number;
  readonly body: Body<C>;
}

/** Which records a list holds, and in which order; what stands in ListQuery but what pages are made of. */
export interface RecordFilter extends Omit<ListQuery, 'classes' | 'upTo' | 'limit' | 'after'> {
  readonly classes: readonly ClassName[];
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  /** As the records stood at this recorded time; left out, as they stand now. */
  readonly recorded?: Instant | undefined;
}

/** One page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
  /** The list is as of this number; all its pages are. */
  readonly sequence: number;
}

/** A moment in both times: what had happened by then, as far as it was recorded by then. Left out, it is now. */
export interface AsOf {
  readonly happened?: Instant | undefined;
  readonly recorded?: Instant | undefined;
}

/** One line of a resource's history: what an event did to it at one holder, and the balance after it in order of happening. A history lists the latest first. */
export interface HistoryRow {
  readonly event: string;
  readonly sequence: number;
  readonly happened: Instant;
  readonly recorded: Instant;
  readonly action: string;
  readonly holder: string;
  readonly accounting: Measure;
  readonly onhand: Measure;
  /** After this line, of the holder that was asked for, else the sum over all holders. */
  readonly balance: { readonly accounting: Measure; readonly onhand: Measure };
}

/** Of which holder a history is told (left out, of all of them), as of when, and which page of it. */
export interface HistoryQuery extends AsOf {
  readonly holder?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Amounts of both accounts, in the coherent unit. */
export type Amounts = Pick<Holding, 'accounting' | 'onhand'>;

/** What there was, came in, went out and is left: opening + in - out = closing, exactly. */
interface AmountsOfPeriod {
  readonly opening: Amounts;
  readonly in: Amounts;
  readonly out: Amounts;
  readonly closing: Amounts;
}

/** A change of a stock at one holder, with its event. What a correction takes back stands negative on the side of what it corrects. */
export interface StatementRow {
  readonly event: RecordRow<'EconomicEvent'>;
  /** The event that its chain of corrections began with; itself, when it corrects nothing. */
  readonly root: string;
  /** The holders on both sides, settled when it was recorded. */
  readonly from: string;
  readonly to: string;
  readonly holder: string;
  readonly in: Amounts;
  readonly out: Amounts;
  /** After this line, of the holder that was asked for, else of all of them. */
  readonly balance: Amounts;
}

/** A statement of a resource for a period; every page tells the amounts of the whole period. */
export interface Statement extends Page<StatementRow>, AmountsOfPeriod {
  readonly holders: readonly (AmountsOfPeriod & { readonly holder: string })[];
}

/** Of which holder (left out, of all of them), from one moment to another (both included), as known when. */
export interface StatementQuery extends Pick<AsOf, 'recorded'> {
  readonly holder?: string | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What was wished for, promised and claimed, and what events have done of it; each event with its corrections. */
export interface Promises {
  readonly promises: readonly PromiseRecord[];
  readonly allocations: readonly (AllocatedEvent & {
    /** Number of the event. */
    readonly sequence: number;
  })[];
  readonly sequence: number;
}

/** Stock that was below zero at some time as things happened, and pairs of events that are not complete. */
export interface Anomalies {
  readonly negative: readonly (Omit<NegativeSpan, 'lowest'> & { readonly lowest: Measure })[];
  readonly pairs: readonly {
    readonly event: string;
    readonly process: string;
    readonly resource: string;
    readonly problem: Problem;
  }[];
  readonly sequence: number;
}

/** What somebody has in hand for which another is accountable, and since when: the longest there first. */
export interface LoanRow {
  /** `underWay`: picked up and not yet dropped off, or taken in for work and not yet given back; in which process. */
  readonly state: 'lent' | 'underWay';
  readonly process?: string;
  readonly resource: string;
  readonly accountable: string;
  readonly holder: string;
  readonly quantity: Measure;
  readonly parts: readonly { readonly since: Instant; readonly quantity: Measure }[];
}

/** A count against the ledger, with the event that would settle what is open of it. */
export interface CountRow extends CountDifference {
  readonly id: string;
  readonly resource: string;
  readonly holder?: string;
  readonly happened: Instant;
  readonly proposal?: Body<'EconomicEvent'>;
}

/** What is checked: of one resource or of all, as of a moment in both times. */
export type CheckOf = AsOf & { readonly resource?: string | undefined };

/** A network as a list shows it. Days are days since 1970 in its zone; absent while it holds no event. */
export interface NetworkAnswering {
  readonly network: string;
  readonly state: 'ok';
  readonly name: string;
  readonly note?: string;
  readonly invented: boolean;
  readonly zone: string;
  readonly sequence: number;
  readonly firstDay?: number;
  readonly lastDay?: number;
}

/** A network of which nothing can be told now, and why; its address stands for its name. */
export interface NetworkSilent {
  readonly network: string;
  readonly state: 'ok' | 'rebuilding' | 'failed';
  readonly name: string;
  readonly problem: Problem;
}

export type NetworkRow = NetworkAnswering | NetworkSilent;

/** Every record but events and their like, by class; what the engine calls facts. */
export interface Knowledge {
  readonly sequence: number;
  readonly network: RecordRow<'Network'>;
  readonly records: { readonly [C in ClassName]?: readonly ({ readonly id: string } & Body<C>)[] };
  /** What is retired and may still be named by older records: nothing new names it, and the old is read with it. */
  readonly retired: Knowledge['records'];
}

/** Whether the house answers, and how far a rebuild has come (entries done of all). */
export interface Status {
  readonly state: 'ok' | 'rebuilding' | 'failed';
  readonly networks: readonly {
    readonly network: string;
    readonly state: 'ok' | 'rebuilding' | 'failed';
    readonly done: number;
    readonly total: number;
    readonly problem?: Problem;
  }[];
  /** Why nothing can be kept now, though the networks are well. */
  readonly problem?: Problem;
}

/** What `verify` found: how much was compared, the root, and the first difference if there is one. */
export interface Verification {
  readonly network: string;
  readonly frames: number;
  readonly sequence: number;
  /** Root of the Merkle tree over all entries (RFC 9162), as hexadecimal text. */
  readonly root: string;
  /** SHA-256 over records and stocks as they stand, however and wherever they came to be recorded, as hexadecimal text. */
  readonly state: string;
  readonly compared: {
    readonly heads: number;
    readonly weeks: number;
    readonly records: number;
    readonly leaves: number;
  };
  readonly difference?: { readonly what: string; readonly journal: string; readonly projection: string };
}

/**
 * Everything that is kept: one data directory, its journals and the database that is folded from them.
 * An unknown network answers `network.unknown`, one that is being rebuilt `store.rebuilding`, a query over its time `store.busy`.
 */
export interface House {
  /** Texts that belong to the whole house. */
  readonly notes: Notes;
  /** Models that networks keep beside their journals; they are never exported. */
  readonly models: LocalModels;
  status(): Status;
  /** Resolves when every network answers or has failed. */
  ready(): Promise<void>;
  networks(): Promise<Answer<readonly NetworkRow[]>>;
  /** Founds a network; its record gets the id urn:throughflow:network:<slug>. `network.exists` when there is one with other content. */
  createNetwork(founding: {
    readonly slug: string;
    readonly body: Body<'Network'>;
    readonly author: string;
    /** Records that the network's own names: its members must be among them. */
    readonly entries?: readonly Entry[];
    /** By which a repeat of this batch is known, also when the network was revised since; and when it was recorded, in a story. */
    readonly request?: Pick<Submission, 'key' | 'requestHash' | 'recorded' | 'strictness'>;
  }): Promise<Answer<Receipt>>;
  /** Records a batch, all of it or nothing. `key.reused` when the key was used for another body. */
  submit(network: string, submission: Submission): Promise<Answer<Receipt>>;
  /** Sees what other servers have founded and recorded, in one network or in all; why not, when that fails. */
  refresh(network?: string): Promise<readonly Problem[]>;
  /** Number of the last recorded entry as it was last seen; known at once. Undefined for an unknown network. */
  sequence(network: string): number | undefined;
  /** A record as it stands, or as it stood at a recorded time. */
  record(network: string, className: ClassName, id: string, recorded?: Instant): Promise<Answer<RecordRow>>;
  records(network: string, filter: RecordFilter): Promise<Answer<Page<RecordRow>>>;
  stocks(
    network: string,
    asOf?: AsOf & { readonly resource?: string | undefined },
  ): Promise<
    Answer<{
      readonly items: readonly Stock[];
      readonly happened?: Instant;
      readonly sequence: number;
      readonly notShared?: NotShared;
    }>
  >;
  history(network: string, resource: string, query?: HistoryQuery): Promise<Answer<Page<HistoryRow>>>;
  /** What came in and went out of a resource in a period, the first happening first. */
  statement(network: string, resource: string, query: StatementQuery): Promise<Answer<Statement>>;
  /** Intents, commitments and claims, and what events have done of them by a moment in both times, or up to a number of the journal. */
  promises(network: string, asOf?: AsOf & { readonly upTo?: number | undefined }): Promise<Answer<Promises>>;
  anomalies(network: string, of?: CheckOf): Promise<Answer<Anomalies>>;
  loans(
    network: string,
    of?: CheckOf,
  ): Promise<Answer<{ readonly items: readonly LoanRow[]; readonly sequence: number }>>;
  /** Counts, each with its difference to the ledger, the latest first. */
  counts(
    network: string,
    of?: CheckOf,
  ): Promise<Answer<{ readonly items: readonly CountRow[]; readonly sequence: number }>>;
  /** Every record but events as it stands, or stood at a recorded time. */
  knowledge(network: string, at?: Pick<AsOf, 'recorded'>): Promise<Answer<Knowledge>>;
  /** The flow table as `encodeTable` writes it, as of a moment, with the number it stands at (the ETag). */
  flows(network: string, asOf?: AsOf): Promise<Answer<{ readonly bytes: Uint8Array; readonly sequence: number }>>;
  /** The number at which a network stood at a recorded time. */
  sequenceAt(network: string, recorded: Instant): Promise<Answer<number>>;
  /** The next records that became what they are after a number, at most so many; none when there are none yet. */
  changes(network: string, after: number, limit: number): Promise<Answer<readonly RecordRow[]>>;
  /** Resolves when something was recorded after `sequence`, with the new number; for the change feed. */
  changed(network: string, sequence: number, signal?: AbortSignal): Promise<number>;
  /** What decides who may see events, in the order of recording; an empty list at the end. */
  sights(network: string, query: SightsQuery): Promise<Answer<readonly EventSight[]>>;
  /** The journal's bytes up to now, whole frames. */
  exportJournal(network: string): AsyncIterable<Uint8Array>;
  /** Folds the journal anew and compares it with the projection row by row. */
  verify(network: string): Promise<Answer<Verification>>;
  /** Erases the private fields of a record: their leaves are gone, the proofs stay. */
  erase(network: string, id: string): Promise<Answer<{ readonly erased: number }>>;
  close(): Promise<void>;
}

/** Which events: behind a number; all, or those alone that say themselves who sees them. */
export interface SightsQuery {
  readonly after: number;
  readonly onlyTelling: boolean;
  readonly limit?: number;
}

/** How a house is opened; the clock counts microseconds, `random` fills salts. */
export interface HouseOptions {
  /** Where all is kept in files, unless `database` is given. */
  readonly directory: string;
  /** Address of the PostgreSQL server where all is kept, as DATABASE_URL gives it. */
  readonly database?: string | undefined;
  readonly clock?: () => Instant;
  readonly random?: (length: number) => Uint8Array;
  /** Told while a projection is being rebuilt. */
  readonly onProgress?: (progress: { network: string; done: number; total: number }) => void;
  /** Told when the database had to be given up and is made anew. */
  readonly onNotice?: (problem: Problem) => void;
  /** Told when nothing can be kept any more (full or broken disk); the caller ends the process. */
  readonly onFatal?: (problem: Problem) => void;
  /** Longest time of one query. */
  readonly queryLimitMs?: number;
}
