import type { ModelAllocation } from './model.ts';

/**
 * How a process of several products is shared: a rule, or the name of one. A name means the process's own allocation of that name, else
 * `equal`, `substitution` or `cut-off`, else the property of that name (mass, energy, price ...).
 */
export type AllocationChoice = string | ModelAllocation;

/** Who supplies a product or treats a waste: one process, or a market of several with their shares by id. */
export type ProviderChoice = string | Readonly<Record<string, number>>;

/** What may be chosen when a model is put together; whatever is left out is as the model has it. */
export interface ModelChoices {
  readonly allocation?: {
    readonly all?: AllocationChoice;
    readonly byProcess?: Readonly<Record<string, AllocationChoice>>;
  };
  /** Values of the model's parameters by name; they stand before value and formula. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Values of a process's own parameters by process and name. */
  readonly processParameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By flow; a provider that an exchange names itself stands before it. */
  readonly providers?: Readonly<Record<string, ProviderChoice>>;
}
