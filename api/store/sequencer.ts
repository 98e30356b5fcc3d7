import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { encodeFrame, entryBytes, type Frame } from '../../engine/2-ledger/journal/frame.ts';
import { type Admission, admit } from '../../engine/2-ledger/ledger.ts';
import { type Book, contextOf, copyNeeded, isFounded, isLarge, networkId, seekNeeded, trimLedger } from './book.ts';
import { StoreFailure } from './client.ts';
import { applyGroup, type FoldedGroup, foldGroup, folded } from './fold.ts';
import type { Answer, Receipt, Submission } from './house.ts';
import { afterFrame, type Framed } from './position.ts';
import type { PrivateLeaf } from './private-file.ts';
import { recordTag } from './record-tag.ts';
import { repeatedReceipt } from './receipt.ts';
import type { FoldedFrame } from './rows.ts';
import { sealEntry } from './seal.ts';
import { stockInLedger } from './stock.ts';

/** What a sequencer is given beside its book. */
export interface SequencerOptions {
  readonly clock: () => Instant;
  readonly random: (length: number) => Uint8Array;
  readonly boot: string;
  readonly onFatal: (problem: Problem) => void;
  /** Where faults are put in by tests. */
  readonly fault?: ((moment: 'durable' | 'applied') => void) | undefined;
}

/**
 * Takes batches one group after the other: admit, append, make durable, project, answer. While a group is projected the
 * next one is already admitted and made durable.
 */
export interface Sequencer {
  submit(submission: Submission): Promise<Answer<Receipt>>;
  /** Does something between two groups. */
  between<T>(work: () => Promise<T>): Promise<T>;
  /** Refuses what comes and resolves when nothing is under way. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (answer: Answer<Receipt> | Promise<Answer<Receipt>>) => void;
}

/** A frame that was admitted and is not durable yet. */
interface Pending extends Framed {
  readonly fold: FoldedFrame;
  readonly leaves: readonly Uint8Array[];
  readonly secrets: readonly PrivateLeaf[];
}

/** A group under way: the frames that it will write, and the answers that wait for them. */
interface Group {
  readonly frames: Pending[];
  readonly answers: (() => void)[];
  position: Book['position'];
}

/** A group whose frames are durable; `folded` is undefined when there are none. */
interface Durable extends Pick<Group, 'answers'> {
  readonly folded: FoldedGroup | undefined;
}

/** Entries that one group holds at most (one batch may hold more). */
const mostEntries = 20_000;

const refusal = (...problems: Problem[]): Answer<Receipt> => ({ problems });
const keyOf = ({ author, key }: Submission): string => JSON.stringify([author, key]);

/** Lets everything arrive that is on its way: it joins the group that is about to be taken. */
const arrivals = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The sequencer of one network. */
export function createSequencer(book: Book, options: SequencerOptions): Sequencer {
  const waiting: Waiting[] = [];
  const tasks: (() => Promise<void>)[] = [];
  /** Why nothing is taken any more, and why nothing is recorded any more. */
  let stopped: Problem | undefined;
  let failed: Problem | undefined;
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  /** The batches that are being projected, and when that is over. */
  let underway: readonly Waiting[] = [];
  let projected: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (waiting.length > 0 || tasks.length > 0 || underway.length > 0) {
      if (waiting.length === 0 || tasks.length > 0 || isLarge(book)) await projected;
      if (underway.length === 0) trimLedger(book);
      await tasks.shift()?.();
      if (waiting.length > 0) await takeNext();
    }
    busy = false;
  }

  /** Makes the next group durable and begins to project it as soon as the one before is. */
  async function takeNext(): Promise<void> {
    await arrivals();
    const batches = takeGroup(waiting, underway);
    if (batches.length === 0) return projected;
    const durable = await ending(batches, () => makeDurable(book, batches, options));
    await projected;
    if (!durable) return;
    underway = batches;
    projected = ending(batches, () => projectGroup(book, durable, options)).then(() => {
      underway = [];
    });
  }

  /** Does a part of the work on some batches; when it fails nothing is recorded any more. */
  async function ending<T>(batches: readonly Waiting[], work: () => Promise<T>): Promise<T | undefined> {
    try {
      if (!failed) return await work();
    } catch (failure) {
      stopped = failed = fatalProblem(failure);
      options.onFatal(failed);
    }
    for (const { resolve } of [...batches, ...waiting.splice(0)]) resolve(refusal(failed!));
    return undefined;
  }

