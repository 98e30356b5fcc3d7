import type { Measure } from '../../../engine/1-record/field.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import { formatDecimal } from '../../../engine/0-base/decimal.ts';
import type { Amount } from '../../../engine/2-ledger/shape.ts';
import type { Column } from '../../marks/table.ts';
import { formatExact, measureIn, rankOf, readableUnitOf, unitSymbol } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { usualUnit } from '../names.ts';

/** An exact amount in the unit in which its kind of thing is counted, else in one that reads well. */
export function measureFor(facts: Facts, amount: Pick<Amount, 'quantity' | 'unit'>, thing: string): Measure {
  const measure = { hasNumericalValue: formatDecimal(amount.quantity), hasUnit: amount.unit };
  const usual = measureIn(measure, usualUnit(facts, thing));
  return usual.hasUnit === measure.hasUnit ? measureIn(measure, readableUnitOf([measure])) : usual;
}

/** The columns of an exact amount and its unit, where each row has its own. */
export function amountColumns<Row>(head: string, of: (row: Row) => Measure | undefined): Column<Row>[] {
  return [
    {
      id: 'amount',
      head,
      about: 'recorded',
      value: (row) => of(row)?.hasNumericalValue ?? null,
      show: (row) => formatExact(of(row)?.hasNumericalValue ?? ''),
      rank: (row) => rankOf(of(row)),
    },
    { id: 'unit', head: text.ledger.stock.unit, value: (row) => unitSymbol(of(row)?.hasUnit ?? '') },
  ];
}
