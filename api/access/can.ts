/** What somebody may be in one network. */
export type Role = 'reader' | 'recorder' | 'steward';

/** Who asks: nobody known, a member with a role in some networks, or the operator of this server. */
export type Subject =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'member'; readonly roles: ReadonlyMap<string, Role> }
  | { readonly kind: 'operator' };

export type Action = 'read' | 'record' | 'create';

export type Noun = 'health' | 'description' | 'session' | 'dataset' | 'networks' | 'network';

/** What a route asks for before it does anything. */
export interface Permission {
  readonly action: Action;
  readonly object: Noun;
}

type Rules = Partial<Record<Noun, readonly Action[]>>;

/** Everybody, signed in or not. */
const everybody: Rules = { health: ['read'], description: ['read'], session: ['create'] };

/** Whoever is signed in, in any network; the list of networks shows each only its own. */
const signedIn: Rules = { dataset: ['read'], networks: ['read'] };

const operator: Rules = { networks: ['read', 'create'], network: ['read', 'record'] };

/** Inside a network, by role. */
const roles: Readonly<Record<Role, Rules>> = {
  reader: { network: ['read'] },
  recorder: { network: ['read', 'record'] },
  steward: { network: ['read', 'record'] },
};

/** Whether a subject may do something; what no rule allows is denied. `network` is the slug for what lies inside one. */
export function can(subject: Subject, action: Action, object: Noun, network?: string): boolean {
  const allows = (rules: Rules | undefined): boolean => rules?.[object]?.includes(action) ?? false;
  if (allows(everybody)) return true;
  if (subject.kind === 'nobody') return false;
  if (allows(signedIn)) return true;
  if (subject.kind === 'operator') return allows(operator);
  const role = network === undefined ? undefined : subject.roles.get(network);
  return role !== undefined && allows(roles[role]);
}
