import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { Instant } from '../../engine/0-base/time.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { encodeFrame, entryBytes, type Frame } from '../../engine/2-ledger/journal/frame.ts';
import { type Admission, admit } from '../../engine/2-ledger/ledger.ts';
import { type Book, contextOf, copyNeeded, isFounded, isLarge, networkId, seekNeeded, trimLedger } from './book.ts';
import { folded, foldGroup } from './fold.ts';
import type { FoldedGroup } from './group.ts';
import { sha256Hex } from './hash.ts';
import type { Answer, Receipt, Submission } from './house.ts';
import { afterFrame } from './position.ts';
import { recordTag } from './record-tag.ts';
import { failureProblem, repeatedReceipt, writeProblem } from './receipt.ts';
import type { FoldedFrame } from './rows.ts';
import { sealEntry } from './seal.ts';
import { stockInLedger } from './stock.ts';
import type { FrameMark, SealedFrame } from './vault.ts';

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
  readonly answer: (answer: Answer<Receipt> | Promise<Answer<Receipt>>) => void;
  answered: boolean;
  /** How often a turn with it failed. */
  failures: number;
  /** What may have been kept of it when that happened. */
  doubt: Doubt | undefined;
}

/** A group of which nobody knows whether it was kept: its last frame, and what is answered if it was. */
interface Doubt {
  readonly mark: FrameMark;
  readonly answers: readonly (() => void)[];
}

/** A frame that was admitted and is not durable yet. */
interface Pending extends SealedFrame {
  readonly fold: FoldedFrame;
}

/** A group under way: the frames that it will write, and the answers that wait for them. */
interface Group {
  readonly frames: Pending[];
  readonly answers: (() => void)[];
  position: Book['position'];
}

/** A group whose frames are kept; `folded` and `doubt` are undefined when there are none. */
interface Durable extends Pick<Group, 'answers'> {
  readonly folded?: FoldedGroup;
  readonly doubt?: Doubt;
}

/** Entries that one group holds at most (one batch may hold more). */
const mostEntries = 20_000;

/** How often a batch is tried whose turn fails for a reason that passes. */
const mostTries = 4;

const refusal = (...problems: Problem[]): Answer<Receipt> => ({ problems });

