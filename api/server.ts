import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { problem } from '../engine/0-base/problem.ts';
import type { Door } from './access/door.ts';
import { bareHeaders } from './access/headers.ts';
import { detailsOf, problemType } from './routes/answer.ts';

/** Addresses that only this machine reaches. */
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Why a host cannot be listened on; undefined when it can. */
export const refuseHost = (host: string, door: Door): string | undefined =>
  loopback.has(host) || door !== 'loopback'
    ? undefined
    : `${host} is open to others, and nothing keeps what they send and read secret: give --tls-cert FILE --tls-key FILE, or --behind-proxy when a proxy in front speaks HTTPS.`;

/** Why a port cannot be listened on, and what to do; undefined when it is another failure. */
export function refuseListening(
  { code }: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): string | undefined {
  const another = 'choose another one with --port (0 takes any that is free)';
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program: end that program, or ${another}.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by you: ${another}.`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine: give --host 127.0.0.1.`;
  return undefined;
}

/** What TLS needs, in PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** A server that listens. */
export interface Listening {
  readonly origin: string;
  /** Goes on with another certificate; connections under way keep theirs. */
  renew(credentials: Credentials): void;
  /** Takes no new request, lets those under way finish, and ends. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way get before their connections are cut. */
const graceMs = 5000;

/** Where a server listens, and with what it keeps connections secret. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly tls?: Credentials | undefined;
}

const everyAddress = new Set(['0.0.0.0', '::']);

/** How the server is reached from this machine. */
function originOf({ address, family, port }: AddressInfo, scheme: 'http' | 'https'): string {
  const name = everyAddress.has(address) ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `${scheme}://${name}:${port}`;
}

/** Listens for HTTP, or for HTTPS with a certificate; port 0 takes any free one. */
export function listen(app: Pick<Hono, 'fetch'>, { host, port, tls }: Place): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const answer = getRequestListener(app.fetch, { hostname: host, errorHandler: refuseRequest });
    // How long a body may take is counted where it is read: an import may take hours, as long as something comes.
    const options = { requireHostHeader: false, requestTimeout: 0 };
    const secure = tls && createTlsServer({ ...options, ...tls, minVersion: 'TLSv1.2' }, answer);
    const server = secure ?? createServer(options, answer);
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => answer(request, response));
    server.on('clientError', refuseBytes);
    server.once('error', reject);
    server.listen(port, host, () => {
      const origin = originOf(server.address() as AddressInfo, secure ? 'https' : 'http');
      resolve({ origin, renew: (credentials) => secure?.setSecureContext(credentials), close });
    });

    const close = (): Promise<void> =>
      new Promise((done) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          done();
        });
        server.closeIdleConnections();
      });
  });
}

/** Answers a request whose line or host is none; what else goes wrong before the routes is told by them. */
function refuseRequest(failure: unknown): Response {
  if (!(failure instanceof RequestError)) throw failure;
  const body = detailsOf([problem('request.syntax', '', { reason: failure.message })]);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...bareHeaders, 'Content-Type': problemType },
  });
}

/** Answers bytes that are no HTTP, and ends the connection: nobody knows where a next request would begin. */
function refuseBytes(failure: NodeJS.ErrnoException, socket: Duplex): void {
  if (failure.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const given =
    failure.code === 'HPE_HEADER_OVERFLOW'
      ? problem('request.headers', '')
      : problem('request.syntax', '', { reason: failure.message.replace(/^Parse Error: /, '') });
  const details = detailsOf([given]);
  const body = JSON.stringify(details);
  const headers = {
    ...bareHeaders,
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${details.status} Refused\r\n${lines.join('')}\r\n${body}`);
}
