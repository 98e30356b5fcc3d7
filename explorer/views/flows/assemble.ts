import { firstDayOfMonth, formatDay, monthOf } from '../../../engine/0-base/time.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { FlowGroup, GroupAttribute } from '../../../engine/3-flow/attribute.ts';
import { flowStatuses, type FlowTable } from '../../../engine/3-flow/columns.ts';
import { type GroupedFlows, groupFlows } from '../../../engine/3-flow/group.ts';
import { type LayerContent, movesGoods } from '../../../engine/3-flow/layer.ts';
import { type Cut, cutSmall, summed } from './cut.ts';
import { type Cycles, findCycles } from './layout/cycles.ts';
import { figuresOf, type GroupWords, kindOf, nameOf } from './names.ts';
import { isFollowed, needsServed } from './needs.ts';
import { daysOf } from './period.ts';
import type { FlowPicture, PictureLink, PictureNode } from './picture.ts';
import type { FlowsQuery } from './view.ts';
import { isMeasured, type Part, partsOf } from './parts.ts';
import { partWater } from './water.ts';

export interface PictureRequest {
  /** Netted. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly content: LayerContent;
  readonly query: Pick<FlowsQuery, 'period' | 'by' | 'water' | 'layer' | 'thing'>;
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
  const parts = partsOf(request.table, request.content).map((part) => groupPart(part, request));
  const per = parts.every(({ yearly }) => yearly) ? 'year' : 'period';
  // A year's amount stands beside what was recorded in a year; beside that of another time it cannot.
  const isApart = ({ yearly }: Grouped) => yearly && per === 'period' && request.query.period.length !== 4;
  const nodes = new Map(parts.flatMap(({ nodes }) => nodes).map((node) => [node.id, node]));
  const moving = parts.flatMap((part) => (isApart(part) ? part.links.map(unmeasured) : part.links));
  const { thing } = request.query;
  const everything = moving.filter(isFollowed(request.facts, thing));
  const water = thing === '' ? request.query.water : 'shown';
  const { drawn, leftOut, hasWater } = partWater(everything, request.facts, { ...request.query, water });
  const { lost, others: all } = partLosses(drawn);
  const cycles = findCycles({
    nodes: [...nodes.values()],
    links: all.map((link) => ({ ...link, class: link.specification })),
  });
  const cut = cutSmall(all, request.cut, new Set(cycles.loops.slice(0, request.loops).flatMap((loop) => loop.links)));
  const sum = (of: (grouped: GroupedFlows) => number) => parts.reduce((total, { grouped }) => total + of(grouped), 0);
  const [rows, known] = [sum(({ coverage }) => coverage.rows), sum(({ coverage }) => coverage.known)];
  return {
    unit: request.content.unit,
    per,
    nodes: [...nodes.values()].filter((node) => cut.nodes.has(node.id)),
    names: [...nodes.values()].map(({ id, name }) => [id, name] as const),
    links: cut.links,
    elsewhere: [...cut.elsewhere, ...summed(lost.filter(({ from }) => cut.nodes.has(from)).map(lossOf))],
    lost: lost.map((link) => ({ ...link, hidden: 'loss' })),
    small: cut.small.map((link) => ({ ...link, hidden: 'small' })),
    leftOut: leftOut.map((link) => ({ ...link, hidden: 'water' })),
    apart: parts.filter(isApart).reduce((count, { links }) => count + links.filter(({ value }) => value > 0).length, 0),
    hasWater,
    carried: parts.some(({ grouped }) => grouped.carried),
    rest: { ...cut.rest, withoutContent: rows - known, rows },
    cycles: named(cycles, nodes, all),
    things: [...needsServed(request.facts, moving), ...thingsOf(moving)],
    periods: periodsOf(request.table),
  };
}

/** Losses of which the amount is known, of holders that have other flows: they hang at their holder. */
function partLosses(links: readonly PictureLink[]): { lost: PictureLink[]; others: PictureLink[] } {
  const isLoss = (link: PictureLink) => link.to === 'loss';
  const holders = new Set(links.flatMap((link) => (isLoss(link) ? [] : [link.from, link.to])));
  const hangs = (link: PictureLink) => isLoss(link) && link.value > 0 && holders.has(link.from);
  return { lost: links.filter(hangs), others: links.filter((link) => !hangs(link)) };
}

const lossOf = ({ from, value }: PictureLink) => ({ node: from, side: 'loss' as const, value });

interface Grouped {
  readonly grouped: GroupedFlows;
  readonly yearly: boolean;
  readonly nodes: readonly PictureNode[];
  readonly links: readonly PictureLink[];
}

function groupPart({ table, content, yearly }: Part, request: PictureRequest): Grouped {
  const { facts, query } = request;
  const grouped = groupFlows({ table, facts, by: attributes[query.by], layer: content, period: daysOf(query.period) });
  const byHolder = query.by === 'agent' || query.by === 'place';
  const spread = spreadKinds(table);
  const marked = (link: number, drawn: PictureLink): PictureLink =>
    spread.has(drawn.specification) ? { ...drawn, ...spreadIn(table, grouped.rowsOf(link)) } : drawn;
  const links = Array.from(grouped.links.from, (_, link) => link)
    // what was found in stock is the difference that a holder's own mark shows
    .filter((link) => !(byHolder && grouped.groups[grouped.links.from[link]!]!.kind === 'opening'))
    .map((link) => marked(link, linkOf(link, grouped, request, yearly)))
    .filter((link) => link.value !== 0);
  const nodes = grouped.groups.flatMap((group) => [nodeOf(group, 'from', request), nodeOf(group, 'to', request)]);
  return { grouped, yearly, nodes, links };
}

/** The kinds of things that move, the largest amount first; what has no kind cannot be chosen by it. */
function thingsOf(links: readonly PictureLink[]): FlowPicture['things'] {
  const amounts = new Map<string, { name: string; amount: number }>();
  for (const { specification, name, value } of links) {
    if (specification === '') continue;
    const before = amounts.get(specification)?.amount ?? 0;
    amounts.set(specification, { name, amount: before + (value || 0) });
  }
  return [...amounts].sort(([, a], [, b]) => b.amount - a.amount).map(([id, { name }]) => ({ id, name }));
}

/** A link whose amount is not one of the period. */
const unmeasured = (link: PictureLink): PictureLink => ({
  ...link,
  value: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
});

function named(
  { returned, returning, loops }: Cycles,
  nodes: ReadonlyMap<string, PictureNode>,
  links: readonly PictureLink[],
): FlowPicture['cycles'] {
  const things = new Map(links.map(({ id, name }) => [id, name]));
  return {
    returned,
    returning,
    loops: loops.map((loop) => ({
      ...loop,
      names: loop.nodes.map((id) => nodes.get(id)?.name ?? id),
      things: loop.links.map((id) => things.get(id) ?? id),
    })),
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
  if (of !== '') return undefined;
  if (kind === 'specification') return words.notStated.thing;
  return kind === 'place' || kind === 'agent' ? words.notStated[kind] : words.unknown;
}

const spreadStatus = flowStatuses.indexOf('spread');

/** The kinds of things of which some was spread from readings; most tables have none, and then no link is looked through. */
function spreadKinds({ columns, dictionaries, count }: FlowTable): ReadonlySet<string> {
  const places = new Set<number>();
  for (let row = 0; row < count; row++)
    if (columns.status[row] === spreadStatus) places.add(columns.specification[row]!);
  return new Set([...places].map((place) => dictionaries.specifications[place]!));
}

/** How much of what a link gathers was spread and not measured where it stands. */
function spreadIn({ columns }: FlowTable, rows: Uint32Array): Pick<PictureLink, 'spread'> {
  const spread = rows.reduce((sum, row) => sum + Number(columns.status[row] === spreadStatus), 0);
  return spread === 0 ? {} : { spread: spread === rows.length ? 'all' : 'part' };
}

function linkOf(
  link: number,
  grouped: GroupedFlows,
  { facts, query, words }: PictureRequest,
  yearly: boolean,
): PictureLink {
  const { groups, classes, links } = grouped;
  const [from, to] = [groups[links.from[link]!]!, groups[links.to[link]!]!];
  const specification = classes[links.class[link]!]!;
  const [rows, unknown] = [links.rows[link]!, links.unknown[link]!];
  const value = rows > 0 && unknown === rows ? Number.NaN : links.value[link]!;
  const status = Number.isNaN(value) ? 'unknown' : links.published[link]! > 0 ? 'published' : 'measured';
  return {
    id: [idOf(from, 'from'), idOf(to, 'to'), specification, ...(yearly ? ['year'] : [])].join(' > '),
    from: idOf(from, 'from'),
    to: idOf(to, 'to'),
    specification,
    name: specification === '' ? words.notStated.thing : nameOf(facts, specification),
    value,
    low: Number.isNaN(value) ? value : links.low[link]!,
    high: Number.isNaN(value) ? value : links.high[link]!,
    status,
    rows,
    figures: query.by === 'agent' && status !== 'measured' ? figuresOf(facts, from.of, to.of, specification) : [],
  };
}

/** The years and months in which goods moved, the newest first, each year before its months; of what others published the years. */
function periodsOf(table: FlowTable): string[] {
  const months = new Map<number, boolean>();
  for (let row = 0; row < table.count; row++) {
    const month = monthOf(table.columns.day[row]!);
    // what others publish without a year stands at the beginning of all days
    if (months.get(month) === true || (month === 0 && !isMeasured(table, row))) continue;
    if (movesGoods(table.columns, row)) months.set(month, isMeasured(table, row));
  }
  const texts = [...months].map(([month, told]) => ({ told, text: formatDay(firstDayOfMonth(month)).slice(0, 7) }));
  const told = texts.filter((each) => each.told).map(({ text }) => text);
  return [...new Set([...told, ...texts.map(({ text }) => text.slice(0, 4))])].sort((a, b) => compare(b, a));
}

const compare = (a: string, b: string) => a.slice(0, 4).localeCompare(b.slice(0, 4)) || b.localeCompare(a);
