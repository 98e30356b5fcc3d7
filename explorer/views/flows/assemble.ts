import { firstDayOfMonth, formatDay, monthOf } from '../../../engine/0-base/time.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { FlowGroup, GroupAttribute } from '../../../engine/3-flow/attribute.ts';
import type { FlowTable } from '../../../engine/3-flow/columns.ts';
import { type GroupedFlows, groupFlows } from '../../../engine/3-flow/group.ts';
import { type LayerContent, movesGoods } from '../../../engine/3-flow/layer.ts';
import { type Cut, cutSmall } from './cut.ts';
import { findCycles } from './layout/cycles.ts';
import { figuresOf, type GroupWords, kindOf, nameOf } from './names.ts';
import type { FlowPicture, PictureLink, PictureNode } from './picture.ts';
import type { FlowsQuery } from './view.ts';
import { partWater } from './water.ts';

export interface PictureRequest {
  /** Netted. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly content: LayerContent;
  readonly query: Pick<FlowsQuery, 'period' | 'by' | 'water' | 'layer'>;
  readonly cut: Cut;
  /** The links of so many of the largest loops are drawn, however thin. */
  readonly loops: number;
  readonly words: GroupWords;
}

const attributes: Readonly<Record<FlowsQuery['by'], GroupAttribute>> = {
  agent: 'agent',
  process: 'processSpecification',
  specification: 'specification',
  place: 'place',
};

/** Groups the flows of a period into the nodes and links of a picture, and finds what returns before anything is cut. */
export function assemblePicture(request: PictureRequest): FlowPicture {
  const { table, facts, content, query } = request;
  const grouped = groupFlows({
    table,
    facts,
    by: attributes[query.by],
    layer: content,
    period: daysOf(query.period),
  });
  const byHolder = query.by === 'agent' || query.by === 'place';
  const everything = Array.from(grouped.links.from, (_, link) => link)
    // what was found in stock is the difference that a holder's own mark shows
    .filter((link) => !(byHolder && grouped.groups[grouped.links.from[link]!]!.kind === 'opening'))
    .map((link) => linkOf(link, grouped, request))
    .filter((link) => link.value !== 0);
  const { drawn: all, leftOut, hasWater } = partWater(everything, facts, query);
  const nodes = new Map(
    grouped.groups
      .flatMap((group) => [nodeOf(group, 'from', request), nodeOf(group, 'to', request)])
      .map((node) => [node.id, node]),
  );
  const cycles = findCycles({
    nodes: [...nodes.values()],
    links: all.map((link) => ({ ...link, class: link.specification })),
  });
  const { rows, known } = grouped.coverage;
  const cut = cutSmall(all, request.cut, new Set(cycles.loops.slice(0, request.loops).flatMap((loop) => loop.links)));
  return {
    unit: grouped.unit,
    nodes: [...nodes.values()].filter((node) => cut.nodes.has(node.id)),
    links: cut.links,
    elsewhere: cut.elsewhere,
    leftOut,
    hasWater,
    carried: grouped.carried,
    rest: { ...cut.rest, withoutContent: rows - known, rows },
    cycles: {
      returned: cycles.returned,
      loops: cycles.loops.map(({ nodes: way, links, amount }) => ({
        names: way.map((id) => nodes.get(id)?.name ?? id),
        nodes: way,
        links,
        amount,
      })),
    },
    periods: periodsOf(table),
  };
}

/** A stock, and what nobody stated, stand apart as source and as target: what enters them is not what leaves them. */
const isSplit = ({ kind, of }: FlowGroup) => kind === 'stock' || (of === '' && kind !== 'opening' && kind !== 'loss');

const idOf = (group: FlowGroup, end: 'from' | 'to') => {
  const id = group.of === '' ? group.kind : `${group.kind}:${group.of}`;
  return isSplit(group) ? `${id}:${end}` : id;
};

function nodeOf(group: FlowGroup, end: 'from' | 'to', { facts, words }: PictureRequest): PictureNode {
  return {
    id: idOf(group, end),
    name: wordOf(group, end, words) ?? nameOf(facts, group.of),
    kind: kindOf(facts, group),
  };
}

function wordOf({ kind, of }: FlowGroup, end: 'from' | 'to', words: GroupWords): string | undefined {
  if (kind === 'opening' || kind === 'loss') return words[kind];
  if (kind === 'stock') return end === 'from' ? words.fromStock : words.toStock;
  return of === '' ? words.unknown : undefined;
}

function linkOf(link: number, grouped: GroupedFlows, { facts, query }: PictureRequest): PictureLink {
  const { groups, classes, links } = grouped;
  const [from, to] = [groups[links.from[link]!]!, groups[links.to[link]!]!];
  const specification = classes[links.class[link]!]!;
  const [rows, unknown] = [links.rows[link]!, links.unknown[link]!];
  const value = rows > 0 && unknown === rows ? Number.NaN : links.value[link]!;
  const status = Number.isNaN(value) ? 'unknown' : links.published[link]! > 0 ? 'published' : 'measured';
  return {
    id: `${idOf(from, 'from')} > ${idOf(to, 'to')} > ${specification}`,
    from: idOf(from, 'from'),
    to: idOf(to, 'to'),
    specification,
    name: nameOf(facts, specification),
    value,
    low: Number.isNaN(value) ? value : links.low[link]!,
    high: Number.isNaN(value) ? value : links.high[link]!,
    status,
    rows,
    figures: query.by === 'agent' && status !== 'measured' ? figuresOf(facts, from.of, to.of, specification) : [],
  };
}

/** The days of 2025 or 2025-03; all days for ''. */
function daysOf(period: string): { first: number; end: number } | undefined {
  if (period === '') return undefined;
  const [year, month] = period.split('-').map(Number);
  const first = (year! - 1970) * 12 + (month ?? 1) - 1;
  return { first: firstDayOfMonth(first), end: firstDayOfMonth(first + (month === undefined ? 12 : 1)) };
}

/** The years and months in which goods moved, the newest first, each year before its months. */
function periodsOf(table: FlowTable): string[] {
  const months = new Set<number>();
  for (let row = 0; row < table.count; row++)
    if (movesGoods(table.columns, row)) months.add(monthOf(table.columns.day[row]!));
  const texts = [...months].map((month) => formatDay(firstDayOfMonth(month)).slice(0, 7));
  return [...new Set([...texts, ...texts.map((text) => text.slice(0, 4))])].sort((a, b) => compare(b, a));
}

const compare = (a: string, b: string) => a.slice(0, 4).localeCompare(b.slice(0, 4)) || b.localeCompare(a);
