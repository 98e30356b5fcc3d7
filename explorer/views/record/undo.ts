import { decimal, formatDecimal, negate, parseDecimal, subtract } from '../../../engine/0-base/decimal.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import type { EconomicEvent } from '../../../engine/1-record/observation.ts';
import { repeated } from '../../../engine/2-ledger/correction.ts';
import type { NewRecord } from './records.ts';

type Quantity = 'resourceQuantity' | 'effortQuantity';
const quantities: readonly Quantity[] = ['resourceQuantity', 'effortQuantity'];

interface Correction {
  /** The corrected event as it was recorded. */
  readonly event: EconomicEvent & { readonly id: string };
  /** Id of the correcting event. */
  readonly id: string;
  /** When the mistake was noticed. */
  readonly noticed: string;
  readonly note?: string;
}

function correctionOf({ event, id, noticed, note }: Correction, changed: (measure: Measure) => Measure): NewRecord {
  const same = Object.fromEntries(
    (['action', ...repeated] as const).flatMap((field) => (event[field] === undefined ? [] : [[field, event[field]]])),
  );
  const amounts = quantities.flatMap((field) => {
    const measure = event[field];
    return measure ? [[field, changed(measure)]] : [];
  });
  return {
    '@type': 'EconomicEvent',
    '@id': id,
    ...same,
    ...Object.fromEntries(amounts),
    corrects: event.id,
    hasPointInTime: noticed,
    ...(note ? { note } : {}),
  };
}

/** The event that backs another out wholly. `already` is what earlier corrections changed, in the event's own unit. */
export const undoOf = (correction: Correction, already = '0'): NewRecord =>
  correctionOf(correction, ({ hasNumericalValue, hasUnit }) => ({
    hasNumericalValue: formatDecimal(negate(subtract(decimal(hasNumericalValue), negate(decimal(already))))),
    hasUnit,
  }));

/** The event that brings another to the right amount; undefined when `right` is not a number. */
export function correctTo(correction: Correction, right: string, already = '0'): NewRecord | undefined {
  const wanted = parseDecimal(right);
  if (!wanted) return undefined;
  return correctionOf(correction, ({ hasNumericalValue, hasUnit }) => ({
    hasNumericalValue: formatDecimal(subtract(subtract(wanted, decimal(hasNumericalValue)), decimal(already))),
    hasUnit,
  }));
}
