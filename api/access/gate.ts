import { assert } from '../../engine/0-base/assert.ts';
import type { Subject } from './can.ts';
import { fileKeeper, type Keeper } from './keeper.ts';
import { emptyRegister, hashOf, newId, newSecret, parseRegister, type Register, type Token } from './register.ts';

/** Keeps the register of one house, and knows who comes. */
export interface Gate {
  /** A short random name of this data directory: it tells cookies and entity tags of different houses apart. */
  readonly house: string;
  readonly cookie: string;
  readonly now: () => number;
  /** Makes the token of the sign-in link; links of earlier starts end. */
  issueLink(): Promise<string>;
  /** Whether a token is that of a link which opens this house. */
  isLink(token: string): Promise<boolean>;
  /** Exchanges the token of a link for that of a session; undefined when it is none. A session is not renewed by itself. */
  signIn(token: string): Promise<string | undefined>;
  subjectOf(token: string | undefined): Promise<Subject>;
  /** The register as it stands now. */
  read(): Promise<Register>;
  /** Changes the register; the edit is done again when somebody else changed it meanwhile, and answers what it found. */
  change<T>(edit: (register: Register) => Change<T>): Promise<T>;
}

/** What an edit of the register leads to; without a register nothing is changed. */
export interface Change<T> {
  readonly register?: Register;
  readonly value: T;
}

/** How long a link or a session opens the house. */
export const sessionSeconds = 30 * 86_400;

/** So often an edit is tried against others who change the register at the same time. */
const mostTries = 100;

/** Opens the gate of a data directory. */
export const openGate = (directory: string): Promise<Gate> => gateOn(fileKeeper(directory));

/** Takes away what opens nothing any more. */
const swept = ({ tokens, invitations, ...rest }: Register, now: number): Register => ({
  ...rest,
  tokens: tokens.filter(({ expires }) => expires > now),
  invitations: invitations.filter(({ expires }) => expires > now),
});

/** Opens the gate of a register that is kept somewhere. Hashes are compared by look-up: nobody can steer the hash of a guess. */
export async function gateOn(keeper: Keeper, now: () => number = Date.now): Promise<Gate> {
  let known: { mark: string; register: Register; byHash: ReadonlyMap<string, Token> } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const remember = (mark: string, register: Register) => {
    known = { mark, register, byHash: new Map(register.tokens.map((each) => [each.sha256, each])) };
    return known;
  };

  async function current() {
    const found = await keeper.read(known?.mark);
    if (found === 'same' && known) return known;
    assert(found !== 'same', 'a keeper knows only what was read');
    const register = found.text === undefined ? undefined : parseRegister(found.text);
    if (found.text && !register) await keeper.setAside(found.text);
    return remember(found.mark, register ?? emptyRegister());
  }

  async function tryEdit<T>(edit: (register: Register) => Change<T>): Promise<T> {
    for (let tries = 0; tries < mostTries; tries++) {
      const { mark, register } = await current();
      const change = edit(register);
      if (!change.register) return change.value;
      const next = swept(change.register, now());
      const written = await keeper.replace(mark, `${JSON.stringify(next, null, 2)}\n`);
      if (written !== undefined) remember(written, next);
      if (written !== undefined) return change.value;
    }
    throw new Error('the register changes faster than it can be written');
  }

  /** Edits of this server take turns; one that failed does not stop the next. */
  function change<T>(edit: (register: Register) => Change<T>): Promise<T> {
    const mine = turn.then(() => tryEdit(edit));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function find(secret: string): Promise<{ token: Token; register: Register } | undefined> {
    const { byHash, register } = await current();
    const token = byHash.get(hashOf(secret));
    return token && token.expires > now() ? { token, register } : undefined;
  }

  const isLink = async (secret: string) => (await find(secret))?.token.kind === 'link';

  // What says which house this is must be kept before anybody goes by it.
  const house = await change((register) => ({ register, value: register.house }));
  return {
    house,
    cookie: `throughflow-${house}`,
    now,
    isLink,
    change,
    read: async () => (await current()).register,
    issueLink: () =>
      change((register) => {
        const tokens = register.tokens.filter(({ kind }) => kind !== 'link');
        return issue({ ...register, tokens }, { kind: 'link' }, now());
      }),
    signIn: async (secret) =>
      (await isLink(secret)) ? change((register) => issue(register, { kind: 'session' }, now())) : undefined,
    async subjectOf(secret) {
      const found = secret === undefined ? undefined : await find(secret);
      return found ? subjectIn(found.register, found.token) : { kind: 'nobody' };
    },
  };
}

/** Adds a token to a register; its secret is the answer and stands nowhere else. */
export function issue(
  register: Register,
  token: Pick<Token, 'kind'> & Partial<Token>,
  now: number,
): { register: Register; value: string } {
  const secret = newSecret();
  const expires = now + sessionSeconds * 1000;
  const fresh = { expires, ...token, id: newId(), sha256: hashOf(secret), created: now };
  return { register: { ...register, tokens: [...register.tokens, fresh] }, value: secret };
}

/** Whom a token stands for; that of somebody who is no member any more stands for nobody. */
function subjectIn({ members }: Register, { id: token, kind, member: owner, scope }: Token): Subject {
  const held = { token, ...(kind === 'token' && { scope: scope ?? { action: 'read' as const } }) };
  if (owner === undefined) return { kind: 'operator', ...held };
  const member = members.find(({ id }) => id === owner);
  if (!member) return { kind: 'nobody' };
  const roles = new Map(member.grants.map((grant) => [grant.network, grant]));
  return { kind: 'member', id: member.id, name: member.name, roles, ...held };
}
