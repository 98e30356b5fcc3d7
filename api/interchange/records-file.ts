import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import { readJson } from '../../engine/1-record/json.ts';
import { readDocument } from '../../engine/1-record/linked/read.ts';
import { actionNamed } from '../../engine/2-ledger/action.ts';
import { idMaker } from '../store/identify.ts';
import { readTurtle } from './linked/turtle-in.ts';

/** Records to be handed in together: parsed JSON, where it stands in its file, and a key that follows from its content. */
export interface RecordBatch {
  readonly records: readonly unknown[];
  /** Number of the first record in the file, from 1. */
  readonly first: number;
  /** The line of each record in the file; of a file that is no lines, its number. */
  readonly rows: readonly number[];
  readonly key: string;
  readonly hash: string;
  /** What is told of the whole file with its first batch. */
  readonly warnings?: readonly Problem[];
}

export type Chunk = { readonly batch: RecordBatch } | { readonly problems: readonly Problem[] };

/** Records in a batch of a file; each batch is one frame of the journal. */
const batchSize = 5000;

/** Bytes of one line, and of the lines of one batch: more is no record, and would not fit into memory. */
const longestLine = 256 * 1024;
const largestBatch = 8 * 1024 * 1024;

interface Gathered {
  readonly records: readonly unknown[];
  readonly texts: readonly string[];
  readonly rows: readonly number[];
}

function batchOf({ records, texts, rows }: Gathered, first: number): RecordBatch {
  const hash = createHash('sha256').update(texts.join('\n')).digest('hex');
  return { records, first, rows, hash, key: `import:${first}:${hash}` };
}

/** A line without an end. */
class LongLine extends Error {
  readonly problem: Problem;
  constructor(line: number) {
    super('body.line');
    this.problem = problem('body.line', '', { value: `${line}`, limit: `${longestLine}` });
  }
}

/**
 * Reads a file of ValueFlows JSON or JSON-LD (a list, or {"@graph": [...]}), JSON Lines or Turtle (.ttl), one batch after
 * the other; `-` is the standard input. Bytes that are no UTF-8 end it with a problem: a letter of another encoding would be lost.
 */
export async function* readRecordsFile(path: string): AsyncIterable<Chunk> {
  yield* readSafely(() => readAny(path));
}

