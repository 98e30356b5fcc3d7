import { type FlowTable, roleCodes } from '../columns.ts';
import type { LayerContent } from '../layer.ts';
import { isProcessFlow } from './life.ts';
import { isCounted, type Span } from './sums.ts';
import type { Subjects } from './subject.ts';

/** An amount without content on one side of a balance. */
export interface UnknownAmount {
  readonly side: 'in' | 'out';
  readonly specification: string;
  /** In `unit`; NaN when the amount itself is not known. */
  readonly quantity: number;
  readonly unit: string;
}

/** Amounts without content: by process, whose gap they leave open, and by subject, across whose border they went. */
export interface UnknownAmounts {
  ofProcess(process: number): readonly UnknownAmount[];
  ofSubject(subject: number): readonly UnknownAmount[];
}

interface Looking {
  readonly table: FlowTable;
  readonly layer: LayerContent;
  readonly subjects: Subjects;
  readonly span: Span;
}

type Collected = Map<number, Map<string, UnknownAmount>>;

/** Collects the rows without content up to the end of a span, by process and by subject (across its border, within the span). */
export function unknownAmounts({ table, layer, subjects, span }: Looking): UnknownAmounts {
  const { columns, count } = table;
  const [byProcess, bySubject]: [Collected, Collected] = [new Map(), new Map()];
  for (let row = 0; row < count; row++) {
    if (layer.unknown[row] === 0 || columns.day[row]! >= span.end) continue;
    if (isProcessFlow(columns, row)) {
      const side = columns.role[row] === roleCodes.in ? 'in' : 'out';
      add(byProcess, columns.process[row]!, amountOf(table, row, side));
    }
    if (columns.day[row]! < span.first || !isCounted(table, row)) continue;
    const [from, to] = [subjects.ofNode[columns.from[row]!]!, subjects.ofNode[columns.to[row]!]!];
    if (from === to) continue;
    if (to >= 0) add(bySubject, to, amountOf(table, row, 'in'));
    if (from >= 0) add(bySubject, from, amountOf(table, row, 'out'));
  }
  const listOf = (from: Collected) => (place: number) => [...(from.get(place)?.values() ?? [])];
  return { ofProcess: listOf(byProcess), ofSubject: listOf(bySubject) };
}

const amountOf = ({ columns, dictionaries }: FlowTable, row: number, side: 'in' | 'out'): UnknownAmount => ({
  side,
  specification: dictionaries.specifications[columns.specification[row]!]!,
  quantity: columns.quantity[row]!,
  unit: dictionaries.units[columns.unit[row]!]!,
});

function add(collected: Collected, place: number, amount: UnknownAmount): void {
  const known = collected.get(place) ?? new Map<string, UnknownAmount>();
  collected.set(place, known);
  const key = `${amount.side} ${amount.unit} ${amount.specification}`;
  const quantity = (known.get(key)?.quantity ?? 0) + amount.quantity;
  known.set(key, { ...amount, quantity });
}
