import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { problem } from '../engine/0-base/problem.ts';
import { detailsOf, problemType } from './routes/answer.ts';

/** Addresses that only this machine reaches. */
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Why a host cannot be listened on; undefined when it can. */
export const refuseHost = (host: string): string | undefined =>
  loopback.has(host)
    ? undefined
    : `Throughflow listens on this machine only (127.0.0.1) until it can keep a connection secret; ${host} would open it to others.`;

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
    const answer = getRequestListener(app.fetch, { hostname: host, errorHandler: refuseRequest });
    const server = createServer({ requireHostHeader: false }, answer);
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => answer(request, response));
    server.on('clientError', refuseBytes);
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ origin: `http://${name}:${address.port}`, close });
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
  return new Response(JSON.stringify(body), { status: body.status, headers: { 'Content-Type': problemType } });
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
  const head = `HTTP/1.1 ${details.status} Refused\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
}
