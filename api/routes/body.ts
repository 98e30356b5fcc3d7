import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { readJson } from '../../engine/1-record/json.ts';

/** Bytes that one request may bring. */
const bodyLimit = 16 * 1024 * 1024;

type Bytes = { readonly bytes: Uint8Array; readonly problem?: undefined } | { readonly problem: Problem };

/**
 * Reads the body of a request up to a limit and lets go of the rest unread. What is as long
 * as it says, which the server of a connection sees to, is read in one go; all else is counted.
 */
async function readBytes({ env, req: { raw: request } }: Context, limit: number): Promise<Bytes> {
  const tooLarge = problem('body.size', '', { limit: `${limit}` });
  const promised = request.headers.get('content-length');
  if (Number(promised ?? 0) > limit) return { problem: tooLarge };
  if (promised !== null && (env as { incoming?: object } | undefined)?.incoming !== undefined) {
    return { bytes: new Uint8Array(await request.arrayBuffer()) };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    size += part.value.length;
    if (size > limit) {
      await reader!.cancel();
      return { problem: tooLarge };
    }
    chunks.push(part.value);
  }
  return { bytes: Buffer.concat(chunks) };
}

/** A client that hangs up half way is told so, if it can be told anything. */
const cut = (): Bytes => ({ problem: problem('body.cut', '') });

/** Bytes as text; undefined when they are not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The JSON of a request and the SHA-256 of its bytes, or the problems of its text. */
export async function readInput(
  c: Context,
  limit = bodyLimit,
): Promise<{ input?: unknown; hash: string; problems: readonly Problem[] }> {
  const packed = c.req.header('content-encoding') ?? 'identity';
  if (packed.toLowerCase() !== 'identity')
    return { hash: '', problems: [problem('body.encoding', '', { value: packed })] };
  const body = await readBytes(c, limit).catch(cut);
  if (body.problem) return { hash: '', problems: [body.problem] };
  const text = textOf(body.bytes);
  if (text === undefined) return { hash: '', problems: [problem('body.syntax', '', { reason: 'it is not UTF-8' })] };
  const { value, problems } = readJson(text);
  return { input: value, hash: createHash('sha256').update(body.bytes).digest('hex'), problems };
}
