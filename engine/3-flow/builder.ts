import { assert } from '../0-base/assert.ts';
import {
  columnKinds,
  type FlowColumns,
  type FlowNode,
  type FlowRow,
  type FlowTable,
  flowBurdens,
  flowRoles,
  flowStatuses,
  makeColumns,
  nodeKey,
} from './columns.ts';

/** Appends rows to growing columns. */
export interface TableBuilder {
  readonly count: number;
  append(rows: Iterable<FlowRow>): void;
  /** The rows so far; later rows do not show in a table taken earlier. */
  table(): FlowTable;
}

/** The values of a list by place, each once. */
interface Dictionary<T> {
  readonly values: T[];
  place(value: T): number;
}

function dictionary<T>(keyOf: (value: T) => string, first: readonly T[]): Dictionary<T> {
  const values = [...first];
  const places = new Map(values.map((value, place) => [keyOf(value), place]));
  return {
    values,
    place(value) {
      const key = keyOf(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

const self = (text: string): string => text;
const places = (list: readonly string[]): ReadonlyMap<string, number> => new Map(list.map((name, at) => [name, at]));
const statusPlaces = places(flowStatuses);
const rolePlaces = places(flowRoles);
const burdenPlaces = places(flowBurdens);

type Growing = { -readonly [Name in keyof FlowColumns]: FlowColumns[Name] };

function grown(columns: FlowColumns, capacity: number): Growing {
  return makeColumns((name) => {
    const larger = columnKinds[name].view(new ArrayBuffer(capacity * columnKinds[name].bytes), 0, capacity);
    larger.set(columns[name]);
    return larger;
  });
}

const noColumns: FlowColumns = makeColumns((name) => columnKinds[name].view(new ArrayBuffer(0), 0, 0));

/** A flow table without rows. */
export const emptyTable: FlowTable = {
  count: 0,
  columns: noColumns,
  dictionaries: { nodes: [], specifications: [], processes: [''], units: [] },
};

/** A builder that goes on after `start`: its columns are copied, its dictionaries grow, so places stay what they were. */
export function tableBuilder(start: FlowTable = emptyTable): TableBuilder {
  const nodes = dictionary<FlowNode>(nodeKey, start.dictionaries.nodes);
  const specifications = dictionary(self, start.dictionaries.specifications);
  const processes = dictionary(self, start.dictionaries.processes);
  const units = dictionary(self, start.dictionaries.units);
  let count = start.count;
  let capacity = Math.max(1024, count);
  let columns = grown(start.columns, capacity);

  const write = (row: FlowRow, at: number): void => {
    columns.from[at] = nodes.place(row.from);
    columns.to[at] = nodes.place(row.to);
    columns.specification[at] = specifications.place(row.specification);
    columns.process[at] = processes.place(row.process);
    columns.day[at] = row.day;
    columns.quantity[at] = row.quantity;
    columns.low[at] = row.low;
    columns.high[at] = row.high;
    columns.unit[at] = units.place(row.unit);
    columns.status[at] = statusPlaces.get(row.status)!;
    columns.role[at] = rolePlaces.get(row.role)!;
    columns.burden[at] = burdenPlaces.get(row.burden)!;
    columns.sequence[at] = row.sequence;
    columns.corrects[at] = row.corrects;
  };

  return {
    get count() {
      return count;
    },
    append(rows) {
      for (const row of rows) {
        if (count === capacity) {
          capacity *= 2;
          columns = grown(columns, capacity);
        }
        write(row, count);
        count += 1;
      }
      assert(units.values.length <= 256, 'the unit column holds at most 256 units', { units: units.values.length });
    },
    table() {
      return {
        count,
        columns: makeColumns((name) => columns[name].slice(0, count)),
        dictionaries: {
          nodes: [...nodes.values],
          specifications: [...specifications.values],
          processes: [...processes.values],
          units: [...units.values],
        },
      };
    },
  };
}

/** A table of the given rows. */
export function tableOf(rows: Iterable<FlowRow>): FlowTable {
  const builder = tableBuilder();
  builder.append(rows);
  return builder.table();
}

/** The row at a place, with its names. */
export function rowAt(table: FlowTable, at: number): FlowRow {
  const { columns, dictionaries } = table;
  assert(at >= 0 && at < table.count, 'no such row', { at, count: table.count });
  return {
    from: dictionaries.nodes[columns.from[at]!]!,
    to: dictionaries.nodes[columns.to[at]!]!,
    specification: dictionaries.specifications[columns.specification[at]!]!,
    process: dictionaries.processes[columns.process[at]!]!,
    day: columns.day[at]!,
    quantity: columns.quantity[at]!,
    low: columns.low[at]!,
    high: columns.high[at]!,
    unit: dictionaries.units[columns.unit[at]!]!,
    status: flowStatuses[columns.status[at]!]!,
    role: flowRoles[columns.role[at]!]!,
    burden: flowBurdens[columns.burden[at]!]!,
    sequence: columns.sequence[at]!,
    corrects: columns.corrects[at]!,
  };
}
