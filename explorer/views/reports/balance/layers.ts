import type { Facts } from '../../../../engine/1-record/facts.ts';
import type { Layer } from '../../../../engine/1-record/knowledge.ts';
import type { HeatingBasis } from '../../../../engine/3-flow/content.ts';
import { conservedLayers, type ConservedLayer } from '../../../../engine/3-flow/reconcile/conserved.ts';
import type { BalanceLayer } from './choices.ts';

/** The layer of a choice, and the heating value where one is chosen. */
export function layerOf(chosen: BalanceLayer): { readonly layer: Layer; readonly basis?: HeatingBasis } {
  if (chosen === 'energy-net') return { layer: 'energy', basis: 'net' };
  return chosen === 'energy-gross' ? { layer: 'energy', basis: 'gross' } : { layer: chosen };
}

/** The choice that shows a layer: of energy the one of its heating value. No balance is drawn of hydrogen, which is asked for heating values alone. */
export const choiceOf = ({ layer, basis }: { layer: Layer; basis?: HeatingBasis | undefined }): BalanceLayer =>
  layer === 'energy' && basis ? `energy-${basis}` : layer === 'hydrogen' ? 'mass' : layer;

/** The choices of energy and money that the properties of a network allow. */
export function offeredBy(facts: Facts): BalanceLayer[] {
  const properties = [...(facts.Property?.values() ?? [])];
  const bases = (['net', 'gross'] as const).filter((each) => properties.some(({ basis }) => basis === each));
  const energies = bases.length === 0 ? (['energy'] as const) : bases.map((basis) => `energy-${basis}` as const);
  return [...energies, ...(properties.some(({ layer }) => layer === 'price') ? (['price'] as const) : [])];
}

/** Whether measurements in a layer can be held against each other: nothing in it is made or ended. */
export const isConserved = (layer: Layer): layer is ConservedLayer => conservedLayers.some((each) => each === layer);
