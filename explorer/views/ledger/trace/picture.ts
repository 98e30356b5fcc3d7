import type { Facts } from '../../../../engine/1-record/facts.ts';
import { text } from '../../../text/text.ts';
import { formatAmount, formatNumber, formatShare } from '../../../text/format.ts';
import type { LegendEntry } from '../../../sheet/legend.ts';
import type { Look } from '../../flows/colour.ts';
import type { PlacedLink } from '../../flows/layout/placed.ts';
import type { BarLook, RibbonLook } from '../../flows/looks.ts';
import { kindName } from '../../names.ts';
import { placeName, type TraceItem, type TracePlaceItem } from './answer.ts';
import type { PlacedTrace, TraceDrawing } from './layout.ts';
import { say } from './words.ts';

/** A picture of a trace: where everything stands, and how it looks. */
export interface TracePicture {
  readonly layout: PlacedTrace['layout'];
  readonly ribbon: (link: PlacedLink) => RibbonLook;
  readonly bar: (id: string) => BarLook;
  readonly legend: readonly LegendEntry[];
  /** What a place is and what was there, in words. */
  readonly tell: (id: string) => string;
}

/** Below this part of the lot nothing is drawn. */
const hairline = 1e-3;

type Edge = TraceItem['edges'][number];

/** What passes and is drawn, each by its place in the answer. */
const drawnEdges = ({ edges }: TraceItem): (Edge & { readonly id: string })[] =>
  edges.map((edge, at) => ({ ...edge, id: `${at}` })).filter(({ share }) => share > hairline);

/** What is to be drawn of an answer, in words and numbers; every ribbon is as wide as its part of the lot. */
export function drawingOf(item: TraceItem, width: number): TraceDrawing {
  const places = new Map(item.nodes.map((node) => [node.id, node]));
  const links = drawnEdges(item).map((edge) => ({
    ...{ id: edge.id, from: edge.from, to: edge.to, class: thingOf(places, edge), value: edge.share * item.total },
    amount: formatAmount(edge.amount, edge.unit),
  }));
  const used = new Set(links.flatMap(({ from, to }) => [from, to]));
  const nodes = item.nodes
    .filter(({ id }) => used.has(id))
    .map((node) => ({ id: node.id, name: drawnName(node, item), amount: amountAt(node, item) }));
  return { nodes, links, elsewhere: endings(item, used), width };
}

/** What a place is called; what stands for all that is not drawn says how many these are. */
const drawnName = (place: TracePlaceItem, { remainder }: TraceItem): string =>
  place.kind === 'beyond' ? say().behind(formatNumber(remainder.nodes, 9)) : placeName(place);

/** What stays at a place, or began there: not drawn on. What never left the lot would drown what did. */
function endings({ nodes, ends, direction, total }: TraceItem, used: ReadonlySet<string>): TraceDrawing['elsewhere'] {
  const side = direction === 'track' ? 'out' : 'in';
  const lot = new Set(nodes.filter(({ depth }) => depth === 0).map(({ id }) => id));
  return ends
    .filter(({ node }) => used.has(node) && !lot.has(node))
    .map(({ node, share }) => ({ node, side, value: share * total }));
}

/** What flows: what the stock at either end is of; '' where neither says. */
const thingOf = (places: ReadonlyMap<string, TracePlaceItem>, { from, to }: Pick<Edge, 'from' | 'to'>): string =>
  places.get(from)?.specification ?? places.get(to)?.specification ?? '';

/** What of the lot was at a place: its amount and its part; where amounts are of several units, the part alone. */
function amountAt({ amount, unit, share }: TracePlaceItem, { direction }: TraceItem): string {
  const part = formatShare(share);
  if (amount === undefined || unit === undefined) return part;
  return direction === 'track' ? formatAmount(amount, unit) : `${part}: ${formatAmount(amount, unit)}`;
}

/** How the ribbons and bars of an answer look that has been laid out. */
export function tracePicture(item: TraceItem, { layout, looks }: PlacedTrace, facts: Facts): TracePicture {
  const places = new Map(item.nodes.map((node) => [node.id, node]));
  const edges = new Map(drawnEdges(item).map((edge) => [edge.id, edge]));
  const known = new Map(looks);
  const name = (id: string) => drawnName(places.get(id)!, item);
  const tell = (id: string) => `${name(id)}: ${amountAt(places.get(id)!, item)}`;
  return {
    layout,
    ribbon(link) {
      const edge = edges.get(link.id)!;
      const amount = `${formatAmount(edge.amount, edge.unit)}, ${formatShare(edge.share)}`;
      const look = known.get(thingOf(places, edge)) ?? { hue: 1, texture: 0 };
      return { ...look, sure: 'measured', title: say().passes(name(link.from), name(link.to), amount) };
    },
    bar: (id) => ({ kind: barKinds[places.get(id)!.kind] ?? 'rest', title: tell(id) }),
    legend: legendOf(layout, known, (thing) => kindName(facts, thing)),
    tell,
  };
}

const barKinds: Partial<Readonly<Record<TracePlaceItem['kind'], string>>> = {
  stock: 'member',
  contained: 'member',
  process: 'process',
  kind: 'process',
  outside: 'outside',
  agent: 'outside',
  nature: 'nature',
};

function legendOf(
  layout: PlacedTrace['layout'],
  looks: ReadonlyMap<string, Look>,
  nameOfThing: (thing: string) => string,
): LegendEntry[] {
  const returns = layout.links.some(({ kind }) => kind === 'return');
  return [
    ...[...looks].map(([thing, look]) => ({ swatch: { is: 'thing', ...look } as const, text: nameOfThing(thing) })),
    ...(returns ? [{ swatch: { is: 'returns' } as const, text: text.flows.legend.returning }] : []),
    { swatch: { is: 'rest' } as const, text: say().stays },
  ];
}
