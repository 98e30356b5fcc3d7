import type { Grant, Role, Scope } from './register.ts';

/** By what somebody came in: the token, and how far it reaches if it is one that was made to reach less far. */
interface Held {
  readonly token?: string;
  readonly scope?: Scope;
}

/** Who asks: nobody known, a member with a role in some networks, or the operator of this server. */
export type Subject =
  | { readonly kind: 'nobody' }
  | (Held & {
      readonly kind: 'member';
      readonly id: string;
      readonly name: string;
      readonly roles: ReadonlyMap<string, Grant>;
    })
  | (Held & { readonly kind: 'operator' });

/** What may be done; `steward` is what a network asks of whoever answers for it: its people, its policies. */
export type Action = 'read' | 'record' | 'create' | 'steward';

export type Noun = 'health' | 'description' | 'session' | 'self' | 'token' | 'dataset' | 'networks' | 'network';

/** What a route asks for before it does anything. */
export interface Permission {
  readonly action: Action;
  readonly object: Noun;
}

/** The network in question by its address, and whether it lets everybody read; of `networks`, whether one of them does. */
export interface Place {
  readonly network?: string | undefined;
  readonly isPublic?: boolean | undefined;
}

type Rules = Partial<Record<Noun, readonly Action[]>>;

/** Everybody, signed in or not. */
const everybody: Rules = { health: ['read'], description: ['read'], session: ['create'], self: ['read'] };

/** Everybody, where a network lets everybody read. */
const visitor: Rules = { dataset: ['read'], networks: ['read'], network: ['read'] };

/** Whoever is signed in, in any network; the list of networks shows each only its own. */
const signedIn: Rules = { dataset: ['read'], networks: ['read'], token: ['read', 'create'] };

const operator: Rules = { networks: ['read', 'create'], network: ['read', 'record', 'steward'] };

/** Inside a network, by role. */
const roles: Readonly<Record<Role, Rules>> = {
  reader: { network: ['read'] },
  recorder: { network: ['read', 'record'] },
  steward: { network: ['read', 'record', 'steward'] },
};

/** What a token of a scope may do at most, in its networks; other tokens are made and ended by people alone. */
const scopes: Readonly<Record<Scope['action'], Rules>> = {
  read: { dataset: ['read'], networks: ['read'], network: ['read'] },
  record: { dataset: ['read'], networks: ['read'], network: ['read', 'record'] },
  steward: { dataset: ['read'], networks: ['read', 'create'], network: ['read', 'record', 'steward'] },
};

/** Whether a subject may do something; what no rule allows is denied. */
export function can(subject: Subject, action: Action, object: Noun, place: Place = {}): boolean {
  const allows = (rules: Rules | undefined): boolean => rules?.[object]?.includes(action) ?? false;
  if (allows(everybody) || (place.isPublic === true && allows(visitor))) return true;
  if (subject.kind === 'nobody') return false;
  const { scope } = subject;
  if (scope && !(allows(scopes[scope.action]) && reaches(scope, action, place))) return false;
  if (allows(signedIn)) return true;
  if (subject.kind === 'operator') return allows(operator);
  const grant = place.network === undefined ? undefined : subject.roles.get(place.network);
  return grant !== undefined && allows(roles[grant.role]);
}

/** Whether a token is good for a network; one that was made for some networks founds no others. */
const reaches = ({ networks }: Scope, action: Action, { network }: Place): boolean =>
  networks === undefined || (network === undefined ? action !== 'create' : networks.includes(network));

/** Under which name somebody's frames stand in the journal: an id that tells nothing without the register. */
export const authorOf = (subject: Subject): string =>
  subject.kind === 'member' ? `member:${subject.id}` : subject.kind;
