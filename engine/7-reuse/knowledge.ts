/** How certain a figure is. */
export interface Cited {
  readonly source: string;
  readonly status: 'sourced' | 'assumed';
}

/** A sentence by language (en, nl ...). */
export type Wording = Readonly<Record<string, string>>;

/** What one class of thing can stand in for another: kilograms of the needed one that a kilogram of the offered one replaces. */
export interface Substitution extends Cited {
  readonly offered: string;
  readonly needed: string;
  readonly factor: { readonly low: number; readonly high: number };
  /** At most this share of the needed mass, where there is a limit. */
  readonly share: number | undefined;
  /** What has to be known of the very thing first. */
  readonly condition: Wording | undefined;
}

/** So many days a class of thing can stand before it is used. */
export interface Keeping extends Cited {
  readonly of: string;
  readonly days: number;
  readonly condition: Wording | undefined;
}

/** For whom a thing is good: people, animals, or neither. */
export type Grade = 'food' | 'feed' | 'none';

/** What it costs to carry a tonne over a kilometre. */
export interface Carriage extends Cited {
  readonly perTonneKm: number;
  readonly currency: string;
}

/** What datasets know of reuse, by the classes that specifications state under `resourceClassifiedAs`. */
export interface ReuseKnowledge {
  readonly substitutions: readonly Substitution[];
  readonly keeping: ReadonlyMap<string, Keeping>;
  readonly grades: ReadonlyMap<string, Grade>;
  readonly carriage: Carriage | undefined;
}

/** Nothing is known beside what a network records itself. */
export const noKnowledge: ReuseKnowledge = {
  substitutions: [],
  keeping: new Map(),
  grades: new Map(),
  carriage: undefined,
};
