import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { readJson } from '../../engine/1-record/json.ts';
import type { Env, Patience } from './env.ts';

/** Bytes that one request may bring. */
const bodyLimit = 16 * 1024 * 1024;

const usualPatience: Patience = { idleMs: 30_000, totalMs: 120_000 };

/** A body that is not read to its end, and why. */
class BodyFailure extends Error {
  readonly problem: Problem;
  constructor(given: Problem) {
    super(given.code);
    this.problem = given;
  }
}

/** What comes, or a failure when it does not come in time. */
async function within<T>(coming: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const slow = problem('body.slow', '', { limit: `${Math.ceil(limitMs / 1000)}` });
    timer = setTimeout(() => reject(new BodyFailure(slow)), limitMs);
  });
  coming.catch(() => undefined);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The parts of a body as they come, so long as each comes in time; nothing more is read when nobody asks. */
export async function* partsOf(c: Context<Env>): AsyncIterable<Uint8Array> {
  const { idleMs } = c.var.services.patience ?? usualPatience;
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
  try {
    for (;;) {
      const part = reader && (await within(reader.read(), idleMs));
      if (!part || part.done) return;
      yield part.value;
    }
  } finally {
    // What is left of it is let go of: nobody waits for the end of an endless one.
    void reader?.cancel().catch(() => undefined);
  }
}

/**
 * Reads the body of a request up to a limit and lets go of the rest unread. What is as long
 * as it says, which the server of a connection sees to, is read in one go; all else is counted.
 */
async function readBytes(c: Context<Env>, limit = bodyLimit): Promise<Uint8Array> {
  const tooLarge = new BodyFailure(problem('body.size', '', { limit: `${limit}` }));
  const { raw: request } = c.req;
  const { totalMs } = c.var.services.patience ?? usualPatience;
  const promised = request.headers.get('content-length');
  if (Number(promised ?? 0) > limit) throw tooLarge;
  if (promised !== null && (c.env as { incoming?: object } | undefined)?.incoming !== undefined)
    return new Uint8Array(await within(request.arrayBuffer(), totalMs));
  const read = async () => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const part of partsOf(c)) {
      size += part.length;
      if (size > limit) throw tooLarge;
      chunks.push(part);
    }
    return Buffer.concat(chunks);
  };
  return within(read(), totalMs);
}

/** Why a body could not be read; a client that hangs up half way is told so, if it can be told anything. */
export const bodyProblem = (failure: unknown): Problem =>
  failure instanceof BodyFailure ? failure.problem : problem('body.cut', '');

/** A body that is packed, which would have to be unpacked before its size is known. */
export function packedProblem(c: Context<Env>): Problem | undefined {
  const packed = c.req.header('content-encoding') ?? 'identity';
  return packed.toLowerCase() === 'identity' ? undefined : problem('body.encoding', '', { value: packed });
}

/** Bytes as text; undefined when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes of a request and their SHA-256, or why they cannot be had. */
export async function readFileBody(
  c: Context<Env>,
  limit: number,
): Promise<{ bytes: Uint8Array; hash: string } | { problems: readonly Problem[] }> {
  const packed = packedProblem(c);
  if (packed) return { problems: [packed] };
  const bytes = await readBytes(c, limit).catch(bodyProblem);
  return bytes instanceof Uint8Array ? { bytes, hash: hashOf(bytes) } : { problems: [bytes] };
}

/** The text of a request and the SHA-256 of its bytes, or why it cannot be had. */
export async function readText(
  c: Context<Env>,
  limit = bodyLimit,
): Promise<{ text?: string; hash: string; problems: readonly Problem[] }> {
  const body = await readFileBody(c, limit);
  if ('problems' in body) return { hash: '', problems: body.problems };
  const text = textOf(body.bytes);
  if (text === undefined) return { hash: '', problems: [problem('body.syntax', '', { reason: 'it is not UTF-8' })] };
  return { text, hash: body.hash, problems: [] };
}

/** The JSON of a request and the SHA-256 of its bytes, or the problems of its text. */
export async function readInput(
  c: Context<Env>,
  limit = bodyLimit,
): Promise<{ input?: unknown; hash: string; problems: readonly Problem[] }> {
  const { text, hash, problems: unread } = await readText(c, limit);
  if (text === undefined) return { hash, problems: unread };
  const { value, problems } = readJson(text);
  return { input: value, hash, problems };
}
