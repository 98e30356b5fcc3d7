import type { Day } from '../0-base/time.ts';
import type { Facts } from '../1-record/facts.ts';
import type { FlowGroup, GroupAttribute } from './attribute.ts';
import { type FlowTable, flowStatuses } from './columns.ts';
import { type LayerContent, movesGoods } from './layer.ts';
import type { FlowLinks, LinkSet } from './links.ts';

/** What is grouped, and how. */
export interface GroupRequest {
  /** Netted (nettedTable), or a correction counts as a flow of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly by: GroupAttribute;
  /** Content of the table's rows in the layer that is shown. */
  readonly layer: LayerContent;
  /** First day and the day after the last. */
  readonly period?: { readonly first: Day; readonly end: Day } | undefined;
  /** `class` of a link: the specification (default), or what `classOf` makes of it (a resource class, say). */
  readonly classOf?: ((specification: string) => string) | undefined;
  /** Part of the total below which a link goes into the remainder; 0 unless told. */
  readonly cutOff?: number | undefined;
}

/** Links before the cut-off, with a way back to the rows. */
export interface RawLinks {
  readonly groups: readonly FlowGroup[];
  readonly links: FlowLinks;
  readonly internal: { readonly rows: number; readonly value: number };
  readonly coverage: { readonly rows: number; readonly known: number };
  /** Whether a row is in any of the given links. */
  holds(row: number, links: ReadonlySet<number>): boolean;
}

/** The request with what is compiled from it once: classes by specification, the rows that count. */
export interface CompiledGroup extends GroupRequest {
  readonly classes: readonly string[];
  /** By place in dictionaries.specifications. */
  readonly classOfSpecification: Uint32Array;
  readonly first: Day;
  readonly end: Day;
}

/** Whether a row counts: goods move in it, in the period. */
export function isCounted({ table, first, end }: CompiledGroup, row: number): boolean {
  const day = table.columns.day[row]!;
  return day >= first && day < end && movesGoods(table.columns, row);
}

/** Status of rows that were published and not measured. */
export const publishedStatus = flowStatuses.indexOf('published');

/** Adds a row to a link. */
export function addRow(set: LinkSet, link: number, { table, layer }: CompiledGroup, row: number): void {
  set.rows[link]! += 1;
  if (layer.unknown[row] === 1) {
    set.unknown[link]! += 1;
    return;
  }
  const value = layer.content[row]!;
  set.value[link]! += value;
  if (table.columns.status[row] !== publishedStatus) {
    set.low[link]! += value;
    set.high[link]! += value;
    return;
  }
  const { quantity, low, high } = table.columns;
  set.published[link]! += 1;
  set.low[link]! += value === 0 ? 0 : (value * low[row]!) / quantity[row]!;
  set.high[link]! += value === 0 ? 0 : (value * high[row]!) / quantity[row]!;
}
