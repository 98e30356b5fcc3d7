import { problemKinds } from '../../engine/0-base/problem.ts';

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

/** Sends a request; never throws. A server that does not answer within the time counts as unreachable. */
async function request(path: string, init: RequestInit = {}, timeoutMs = 60_000): Promise<Answer<Response>> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return { ok: true, value: response, tag: response.headers.get('etag') ?? '' };
    return await refused(response);
  } catch {
    return failure('unreachable', 0, '');
  }
}

async function refused(response: Response): Promise<Answer<never>> {
  const body = (await response.json().catch(() => ({}))) as { title?: string; errors?: WireProblem[] };
  const kind = kindOf(response.status, body.errors?.[0]?.code);
  // A proxy that cannot reach the API answers 502 or 504, or 500 without problem+json.
  const gone = response.status >= 500 && body.title === undefined;
  return failure(gone ? 'unreachable' : kind, response.status, body.title ?? '', body.errors?.map(weigh));
}

function kindOf(status: number, code: string | undefined): Failure['failed'] {
  if (code === 'store.rebuilding') return 'rebuilding';
  if (status === 503 || status === 429) return 'busy';
  return status >= 500 ? 'server' : 'refused';
}

const kinds: Readonly<Record<string, { readonly severity: 'error' | 'warning' }>> = problemKinds;

/** A refusal lists warnings beside its errors; only the catalogue of problems tells which is which. */
const weigh = (told: WireProblem): WireProblem => ({ ...told, severity: kinds[told.code]?.severity ?? 'error' });

/** Asks for JSON. */
export async function getJson<T>(path: string): Promise<Answer<T>> {
  const answer = await request(path);
  return answer.ok ? readBody<T>(answer.value) : answer;
}

async function readBody<T>(response: Response): Promise<Answer<T>> {
  try {
    return { ok: true, value: (await response.json()) as T, tag: response.headers.get('etag') ?? '' };
  } catch {
    return failure('unreachable', 0, '');
  }
}

/** Asks for bytes. */
export async function getBytes(path: string): Promise<Answer<ArrayBuffer>> {
  const answer = await request(path);
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: await answer.value.arrayBuffer(), tag: answer.tag };
  } catch {
    return failure('unreachable', 0, '');
  }
}

/** Sends JSON. */
export async function postJson<T>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
  const answer = await request(path, init);
  return answer.ok ? readBody<T>(answer.value) : answer;
}
