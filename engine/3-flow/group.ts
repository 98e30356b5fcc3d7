import { type FlowGroup, type GroupAttribute, groupsOfNodes } from './attribute.ts';
import { chainLinks } from './chain.ts';
import { addRow, type CompiledGroup, type GroupRequest, isCounted, type RawLinks } from './grouping.ts';
import { type CutLinks, type FlowLinks, linkSet, mergeSmall } from './links.ts';

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
  /** The rows of a link, as places in the table. */
  rowsOf(link: number): Uint32Array;
}

/**
 * Groups the rows of a period by an attribute of their ends. Rows of unknown content stay as links and are counted; a row that begins and
 * ends in one group is internal. By process specification a link runs from the process (or outside agent) that made a thing to the one that
 * took it, through the pools between them pro rata (chain.ts). Time: one look-up per end and row.
 */
export function groupFlows(request: GroupRequest): GroupedFlows {
  const compiled = compile(request);
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
    rowsOf: (link) => rowsOf(request.table.count, raw, membersOf(cut, link)),
  };
}

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

const membersOf = (cut: CutLinks, link: number): ReadonlySet<number> =>
  new Set(cut.shownAs.flatMap((places, raw) => (places.includes(link) ? [raw] : [])));

function rowsOf(count: number, raw: RawLinks, links: ReadonlySet<number>): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (raw.holds(row, links)) rows.push(row);
  return Uint32Array.from(rows);
}

function directLinks(compiled: CompiledGroup, attribute: Exclude<GroupAttribute, 'processSpecification'>): RawLinks {
  const { table, layer, classOfSpecification } = compiled;
  const { groups, ofNode } = groupsOfNodes(table, { facts: compiled.facts, attribute });
  const { from, to, specification } = table.columns;
  const set = linkSet(groups.length, compiled.classes.length);
  const linkOf = new Int32Array(table.count).fill(-1);
  const internal = { rows: 0, value: 0 };
  const coverage = { rows: 0, known: 0 };
  for (let row = 0; row < table.count; row++) {
    if (!isCounted(compiled, row)) continue;
    const source = ofNode[from[row]!]!;
    const target = ofNode[to[row]!]!;
    const unknown = layer.unknown[row]!;
    coverage.rows += 1;
    coverage.known += 1 - unknown;
    if (source === target) {
      internal.rows += 1;
      if (unknown === 0) internal.value += layer.content[row]!;
      continue;
    }
    const link = set.place(source, target, classOfSpecification[specification[row]!]!);
    linkOf[row] = link;
    addRow(set, link, compiled, row, 1);
  }
  return { groups, links: set.links(), internal, coverage, holds: (row, links) => links.has(linkOf[row]!) };
}
