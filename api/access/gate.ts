import { createHash, randomBytes } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Subject } from './can.ts';

const keptToken = z.strictObject({
  kind: z.enum(['link', 'session']),
  sha256: z.string(),
  expires: z.number(),
});

/** <data>/access.json: hashes of the tokens that open this house; the tokens themselves are kept nowhere. */
const register = z.strictObject({ v: z.literal(1), house: z.string(), tokens: z.array(keptToken) });

type Register = z.infer<typeof register>;

/** Keeps the tokens of one house. */
export interface Gate {
  /** A short random name of this data directory: it tells cookies and entity tags of different houses apart. */
  readonly house: string;
  readonly cookie: string;
  /** Makes the token of the sign-in link; links of earlier starts end. */
  issueLink(): Promise<string>;
  /** Exchanges the token of a link for that of a session; undefined when it opens nothing. */
  signIn(token: string): Promise<string | undefined>;
  subjectOf(token: string | undefined): Subject;
}

const dayMs = 86_400_000;
const sessionDays = 30;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const newToken = () => randomBytes(32).toString('base64url');

async function readRegister(file: string): Promise<Register> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const found = text === undefined ? undefined : register.safeParse(JSON.parse(text));
  return found?.data ?? { v: 1, house: randomBytes(4).toString('hex'), tokens: [] };
}

/** Writes the whole file beside the old one and exchanges them, so that it is never half written. */
async function writeRegister(file: string, kept: Register): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}

/** Opens the gate of a data directory. Hashes are compared by look-up: nobody can steer the hash of a guess. */
export async function openGate(directory: string): Promise<Gate> {
  const file = join(directory, 'access.json');
  const { house, tokens } = await readRegister(file);
  const kept = new Map(tokens.map((token) => [token.sha256, token]));
  let saved: Promise<void> = Promise.resolve();

  /** One write after the other: each holds all that is known when its turn comes. A failed one does not stop the next. */
  const save = (): Promise<void> => {
    const write = () => writeRegister(file, { v: 1, house, tokens: [...kept.values()] });
    saved = saved.then(write, write);
    return saved;
  };

  async function keep(kind: 'link' | 'session'): Promise<string> {
    const token = newToken();
    const sha256 = hashOf(token);
    kept.set(sha256, { kind, sha256, expires: Date.now() + sessionDays * dayMs });
    await save();
    return token;
  }

  const opens = (token: string) => (kept.get(hashOf(token))?.expires ?? 0) > Date.now();

  return {
    house,
    cookie: `throughflow-${house}`,
    issueLink() {
      for (const { sha256, kind, expires } of kept.values())
        if (kind === 'link' || expires <= Date.now()) kept.delete(sha256);
      return keep('link');
    },
    signIn: async (token) => (opens(token) ? keep('session') : undefined),
    subjectOf: (token) => ({ kind: token !== undefined && opens(token) ? 'operator' : 'nobody' }),
  };
}
