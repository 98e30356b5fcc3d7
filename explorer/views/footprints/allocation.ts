import type { AllocationRule } from '../../../engine/1-record/network.ts';

/** The rules that can be chosen, as they are offered. */
export const rules = [
  'mass',
  'dry-mass',
  'energy',
  'energy-net',
  'energy-gross',
  'exergy',
  'price',
  'carbon',
  'nitrogen',
  'phosphorus',
  'water',
  'pieces',
  'equal',
  'mass-distance',
  'causal',
  'substitution',
  'cut-off',
] as const satisfies readonly AllocationRule[];

/** A choice of allocation: a rule for all processes ('' of), or for those of one kind. */
export interface Choice {
  readonly of: string;
  readonly rule: AllocationRule | '';
}

/** The choice as the address and the API write it; '' is as recorded. */
export const choiceText = ({ of, rule }: Choice): string =>
  rule === '' ? '' : of === '' ? rule : `${encodeURIComponent(of)}=${rule}`;

/** The choice of an address; of several the first. */
export function choiceOf(text: string): Choice {
  const [first = ''] = text.split(',');
  const at = first.lastIndexOf('=');
  const rule = rules.find((each) => each === first.slice(at + 1)) ?? '';
  return { of: rule === '' || at < 0 ? '' : decodeURIComponent(first.slice(0, at)), rule };
}
