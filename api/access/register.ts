import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What somebody may be in one network. */
export const role = z.enum(['reader', 'recorder', 'steward']);
export type Role = z.infer<typeof role>;

/** What somebody may do in one network, and the agent for whom they act there. */
const grant = z.strictObject({ network: z.string(), role, agent: z.string().optional() });
export type Grant = z.infer<typeof grant>;

/** Somebody who joined. The id stands in the journal as the author of what they record; the name stands only here. */
const member = z.strictObject({ id: z.string(), name: z.string(), since: z.number(), grants: z.array(grant) });
export type Member = z.infer<typeof member>;

/** How far a token reaches: the networks (all of its owner's when none are named), and the most that it may do. */
export const scope = z.strictObject({
  networks: z.array(z.string()).optional(),
  action: z.enum(['read', 'record', 'steward']),
});
export type Scope = z.infer<typeof scope>;

/** What opens the house. Without a member it is the operator's. */
const token = z.strictObject({
  id: z.string(),
  kind: z.enum(['link', 'session', 'token']),
  sha256: z.string(),
  member: z.string().optional(),
  name: z.string().optional(),
  scope: scope.optional(),
  created: z.number(),
  expires: z.number(),
});
export type Token = z.infer<typeof token>;

/** An open way in: whoever brings its secret becomes a member with this role. */
const invitation = z.strictObject({
  id: z.string(),
  sha256: z.string(),
  grant,
  /** For whom it was made, as its maker wrote it. */
  name: z.string().optional(),
  by: z.string(),
  created: z.number(),
  expires: z.number(),
  /** How many may still join by it. */
  uses: z.number().int().min(1),
});
export type Invitation = z.infer<typeof invitation>;

/** Everybody who may come in, and what opens the house to them: hashes; the secrets themselves are kept nowhere. */
const register = z.strictObject({
  v: z.literal(2),
  house: z.string(),
  members: z.array(member),
  tokens: z.array(token),
  invitations: z.array(invitation),
});
export type Register = z.infer<typeof register>;

/** Before there were members: the operator's tokens alone. */
const before = z.strictObject({
  v: z.literal(1),
  house: z.string(),
  tokens: z.array(token.pick({ kind: true, sha256: true, expires: true })),
});

export const newId = (): string => randomBytes(8).toString('hex');

/** A register of a house that nobody has joined yet. */
export const emptyRegister = (): Register => ({
  v: 2,
  house: randomBytes(4).toString('hex'),
  members: [],
  tokens: [],
  invitations: [],
});

/** Reads a register; undefined when the text is none. */
export function parseRegister(text: string): Register | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return register.safeParse(value).data ?? upgraded(before.safeParse(value).data);
  } catch {
    return undefined;
  }
}

const upgraded = (old: z.infer<typeof before> | undefined): Register | undefined =>
  old && {
    v: 2,
    house: old.house,
    members: [],
    tokens: old.tokens.map((each) => ({ ...each, id: newId(), created: 0 })),
    invitations: [],
  };

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A secret of 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
