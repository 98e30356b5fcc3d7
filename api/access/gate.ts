import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceDurably } from '../store/file.ts';
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
  /** Whether a token is that of a link which opens this house. */
  isLink(token: string): boolean;
  /** Exchanges the token of a link for that of a session; undefined when it is none. A session is not renewed by itself. */
  signIn(token: string): Promise<string | undefined>;
  subjectOf(token: string | undefined): Subject;
}

/** How long a link or a session opens the house. */
export const sessionSeconds = 30 * 86_400;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const newToken = () => randomBytes(32).toString('base64url');

/** What is kept; a file that is damaged is made anew, and everybody signs in again. */
async function readRegister(file: string): Promise<Register> {
  const text = await readFile(file, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return '';
    throw failure;
  });
  return parseRegister(text) ?? { v: 1, house: randomBytes(4).toString('hex'), tokens: [] };
}

function parseRegister(text: string): Register | undefined {
  try {
    return register.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const writeRegister = (file: string, kept: Register): Promise<void> =>
  replaceDurably(file, `${JSON.stringify(kept, null, 2)}\n`);

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
    kept.set(sha256, { kind, sha256, expires: Date.now() + sessionSeconds * 1000 });
    await save();
    return token;
  }

  /** What a token opens the house as. */
  function kindOf(token: string): 'link' | 'session' | undefined {
    const found = kept.get(hashOf(token));
    return found && found.expires > Date.now() ? found.kind : undefined;
  }
  const isLink = (token: string) => kindOf(token) === 'link';

  return {
    house,
    cookie: `throughflow-${house}`,
    issueLink() {
      for (const { sha256, kind, expires } of kept.values())
        if (kind === 'link' || expires <= Date.now()) kept.delete(sha256);
      return keep('link');
    },
    isLink,
    signIn: async (token) => (isLink(token) ? keep('session') : undefined),
    subjectOf: (token) => ({ kind: token !== undefined && kindOf(token) ? 'operator' : 'nobody' }),
  };
}
