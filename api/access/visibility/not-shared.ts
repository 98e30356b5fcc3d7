import { createHash } from 'node:crypto';

const name = 'Not shared';

/** The kind of thing under which amounts stand that are not shared. */
export const notSharedSpecification = { id: 'urn:throughflow:not-shared', name } as const;

/** The agent in whose name stands what would tell who took part. */
export const notSharedAgent = { id: 'urn:throughflow:not-shared:agent', name } as const;

/** In the place of all processes of somebody that are not shared: one that does all they do. */
export const notSharedProcess = (owner: string) => ({
  id: `urn:throughflow:not-shared:${createHash('sha256').update(owner).digest('hex').slice(0, 16)}`,
  name,
  ...(owner !== notSharedAgent.id && { inScopeOf: owner }),
});

/** Whether an id stands for what is not shared. */
export const isStandIn = (id: string): boolean => id.startsWith(notSharedSpecification.id);

/** Of fewer amounts than these no sum is told: it would be one of them, or tell one party that of the other. */
export const fewestMerged = 3;