  function wake(): void {
    if (busy) return;
    busy = true;
    running = Promise.resolve().then(run);
  }

  return {
    submit: (submission) =>
      new Promise((resolve) => {
        if (stopped) return resolve(refusal(stopped));
        waiting.push({ submission, resolve });
        wake();
      }),
    between: (work) =>
      new Promise((resolve, reject) => {
        tasks.push(() => work().then(resolve, reject));
        wake();
      }),
    async stop() {
      stopped ??= problem('store.rebuilding', '', { value: 'closing' });
      await running;
    },
  };
}

/**
 * The batches at the front of the queue, up to a number of entries; a key that comes twice, or is in the group under way,
 * waits for a later group.
 */
function takeGroup(waiting: Waiting[], underway: readonly Waiting[]): Waiting[] {
  const keys = new Set(underway.flatMap(({ submission }) => (submission.key === '' ? [] : keyOf(submission))));
  let entries = 0;
  let count = 0;
  for (const { submission } of waiting) {
    const key = keyOf(submission);
    entries += submission.entries.length;
    if ((submission.key !== '' && keys.has(key)) || (count > 0 && entries > mostEntries)) break;
    keys.add(key);
    count += 1;
  }
  return waiting.splice(0, count);
}

/** A full or broken disk is `journal.full`, everything else `store.failed`. */
function fatalProblem(failure: unknown): Problem {
  const { code = '', message } = failure as NodeJS.ErrnoException;
  const state = failure instanceof StoreFailure ? failure.sqlState : code;
  if (failure instanceof JournalFailure) return failure.problem;
  if (['ENOSPC', 'EDQUOT', 'EIO', '53100', '58030'].includes(state)) return problem('journal.full', '');
  return problem('store.failed', '', { reason: message });
}

class JournalFailure extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** Admits batches and makes the frames of those that are new durable. */
async function makeDurable(book: Book, batches: readonly Waiting[], options: SequencerOptions): Promise<Durable> {
  const repeats = await findRepeats(book, batches);
  const group: Group = { frames: [], answers: [], position: book.position };
  for (const { submission, resolve } of batches) {
    const before = repeats.get(keyOf(submission));
    if (!before) admitBatch(book, group, { submission, resolve }, options);
    else if (before.requestHash === submission.requestHash)
      group.answers.push(() => resolve(repeatedReceipt(book, submission, before)));
    else resolve(refusal(problem('key.reused', '', { value: submission.key })));
  }
  const { frames, answers } = group;
  return { answers, folded: frames.length > 0 ? await writeGroup(book, group, options) : undefined };
}

/** Brings the projection behind a durable group; only then is anything answered. */
async function projectGroup(book: Book, { folded, answers }: Durable, { fault }: SequencerOptions): Promise<void> {
  if (folded) {
    await applyGroup(book, folded);
    fault?.('applied');
  }
  for (const answer of answers) answer();
}

/** What was recorded before under the keys of the batches; what admitting them looks at is then in the ledger. */
async function findRepeats(book: Book, batches: readonly Waiting[]) {
  const given = batches.map((each) => each.submission);
  const keys = given.flatMap(({ author, key }) => (key === '' ? [] : [[author, key] as const]));
  const entries = given.flatMap((each) => each.entries);
  const rows = await seekNeeded(book, entries, { keys });
  return new Map(rows.map((row) => [JSON.stringify([row.author, row.key]), row]));
}

