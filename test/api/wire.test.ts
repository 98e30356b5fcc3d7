import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../api/server.ts';
import { events, knowledge, network } from './support/brewery.ts';
import { type OpenApi, openApi } from './support/open-api.ts';

/** The API behind real sockets: what comes before any route. */
let api: OpenApi;
let server: Listening;
let signedIn: string;

beforeAll(async () => {
  api = await openApi();
  await api.post('/api/networks', { ...network, records: knowledge });
  server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  signedIn = `Authorization: Bearer ${api.token}\r\n`;
});
afterAll(async () => {
  await server.close();
  await api.close();
});

const host = 'Host: 127.0.0.1\r\n';
const port = () => Number(new URL(server.origin).port);

/** Sends bytes as they are and reads until the server has answered or hung up. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port(), '127.0.0.1', () => socket.write(bytes.replace(host, `${host}${signedIn}`)));
    let told = '';
    socket.on('data', (part) => {
      told += part.toString();
      const [head, body] = told.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head!)?.[1] ?? Number.NaN);
      if (body !== undefined && Buffer.byteLength(body) >= length) socket.end();
    });
    socket.on('error', () => resolve(told));
    socket.on('close', () => resolve(told));
  });
}

const post = 'POST /api/networks/brouwcoop/records HTTP/1.1\r\n';

test.each([
  ['a header of 70 kB', `GET /api/health HTTP/1.1\r\n${host}X: ${'a'.repeat(70_000)}\r\n\r\n`, 431],
  ['an address of 20 kB', `GET /api/networks/${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 431],
  ['what is no HTTP', 'hello\r\n\r\n', 400],
  ['the greeting of another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a method that there is not', `FOO /api/health HTTP/1.1\r\n${host}\r\n`, 400],
  ['a host that is none', 'GET /api/health HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
  ['an address of another scheme', `GET ftp://example.org/ HTTP/1.1\r\n${host}\r\n`, 400],
  ['a chunk whose length is no number', `${post}${host}Transfer-Encoding: chunked\r\n\r\nZZ\r\n[]\r\n0\r\n\r\n`, 400],
  ['two lengths', `${post}${host}Content-Length: 2\r\nContent-Length: 3\r\n\r\n[] `, 400],
  ['a length and chunks', `${post}${host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['a length below nothing', `${post}${host}Content-Length: -2\r\n\r\n[]`, 400],
  ['a packed body', `${post}${host}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]`, 415],
  ['an expectation that nobody knows', `${post}${host}Expect: magic\r\nContent-Length: 2\r\n\r\n[]`, 400],
])('%s is refused with a problem that says what to do', async (_name, bytes, status) => {
  const told = await send(bytes);
  expect(told).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(told.toLowerCase()).toContain('content-type: application/problem+json');
  const body = JSON.parse(told.slice(told.indexOf('{'), told.lastIndexOf('}') + 1)) as {
    errors: { code: string; remedy: string }[];
  };
  expect(body.errors[0]!.remedy).not.toBe('');
  expect(['request.syntax', 'request.headers', 'body.encoding', 'batch.empty']).toContain(body.errors[0]!.code);
});

test('a client that hangs up half way records nothing and is no failure of ours; one that does not wait is recorded', async () => {
  const body = JSON.stringify(events);
  await new Promise<void>((resolve) => {
    const socket = connect(port(), '127.0.0.1', () =>
      socket.write(`${post}${host}${signedIn}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 100)}`, () =>
        socket.destroy(),
      ),
    );
    socket.on('close', () => resolve());
  });
  expect((await api.get('/api/networks/brouwcoop/economic-events')).body).toMatchObject({ items: [] });
  const before = api.house.sequence('brouwcoop')!;
  const recorded = api.house.changed('brouwcoop', before);
  const socket = connect(port(), '127.0.0.1', () =>
    socket.write(`${post}${host}${signedIn}Content-Length: ${body.length}\r\n\r\n${body}`),
  );
  expect(await recorded).toBe(before + events.length);
  socket.destroy();
  expect(api.notes).toEqual([]);
});
