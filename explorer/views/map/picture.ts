import type { Ring } from '../../../datasets/ring.ts';
import type { Look } from '../flows/colour.ts';
import type { PictureLink } from '../flows/picture.ts';
import type { FlowStatus } from '../../../engine/3-flow/columns.ts';

/** The outline of a ward, a country or another area: polygons of an outer ring and its holes, wound for d3-geo. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly polygons: readonly (readonly Ring[])[];
  readonly population?: { readonly value: number; readonly source: string };
}

/** What is known of what an area provides: amounts, places without an amount, or nothing. */
export type Coverage = 'recorded' | 'listed' | 'unknown';

export interface MapArea extends Area {
  readonly km2: number;
  readonly coverage: Coverage;
  /** What its places give to others outside it, in the unit of the picture. */
  readonly given: number;
  /** What they take from others outside it. */
  readonly taken: number;
  /** The given amount by inhabitant or by square kilometre; NaN where there is none. */
  readonly rate: number;
  /** Its places. */
  readonly places: readonly string[];
}

export interface MapPlace {
  /** As in the flows: place:<id>. */
  readonly id: string;
  readonly name: string;
  /** Who is there. */
  readonly who: readonly string[];
  /** Degrees. */
  readonly long: number;
  readonly lat: number;
  readonly area?: string;
  /** In the unit of the picture; NaN when flows are recorded and none of them has a known amount, 0 when there are none. */
  readonly given: number;
  readonly taken: number;
}

/** All that goes from one place to another. */
export interface MapLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** NaN when unknown. */
  readonly value: number;
  readonly status: Exclude<FlowStatus, 'spread'>;
  /** What it is, the largest first. */
  readonly things: readonly string[];
  /** The specification of the largest. */
  readonly main: string;
}

/** Where what was recorded happens: areas, places, and what goes between them. */
export interface MapPicture {
  readonly unit: string;
  readonly per: 'year' | 'period';
  readonly areas: readonly MapArea[];
  readonly places: readonly MapPlace[];
  readonly links: readonly MapLink[];
  /** Recorded between a place and someone of whom no place is known. */
  readonly placeless: { readonly given: number; readonly taken: number; readonly names: readonly string[] };
  /** What rates are counted by, and of how many of the areas the population is known. */
  readonly by: 'inhabitant' | 'km2';
  readonly populations: number;
  /** The kinds of things that move, by amount. */
  readonly things: readonly { readonly id: string; readonly name: string }[];
  /** Plain water that would drown the rest. */
  readonly leftOut: readonly PictureLink[];
  /** How each specification looks, here as in the flow picture. */
  readonly looks: readonly (readonly [specification: string, look: Look])[];
  readonly periods: readonly string[];
  /** The datasets of areas that there are, and the one that is shown. */
  readonly sets: readonly { readonly id: string; readonly title: string; readonly attribution: string }[];
  readonly set: string;
}
