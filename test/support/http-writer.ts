import { event, knowledge, network } from '../api/support/brewery.ts';
import type { Line } from './crash.ts';
import type { RunningServer } from './server.ts';

/** Somebody who records in the brewery through HTTP, one kilogram of malt a time. */
export interface Writer {
  /** Founds the brewery. */
  found(): Promise<number>;
  /** Hands a kilogram in under a key, and tells what came back; undefined when nothing did. */
  hand(key: string): Promise<(Line & { readonly status: number }) | undefined>;
  /** Kilograms of malt that stand there. */
  malt(): Promise<string | undefined>;
  /** The bytes of the flow table. */
  flows(): Promise<Buffer>;
}

const { network: slug, ...founding } = network;

/** The body under a key is always the same bytes. */
const bodyOf = (key: string): string =>
  JSON.stringify([
    event(key, {
      action: 'raise',
      resourceInventoriedAs: 'urn:test:silo',
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kg' },
      hasPointInTime: '2025-03-12T08:00:00Z',
    }),
  ]);

/** Resolves when every network has come up: until then a server asks its clients to come again (503). */
async function cameUp(origin: string): Promise<void> {
  const health = await fetch(`${origin}/api/health`);
  const { status } = (await health.json()) as { status: string };
  if (status === 'rebuilding') await cameUp(origin);
}

/** Signs in by the link of a server, when all of it has come up. */
export async function signIn({ link, origin }: Pick<RunningServer, 'link' | 'origin'>): Promise<Writer> {
  await cameUp(origin);
  const answer = await fetch(link, { redirect: 'manual' });
  const headers = { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, 'content-type': 'application/json' };
  const post = (path: string, body: string, more = {}) =>
    fetch(`${origin}${path}`, { method: 'POST', body, headers: { ...headers, ...more } });
  return {
    async found() {
      const body = JSON.stringify({ network: slug, ...founding, records: knowledge });
      return (await post('/api/networks', body)).status;
    },
    async hand(key) {
      try {
        const answer = await post(`/api/networks/${slug}/records`, bodyOf(key), { 'idempotency-key': key });
        const { status } = answer;
        const { frame, errors } = (await answer.json()) as { frame?: number; errors?: [{ code: string }] };
        if (frame === undefined) return { key, status, ...(errors && { problem: errors[0] }) };
        return { key, status, frame, kind: status === 201 ? 'new' : 'repeated' };
      } catch {
        return undefined;
      }
    },
    async flows() {
      return Buffer.from(await (await fetch(`${origin}/api/networks/${slug}/flows`, { headers })).arrayBuffer());
    },
    async malt() {
      const path = `/api/networks/${slug}/stocks?resource=urn:test:silo`;
      const { items } = (await (await fetch(`${origin}${path}`, { headers })).json()) as {
        items: { onhand: { hasNumericalValue: string } }[];
      };
      return items[0]?.onhand.hasNumericalValue;
    },
  };
}
