interface Columns {
  readonly row: number[];
  readonly column: number[];
  readonly value: number[];
}

const noColumns = (): Columns => ({ row: [], column: [], value: [] });

const filled = ({ row, column, value }: Columns, rows: number, columns: number) => ({
  rows,
  columns,
  row: Int32Array.from(row),
  column: Int32Array.from(column),
  value: Float64Array.from(value),
});

/** Entries of two matrices while they are gathered; those of the same place add up. */
export interface EntryBuilder {
  /** Of the technosphere: outputs +, inputs -. */
  exchange(product: number, process: number, amount: number): void;
  /** Of the biosphere. */
  intervene(flow: number, process: number, amount: number): void;
  technosphere(rows: number, columns: number): ReturnType<typeof filled>;
  biosphere(rows: number, columns: number): ReturnType<typeof filled>;
}

/** A builder without entries. */
export function entryBuilder(): EntryBuilder {
  const [exchanges, interventions] = [noColumns(), noColumns()];
  const push = (columns: Columns, row: number, column: number, value: number): void => {
    columns.row.push(row);
    columns.column.push(column);
    columns.value.push(value);
  };
  return {
    exchange: (product, process, amount) => push(exchanges, product, process, amount),
    intervene: (flow, process, amount) => push(interventions, flow, process, amount),
    technosphere: (rows, columns) => filled(exchanges, rows, columns),
    biosphere: (rows, columns) => filled(interventions, rows, columns),
  };
}
