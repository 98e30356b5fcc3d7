/** What went wrong with a request: no answer, not signed in, refused, or failed. `body` is the problem+json answer, if any. */
export interface Failure {
  readonly failed: 'unreachable' | 'refused' | 'rebuilding' | 'busy' | 'server';
  readonly status: number;
  readonly title: string;
  readonly errors: readonly WireProblem[];
}

/** One problem as the API writes it. */
export interface WireProblem {
  readonly code: string;
  readonly record?: string;
  readonly path?: string;
  readonly pointer?: string;
  readonly message: string;
  readonly remedy: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly severity?: 'error' | 'warning';
}

export type Answer<T> =
  { readonly ok: true; readonly value: T; readonly tag: string } | ({ readonly ok: false } & Failure);

const failure = (failed: Failure['failed'], status: number, title: string, errors: readonly WireProblem[] = []) =>
  ({ ok: false, failed, status, title, errors }) as const;

/** So long nothing may come before a server counts as unreachable. */
const patienceMs = 60_000;

/** Reads the whole of an answer; `alive` is called for each piece that comes. */
type Read<T> = (response: Response, alive: () => void) => Promise<T>;

/** Sends a request and reads its answer; never throws. A slow connection may take its time as long as something comes. */
async function request<T>(path: string, init: RequestInit, read: Read<T>): Promise<Answer<T>> {
  const watch = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => watch.abort(), patienceMs);
  };
  alive();
  try {
    const response = await fetch(path, { ...init, signal: watch.signal });
    if (!response.ok) return await refused(response);
    return { ok: true, value: await read(response, alive), tag: response.headers.get('etag') ?? '' };
  } catch {
    return failure('unreachable', 0, '');
  } finally {
    clearTimeout(timer);
  }
}

async function bytesOf(response: Response, alive: () => void): Promise<ArrayBuffer> {
  const watched = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, out) {
      alive();
      out.enqueue(piece);
    },
  });
  return new Response(response.body?.pipeThrough(watched)).arrayBuffer();
}

async function jsonOf<T>(response: Response, alive: () => void): Promise<T> {
  const text = new TextDecoder().decode(await bytesOf(response, alive));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function refused(response: Response): Promise<Answer<never>> {
  const body = (await response.json().catch(() => ({}))) as { title?: string; errors?: WireProblem[] };
  const kind = kindOf(response.status, body.errors?.[0]?.code);
  // A proxy that cannot reach the API answers 502 or 504, or 500 without problem+json.
  const gone = response.status >= 500 && body.title === undefined;
  return failure(gone ? 'unreachable' : kind, response.status, body.title ?? '', body.errors);
}

function kindOf(status: number, code: string | undefined): Failure['failed'] {
  if (code === 'store.rebuilding') return 'rebuilding';
  if (status === 503 || status === 429) return 'busy';
  return status >= 500 ? 'server' : 'refused';
}

/** Asks for JSON. */
export const getJson = <T>(path: string): Promise<Answer<T>> => request<T>(path, {}, jsonOf);

/** Asks for bytes. */
export const getBytes = (path: string): Promise<Answer<ArrayBuffer>> => request(path, {}, bytesOf);

/** Sends JSON. */
export const postJson = <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> =>
  sendJson('POST', path, body, headers);

/** Asks for something to be done, with JSON, with a file whose type the headers tell, or without. */
export function sendJson<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const init = {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
  };
  return request<T>(path, init, jsonOf);
}
