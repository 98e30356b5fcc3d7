import type { Facts } from '../1-record/facts.ts';
import { type FlowGroup, groupsOfNodes, type NodeAttribute, type NodeLookup } from './attribute.ts';
import { contentDelivered, type Delivered, throughCarriers } from './carrier.ts';
import { type ChainLinker, chainLinker } from './chain.ts';
import type { FlowTable } from './columns.ts';
import { type FlowEdges, flowEdges } from './edges.ts';
import { type CompiledGroup, type GroupRequest, type RawLinks, sumRows } from './grouping.ts';
import { goodsTable, type LayerContent } from './layer.ts';
import { addLink, emptyLinks, type FlowLinks, linkFinder, mergeSmall } from './links.ts';

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
 * took it, through the pools between them pro rata (chain.ts). What follows from table and facts alone, the edges of each attribute above all, is
 * found once and kept as long as the table is; what a request costs then is an addition a row.
 */
export function groupFlows(request: GroupRequest): GroupedFlows {
  const source = sourceOf(request);
  const { delivered } = source;
  const layer = delivered ? source.contentOf(request.layer, delivered) : request.layer;
  const compiled = compile({ ...request, table: source.table, layer });
  const raw =
    request.by === 'processSpecification'
      ? source.chains().links(compiled)
      : directLinks(compiled, source.edgesBy(request.by));
  return shown(raw, { request, compiled, delivered });
}

/** The edges between groups of nodes. */
interface GroupEdges {
  readonly groups: readonly FlowGroup[];
  readonly edges: FlowEdges;
}

/** A table with what grouping needs to know of it, each found when it is first asked for. */
interface Source {
  readonly facts: Facts;
  /** Carriers looked through. */
  readonly table: FlowTable;
  readonly delivered: Delivered | undefined;
  contentOf(layer: LayerContent, delivered: Delivered): LayerContent;
  edgesBy(attribute: NodeAttribute): GroupEdges;
  chains(): ChainLinker;
}

const sources = new WeakMap<FlowTable, Source>();

function sourceOf({ table: recorded, facts }: GroupRequest): Source {
  const known = sources.get(recorded);
  if (known?.facts === facts) return known;
  const delivered = throughCarriers(recorded);
  const table = delivered?.table ?? recorded;
  const contents = new WeakMap<LayerContent, LayerContent>();
  const edges = new Map<NodeAttribute, GroupEdges>();
  let chains: ChainLinker | undefined;
  const source: Source = {
    facts,
    table,
    delivered,
    contentOf(layer, given) {
      const content = contents.get(layer) ?? contentDelivered(layer, given);
      contents.set(layer, content);
      return content;
    },
    edgesBy(attribute) {
      const found = edges.get(attribute) ?? groupEdges(table, { facts, attribute });
      edges.set(attribute, found);
      return found;
    },
    chains: () => (chains ??= chainLinker({ table, facts })),
  };
  sources.set(recorded, source);
  return source;
}

function groupEdges(table: FlowTable, lookup: NodeLookup): GroupEdges {
  const { groups, ofNode } = groupsOfNodes(table, lookup);
  const { from, to } = table.columns;
  return { groups, edges: flowEdges(table, { from, to, endOf: ofNode, count: groups.length }) };
}

function compile({ table, layer, period, classOf }: GroupRequest): CompiledGroup {
  const names = table.dictionaries.specifications.map(classOf ?? ((specification) => specification));
  const classes = [...new Set(names)];
  const places = new Map(classes.map((name, place) => [name, place]));
  return {
    table,
    layer,
    first: period?.first ?? Number.NEGATIVE_INFINITY,
    end: period?.end ?? Number.POSITIVE_INFINITY,
    classes,
    classOfSpecification: Uint32Array.from(names, (name) => places.get(name)!),
  };
}

/** Adds up the rows by edge, and the edges of a class between two groups by link. */
function directLinks(compiled: CompiledGroup, { groups, edges }: GroupEdges): RawLinks {
  const sums = sumRows(edges, compiled);
  const finder = linkFinder({ sources: groups.length, targets: groups.length, classes: compiled.classes.length });
  const linkOf = new Int32Array(edges.count).fill(-1);
  const internal = { rows: 0, value: 0 };
  for (let edge = 0; edge < edges.count; edge++) {
    const [source, target] = [sums.from[edge]!, sums.to[edge]!];
    if (sums.rows[edge] === 0) continue;
    if (source !== target) linkOf[edge] = finder.place(source, target, sums.class[edge]!);
    else {
      internal.rows += sums.rows[edge]!;
      internal.value += sums.value[edge]!;
    }
  }
  const links = emptyLinks(finder.ends());
  for (let edge = 0; edge < edges.count; edge++) if (linkOf[edge]! >= 0) addLink(links, linkOf[edge]!, sums, edge);
  return { groups, links, internal, edges, isIn: (edge, wanted) => wanted.has(linkOf[edge]!) };
}

interface Asked {
  readonly request: GroupRequest;
  readonly compiled: CompiledGroup;
  readonly delivered: Delivered | undefined;
}

/** Raw links cut off, with what is told beside them. */
function shown(raw: RawLinks, { request, compiled, delivered }: Asked): GroupedFlows {
  const total = raw.links.value.reduce((sum, value) => sum + value, 0);
  const whole = { groups: raw.groups, classes: compiled.classes, links: raw.links };
  const cut = mergeSmall(whole, (request.cutOff ?? 0) * total);
  return {
    groups: cut.groups,
    classes: cut.classes,
    links: cut.links,
    unit: compiled.layer.unit,
    total,
    internal: raw.internal,
    coverage: coverageOf(compiled),
    carried: delivered !== undefined,
    rowsOf(link) {
      const rows = rowsOf(raw, compiled, cut.membersOf(link));
      return delivered ? Uint32Array.from(new Set(rows.map((row) => delivered.recorded[row]!))).sort() : rows;
    },
  };
}

function coverageOf({ table, layer, first, end }: CompiledGroup): GroupedFlows['coverage'] {
  const { day, role, burden } = table.columns;
  let [rows, known] = [0, 0];
  for (let row = 0; row < table.count; row++) {
    if (day[row]! < first || day[row]! >= end || goodsTable[(role[row]! << 3) | burden[row]!] === 0) continue;
    rows += 1;
    known += 1 - layer.unknown[row]!;
  }
  return { rows, known };
}

/** The rows of the period whose edges are in the links. */
function rowsOf(raw: RawLinks, { table, first, end }: CompiledGroup, links: ReadonlySet<number>): Uint32Array {
  const isWanted = Uint8Array.from({ length: raw.edges.count }, (_, edge) => (raw.isIn(edge, links) ? 1 : 0));
  const rows: number[] = [];
  raw.edges.edgeOf.forEach((edge, row) => {
    const day = table.columns.day[row]!;
    if (edge >= 0 && isWanted[edge] === 1 && day >= first && day < end) rows.push(row);
  });
  return Uint32Array.from(rows);
}
