import type { Columns } from './dummies.ts';
import type { CanonicalGraph } from './graph.ts';
import type { Lane } from './gutters.ts';
import type { SankeyMemory } from './memory.ts';
import type { Ports } from './ports.ts';
import type { Sized } from './scale.ts';
import type { Spacing } from './size.ts';

/** What is known once every step but drawing is done. */
export interface Arranged {
  readonly graph: CanonicalGraph;
  readonly component: Int32Array;
  readonly layer: Int32Array;
  readonly columns: Columns;
  readonly lanes: readonly Lane[];
  readonly sized: Sized;
  readonly spacing: Spacing;
  /** Upper edge of every item, and of every node's bar. */
  readonly y: Float64Array;
  readonly bar: Float64Array;
  /** Height of the picture. */
  readonly height: number;
  /** Middle of each lane. */
  readonly laneY: Float64Array;
  readonly ports: Ports;
  readonly thick: Float64Array;
  readonly loopThick: Float64Array;
  readonly memory: SankeyMemory;
}
