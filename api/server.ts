import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** Addresses that only this machine reaches. */
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Why a host cannot be listened on; undefined when it can. */
export const refuseHost = (host: string): string | undefined =>
  loopback.has(host)
    ? undefined
    : `Throughflow listens on this machine only (127.0.0.1) until it can keep a connection secret; ${host} would open it to others.`;

/** A server that listens. */
export interface Listening {
  readonly origin: string;
  /** Takes no new request, lets those under way finish, and ends. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way get before their connections are cut. */
const graceMs = 5000;

/** Listens for HTTP; port 0 takes any free one. */
export function listen(app: Pick<Hono, 'fetch'>, { host, port }: { host: string; port: number }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address: AddressInfo) => {
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ origin: `http://${name}:${address.port}`, close });
    });
    server.once('error', reject);

    const close = (): Promise<void> =>
      new Promise((done) => {
        const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          done();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
  });
}
