import type { Day } from '../0-base/time.ts';
import type { Gathered } from './gather.ts';
import type { Rhythm } from './occasion.ts';

/** Days from a first one up to, and without, the day after the last. */
export interface Span {
  readonly first: Day;
  readonly end: Day;
}

/** Why something is too much: it went to waste, it went out as a by-product, or it stands and nobody uses it. */
export type SurplusKind = 'waste' | 'outside' | 'idle';

/** What somebody has too much of, in one period. */
export interface Surplus extends Gathered {
  readonly id: string;
  readonly kind: SurplusKind;
  readonly holder: string;
  readonly specification: string;
  readonly state: string | undefined;
  /** Coherent unit of the quantity. */
  readonly unit: string;
  /** The kinds of process that made it. */
  readonly madeBy: readonly string[];
  /** Who took it, those who took most first; nobody when it stands idle. */
  readonly takers: readonly string[];
  readonly rhythm: Rhythm;
  /** Of what stands idle: since when nobody has touched it, and how long it usually stands. */
  readonly idleSince: Day | undefined;
  readonly usualDays: number | undefined;
}

/** Where an input comes from: bought outside, got from a member, or made by its user. */
export type Origin = 'outside' | 'member' | 'own';

/** What the processes of one kind of a producer took in of one thing, in one period. */
export interface Need extends Gathered {
  readonly id: string;
  readonly holder: string;
  readonly specification: string;
  readonly state: string | undefined;
  readonly unit: string;
  /** The kind of process that takes it in; '' when nothing is stated. */
  readonly kind: string;
  /** How many processes took it in. */
  readonly batches: number;
  readonly origin: Origin;
  /** Who gave it in all that is recorded, those who gave most first; its user where they make it. */
  readonly suppliers: readonly string[];
  readonly rhythm: Rhythm;
}
