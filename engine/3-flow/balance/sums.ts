import type { Day } from '../../0-base/time.ts';
import { type FlowTable, isRecordedStatus, roleCodes } from '../columns.ts';
import { type LayerContent, movesGoods } from '../layer.ts';
import { isProcessFlow } from './life.ts';
import type { Subjects } from './subject.ts';

/** All days. */
export const allTime: Span = { first: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** First day and the day after the last. */
export interface Span {
  readonly first: Day;
  readonly end: Day;
}

/** Sums of one layer by subject, in its unit, over a span. */
export interface SubjectSums {
  /** Across the border. */
  readonly in: Float64Array;
  readonly out: Float64Array;
  /** What came into the pools less what left them; of it what was only taken into the books. */
  readonly goods: Float64Array;
  readonly raised: Float64Array;
  readonly lost: Float64Array;
  /** How far the contents of what went in and came out may lie below (above) the sum: `in - inLow` is the low end. */
  readonly inLow: Float64Array;
  readonly inHigh: Float64Array;
  readonly outLow: Float64Array;
  readonly outHigh: Float64Array;
  readonly rows: Uint32Array;
}

/** Sums of one layer by place in dictionaries.processes: up to the beginning, and up to the end of a span. */
export interface ProcessSums {
  readonly inBefore: Float64Array;
  readonly outBefore: Float64Array;
  readonly in: Float64Array;
  readonly out: Float64Array;
}

const arrays = <Name extends string>(size: number, names: readonly Name[]): Record<Name, Float64Array> =>
  Object.fromEntries(names.map((name) => [name, new Float64Array(size)])) as Record<Name, Float64Array>;

/** What is added up. */
export interface Summing {
  readonly table: FlowTable;
  readonly layer: LayerContent;
  readonly subjects: Subjects;
  readonly span: Span;
}

/**
 * Adds up the recorded rows of a span in which goods move, by subject. A row between two subjects leaves one and enters the
 * other; within one it only changes pools. Rows without content count in `rows` alone.
 */
export function subjectSums({ table, layer, subjects, span }: Summing): SubjectSums {
  const { columns, dictionaries, count } = table;
  const size = subjects.ids.length;
  const sums = arrays(size, ['in', 'out', 'goods', 'raised', 'lost', 'inLow', 'inHigh', 'outLow', 'outHigh']);
  const rows = new Uint32Array(size);
  const isPool = Uint8Array.from(dictionaries.nodes, ({ kind }) => Number(kind === 'pool' || kind === 'agent'));
  for (let row = 0; row < count; row++) {
    const day = columns.day[row]!;
    if (day < span.first || day >= span.end || !isCounted(table, row)) continue;
    const [fromNode, toNode] = [columns.from[row]!, columns.to[row]!];
    const [from, to] = [subjects.ofNode[fromNode]!, subjects.ofNode[toNode]!];
    if (from >= 0) rows[from]! += 1;
    if (to >= 0 && to !== from) rows[to]! += 1;
    if (layer.unknown[row] === 1) continue;
    const amount = layer.content[row]!;
    if (from >= 0 && isPool[fromNode] === 1) sums.goods[from]! -= amount;
    if (to >= 0 && isPool[toNode] === 1) sums.goods[to]! += amount;
    if (from === to) continue;
    const [below, above] = [amount - layer.low[row]!, layer.high[row]! - amount];
    const role = columns.role[row]!;
    if (to >= 0) {
      sums[role === roleCodes.opening ? 'raised' : 'in'][to]! += amount;
      sums.inLow[to]! += below;
      sums.inHigh[to]! += above;
    }
    if (from >= 0) {
      sums[role === roleCodes.loss ? 'lost' : 'out'][from]! += amount;
      sums.outLow[from]! += below;
      sums.outHigh[from]! += above;
    }
  }
  return { ...sums, rows };
}

/** Whether a row counts in a balance: goods move in it, and it was recorded as an event. */
export const isCounted = ({ columns }: FlowTable, row: number): boolean =>
  isRecordedStatus[columns.status[row]!] === 1 && movesGoods(columns, row);

/** Adds up what went into each process and came out of it, up to the beginning of a span and up to its end. */
export function processSums({ table, layer, span }: Omit<Summing, 'subjects'>): ProcessSums {
  const { columns, dictionaries, count } = table;
  const sums = arrays(dictionaries.processes.length, ['inBefore', 'outBefore', 'in', 'out']);
  for (let row = 0; row < count; row++) {
    const day = columns.day[row]!;
    if (day >= span.end || layer.unknown[row] === 1 || !isProcessFlow(columns, row)) continue;
    const side = columns.role[row] === roleCodes.in ? 'in' : 'out';
    const process = columns.process[row]!;
    sums[side][process]! += layer.content[row]!;
    if (day < span.first) sums[`${side}Before`][process]! += layer.content[row]!;
  }
  return sums;
}
