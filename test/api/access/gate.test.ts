import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openGate } from '../../../api/access/gate.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-gate-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('the link signs in, its session too, and anything else is nobody', async () => {
  const gate = await openGate(directory);
  const link = await gate.issueLink();
  const session = await gate.signIn(link);
  expect(gate.subjectOf(link)).toEqual({ kind: 'operator' });
  expect(gate.subjectOf(session)).toEqual({ kind: 'operator' });
  expect(await gate.signIn('guess')).toBeUndefined();
  for (const wrong of [undefined, '', 'guess', `${link}x`, link.slice(1)])
    expect(gate.subjectOf(wrong)).toEqual({ kind: 'nobody' });
});

test('a token has 256 bits and is kept only as its hash, in a file that only its owner reads', async () => {
  const gate = await openGate(directory);
  const link = await gate.issueLink();
  const session = await gate.signIn(link);
  const file = join(directory, 'access.json');
  const text = await readFile(file, 'utf8');
  expect(Buffer.from(link, 'base64url')).toHaveLength(32);
  expect(text).not.toContain(link);
  expect(text).not.toContain(session);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('after a restart the session still opens and the old link does not', async () => {
  const first = await openGate(directory);
  const link = await first.issueLink();
  const session = await first.signIn(link);
  const second = await openGate(directory);
  const next = await second.issueLink();
  expect(second.cookie).toBe(first.cookie);
  expect(second.subjectOf(session)).toEqual({ kind: 'operator' });
  expect(second.subjectOf(next)).toEqual({ kind: 'operator' });
  expect(second.subjectOf(link)).toEqual({ kind: 'nobody' });
});

test('a session lasts its time and cannot be exchanged for a new one', async () => {
  const gate = await openGate(directory);
  const session = await gate.signIn(await gate.issueLink());
  expect(gate.isLink(session!)).toBe(false);
  expect(await gate.signIn(session!)).toBeUndefined();
});

test.each(['', '{"v":1,"house":', '{"v":2}'])(
  'a file of tokens that a power cut left as %j opens nothing, and a new link signs in',
  async (text) => {
    await writeFile(join(directory, 'access.json'), text);
    const gate = await openGate(directory);
    const session = await gate.signIn(await gate.issueLink());
    expect(gate.subjectOf(session)).toEqual({ kind: 'operator' });
  },
);

test('cookies of two houses on one machine have different names', async () => {
  const other = await mkdtemp(join(tmpdir(), 'throughflow-gate-'));
  const [here, there] = [await openGate(directory), await openGate(other)];
  await rm(other, { recursive: true });
  expect(here.cookie).not.toBe(there.cookie);
});

test('a token past its time opens nothing, neither as a link nor as a session', async () => {
  const before = await openGate(directory);
  const link = await before.issueLink();
  const session = (await before.signIn(link))!;
  const file = join(directory, 'access.json');
  const past = (await readFile(file, 'utf8')).replace(/"expires": \d+/g, '"expires": 1');
  await writeFile(file, past);
  const gate = await openGate(directory);
  for (const token of [link, session]) {
    expect(gate.subjectOf(token)).toEqual({ kind: 'nobody' });
    expect(await gate.signIn(token)).toBeUndefined();
  }
});

test('many who sign in at once are all let in, and all are known after a restart', async () => {
  const gate = await openGate(directory);
  const link = await gate.issueLink();
  const sessions = await Promise.all(Array.from({ length: 32 }, () => gate.signIn(link)));
  expect(new Set(sessions).size).toBe(32);
  const next = await openGate(directory);
  for (const session of sessions) expect(next.subjectOf(session)).toEqual({ kind: 'operator' });
});
