import type { WireProblem } from '../../worker/http.ts';
import type { DraftField } from './draft.ts';

const fields: readonly (readonly [path: RegExp, field: DraftField])[] = [
  [/^\/(resource|effort)Quantity\/hasUnit/, 'unit'],
  [/^\/(resource|effort)Quantity/, 'quantity'],
  [/^\/(inputOf|outputOf)/, 'process'],
  [/^\/basedOn/, 'processSpecification'],
  [/^\/(resourceInventoriedAs|resourceConformsTo|conformsTo)/, 'thing'],
  [/^\/toResourceInventoriedAs/, 'toResource'],
  [/^\/provider/, 'me'],
  [/^\/receiver/, 'to'],
  [/^\/has(PointInTime|Beginning|End)/, 'day'],
  [/^\/note/, 'note'],
];

/** The field of the form that a problem of the server belongs to; undefined when it belongs to none. */
export function fieldOf({ code, path = '' }: WireProblem): DraftField | undefined {
  if (code.startsWith('unit.')) return 'unit';
  if (code.startsWith('number.')) return 'quantity';
  return fields.find(([pattern]) => pattern.test(path))?.[1];
}
