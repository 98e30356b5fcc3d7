import type { AllocationRule } from '../1-record/network.ts';

/** Rules of allocation that count for one answer instead of the recorded ones: for all processes, or for those of a specification. */
export interface AllocationChoice {
  readonly all?: AllocationRule | undefined;
  readonly byProcessSpecification?: ReadonlyMap<string, AllocationRule> | undefined;
}
