import type { Day } from '../0-base/time.ts';
import type { Facts } from '../1-record/facts.ts';
import type { FlowGroup, GroupAttribute } from './attribute.ts';
import { type FlowTable, flowStatuses } from './columns.ts';
import type { FlowEdges } from './edges.ts';
import type { LayerContent } from './layer.ts';
import { emptyLinks, type FlowLinks } from './links.ts';

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
  readonly edges: FlowEdges;
  /** Whether an edge is in any of the given links. */
  isIn(edge: number, links: ReadonlySet<number>): boolean;
}

/** A request with what is compiled from it once: its period, and classes by specification. */
export interface CompiledGroup {
  readonly table: FlowTable;
  readonly layer: LayerContent;
  readonly first: Day;
  readonly end: Day;
  readonly classes: readonly string[];
  /** By place in dictionaries.specifications. */
  readonly classOfSpecification: Uint32Array;
}

/** Status of rows that were published and not measured. */
const publishedStatus = flowStatuses.indexOf('published');

/** Adds up the rows of a period by edge, in the layer. The range is summed as the difference from the value, which most rows do not have. */
export function sumRows(edges: FlowEdges, compiled: CompiledGroup): FlowLinks {
  const { table, layer, first, end, classOfSpecification } = compiled;
  const { day, status } = table.columns;
  const { content, low, high, unknown } = layer;
  const { edgeOf } = edges;
  const sums = emptyLinks({ ...edges, class: edges.specification.map((place) => classOfSpecification[place]!) });
  const { value, rows } = sums;
  for (let row = 0; row < edgeOf.length; row++) {
    const edge = edgeOf[row]!;
    if (edge < 0 || day[row]! < first || day[row]! >= end) continue;
    rows[edge]! += 1;
    if (unknown[row] === 1) {
      sums.unknown[edge]! += 1;
      continue;
    }
    const amount = content[row]!;
    value[edge]! += amount;
    if (status[row] !== publishedStatus) continue;
    sums.published[edge]! += 1;
    sums.low[edge]! += low[row]! - amount;
    sums.high[edge]! += high[row]! - amount;
  }
  for (let edge = 0; edge < sums.count; edge++) {
    sums.low[edge]! += value[edge]!;
    sums.high[edge]! += value[edge]!;
  }
  return sums;
}
