import { type Problem, problem } from '../0-base/problem.ts';
import { isObject } from '../1-record/linked.ts';
import {
  columnKinds,
  columnNames,
  type FlowColumns,
  type FlowDictionaries,
  type FlowNode,
  type FlowTable,
  flowBurdens,
  flowRoles,
  flowStatuses,
  makeColumns,
} from './columns.ts';

/*
 * The file: 4 bytes "TFF1", the length of the header (uint32, little-endian), a check sum of all that follows (uint32),
 * 4 bytes 0; the header as JSON {count, dictionaries} padded with blanks to 8 bytes; the columns in the order of
 * columnNames, each beginning at a multiple of 8 bytes.
 */
const mark = 0x31464654;
const preambleBytes = 16;
const align = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function layOut(start: number, count: number): { offsets: number[]; end: number } {
  let end = start;
  const offsets = columnNames.map((name) => {
    const offset = end;
    end = align(offset + columnKinds[name].bytes * count);
    return offset;
  });
  return { offsets, end };
}

/** FNV-1a over 32-bit words: finds damage, proves nothing. */
function checkSum(bytes: ArrayBuffer): number {
  const words = new Uint32Array(bytes, preambleBytes, (bytes.byteLength - preambleBytes) / 4);
  let sum = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) sum = Math.imul(sum ^ words[at]!, 0x01000193);
  return sum >>> 0;
}

/** A flow table as one file: header, then columns that a reader can use where they lie. */
export function encodeTable(table: FlowTable): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(JSON.stringify({ count: table.count, dictionaries: table.dictionaries }));
  const { offsets, end } = layOut(align(preambleBytes + header.length), table.count);
  const bytes = new Uint8Array(end);
  bytes.fill(0x20, preambleBytes, offsets[0]);
  bytes.set(header, preambleBytes);
  columnNames.forEach((name, place) => {
    const column = table.columns[name];
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offsets[place]);
  });
  const preamble = new Uint32Array(bytes.buffer, 0, 3);
  preamble.set([mark, offsets[0]! - preambleBytes, checkSum(bytes.buffer)]);
  return bytes;
}

/** What was read: the table, or the problem that kept it from being read. */
export interface DecodedTable {
  readonly table?: FlowTable;
  readonly problems: readonly Problem[];
}

const refuse = (reason: string): DecodedTable => ({ problems: [problem('flows.damaged', '', { reason })] });

/** Reads what encodeTable wrote; the columns are views on `bytes`, nothing is copied. Damage is `flows.damaged`. */
export function decodeTable(bytes: ArrayBuffer): DecodedTable {
  if (bytes.byteLength < preambleBytes || bytes.byteLength % 8 !== 0) return refuse('it ends too early');
  const [found, headerBytes, sum] = new Uint32Array(bytes, 0, 3);
  if (found !== mark) return refuse('it does not begin as a flow table');
  if (headerBytes! > bytes.byteLength - preambleBytes) return refuse('it ends inside its header');
  if (checkSum(bytes) !== sum) return refuse('its check sum does not agree');
  const header = readHeader(new Uint8Array(bytes, preambleBytes, headerBytes));
  if (!header) return refuse('its header cannot be read');
  const { offsets, end } = layOut(preambleBytes + headerBytes!, header.count);
  if (end !== bytes.byteLength) return refuse('its length does not agree with its header');
  const columns = makeColumns((name) =>
    columnKinds[name].view(bytes, offsets[columnNames.indexOf(name)]!, header.count),
  );
  const table = { count: header.count, columns, dictionaries: header.dictionaries };
  return outOfRange(table) ? refuse('it names something that its dictionaries do not hold') : { table, problems: [] };
}

interface Header {
  readonly count: number;
  readonly dictionaries: FlowDictionaries;
}

function readHeader(bytes: Uint8Array): Header | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isNode = (value: unknown): value is FlowNode => isObject(value) && typeof value['kind'] === 'string';

function isHeader(value: unknown): value is Header {
  if (!isObject(value) || !isObject(value['dictionaries'])) return false;
  const { nodes, specifications, processes, units } = value['dictionaries'];
  const count = value['count'];
  return (
    typeof count === 'number' &&
    Number.isSafeInteger(count) &&
    count >= 0 &&
    Array.isArray(nodes) &&
    nodes.every(isNode) &&
    [specifications, processes, units].every(isTexts)
  );
}

/** Whether a column points outside what it points into. */
function outOfRange({ count, columns, dictionaries }: FlowTable): boolean {
  const limits: [keyof FlowColumns, number][] = [
    ['from', dictionaries.nodes.length],
    ['to', dictionaries.nodes.length],
    ['specification', dictionaries.specifications.length],
    ['process', dictionaries.processes.length],
    ['unit', dictionaries.units.length],
    ['status', flowStatuses.length],
    ['role', flowRoles.length],
    ['burden', flowBurdens.length],
  ];
  return limits.some(([name, limit]) => {
    const column = columns[name];
    for (let at = 0; at < count; at++) if (column[at]! >= limit) return true;
    return false;
  });
}
