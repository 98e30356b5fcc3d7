import type { FlowStatus } from '../../../engine/3-flow/columns.ts';

/** What a node of the picture is, for its mark and its words. */
export type NodeKind = 'member' | 'outside' | 'nature' | 'process' | 'thing' | 'place' | 'rest';

export interface PictureNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
}

/** A figure that someone published of a flow, as written. */
export interface PublishedFigure {
  readonly text: string;
  readonly source: string;
}

export interface PictureLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Id and name of what flows. */
  readonly specification: string;
  readonly name: string;
  /** In the unit of the picture; NaN when unknown. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly status: Exclude<FlowStatus, 'spread'>;
  /** Whether all of what it gathers, or some, was spread from readings of meters and not measured. */
  readonly spread?: 'all' | 'part';
  /** How many recorded flows it gathers. */
  readonly rows: number;
  readonly figures: readonly PublishedFigure[];
  /** Why it is no ribbon: too small to be drawn apart, plain water that would drown the rest, or a loss, which hangs at its holder. */
  readonly hidden?: 'small' | 'water' | 'loss';
}

/** What the picture does not show, drawn or told beside it. */
export interface PictureRest {
  /** Links below the cut-off, and what they carry. */
  readonly links: number;
  readonly amount: number;
  /** Nodes that have small flows only and are not drawn. */
  readonly nodes: number;
  /** Recorded flows whose content in this layer is not known, of all recorded flows of the period. */
  readonly withoutContent: number;
  readonly rows: number;
}

/** What one node takes or gives in flows too small to be drawn apart, or loses. */
export interface SmallFlows {
  readonly node: string;
  readonly side: 'in' | 'out' | 'loss';
  readonly value: number;
}

/** A way round. */
export interface PictureLoop {
  readonly nodes: readonly string[];
  readonly names: readonly string[];
  /** What flows from each of them to the next. */
  readonly things: readonly string[];
  readonly links: readonly string[];
  /** NaN when nothing along it is known. */
  readonly amount: number;
}

/** The flows of a period, grouped: what every drawing, table and sentence is made from. */
export interface FlowPicture {
  readonly unit: string;
  /** Whether its amounts are those of each year, as others publish them, or those of the period. */
  readonly per: 'year' | 'period';
  readonly nodes: readonly PictureNode[];
  /** The names of all nodes, also of those that are not drawn. */
  readonly names: readonly (readonly [node: string, name: string])[];
  readonly links: readonly PictureLink[];
  readonly elsewhere: readonly SmallFlows[];
  /** Whether goods that others carried are drawn from sender to receiver. */
  readonly carried: boolean;
  readonly rest: PictureRest;
  /** Links of plain water that the picture leaves out. */
  readonly leftOut: readonly PictureLink[];
  /** Links that are too small to be drawn apart. */
  readonly small: readonly PictureLink[];
  /** What holders declare as lost. */
  readonly lost: readonly PictureLink[];
  /** Links of which an amount a year is published; among what was recorded in another time they have none to be drawn. */
  readonly apart: number;
  /** Whether anything in it is plain water, drawn or left out. */
  readonly hasWater: boolean;
  /** What returns, found before the small flows were left out. */
  readonly cycles: {
    readonly returned: number;
    /** The links that return. */
    readonly returning: readonly string[];
    readonly loops: readonly PictureLoop[];
  };
  /** The kinds of things that move, the largest amount first, also those that are not shown. */
  readonly things: readonly { readonly id: string; readonly name: string }[];
  /** Periods that have flows, newest first: years and months. */
  readonly periods: readonly string[];
}
