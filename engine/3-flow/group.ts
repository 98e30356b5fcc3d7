import { type FlowGroup, type GroupAttribute, groupsOfNodes } from './attribute.ts';
import { contentDelivered, type Delivered, throughCarriers } from './carrier.ts';
import { chainLinks } from './chain.ts';
import type { FlowTable } from './columns.ts';
import { type CompiledGroup, type GroupRequest, publishedStatus, type RawLinks } from './grouping.ts';
import { goodsTable, type LayerContent } from './layer.ts';
import { type FlowLinks, type LinkSet, linkSet, mergeSmall } from './links.ts';

/** Flows between groups. */
export interface GroupedFlows {
  readonly groups: readonly FlowGroup[];
  /** Names of classes; '' is that of remainders. */
  readonly classes: readonly string[];
  readonly links: FlowLinks;
  /** Unit of the values. */
  readonly unit: string;
  /** Sum of all links before the cut-off. */
  readonly total: number;
  /** Rows with both ends in one group (but loops of a process specification, which are links). */
  readonly internal: { readonly rows: number; readonly value: number };
  /** Rows of the period in which goods move, and how many of them have a content. */
  readonly coverage: { readonly rows: number; readonly known: number };
  /** Whether goods that others carried run from sender to receiver. */
  readonly carried: boolean;
  /** The rows of a link, as places in the table. */
  rowsOf(link: number): Uint32Array;
}

/**
 * Groups the rows of a period by an attribute of their ends, carriers looked through (carrier.ts). Rows of unknown content stay as links and are counted; a row that begins and
 * ends in one group is internal. By process specification a link runs from the process (or outside agent) that made a thing to the one that
 * took it, through the pools between them pro rata (chain.ts). Time: one look-up per end and row.
 */
export function groupFlows(request: GroupRequest): GroupedFlows {
  const delivered = throughCarriers(request.table);
  const compiled = compile(delivered ? asDelivered(request, delivered) : request);
  const raw = request.by === 'processSpecification' ? chainLinks(compiled) : directLinks(compiled, request.by);
  const total = raw.links.value.reduce((sum, value) => sum + value, 0);
  const whole = { groups: raw.groups, classes: compiled.classes, links: raw.links };
  const cut = mergeSmall(whole, (request.cutOff ?? 0) * total);
  return {
    groups: cut.groups,
    classes: cut.classes,
    links: cut.links,
    unit: request.layer.unit,
    total,
    internal: raw.internal,
    coverage: raw.coverage,
    carried: delivered !== undefined,
    rowsOf(link) {
      const rows = rowsOf(compiled.table.count, raw, cut.membersOf(link));
      return delivered ? Uint32Array.from(new Set(rows.map((row) => delivered.recorded[row]!))).sort() : rows;
    },
  };
}

const asDelivered = (request: GroupRequest, delivered: Delivered): GroupRequest => ({
  ...request,
  table: delivered.table,
  layer: contentDelivered(request.layer, delivered),
});

function compile(request: GroupRequest): CompiledGroup {
  const { specifications } = request.table.dictionaries;
  const names = specifications.map(request.classOf ?? ((specification) => specification));
  const classes = [...new Set(names)];
  const places = new Map(classes.map((name, place) => [name, place]));
  return {
    ...request,
    classes,
    classOfSpecification: Uint32Array.from(names, (name) => places.get(name)!),
    first: request.period?.first ?? Number.NEGATIVE_INFINITY,
    end: request.period?.end ?? Number.POSITIVE_INFINITY,
  };
}

function rowsOf(count: number, raw: RawLinks, links: ReadonlySet<number>): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (raw.holds(row, links)) rows.push(row);
  return Uint32Array.from(rows);
}

/** One pass finds the link of each row, a second adds up: both run over typed arrays only. */
function directLinks(compiled: CompiledGroup, attribute: Exclude<GroupAttribute, 'processSpecification'>): RawLinks {
  const { table, layer } = compiled;
  const { groups, ofNode } = groupsOfNodes(table, { facts: compiled.facts, attribute });
  const set = linkSet(groups.length, compiled.classes.length);
  const { linkOf, ...counts } = placeRows(compiled, ofNode, set);
  const links = set.links();
  addRows(links, linkOf, table, layer);
  return { groups, links, ...counts, holds: (row, wanted) => wanted.has(linkOf[row]!) };
}

interface Placed extends Pick<RawLinks, 'internal' | 'coverage'> {
  /** By row; -1 where the row is in no link. */
  readonly linkOf: Int32Array;
}

function placeRows(compiled: CompiledGroup, ofNode: Uint32Array, set: LinkSet): Placed {
  const { table, layer, classOfSpecification, first, end } = compiled;
  const { from, to, specification, day, role, burden } = table.columns;
  const { unknown, content } = layer;
  const linkOf = new Int32Array(table.count).fill(-1);
  let [rows, known, internalRows, internalValue] = [0, 0, 0, 0];
  for (let row = 0; row < table.count; row++) {
    if (day[row]! < first || day[row]! >= end || goodsTable[(role[row]! << 3) | burden[row]!] === 0) continue;
    const source = ofNode[from[row]!]!;
    const target = ofNode[to[row]!]!;
    rows += 1;
    known += 1 - unknown[row]!;
    if (source !== target) linkOf[row] = set.place(source, target, classOfSpecification[specification[row]!]!);
    else {
      internalRows += 1;
      if (unknown[row] === 0) internalValue += content[row]!;
    }
  }
  return { linkOf, internal: { rows: internalRows, value: internalValue }, coverage: { rows, known } };
}

function addRows(
  links: FlowLinks,
  linkOf: Int32Array,
  { columns }: FlowTable,
  { content, unknown }: LayerContent,
): void {
  const { status, quantity, low, high } = columns;
  const { value } = links;
  for (let row = 0; row < linkOf.length; row++) {
    const link = linkOf[row]!;
    if (link < 0) continue;
    links.rows[link]! += 1;
    if (unknown[row] === 1) {
      links.unknown[link]! += 1;
      continue;
    }
    const amount = content[row]!;
    value[link]! += amount;
    if (status[row] !== publishedStatus) continue;
    links.published[link]! += 1;
    if (amount === 0) continue;
    links.low[link]! += (amount * low[row]!) / quantity[row]! - amount;
    links.high[link]! += (amount * high[row]!) / quantity[row]! - amount;
  }
  for (let link = 0; link < links.count; link++) {
    links.low[link]! += value[link]!;
    links.high[link]! += value[link]!;
  }
}
