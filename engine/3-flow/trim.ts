import { columnKinds, type FlowTable, makeColumns, selectRows } from './columns.ts';

/** The columns that hold places in a dictionary, with what their dictionary begins with whatever the rows name. */
const dictionaryOf = {
  from: 'nodes',
  to: 'nodes',
  specification: 'specifications',
  process: 'processes',
  unit: 'units',
} as const;

type Dictionary = (typeof dictionaryOf)[keyof typeof dictionaryOf];

/**
 * The given rows of a table with dictionaries of their own, in the order of their first use: nothing in it tells of rows
 * that were left out. The first process stays, as it stands for none.
 */
export function trimTable(table: FlowTable, rows: ArrayLike<number>): FlowTable {
  const { count, columns, dictionaries } = selectRows(table, rows);
  const places: Record<Dictionary, Map<number, number>> = {
    nodes: new Map(),
    specifications: new Map(),
    processes: new Map([[0, 0]]),
    units: new Map(),
  };
  const trimmed = makeColumns((name) => {
    const of = (dictionaryOf as Partial<Record<string, Dictionary>>)[name];
    return of
      ? renumber(
          columns[name],
          columnKinds[name].view(new ArrayBuffer(count * columnKinds[name].bytes), 0, count),
          places[of],
        )
      : columns[name];
  });
  const kept = <T>(of: Dictionary, entries: readonly T[]): T[] =>
    [...places[of].keys()].map((place) => entries[place]!);
  return {
    count,
    columns: trimmed,
    dictionaries: {
      nodes: kept('nodes', dictionaries.nodes),
      specifications: kept('specifications', dictionaries.specifications),
      processes: kept('processes', dictionaries.processes),
      units: kept('units', dictionaries.units),
    },
  };
}

type Numbers = FlowTable['columns'][keyof FlowTable['columns']];

function renumber(column: Numbers, target: Numbers, places: Map<number, number>): Numbers {
  for (let row = 0; row < column.length; row++) {
    const before = column[row]!;
    const place = places.get(before) ?? places.size;
    places.set(before, place);
    target[row] = place;
  }
  return target;
}
