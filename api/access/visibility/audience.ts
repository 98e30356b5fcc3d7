import type { Subject } from '../can.ts';

/** Who looks at a network: somebody who sees all of it, a member (for an agent or for nobody in particular), or anybody. */
export type Audience =
  | { readonly kind: 'all' }
  | { readonly kind: 'member'; readonly agent?: string | undefined }
  | { readonly kind: 'public' };

/** As whom a subject looks: operators and stewards see all, since they answer for it. */
export function audienceOf(subject: Subject, network: string): Audience {
  if (subject.kind === 'operator') return { kind: 'all' };
  const grant = subject.kind === 'member' ? subject.roles.get(network) : undefined;
  if (!grant) return { kind: 'public' };
  return grant.role === 'steward' ? { kind: 'all' } : { kind: 'member', agent: grant.agent };
}

/** The same for those only who see the same. */
export const audienceKey = (audience: Audience): string =>
  audience.kind === 'member' ? `member ${audience.agent ?? ''}` : audience.kind;
