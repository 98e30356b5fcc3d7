import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateOn, openGate } from '../../../api/access/gate.ts';
import { fileKeeper, type Keeper } from '../../../api/access/keeper.ts';
import { invite, join as joinBy, dismiss } from '../../../api/access/people.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-gate-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('the link signs in, its session too, and anything else is nobody', async () => {
  const gate = await openGate(directory);
  const link = await gate.issueLink();
  const session = await gate.signIn(link);
  expect(await gate.subjectOf(link)).toMatchObject({ kind: 'operator' });
  expect(await gate.subjectOf(session)).toMatchObject({ kind: 'operator' });
  expect(await gate.signIn('guess')).toBeUndefined();
  for (const wrong of [undefined, '', 'guess', `${link}x`, link.slice(1)])
    expect(await gate.subjectOf(wrong)).toEqual({ kind: 'nobody' });
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
  expect(await second.subjectOf(session)).toMatchObject({ kind: 'operator' });
  expect(await second.subjectOf(next)).toMatchObject({ kind: 'operator' });
  expect(await second.subjectOf(link)).toEqual({ kind: 'nobody' });
});

test('a session lasts its time and cannot be exchanged for a new one', async () => {
  const gate = await openGate(directory);
  const session = await gate.signIn(await gate.issueLink());
  expect(await gate.isLink(session!)).toBe(false);
  expect(await gate.signIn(session!)).toBeUndefined();
});

test.each(['', '{"v":1,"house":', '{"v":2}'])(
  'a file of tokens that a power cut left as %j opens nothing, and a new link signs in',
  async (text) => {
    await writeFile(join(directory, 'access.json'), text);
    const gate = await openGate(directory);
    const session = await gate.signIn(await gate.issueLink());
    expect(await gate.subjectOf(session)).toMatchObject({ kind: 'operator' });
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
    expect(await gate.subjectOf(token)).toEqual({ kind: 'nobody' });
    expect(await gate.signIn(token)).toBeUndefined();
  }
});

test('many who sign in at once are all let in, and all are known after a restart', async () => {
  const gate = await openGate(directory);
  const link = await gate.issueLink();
  const sessions = await Promise.all(Array.from({ length: 32 }, () => gate.signIn(link)));
  expect(new Set(sessions).size).toBe(32);
  const next = await openGate(directory);
  for (const session of sessions) expect(await next.subjectOf(session)).toMatchObject({ kind: 'operator' });
});

/** A keeper as two servers share it: what one writes the other one reads. */
function sharedKeeper(): Keeper {
  let [text, turn] = [undefined as string | undefined, 0];
  return {
    read: async (known) => (known === String(turn) ? 'same' : { text, mark: String(turn) }),
    async replace(mark, fresh) {
      if (mark !== String(turn)) return undefined;
      [text, turn] = [fresh, turn + 1];
      return String(turn);
    },
    setAside: async () => undefined,
  };
}

test('two servers with one register lose nothing of each other, and what one takes back opens the other no more', async () => {
  const keeper = sharedKeeper();
  const [one, two] = [await gateOn(keeper), await gateOn(keeper)];
  expect(two.house).toBe(one.house);
  const grant = { network: 'valley', role: 'recorder' } as const;
  const inviting = { grant, by: 'operator', expires: Date.now() + 60_000, uses: 20 };
  const { secret } = await one.change((register) => invite(register, inviting, Date.now()));
  const joining = Array.from({ length: 20 }, (_, place) =>
    (place % 2 ? one : two).change((register) => joinBy(register, { secret, name: `Member ${place}` }, Date.now())),
  );
  const sessions = await Promise.all(joining);
  expect(new Set(sessions).size).toBe(20);
  for (const session of sessions)
    for (const gate of [one, two]) expect(await gate.subjectOf(session)).toMatchObject({ kind: 'member' });
  expect(await one.change((register) => joinBy(register, { secret, name: 'Too late' }, Date.now()))).toBeUndefined();
  const { members } = await two.read();
  expect(members).toHaveLength(20);
  const first = await two.subjectOf(sessions[0]);
  await one.change((register) => dismiss(register, first.kind === 'member' ? first.id : '', 'valley'));
  expect(await two.subjectOf(sessions[0])).toEqual({ kind: 'nobody' });
  expect(await two.subjectOf(sessions[1])).toMatchObject({ kind: 'member' });
});

test('the session of somebody who is no member any more never becomes that of the operator', async () => {
  const gate = await openGate(directory);
  const session = await gate.change((register) => {
    const inviting = {
      grant: { network: 'valley', role: 'steward' },
      by: 'operator',
      expires: Date.now() + 1000,
      uses: 1,
    } as const;
    const made = invite(register, inviting, Date.now());
    return joinBy(made.register!, { secret: made.value.secret, name: 'Ann' }, Date.now());
  });
  expect(await gate.subjectOf(session)).toMatchObject({ kind: 'member', name: 'Ann' });
  await gate.change((register) => ({ register: { ...register, members: [] }, value: undefined }));
  expect(await gate.subjectOf(session)).toEqual({ kind: 'nobody' });
});

test('a register that cannot be read is put aside whole, not thrown away', async () => {
  await writeFile(join(directory, 'access.json'), '{"v":2,"members":[{"name":"Ann"');
  await openGate(directory);
  expect(await readFile(join(directory, 'access.damaged.json'), 'utf8')).toContain('Ann');
});

test('sessions of the register before there were members stay', async () => {
  const { createHash } = await import('node:crypto');
  const token = {
    kind: 'session',
    sha256: createHash('sha256').update('old').digest('hex'),
    expires: Date.now() + 60_000,
  };
  await writeFile(join(directory, 'access.json'), JSON.stringify({ v: 1, house: 'abcd', tokens: [token] }));
  const gate = await gateOn(fileKeeper(directory));
  expect(gate.house).toBe('abcd');
  expect(await gate.subjectOf('old')).toMatchObject({ kind: 'operator' });
});
