import type { Layer } from '../../1-record/knowledge.ts';
import { roleCodes } from '../columns.ts';
import { isCounted, type Summing } from './sums.ts';

/** What of one kind of thing crossed the border of a subject in a layer. */
export interface ThingFlow {
  readonly layer: Layer;
  readonly side: 'in' | 'out' | 'loss';
  readonly specification: string;
  /** In the unit of the layer, with its range; NaN where it has no content. */
  readonly amount: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly rows: number;
}

/** What crossed the border of a subject in a span, by side and thing, the largest first. */
export function thingFlows({ table, layer, subjects, span }: Summing, subject: number): ThingFlow[] {
  const { columns, dictionaries, count } = table;
  const found = new Map<string, ThingFlow>();
  for (let row = 0; row < count; row++) {
    const day = columns.day[row]!;
    if (day < span.first || day >= span.end || !isCounted(table, row)) continue;
    const [from, to] = [subjects.ofNode[columns.from[row]!]!, subjects.ofNode[columns.to[row]!]!];
    const role = columns.role[row]!;
    if (from === to || (from !== subject && to !== subject) || role === roleCodes.opening) continue;
    const side = to === subject ? 'in' : role === roleCodes.loss ? 'loss' : 'out';
    const specification = dictionaries.specifications[columns.specification[row]!]!;
    const key = `${side} ${specification}`;
    const known = found.get(key) ?? {
      ...{ layer: layer.layer, side, specification, unit: layer.unit },
      ...{ amount: 0, low: 0, high: 0, rows: 0 },
    };
    const isUnknown = layer.unknown[row] === 1;
    found.set(key, {
      ...known,
      amount: known.amount + (isUnknown ? Number.NaN : layer.content[row]!),
      low: known.low + (isUnknown ? Number.NaN : layer.low[row]!),
      high: known.high + (isUnknown ? Number.NaN : layer.high[row]!),
      rows: known.rows + 1,
    });
  }
  return [...found.values()].sort((a, b) => (b.amount || 0) - (a.amount || 0));
}