/** Reads a record per line from bytes as they come, in batches of so many. */
export const readRecordLines = (input: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Chunk> =>
  readSafely(() => readLines(linesOf(input), size));

async function* readSafely(read: () => AsyncIterable<Chunk>): AsyncIterable<Chunk> {
  try {
    yield* read();
  } catch (failure) {
    if (failure instanceof LongLine) return yield { problems: [failure.problem] };
    if ((failure as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw failure;
    yield { problems: [problem('body.syntax', '', { reason: 'it is not UTF-8' })] };
  }
}

async function* readAny(path: string): AsyncIterable<Chunk> {
  if (path.endsWith('.ttl')) yield* readTurtleFile(utf8().decode(await readFile(path)));
  else if (path === '-') yield* readUnknown(linesOf(process.stdin, Number.POSITIVE_INFINITY));
  else if (await isLines(path)) yield* readLines(linesOf(createReadStream(path)));
  else yield* readWhole(utf8().decode(await readFile(path)));
}

const utf8 = () => new TextDecoder('utf-8', { fatal: true });

/**
 * The lines of a stream of bytes: what line feeds part, since a text may hold every other mark that ends a line.
 * A file that is one large list is a line of its own, so its length counts only where a record is expected on it.
 */
async function* linesOf(input: AsyncIterable<Uint8Array>, longest = longestLine): AsyncIterable<string> {
  const decoder = utf8();
  let begun: string[] = [];
  let size = 0;
  let number = 1;
  for await (const bytes of input) {
    const [first, ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    begun.push(first!);
    size += first!.length;
    for (const next of others) {
      if (size > longest) throw new LongLine(number);
      yield begun.join('').replace(/\r$/, '');
      number += 1;
      begun = [next];
      size = next.length;
    }
    if (size > longest) throw new LongLine(number);
  }
  begun.push(decoder.decode());
  yield begun.join('');
}

/** Whether a file holds a record per line: its first line is a record whole. */
async function isLines(path: string): Promise<boolean> {
  for await (const line of linesOf(createReadStream(path), Number.POSITIVE_INFINITY))
    if (line.trim() !== '') return isRecordLine(line);
  return false;
}

function isRecordLine(line: string): boolean {
  const { value } = readJson(line);
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('@graph' in value);
}

/** What comes in by a pipe tells by its first line what it is. */
async function* readUnknown(lines: AsyncIterable<string>): AsyncIterable<Chunk> {
  const iterator = lines[Symbol.asyncIterator]();
  let first = await iterator.next();
  while (!first.done && first.value.trim() === '') first = await iterator.next();
  if (first.done) return;
  const { value } = first;
  const all = (async function* () {
    yield value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  if (isRecordLine(value)) return yield* readLines(all);
  const texts: string[] = [];
  for await (const line of all) texts.push(line);
  yield* readWhole(texts.join('\n'));
}

async function* readLines(lines: AsyncIterable<string>, size = batchSize): AsyncIterable<Chunk> {
  let [records, texts, rows]: [unknown[], string[], number[]] = [[], [], []];
  let first = 1;
  let number = 0;
  let bytes = 0;
  const flush = function* (): Iterable<Chunk> {
    if (records.length > 0) yield { batch: batchOf({ records, texts, rows }, first) };
    first += records.length;
    [records, texts, rows, bytes] = [[], [], [], 0];
  };
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const { value, problems } = readJson(line);
    if (problems.length > 0) {
      // What stands whole before the line is a batch of its own: a file that was cut off goes on behind it.
      yield* flush();
      yield { problems: problems.map((each) => ({ ...each, record: `line ${number}` })) };
      return;
    }
    records.push(value);
    texts.push(line);
    rows.push(number);
    bytes += line.length;
    if (records.length >= size || bytes > largestBatch) yield* flush();
  }
  yield* flush();
}

function* readWhole(text: string): Iterable<Chunk> {
  const { value, problems } = readJson(text);
  if (problems.length > 0) return yield { problems };
  const list = listIn(value);
  if (!list) return yield { problems: [problem('body.shape', '', { value: JSON.stringify(value).slice(0, 80) })] };
  if (isLinked(value, list)) yield* readGraph(list, contextIn(value));
  else yield* batchesOf(list);
}

function* readTurtleFile(text: string): Iterable<Chunk> {
  const { value, problems } = readTurtle(text);
  if (!value) return yield { problems };
  yield* readGraph(value['@graph'], undefined);
}

/** The context around the records of a document. */
const contextIn = (value: unknown): unknown =>
  Array.isArray(value) ? undefined : (value as { '@context'?: unknown } | null)?.['@context'];

/** Whether records are linked data, whose context and links hold for the whole file and not only for a part of it. */
const isLinked = (value: unknown, list: readonly unknown[]): boolean =>
  contextIn(value) !== undefined ||
  list.some((each) => typeof each === 'object' && each !== null && ('@id' in each || '@type' in each));

/** The records of linked data as plain ones, in batches. */
function* readGraph(list: readonly unknown[], context: unknown): Iterable<Chunk> {
  const hash = createHash('sha256').update(JSON.stringify(list)).digest('hex');
  const { records, problems } = readDocument(list, context, {
    makeId: idMaker('file', '', hash),
    actionOf: actionNamed,
  });
  if (problems.some(isError)) return yield { problems };
  yield* batchesOf(
    records.map(({ record }) => record),
    problems,
  );
}

function* batchesOf(list: readonly unknown[], warnings: readonly Problem[] = []): Iterable<Chunk> {
  for (let start = 0; start < list.length; start += batchSize) {
    const records = list.slice(start, start + batchSize);
    const texts = records.map((each) => JSON.stringify(each));
    const batch = batchOf({ records, texts, rows: records.map((_, place) => start + place + 1) }, start + 1);
    yield { batch: start === 0 ? { ...batch, warnings } : batch };
  }
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const graph = (value as { '@graph'?: unknown })['@graph'];
  return Array.isArray(graph) ? graph : 'type' in value || '@type' in value ? [value] : undefined;
}
