import type { Day } from '../../0-base/time.ts';
import type { LotMethod } from '../../1-record/network.ts';
import type { Ground } from './ground.ts';
import type { TraceLinks } from './links.ts';
import type { Shown, TracePlace } from './shown.ts';

/** Backwards: what is in this. Forwards: where this went. */
export type TraceDirection = 'trace' | 'track';

/**
 * How goods end or begin. Of a lot that is followed: stock, delivered outside, released to nature, lost, in progress, covered (made good what had been
 * taken out before it came), unnamed (put where no lot is named: method `lot`), returned (came back into the lot itself).
 * Of what is in a lot: opening, received from outside, taken from nature, unrecorded.
 */
/** The kinds of ends. */
export const traceEndKinds = [
  'stock',
  'delivered',
  'released',
  'lost',
  'progress',
  'covered',
  'unnamed',
  'returned',
  'opening',
  'received',
  'taken',
  'unrecorded',
] as const;
/** One of the kinds of end. */
export type TraceEndKind = (typeof traceEndKinds)[number];

/** What passed between two places. */
export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  /** track: of the lot, in its unit. trace: of what passed, what came into the lot in the end. */
  readonly amount: number;
  readonly unit: string;
  /** track: of the lot. trace: of what the lot is made of. */
  readonly share: number;
  /** All that passed with it, in `quantityUnit`; several units: undefined. */
  readonly quantity?: number | undefined;
  readonly quantityUnit?: string | undefined;
  /** track: the part of what passed that is the lot, by matter. trace: the part of what passed that came into the lot. */
  readonly part: number;
  readonly first: Day;
  readonly last: Day;
  readonly moves: number;
}

/** A place with what of the lot was ever there. */
export interface TraceNode extends TracePlace {
  /** Steps from the lot. */
  readonly depth: number;
  /** track: in the unit of the lot. trace: in its own; undefined for processes. */
  readonly amount?: number | undefined;
  readonly unit?: string | undefined;
  readonly share: number;
}

/** Where some of a lot is in the end, or where some of what it is made of began. */
export interface TraceEnd {
  readonly kind: TraceEndKind;
  readonly node: string;
  readonly amount: number;
  readonly unit: string;
  readonly share: number;
  /** track: all that is there, in its own unit, and the part of it that is the lot. */
  readonly quantity?: number | undefined;
  readonly quantityUnit?: string | undefined;
  readonly part?: number | undefined;
}

/** What depth or number of places left out of the nodes; its ends are those that are not in `ends`. */
export interface TraceRemainder {
  readonly nodes: number;
  readonly share: number;
  /** track: in the unit of the lot. */
  readonly amount?: number | undefined;
  readonly ends: Readonly<Partial<Record<TraceEndKind, number>>>;
}

/** The answer to "where did it go" or "what is in it". */
export interface TraceAnswer {
  readonly direction: TraceDirection;
  readonly method: LotMethod;
  readonly resource: string;
  /** All that was ever put into the lot; of it members gave out `unrecorded` without its having come in. */
  readonly total: number;
  readonly unrecorded: number;
  readonly unit: string;
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  readonly ends: readonly TraceEnd[];
  /** Sums over all ends, shown or not: by kind, in the unit of the lot (track) or as shares (trace). */
  readonly sums: Readonly<Partial<Record<TraceEndKind, number>>>;
  readonly remainder: TraceRemainder;
}

/** The whole graph of an answer before it is limited. */
export interface TraceGraph {
  readonly ground: Ground;
  readonly shown: Shown;
  readonly total: number;
  readonly unit: string;
  readonly unrecorded: number;
  /** By place of the lot: how much of it was put in there. */
  readonly begun: ReadonlyMap<number, number>;
  readonly links: TraceLinks;
  readonly ends: readonly GraphEnd[];
  /** Whether amounts are in the units of what passed, else all in that of the lot. */
  readonly ownUnits: boolean;
}

/** An end whose node is a place of `shown`. */
export type GraphEnd = Omit<TraceEnd, 'node'> & { readonly node: number };

/** Sums of ends by kind. */
export function sumsOf(ends: readonly Pick<TraceEnd, 'kind' | 'amount' | 'share'>[], direction: TraceDirection) {
  const sums: Partial<Record<TraceEndKind, number>> = {};
  for (const { kind, amount, share } of ends) sums[kind] = (sums[kind] ?? 0) + (direction === 'track' ? amount : share);
  return sums;
}
