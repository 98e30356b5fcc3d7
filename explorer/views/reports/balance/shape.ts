import type { Look } from '../../flows/colour.ts';
import type { BalanceLayer } from './choices.ts';
import type { NamedPart } from './layout.ts';
import type { Part } from './parts.ts';

/** Something to look at, and where it stands. */
export interface Hint {
  readonly text: string;
  readonly href?: string | undefined;
}

/** A layer that can be chosen, and what its balance says. */
export interface LayerChoice {
  readonly id: BalanceLayer;
  readonly label: string;
  /** What its balance says; '' before it is asked for. */
  readonly verdict: string;
  readonly mark: string;
  readonly isShown: boolean;
  readonly href: string;
}

/** A balance as its page shows it: the layers, the picture, what to look at. */
export interface DrawnBalance {
  readonly choices: readonly LayerChoice[];
  readonly parts: readonly NamedPart[];
  readonly look: (part: Part) => Look;
  readonly heads: Readonly<Record<Part['side'], string>>;
  readonly label: string;
  readonly explanations: readonly Hint[];
  readonly suspects: readonly Hint[];
  /** How the measurements agree; '' where they were not held against each other. */
  readonly agreement: string;
}
