import type { Day } from '../0-base/time.ts';
import type { Burden, FlowRole } from '../2-ledger/action.ts';
import type { End } from '../2-ledger/shape.ts';

/** What a flow runs between: a pool, a process, an agent, an opening or a loss. */
export type FlowNode = End;

/**
 * How amounts are known; the column `status` holds the place in this list. `spread`: recorded, but shared out from a reading of a meter or
 * an invoice, not measured where it stands.
 */
export const flowStatuses = ['measured', 'published', 'unknown', 'spread'] as const;
/** How an amount is known. */
export type FlowStatus = (typeof flowStatuses)[number];

/** By the place of a status: 1 where the amount was recorded as an event, measured or spread. */
export const isRecordedStatus = Uint8Array.from(flowStatuses, (status) =>
  Number(status === 'measured' || status === 'spread'),
);

/**
 * The ledger's roles, each with its number in the column `role`. `custody` is ours: a transfer that moved no accountability
 * (no accounting posting), as when grain lies at a toll maltster.
 */
export const roleCodes = {
  in: 0,
  out: 1,
  transfer: 2,
  custody: 3,
  opening: 4,
  loss: 5,
  effort: 6,
  knowledge: 7,
  service: 8,
} as const satisfies Record<FlowRole | 'custody', number>;
/** What a row is to a process, a stock or nature. */
export type RowRole = keyof typeof roleCodes;

/** The roles in the order of their numbers. */
export const flowRoles = Object.keys(roleCodes) as readonly RowRole[];

/** The ledger's burdens, in the order of the column `burden`. */
export const flowBurdens = [
  'consumes',
  'wears',
  'carries',
  'free',
  'opening',
  'loss',
] as const satisfies readonly Burden[];

/** In the column `corrects`: the row corrects nothing. */
export const noCorrection = 0xffffffff;

/** One flow with its names written out; quantities in the coherent unit, NaN when unknown. */
export interface FlowRow {
  readonly from: FlowNode;
  readonly to: FlowNode;
  readonly specification: string;
  /** Id of the process, '' when none. */
  readonly process: string;
  readonly day: Day;
  readonly quantity: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly status: FlowStatus;
  readonly role: RowRole;
  readonly burden: Burden;
  readonly sequence: number;
  /** Sequence of the event that the chain of corrections began with, noCorrection for none. */
  readonly corrects: number;
}

/** Whether a row was recorded as an event. */
export const isRecorded = ({ status }: Pick<FlowRow, 'status'>): boolean =>
  isRecordedStatus[flowStatuses.indexOf(status)] === 1;

/** The flow table by columns, each `count` long. */
export interface FlowColumns {
  /** Index into dictionaries.nodes. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly specification: Uint32Array;
  /** Index into dictionaries.processes; 0 = none. */
  readonly process: Uint32Array;
  /** Days since 1970 in the network's zone. */
  readonly day: Int32Array;
  /** In the coherent unit; NaN = unknown. */
  readonly quantity: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Index into dictionaries.units. */
  readonly unit: Uint8Array;
  /** Index into flowStatuses. */
  readonly status: Uint8Array;
  /** Index into flowRoles. */
  readonly role: Uint8Array;
  /** Index into flowBurdens. */
  readonly burden: Uint8Array;
  readonly sequence: Uint32Array;
  /** Sequence of the root corrected event, or noCorrection. */
  readonly corrects: Uint32Array;
}

/** What the indices of the columns stand for. */
export interface FlowDictionaries {
  readonly nodes: readonly FlowNode[];
  readonly specifications: readonly string[];
  /** Ids of processes; the first is '' (none). */
  readonly processes: readonly string[];
  /** Ids of coherent units. */
  readonly units: readonly string[];
}

/** Every flow of a network, by columns: what views, balances and footprints read. */
export interface FlowTable {
  readonly count: number;
  readonly columns: FlowColumns;
  readonly dictionaries: FlowDictionaries;
}

type ColumnMaker = (space: ArrayBuffer, offset: number, count: number) => FlowColumns[keyof FlowColumns];

interface ColumnKind {
  readonly bytes: 1 | 4 | 8;
  readonly view: ColumnMaker;
}

const word: ColumnKind = { bytes: 4, view: (space, offset, count) => new Uint32Array(space, offset, count) };
const float: ColumnKind = { bytes: 8, view: (space, offset, count) => new Float64Array(space, offset, count) };
const byte: ColumnKind = { bytes: 1, view: (space, offset, count) => new Uint8Array(space, offset, count) };

/** The columns in the order in which they are written, each with its bytes per row and its view on a buffer. */
export const columnKinds: Readonly<Record<keyof FlowColumns, ColumnKind>> = {
  from: word,
  to: word,
  specification: word,
  process: word,
  day: { bytes: 4, view: (space, offset, count) => new Int32Array(space, offset, count) },
  quantity: float,
  low: float,
  high: float,
  unit: byte,
  status: byte,
  role: byte,
  burden: byte,
  sequence: word,
  corrects: word,
};

/** The names of the columns in order. */
export const columnNames = Object.keys(columnKinds) as (keyof FlowColumns)[];

/** Columns made one by one by name. */
export function makeColumns(make: (name: keyof FlowColumns) => FlowColumns[keyof FlowColumns]): FlowColumns {
  return Object.fromEntries(columnNames.map((name) => [name, make(name)])) as unknown as FlowColumns;
}

/** The given rows of a table as a table of their own, with the same dictionaries. */
export function selectRows(table: FlowTable, rows: ArrayLike<number>): FlowTable {
  const columns = makeColumns((name) => {
    const source = table.columns[name];
    const target = columnKinds[name].view(new ArrayBuffer(rows.length * columnKinds[name].bytes), 0, rows.length);
    for (let place = 0; place < rows.length; place++) target[place] = source[rows[place]!]!;
    return target;
  });
  return { count: rows.length, columns, dictionaries: table.dictionaries };
}

/** The holder of a pool or the agent of an agent's end; undefined for processes, openings and losses. */
export function agentOfNode(node: FlowNode): string | undefined {
  return node.kind === 'pool' ? node.holder : node.kind === 'agent' ? node.agent : undefined;
}

/** A text that is the same for the same end only. */
export function nodeKey(node: FlowNode): string {
  if (node.kind === 'pool')
    return JSON.stringify([node.resource ?? '', node.holder, node.specification, node.stage ?? '', node.state ?? '']);
  if (node.kind === 'process') return `process ${node.process}`;
  return node.kind === 'agent' ? `agent ${node.agent}` : node.kind;
}
