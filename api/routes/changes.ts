import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { refuse } from './answer.ts';
import { declare, routes, type Services, z } from './declare.ts';
import { inNetwork } from './parameter.ts';
import { show, shown } from './wire.ts';
import type { House } from '../store/house.ts';

const number = z.coerce
  .number({ error: 'a number of the journal' })
  .int({ error: 'a number of the journal' })
  .min(0, { error: 'a number of the journal' });

const feed = declare(
  { action: 'read', object: 'network' },
  {
    method: 'get',
    path: '/api/networks/{network}/changes',
    summary:
      'Server-sent events: each record as it becomes what it is, in the order of the journal; goes on behind Last-Event-ID (or `since`, else from now) without gap or repeat',
    request: {
      params: inNetwork,
      query: z.strictObject({ since: number.optional() }),
      headers: z.object({ 'last-event-id': number.optional() }),
    },
    responses: {
      200: { description: 'The events', content: { 'text/event-stream': { schema: shown } } },
    },
  },
);

/** Records of one look into the store. */
const pieceRecords = 500;
/** A line that says nothing, so that whoever stands between knows that the connection lives. */
const breathMs = 20_000;

interface Feed {
  readonly house: House;
  readonly network: string;
  readonly stream: SSEStreamingApi;
  readonly ended: AbortSignal;
}

/** Sends what there is behind a number; the number behind which nothing was sent yet, undefined when the reader may read no more. */
async function sendFrom(after: number, { house, network, stream, ended }: Feed): Promise<number | undefined> {
  for (let last = after; ;) {
    const found = await house.changes(network, last, pieceRecords);
    if (!found.value) return undefined;
    if (found.value.length === 0 || ended.aborted) return last;
    for (const row of found.value)
      await stream.writeSSE({ event: 'record', id: String(row.revised), data: JSON.stringify(show(row)) });
    last = found.value.at(-1)!.revised;
  }
}

/** Waits until something is recorded behind a number, or for so long. */
async function waitFor(after: number, { house, network, ended }: Feed): Promise<'changed' | 'quiet'> {
  const enough = new AbortController();
  const give = () => enough.abort();
  const timer = setTimeout(give, breathMs);
  ended.addEventListener('abort', give);
  if (ended.aborted) give();
  try {
    await house.changed(network, after, enough.signal);
    return 'changed';
  } catch {
    return 'quiet';
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', give);
  }
}

async function run(after: number, feed: Feed): Promise<void> {
  // Says at once where it stands, so that the client knows that it is connected.
  await feed.stream.writeSSE({ event: 'at', data: String(after) });
  for (let last = after; !feed.ended.aborted;) {
    const sent = await sendFrom(last, feed);
    if (sent === undefined) return;
    last = sent;
    if ((await waitFor(last, feed)) === 'quiet' && !feed.ended.aborted) await feed.stream.write(': still here\n\n');
  }
}

/** What ends a feed: the client goes, or the server stops. */
function endOf(stream: SSEStreamingApi, { stop }: Services): AbortSignal {
  const end = new AbortController();
  const over = () => {
    end.abort();
    stop.removeEventListener('abort', over);
  };
  stream.onAbort(over);
  stop.addEventListener('abort', over);
  if (stop.aborted) over();
  return end.signal;
}

export const changeRoutes = routes().openapi(feed, async (c) => {
  const { network } = c.req.valid('param');
  const { house, services } = c.var;
  const since = c.req.valid('header')['last-event-id'] ?? c.req.valid('query').since ?? house.sequence(network)!;
  const first = await house.changes(network, since, 1);
  if (!first.value) return refuse(c, first.problems);
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, (stream) => run(since, { house, network, stream, ended: endOf(stream, services) }));
});
