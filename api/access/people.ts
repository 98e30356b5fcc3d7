import { type Change, issue } from './gate.ts';
import {
  type Grant,
  hashOf,
  type Invitation,
  type Member,
  newId,
  newSecret,
  type Register,
  type Token,
} from './register.ts';

/** What an invitation is made of. */
export interface Inviting {
  readonly grant: Grant;
  readonly name?: string | undefined;
  readonly by: string;
  readonly expires: number;
  readonly uses: number;
}

/** Adds an invitation; its secret stands nowhere but in the answer. */
export function invite(
  register: Register,
  { name, ...given }: Inviting,
  now: number,
): Change<{ id: string; secret: string }> {
  const [id, secret] = [newId(), newSecret()];
  const fresh: Invitation = { id, sha256: hashOf(secret), ...given, ...(name !== undefined && { name }), created: now };
  return { register: { ...register, invitations: [...register.invitations, fresh] }, value: { id, secret } };
}

/** The invitation that a secret opens now. */
export function findInvitation({ invitations }: Register, secret: string, now: number): Invitation | undefined {
  const sha256 = hashOf(secret);
  return invitations.find((each) => each.sha256 === sha256 && each.expires > now);
}

/** Who comes with an invitation: a member already, or somebody new with a name. */
export interface Joining {
  readonly secret: string;
  readonly name: string;
  readonly member?: string | undefined;
}

/** Takes an invitation: one use of it is gone, and whoever came is a member who is signed in. Undefined when it opens nothing. */
export function join(
  register: Register,
  { secret, name, member: known }: Joining,
  now: number,
): Change<string | undefined> {
  const invitation = findInvitation(register, secret, now);
  if (!invitation) return { value: undefined };
  const { grant, id, uses } = invitation;
  const before = register.members.find((each) => each.id === known);
  const member = withGrant(before ?? { id: newId(), name, since: now, grants: [] }, grant);
  const others = register.members.filter((each) => each.id !== member.id);
  const invitations = register.invitations.flatMap((each) =>
    each.id !== id ? each : uses > 1 ? { ...each, uses: uses - 1 } : [],
  );
  return issue({ ...register, members: [...others, member], invitations }, { kind: 'session', member: member.id }, now);
}

const withGrant = (member: Member, grant: Grant): Member => ({
  ...member,
  grants: [...member.grants.filter(({ network }) => network !== grant.network), grant],
});

/** Takes an invitation of a network back; whether there was one. */
export function withdraw(register: Register, network: string, id: string): Change<boolean> {
  const invitations = register.invitations.filter((each) => each.id !== id || each.grant.network !== network);
  const found = invitations.length < register.invitations.length;
  return found ? { register: { ...register, invitations }, value: true } : { value: false };
}

/** Changes what a member of a network may do there; whether they are one. */
export function regrant(register: Register, id: string, grant: Grant): Change<boolean> {
  if (!isMember(register, id, grant.network)) return { value: false };
  const members = register.members.map((each) => (each.id === id ? withGrant(each, grant) : each));
  return { register: { ...register, members }, value: true };
}

const isMember = ({ members }: Register, id: string, network: string): boolean =>
  members.some((each) => each.id === id && each.grants.some((grant) => grant.network === network));

/** Ends a membership; who is in no network any more is forgotten with all that opened the house to them. */
export function dismiss(register: Register, id: string, network: string): Change<boolean> {
  if (!isMember(register, id, network)) return { value: false };
  const members = register.members
    .map((each) =>
      each.id === id ? { ...each, grants: each.grants.filter((grant) => grant.network !== network) } : each,
    )
    .filter(({ grants }) => grants.length > 0);
  const gone = !members.some((each) => each.id === id);
  const tokens = gone ? register.tokens.filter(({ member }) => member !== id) : register.tokens;
  return { register: { ...register, members, tokens }, value: true };
}

/** What opens the house to somebody: a member by their id, the operator by none. */
export const tokensOf = ({ tokens }: Register, member: string | undefined): Token[] =>
  tokens.filter((each) => each.member === member);

/** Ends a token of somebody; whether there was one. */
export function endToken(register: Register, member: string | undefined, id: string): Change<boolean> {
  const tokens = register.tokens.filter((each) => each.id !== id || each.member !== member);
  const found = tokens.length < register.tokens.length;
  return found ? { register: { ...register, tokens }, value: true } : { value: false };
}

/** Signs a browser out; what programs hold and the printed link stay. */
export function endSession(register: Register, member: string | undefined, id: string | undefined): Change<boolean> {
  const session = register.tokens.find((each) => each.id === id && each.kind === 'session');
  return session ? endToken(register, member, session.id) : { value: false };
}
