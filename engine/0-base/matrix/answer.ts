/** The componentwise backward error at which an answer counts as solved. */
export const close = 1e-11;

/**
 * How a solve ended: `solved` has a componentwise backward error of at most 1e-11, or reached the aim that was given; `stalled` has not;
 * `singular` has no answer (x is NaN). `residual` is the largest backward error.
 */
export interface Report {
  readonly status: 'solved' | 'stalled' | 'singular';
  readonly iterations: number;
  readonly residual: number;
}

/** A report with its answer. */
export type Answer = Report & { readonly x: Float64Array };

const grave = { solved: 0, stalled: 1, singular: 2 } as const;

/** The report of two solves together. */
export const worse = (a: Report, b: Report): Report => ({
  status: grave[a.status] >= grave[b.status] ? a.status : b.status,
  iterations: Math.max(a.iterations, b.iterations),
  residual: Math.max(a.residual, b.residual),
});

/** The report of a solve that had nothing to do. */
export const effortless: Report = { status: 'solved', iterations: 0, residual: 0 };

/** The column k of numbers row by row. */
export function columnOf(values: Float64Array, width: number, k: number): Float64Array {
  if (width === 1) return values;
  return new Float64Array(values.length / width).map((_, i) => values[i * width + k]!);
}

/** Columns side by side, row by row. */
export function sideBySide(columns: readonly Float64Array[], size: number): Float64Array {
  const width = columns.length;
  const values = new Float64Array(size * width);
  columns.forEach((column, k) => {
    for (let i = 0; i < size; i++) values[i * width + k] = column[i]!;
  });
  return values;
}
