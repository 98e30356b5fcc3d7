import type { Layer } from '../../1-record/knowledge.ts';

/** Layers that no process makes or ends: in these measurements can be held against each other. */
export const conservedLayers = [
  'mass',
  'water',
  'carbon',
  'nitrogen',
  'phosphorus',
] as const satisfies readonly Layer[];
/** A conserved layer. */
export type ConservedLayer = (typeof conservedLayers)[number];