function resolve(waiting: Waiting, answer: Answer<Receipt> | Promise<Answer<Receipt>>): void {
  waiting.answered = true;
  waiting.answer(answer);
}
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
    if (!book.vault.overlaps) await projected;
    await arrivals();
    const batches = takeGroup(waiting, underway);
    if (batches.length === 0) return projected;
    const durable = await ending(batches, () => makeDurable(book, batches, options));
    await projected;
    if (!durable) return;
    underway = batches;
    projected = ending(batches, () => projectGroup(book, durable, options), durable.doubt).then(() => {
      underway = [];
    });
  }

  /** Does a part of the work on some batches. Unless it fails for a reason that passes, nothing is recorded any more. */
  async function ending<T>(batches: readonly Waiting[], work: () => Promise<T>, doubt?: Doubt): Promise<T | undefined> {
    try {
      if (!failed) return await work();
    } catch (failure) {
      const outcome = await book.vault.abandon(failure);
      if (outcome !== 'broken') return putBack(batches, { failure, outcome, doubt });
      stopped = failed = writeProblem(failure);
      options.onFatal(failed);
    }
    for (const each of [...batches, ...waiting.splice(0)]) resolve(each, refusal(failed!));
    return undefined;
  }

  /** Batches that were not answered yet come first again, as long as there is hope. */
  function putBack(batches: readonly Waiting[], { failure, outcome, doubt }: Setback): undefined {
    const open = batches.filter((each) => !each.answered);
    for (const each of open) {
      each.failures += 1;
      each.doubt = doubt ?? each.doubt;
    }
    const tried = open.filter((each) => outcome === 'refused' || each.failures === mostTries);
    waiting.unshift(...open.filter((each) => !tried.includes(each)));
    for (const each of tried) resolve(each, refusal(passingProblem(failure)));
  }

  function wake(): void {
    if (busy) return;
    busy = true;
    running = Promise.resolve().then(run);
  }

  return {
    submit: (submission) =>
      new Promise((answer) => {
        if (stopped) return answer(refusal(stopped));
        waiting.push({ submission, answer, answered: false, failures: 0, doubt: undefined });
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

/** Why a turn failed, whether there is hope, and what may have been kept. */
interface Setback {
  readonly failure: unknown;
  readonly outcome: 'again' | 'refused';
  readonly doubt: Doubt | undefined;
}

/** What is told of a turn that failed for a reason that passes. */
function passingProblem(failure: unknown): Problem {
  const written = writeProblem(failure);
  return written.code === 'journal.full' ? written : failureProblem(failure);
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

/** Admits batches and makes the frames of those that are new durable. */
async function makeDurable(book: Book, batches: readonly Waiting[], options: SequencerOptions): Promise<Durable> {
  await book.vault.begin();
  await settleDoubts(book, batches);
  const open = batches.filter((each) => !each.answered);
  const repeats = await findRepeats(book, open);
  const group: Group = { frames: [], answers: [], position: book.position };
  for (const each of open) {
    const { submission } = each;
    const before = repeats.get(keyOf(submission));
    if (!before) admitBatch(book, group, each, options);
    else if (before.requestHash === book.vault.keyed(submission.requestHash))
      group.answers.push(() => resolve(each, repeatedReceipt(book, submission, before)));
    else resolve(each, refusal(problem('key.reused', '', { value: submission.key })));
  }
  return group.frames.length > 0 ? writeGroup(book, group, options) : { answers: group.answers };
}

/** Answers the batches of a group that was kept, though the turn that kept it was cut off. */
async function settleDoubts({ vault }: Book, batches: readonly Waiting[]): Promise<void> {
  for (const { mark, answers } of new Set(batches.flatMap(({ doubt }) => doubt ?? [])))
    if (await vault.holds(mark)) for (const answer of answers) answer();
}

/** Brings the projection behind a group and ends the turn; only then is anything answered. */
async function projectGroup({ vault }: Book, { folded, answers }: Durable, { fault }: SequencerOptions): Promise<void> {
  if (folded) await vault.project(folded);
  await vault.commit();
  if (folded) fault?.('applied');
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

function admitBatch(book: Book, group: Group, batch: Waiting, options: SequencerOptions): void {
  const { submission } = batch;
  const { entries, author, key, dryRun = false } = submission;
  const { position } = group;
  const recorded = Math.max(submission.recorded ?? options.clock(), position.recorded + 1);
  const heading = {
    number: position.place.number,
    group: book.position.place.number,
    recorded,
    author,
    key,
    requestHash: book.vault.keyed(submission.requestHash),
    firstSequence: position.sequence + 1,
  };
  const unkept = entries.flatMap((entry) => unkeptProblem(book.slug, entry) ?? []);
  if (unkept.length > 0) {
    resolve(batch, refusal(...unkept));
    return;
  }
  const ledger = dryRun ? copyNeeded(book, entries) : book.ledger;
  if (!isFounded({ slug: book.slug, ledger }, entries)) {
    resolve(batch, refusal(problem('network.unknown', '', { value: book.slug })));
    return;
  }
  const changed = changedProblems(ledger, submission);
  if (changed.length > 0) {
    resolve(batch, refusal(...changed));
    return;
  }
  const { strictness } = submission;
  const context = { ...contextOf({ slug: book.slug, ledger }, entries, heading), strictness };
  const admission = admit(ledger, entries, context);
  if (admission.problems.length > 0) {
    resolve(batch, refusal(...admission.problems, ...admission.warnings));
    return;
  }
  const isNew = admission.admitted.length > 0;
  const receipt: Receipt = {
    frame: isNew ? heading.number : heading.number - 1,
    sequence: position.sequence + admission.admitted.length,
    recorded: isNew ? recorded : position.recorded,
    entries: admission.admitted.length,
    ids: entries.map(({ id }) => id),
    stocks: stockInLedger(ledger, isNew ? touchedBy(admission) : namedBy(entries)),
    processes: processesOf(isNew ? admission.admitted : entries),
    warnings: admission.warnings,
    kind: dryRun ? 'dry' : isNew ? 'new' : 'repeated',
  };
  if (isNew && !dryRun) addFrame(group, { heading, admission, zone: context.zone }, options);
  group.answers.push(() => resolve(batch, { value: receipt, problems: admission.warnings }));
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

/** Keeps the frames of a group, and folds them for the projection. */
async function writeGroup(book: Book, group: Group, { boot, fault }: SequencerOptions): Promise<Durable> {
  const { frames, answers, position } = group;
  await book.vault.write(frames, position);
  fault?.('durable');
  book.position = position;
  const folds = frames.map((each) => each.fold);
  const mark = { number: position.place.number - 1, hash: sha256Hex(frames.at(-1)!.bytes) };
  return { answers, folded: foldGroup(book, folds, boot), doubt: { mark, answers } };
}
