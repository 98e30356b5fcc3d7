import { groupPlaces } from '../../0-base/group.ts';
import { compress, type SparseMatrix } from '../../0-base/matrix/sparse.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import type { FactorFallback, Uncharacterised } from './assembled.ts';
import type { Model, ModelCategory } from './model.ts';
import type { NatureRow } from './nature.ts';
import type { Scope } from './parameters.ts';

/** What characterisation is made from; `size` counts the rows of the biosphere, of which those of nature stand first. */
interface Characterising {
  readonly model: Model;
  readonly flows: ReadonlyMap<string, number>;
  readonly rows: readonly NatureRow[];
  readonly ids: readonly string[];
  readonly size: number;
  readonly scope: Scope;
}

/** The matrix C, categories x rows of the biosphere, and what has no factor of its own. */
interface Characterised {
  readonly characterisation: SparseMatrix;
  readonly fallbacks: FactorFallback[];
  readonly uncharacterised: Uncharacterised[];
  readonly problems: Problem[];
}

/** Factors of one category by row: those without a place for all rows of their flow, then those of the row's place. */
interface CategoryFactors {
  readonly values: Float64Array;
  /** 1 where a row with a place took the factor without one, though the flow has factors of places. */
  readonly fellBack: Uint8Array;
}

function factorsOf(
  category: ModelCategory,
  { model, flows, rows, scope }: Characterising,
  rowsOfFlow: (flow: number) => Int32Array,
  problems: Problem[],
): CategoryFactors {
  const values = new Float64Array(rows.length).fill(Number.NaN);
  const own = new Uint8Array(rows.length);
  const regional = new Uint8Array(model.flows.length);
  for (const { flow, place, value, at } of category.factors) {
    const found = flows.get(flow);
    if (found === undefined) continue;
    if (place !== undefined) regional[found] = 1;
    for (const row of rowsOfFlow(found)) {
      if (place === undefined ? own[row] : rows[row]!.place !== place) continue;
      const { name } = model.flows[found]!;
      const number = scope.number(value, { name, at });
      if (!Number.isFinite(number))
        problems.push(problem('model.factor', '', { name, category: category.name, value: `${number}` }, at));
      values[row] = Number.isFinite(number) ? number : 0;
      if (place !== undefined) own[row] = 1;
    }
  }
  const fellBack = Uint8Array.from(rows, ({ flow, place }, row) =>
    place !== undefined && regional[flow] && !own[row] && !Number.isNaN(values[row]) ? 1 : 0,
  );
  return { values, fellBack };
}

/**
 * Characterisation C: a flow at a place counts by the factor of that place, else by the flow's common factor. Linear in factors and rows.
 * Problem: model.factor; a factor that is no number counts nothing.
 * Source: openLCA, look-up of factors by flow and location with the default of the flow (RegionalizedCalculationTest.java).
 */
export function characterise(given: Characterising): Characterised {
  const { model, rows, ids, size } = given;
  const problems: Problem[] = [];
  const fallbacks: FactorFallback[] = [];
  const uncharacterised: Uncharacterised[] = [];
  const groups = groupPlaces(
    Int32Array.from(rows, ({ flow }) => flow),
    model.flows.length,
  );
  const rowsOfFlow = (flow: number) => groups.places.subarray(groups.start[flow]!, groups.start[flow + 1]!);
  const [row, column, value]: [number[], number[], number[]] = [[], [], []];
  model.categories.forEach((category, k) => {
    const { values, fellBack } = factorsOf(category, given, rowsOfFlow, problems);
    const without: string[] = [];
    values.forEach((factor, e) => {
      if (Number.isNaN(factor)) without.push(ids[e]!);
      else if (factor !== 0) {
        row.push(k);
        column.push(e);
        value.push(factor);
      }
      if (fellBack[e])
        fallbacks.push({ category: category.id, flow: model.flows[rows[e]!.flow]!.id, place: rows[e]!.place! });
    });
    if (without.length > 0) uncharacterised.push({ category: category.id, flows: without });
  });
  const characterisation = compress({
    rows: model.categories.length,
    columns: size,
    row: Int32Array.from(row),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  });
  return { characterisation, fallbacks, uncharacterised, problems };
}
