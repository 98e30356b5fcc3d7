import type { Amount, ModelCategory, ModelFactor } from '../../../engine/4-footprint/model/model.ts';
import { amountIn } from './inventory-amounts.ts';
import { unitProblem, unitScale } from './inventory-flows.ts';
import type { InventoryReading } from './inventory-processes.ts';
import { originOf, type Row } from './inventory-rows.ts';

/** Factors of a line: one for each compartment that it means. */
function readFactor(row: Row, { flows, parameters, problems }: InventoryReading): ModelFactor[] {
  const name = row.cell('flow')!;
  const amount = amountIn(row, 'value', { parameters, process: '', problems });
  if (!amount) return [];
  const place = row.cell('place');
  return flows.named(name, row.cell('compartment')).flatMap(({ id, unit }) => {
    const per = row.cell('per') ?? unit;
    const scale = unitScale(per, unit);
    if (scale === undefined) {
      problems.push(unitProblem(row, { field: 'per', name, expected: unit }));
      return [];
    }
    const value: Amount =
      amount.formula === undefined || scale === 1
        ? { ...amount, value: amount.value / scale }
        : { value: amount.value, formula: `(${amount.formula}) / ${scale}` };
    return [{ flow: id, value, ...(place !== undefined && { place }), at: originOf(row) }];
  });
}

/** Reads the categories of impact from their factors. Problems: table.cell, id.duplicate, unit.unknown, unit.dimension. */
export function readCategories(rows: readonly Row[], reading: InventoryReading): ModelCategory[] {
  const categories = new Map<string, ModelCategory & { factors: ModelFactor[] }>();
  const seen = new Set<string>();
  for (const row of rows) {
    const name = row.cell('category')!;
    const unit = row.cell('unit')!;
    const method = { id: row.cell('method') ?? name, version: row.cell('version') ?? '' };
    const category = categories.get(name) ?? { id: name, name, method, unit, factors: [] };
    categories.set(name, category);
    const line = ['category', 'flow', 'compartment', 'place'].map((field) => row.cell(field) ?? '').join('|');
    if (category.unit !== unit) reading.problems.push(row.say('table.cell', 'unit', { expected: category.unit }));
    else if (seen.has(line)) reading.problems.push(row.say('id.duplicate', 'flow', { value: line }));
    else category.factors.push(...readFactor(row, reading));
    seen.add(line);
  }
  return [...categories.values()];
}
