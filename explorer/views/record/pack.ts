import { formatDecimal, multiply, parseDecimal } from '../../../engine/0-base/decimal.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Body } from '../../../engine/1-record/kind.ts';
import type { Option } from '../../marks/option.ts';
import type { Draft } from './draft.ts';
import { readTyped } from './number.ts';

const packMark = 'pack:';

/** The packs in which a thing is counted: kegs of beer, sacks of malt. */
export function packsOf(facts: Facts, thing: string): Option[] {
  const specification = facts.EconomicResource?.get(thing)?.conformsTo ?? thing;
  return [...(facts.Pack ?? [])]
    .filter(([, { of }]) => of === specification)
    .map(([id, { name }]) => ({ id: packMark + id, label: name }));
}

/** The pack that a unit of the form stands for. */
export const packIn = (facts: Facts, unit: string): Body<'Pack'> | undefined =>
  unit.startsWith(packMark) ? facts.Pack?.get(unit.slice(packMark.length)) : undefined;

/** The form with packs turned into what they hold, exactly: 4 kegs of 20 l are 80 l, and the note says so. */
export function unpacked(draft: Draft, facts: Facts): Draft {
  const pack = packIn(facts, draft.unit);
  if (!pack) return draft;
  const unit = pack.content.hasUnit;
  const pieces = parseDecimal(readTyped(draft.quantity)?.value ?? '');
  const content = parseDecimal(pack.content.hasNumericalValue);
  if (!pieces || !content) return { ...draft, unit };
  const note = [draft.note.trim(), `${formatDecimal(pieces)} × ${pack.name}`].filter(Boolean).join('; ');
  return { ...draft, unit, quantity: formatDecimal(multiply(pieces, content)), note };
}
