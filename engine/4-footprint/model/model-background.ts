import type { Problem } from '../../0-base/problem.ts';
import { type BackgroundRow, type Indicator, sameMethod } from '../background.ts';
import { intensityOf } from '../system/intensity.ts';
import { prepareSystem } from '../system/prepared-system.ts';
import type { LinkedSystem } from '../system/linked-system.ts';
import type { Model } from './model.ts';

/** A model that was put together, and the indicators for which its products are to stand in. */
export interface ModelBackgroundRequest {
  readonly model: Pick<Model, 'name' | 'version' | 'source'>;
  readonly system: LinkedSystem;
  readonly indicators: readonly Indicator[];
}

/**
 * The products of a model as rows of background data, so that what a ledger buys can be linked to them: dataset and version are those of the
 * model, the row is the id of the product, the figure its intensity (Lambda of A^T Lambda = (C B)^T) per unit of it. A category counts for
 * every indicator whose method it shares: id, version and unit. Products without an answer have no row.
 * Problems: system.singular, solver.stalled.
 */
export function modelBackground({ model, system, indicators }: ModelBackgroundRequest): {
  readonly rows: readonly BackgroundRow[];
  readonly problems: readonly Problem[];
} {
  const prepared = prepareSystem(system);
  const rows: BackgroundRow[] = [];
  const problems: Problem[] = [...prepared.problems];
  system.categories.forEach((category, place) => {
    const counted = indicators.filter(({ method }) => sameMethod(method, category.method));
    if (counted.length === 0) return;
    const intensity = intensityOf(prepared, place);
    problems.push(...intensity.problems);
    for (const { id: indicator, method } of counted)
      system.products.forEach(({ id, name, unit }, product) => {
        const value = intensity.value[product]!;
        if (Number.isNaN(value)) return;
        rows.push({
          dataset: model.name,
          version: model.version,
          row: id,
          name,
          indicator,
          method,
          unit,
          value,
          status: 'sourced',
          source: model.source ?? model.name,
        });
      });
  });
  return { rows, problems };
}
