import { heap } from '../heap.ts';

/** A demand to be followed to what it takes in, branch by branch. */
interface Pushing<Branch> {
  readonly roots: readonly Branch[];
  /** How much of the answer a branch may hold, never negative. */
  readonly weight: (branch: Branch) => number;
  /** Follows a branch and answers what it takes in, as branches of its own. */
  readonly follow: (branch: Branch) => readonly Branch[];
  /** Branches to be followed, at most. */
  readonly most: number;
}

/**
 * Forward push: follows the branch that weighs most, and hands on what that takes in, until so many are followed or nothing is left. At any moment
 * the own parts of what was followed and the results of what waits sum to the whole, also where branches come back to where they were. Time O(log of
 * what waits) a branch.
 * Source: the push of personalised PageRank, R. Andersen, F. Chung and K. Lang, FOCS 2006, with a heap by weight.
 */
export function pushForward<Branch>({ roots, weight, follow, most }: Pushing<Branch>): void {
  const seen: Branch[] = [];
  const waiting = heap();
  const offer = (branch: Branch) => waiting.add(weight(branch), seen.push(branch) - 1);
  for (const root of roots) offer(root);
  for (let followed = 0; followed < most && waiting.size > 0; followed++)
    for (const branch of follow(seen[waiting.take()]!)) offer(branch);
}