function admitBatch(book: Book, group: Group, { submission, resolve }: Waiting, options: SequencerOptions): void {
  const { entries, author, key, requestHash, dryRun = false } = submission;
  const { position } = group;
  const recorded = Math.max(submission.recorded ?? options.clock(), position.recorded + 1);
  const heading = {
    number: position.place.number,
    group: book.position.place.number,
    recorded,
    author,
    key,
    requestHash,
    firstSequence: position.sequence + 1,
  };
  const unkept = entries.flatMap((entry) => unkeptProblem(book.slug, entry) ?? []);
  if (unkept.length > 0) {
    resolve(refusal(...unkept));
    return;
  }
  const ledger = dryRun ? copyNeeded(book, entries) : book.ledger;
  if (!isFounded({ slug: book.slug, ledger }, entries)) {
    resolve(refusal(problem('network.unknown', '', { value: book.slug })));
    return;
  }
  const changed = changedProblems(ledger, submission);
  if (changed.length > 0) {
    resolve(refusal(...changed));
    return;
  }
  const context = contextOf({ slug: book.slug, ledger }, entries, heading);
  const admission = admit(ledger, entries, context);
  if (admission.problems.length > 0) {
    resolve(refusal(...admission.problems, ...admission.warnings));
    return;
  }
  const isNew = admission.admitted.length > 0;
  const receipt: Receipt = {
    frame: isNew ? heading.number : heading.number - 1,
    sequence: position.sequence + admission.admitted.length,
    recorded: isNew ? recorded : position.recorded,
    ids: entries.map(({ id }) => id),
    stocks: stockInLedger(ledger, isNew ? touchedBy(admission) : namedBy(entries)),
    processes: processesOf(isNew ? admission.admitted : entries),
    warnings: admission.warnings,
    kind: dryRun ? 'dry' : isNew ? 'new' : 'repeated',
  };
  if (isNew && !dryRun) addFrame(group, { heading, admission, zone: context.zone }, options);
  group.answers.push(() => resolve({ value: receipt, problems: admission.warnings }));
}

/** Records that are no longer what whoever changes them has seen. */
const changedProblems = ({ records }: Book['ledger'], { expected = {} }: Submission): Problem[] =>
  Object.entries(expected).flatMap(([id, tags]) => {
    const record = records.get(id);
    if (!record) return [];
    const present = recordTag({ revised: record.sequence, body: record.body });
    return tags.includes(present) ? [] : [problem('record.changed', '', { value: id, expected: present }, id)];
  });

/** Ids are parts of index keys, which hold at most 2,704 bytes. */
const longestId = 600;

/** What cannot be kept here whatever it says: an id that is too long; another network's record, or the end of the own one. */
function unkeptProblem(slug: string, { class: name, id, op }: Entry): Problem | undefined {
  if (Buffer.byteLength(id) > longestId) return problem('id.invalid', '/id', { value: id }, id);
  const own = networkId(slug);
  if (name !== 'Network' || (id === own && op !== 'retire')) return undefined;
  return problem('network.own', id === own ? '/op' : '/id', { value: id, expected: own }, id);
}

interface Admitted {
  readonly heading: Omit<Frame, 'prev' | 'entries'>;
  readonly admission: Admission;
  readonly zone: string;
}

function addFrame(group: Group, { heading, admission, zone }: Admitted, { random }: SequencerOptions): void {
  const sealed = admission.admitted.map((entry) => sealEntry(entry, random));
  const entries = sealed.map((each) => each.stored);
  const frame: Frame = { ...heading, prev: group.position.authors.get(heading.author) ?? '', entries };
  const leaves = entries.map(entryBytes);
  const framed = { frame, leaves, bytes: encodeFrame(frame, leaves) };
  const secrets = sealed.flatMap((each) => each.leaves);
  group.frames.push({ ...framed, fold: folded({ ...heading, zone }, admission), secrets });
  group.position = afterFrame(group.position, framed);
}

/** Resources that the batch changed, in order of their ids. */
const touchedBy = ({ effects }: Admission): string[] =>
  [
    ...new Set(effects.flatMap(({ postings, changes }) => [...postings, ...changes].map((each) => each.resource))),
  ].sort();

const eventBodies = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.class === 'EconomicEvent' ? [(entry as Entry<'EconomicEvent'>).body] : []));

const namedBy = (entries: readonly Entry[]): string[] => {
  const named = eventBodies(entries).flatMap((body) => [body.resourceInventoriedAs, body.toResourceInventoriedAs]);
  return [...new Set(named.flatMap((id) => id ?? []))].sort();
};

const processesOf = (entries: readonly Entry[]): string[] =>
  [...new Set(eventBodies(entries).flatMap((body) => body.inputOf ?? body.outputOf ?? []))].sort();

/** Private leaves first, then the frames with one fdatasync. */
async function writeGroup(
  book: Book,
  { frames, position }: Group,
  { boot, fault }: SequencerOptions,
): Promise<FoldedGroup> {
  await book.leaves.append(frames.flatMap((each) => each.secrets));
  const problem = await book.journal.append(frames.map((each) => each.bytes));
  if (problem) throw new JournalFailure(problem);
  fault?.('durable');
  book.position = position;
  return foldGroup(
    book,
    frames.map((each) => each.fold),
    boot,
  );
}
