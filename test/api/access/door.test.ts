import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as getByTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../support/checkout.ts';
import { dataDirectory } from '../../support/house.ts';
import { type RunningServer, runAlone, startServer } from '../../support/server.ts';

const fixture = (name: string) => join(root, 'test/fixtures/tls', name);
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-door-'));
});
afterAll(() => rm(directory, { recursive: true }));

const tls = ['--tls-cert', fixture('first.cert.pem'), '--tls-key', fixture('first.key.pem')];

test.each([
  ['0.0.0.0 in the clear', ['--host', '0.0.0.0'], '--behind-proxy'],
  ['a certificate without its key', ['--host', '0.0.0.0', ...tls.slice(0, 2)], 'give both'],
  ['a certificate with the key of another', [...tls.slice(0, 3), fixture('second.key.pem')], 'cannot be used'],
  ['a certificate that there is not', ['--tls-cert', 'nothing.pem', ...tls.slice(2)], 'cannot be used'],
  ['TLS and a proxy at once', [...tls, '--behind-proxy'], 'leave --tls-cert and --tls-key out'],
])('a server is not started with %s, and says what to do', async (_, args, said) => {
  const { code, out, err } = await runAlone([
    'serve',
    '--no-samples',
    '--port',
    '0',
    '--data',
    join(directory, 'none'),
    ...args,
  ]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(said);
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The name on the certificate. */
  readonly name: string;
}

/** Asks over TLS; the certificate is our own, so nobody vouches for it. */
const getTls = (address: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    getByTls(address, { rejectUnauthorized: false, agent: false, headers }, (response) => {
      const name = (response.socket as TLSSocket).getPeerCertificate().subject.CN;
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, name: String(name) }),
      );
    }).on('error', reject);
  });

/** Waits until the server has printed something. */
async function printed(server: RunningServer, text: string): Promise<void> {
  while (!server.printed().includes(text)) await new Promise((done) => server.child.stderr!.once('data', done));
}

test('beyond this machine it speaks TLS, marks its cookie so, and reads a new certificate when told', async () => {
  const data = await dataDirectory();
  const [cert, key] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
  await copyFile(fixture('first.cert.pem'), cert);
  await copyFile(fixture('first.key.pem'), key);
  const server = await startServer(
    '--data',
    data,
    '--no-samples',
    '--host',
    '0.0.0.0',
    '--tls-cert',
    cert,
    '--tls-key',
    key,
  );
  expect(server.origin).toMatch(/^https:\/\/localhost:\d+$/);
  const before = await getTls(server.link);
  expect(before).toMatchObject({ status: 303, name: 'first.localhost' });
  expect(before.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
  expect(String(before.headers['set-cookie'])).toMatch(/HttpOnly.*Secure.*SameSite=Strict/);
  expect((await getTls(`${server.origin}/api/health`, { host: 'grain.example' })).status).toBe(200);
  await expect(fetch(server.origin.replace('https', 'http'))).rejects.toThrow();
  await writeFile(cert, 'no certificate');
  server.child.kill('SIGHUP');
  await printed(server, 'stays in use');
  expect((await getTls(`${server.origin}/api/health`)).name).toBe('first.localhost');
  await copyFile(fixture('second.cert.pem'), cert);
  await copyFile(fixture('second.key.pem'), key);
  server.child.kill('SIGHUP');
  await printed(server, 'was read again');
  expect((await getTls(`${server.origin}/api/health`)).name).toBe('second.localhost');
  expect(await server.stop()).toBe(0);
  await rm(data, { recursive: true });
});

test('behind a proxy it believes whose request the proxy says it is, and marks its cookie as secret', async () => {
  const data = await dataDirectory();
  const server = await startServer('--data', data, '--no-samples', '--host', '0.0.0.0', '--behind-proxy');
  expect(server.printed()).toContain('X-Forwarded-For');
  const signIn = await fetch(server.link, { redirect: 'manual' });
  expect(signIn.headers.get('set-cookie')).toContain('Secure');
  expect(signIn.headers.get('strict-transport-security')).toContain('max-age');
  const write = (headers: Record<string, string>) =>
    fetch(`${server.origin}/api/sign-out`, {
      method: 'POST',
      headers: { origin: 'https://grain.example', ...headers },
    });
  expect((await write({ 'x-forwarded-host': 'grain.example' })).status).toBe(204);
  expect((await write({})).status).toBe(403);
  expect(await server.stop()).toBe(0);
  await rm(data, { recursive: true });
});

test('on this machine alone, what a request says of a proxy is not believed', async () => {
  const data = await dataDirectory();
  const server = await startServer('--data', data, '--no-samples');
  const forged = { origin: 'https://grain.example', 'x-forwarded-host': 'grain.example' };
  expect((await fetch(`${server.origin}/api/sign-out`, { method: 'POST', headers: forged })).status).toBe(403);
  expect(await server.stop()).toBe(0);
  await rm(data, { recursive: true });
});
