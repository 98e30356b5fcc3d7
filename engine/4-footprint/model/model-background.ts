import type { Problem } from '../../0-base/problem.ts';
import { type BackgroundRow, type Indicator, sameMethod } from '../background.ts';
import { intensitiesOf } from '../system/intensity.ts';
import type { PreparedSystem } from '../system/prepared-system.ts';

/** A model that was put together, its products that are to stand in, and the indicators for which they are. */
export interface ModelBackgroundRequest {
  /** What links call the model: its name, and the version that they name. */
  readonly model: { readonly name: string; readonly version: string; readonly source?: string | undefined };
  readonly prepared: PreparedSystem;
  readonly indicators: readonly Indicator[];
  /** Ids of products; all of them unless told. */
  readonly products?: readonly string[] | undefined;
}

/** The places of the products that are asked for; ids that the model does not have are passed over. */
const placesOf = ({ system, places }: PreparedSystem, products: readonly string[] | undefined): number[] =>
  products ? products.flatMap((id) => places().get(id) ?? []) : system.products.map((_, place) => place);

/**
 * The products of a model as rows of background data, so that what a ledger buys can be linked to them: dataset and version are those of the
 * model, the row is the id of the product, the figure its intensity (Lambda of A^T Lambda = (C B)^T) per unit of it, all categories solved
 * together. A category counts for every indicator whose method it shares (id, version and unit), else under its own id, so that it is told
 * which method a figure has. Products without an answer have no row. Problems: those of the system, system.singular, solver.stalled.
 */
export function modelBackground({ model, prepared, indicators, products }: ModelBackgroundRequest): {
  readonly rows: readonly BackgroundRow[];
  readonly problems: readonly Problem[];
} {
  const { categories, products: all } = prepared.system;
  const places = placesOf(prepared, products);
  const intensities = intensitiesOf(
    prepared,
    categories.map((_, category) => category),
  );
  const { name: dataset, version, source = dataset } = model;
  const rows = categories.flatMap(({ id, method }, category) => {
    const counted = indicators.filter((each) => sameMethod(each.method, method)).map((each) => each.id);
    const { value } = intensities[category]!;
    const known = places.filter((place) => Number.isFinite(value[place]));
    return (counted.length > 0 ? counted : [id]).flatMap((indicator) =>
      known.map((place): BackgroundRow => {
        const { id: row, name, unit } = all[place]!;
        const figure = { indicator, method, unit, value: value[place]!, status: 'sourced' as const, source };
        return { dataset, version, row, name, category: id, ...figure };
      }),
    );
  });
  return { rows, problems: [...prepared.problems, ...intensities.flatMap(({ problems }) => problems)] };
}
