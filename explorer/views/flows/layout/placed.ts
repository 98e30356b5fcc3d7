import type { Cycles } from './cycles.ts';
import type { SankeyMemory } from './memory.ts';
import type { Outline } from './outline.ts';

/**
 * A short end: `gap` is what a node takes and does not give on, or gives and did not take, `rest` what is not drawn apart, `loss` what
 * it is known to lose.
 */
export interface Stub {
  readonly kind: 'gap' | 'rest' | 'loss';
  readonly side: 'in' | 'out';
  /** Its shape, where it is no rectangle. */
  readonly outline?: Outline;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
  /** Whether a flow of unknown amount touches the node, so that the difference says little. */
  readonly unknown: boolean;
}

export interface PlacedNode {
  readonly id: string;
  readonly column: number;
  readonly component: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The room that the layout kept for node and label: along the column, x and width when it reads downwards. */
  readonly room: { readonly from: number; readonly to: number };
  readonly into: number;
  readonly out: number;
  readonly stubs: readonly Stub[];
}

export interface PlacedLink {
  readonly id: string;
  readonly members: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly kind: 'forward' | 'return' | 'loop';
  readonly value: number;
  readonly thick: number;
  readonly outline: Outline;
  /** The part that is sure: the low end of a range. */
  readonly core?: Outline;
  /** Upper edges of both ends. */
  readonly ends: { readonly from: number; readonly to: number };
  /** Where a label or a chevron may stand, and which way it points (radians). */
  readonly middle: { readonly x: number; readonly y: number; readonly heading: number };
}

/** The picture as numbers. Amounts times `scale` are pixels, except hairlines and unknown amounts. */
export interface SankeyLayout extends Cycles {
  readonly width: number;
  readonly height: number;
  readonly vertical: boolean;
  readonly scale: number;
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly memory: SankeyMemory;
}
