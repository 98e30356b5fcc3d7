/** What the layout is given: anything with an id that takes or gives. */
export interface SankeyNode {
  readonly id: string;
  /** The room that its label needs along the column. */
  readonly slot?: number;
  /** How far along it is by its nature (extract 0, make 1, use 2, recover 3): weighs a little when a loop is cut open. */
  readonly stage?: number;
  /** The column in which it must stand at least, from 0. */
  readonly column?: number;
}

/** A flow between two nodes. A value that is not finite is unknown; `low` and `high` are the ends of a published range. */
export interface SankeyLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly class: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** What a node takes from or gives to others that the picture does not draw, and what it loses. */
export interface Elsewhere {
  readonly node: string;
  readonly side: 'in' | 'out' | 'loss';
  readonly value: number;
}

export interface SankeyGraph {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
  readonly elsewhere?: readonly Elsewhere[];
  /** Nodes that must be read in this order where they lie on common loops. */
  readonly order?: readonly string[];
  /** Nodes that shall stand in one column, set by set; a set of which one leads to another cannot. */
  readonly together?: readonly (readonly string[])[];
}

/** Weights of what comes from and goes to elsewhere and of what is lost, by node. */
export interface ElsewhereWeights {
  readonly into: Float64Array;
  readonly out: Float64Array;
  readonly loss: Float64Array;
}

/** What the layout is told beside the flows, by place in the list of nodes. */
export interface Pins {
  /** NaN where none is given. */
  readonly stage: Float64Array;
  /** The first column in which each may stand. */
  readonly column: Int32Array;
  /** The place in the order that must be kept; -1 where none is given. */
  readonly order: Int32Array;
  readonly together: readonly (readonly number[])[];
}

/** A link whose ends are places in the sorted list of nodes. */
export interface Arc {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** What flows. */
  readonly class: string;
  /** NaN when unknown. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What is drawn: the high end of a range, else the value, as a share of the largest one; 0 when unknown. */
  readonly weight: number;
  /** The ids of the links that became this one. */
  readonly members: readonly string[];
}

export interface CanonicalGraph {
  readonly nodes: readonly SankeyNode[];
  readonly arcs: readonly Arc[];
  readonly loops: readonly Arc[];
  readonly elsewhere: ElsewhereWeights;
  readonly pins: Pins;
  /** The largest drawn value: a weight times this is an amount. */
  readonly unit: number;
}

/** Amounts up to this are none: beneath it a scale would not be finite. */
const nothing = 1e-200;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The one form of a graph: nodes sorted by id, links by ends, class and id, parallel links of a class merged, links
 * of nothing dropped, self-loops set aside, weights between 0 and 1. Leaves its input alone.
 */
export function canonicalGraph(graph: SankeyGraph): CanonicalGraph {
  const nodes = [...new Map(graph.nodes.map((node) => [node.id, node])).values()].sort((a, b) => compare(a.id, b.id));
  const place = new Map(nodes.map((node, index) => [node.id, index]));
  const links = [...graph.links]
    .filter((link) => place.has(link.from) && place.has(link.to) && !(drawn(link) <= nothing))
    .sort((a, b) => compare(keyOf(a), keyOf(b)) || compare(a.id, b.id));
  const amounts = [...links.map(drawn), ...(graph.elsewhere ?? []).map((each) => each.value)];
  const unit = amounts.reduce((largest, value) => Math.max(largest, known(value)), 0) || 1;
  const arcs = merge(links).map((group) => arcOf(group, place, unit));
  return {
    nodes,
    arcs: arcs.filter((arc) => arc.from !== arc.to),
    loops: arcs.filter((arc) => arc.from === arc.to),
    elsewhere: elsewhereOf(graph, place, unit),
    pins: pinsOf(graph, nodes, place),
    unit,
  };
}

function pinsOf(graph: SankeyGraph, nodes: readonly SankeyNode[], place: ReadonlyMap<string, number>): Pins {
  const order = new Int32Array(nodes.length).fill(-1);
  graph.order?.forEach((id, at) => {
    const node = place.get(id);
    if (node !== undefined) order[node] = at;
  });
  return {
    stage: Float64Array.from(nodes, ({ stage }) => stage ?? Number.NaN),
    column: Int32Array.from(nodes, ({ column }) => Math.max(0, column ?? 0)),
    order,
    together: (graph.together ?? []).map((set) => set.flatMap((id) => place.get(id) ?? []).sort((a, b) => a - b)),
  };
}

function elsewhereOf(graph: SankeyGraph, place: ReadonlyMap<string, number>, unit: number): ElsewhereWeights {
  const empty = () => new Float64Array(place.size);
  const weights = { into: empty(), out: empty(), loss: empty() };
  const given = [...(graph.elsewhere ?? [])].sort((a, b) => compare(a.node, b.node) || a.value - b.value);
  for (const { node, side, value } of given) {
    const at = place.get(node);
    if (at !== undefined && value > nothing) weights[side === 'in' ? 'into' : side][at]! += known(value) / unit;
  }
  return weights;
}

const keyOf = (link: SankeyLink) => JSON.stringify([link.from, link.to, link.class, Number.isFinite(link.value)]);
const drawn = (link: SankeyLink) => (Number.isFinite(link.high) ? link.high! : link.value);
const known = (value: number) => (Number.isFinite(value) && value > nothing ? value : 0);

function merge(links: readonly SankeyLink[]): SankeyLink[][] {
  const groups = new Map<string, SankeyLink[]>();
  for (const link of links) {
    const group = groups.get(keyOf(link));
    if (group) group.push(link);
    else groups.set(keyOf(link), [link]);
  }
  return [...groups.values()];
}

function arcOf(group: readonly SankeyLink[], place: ReadonlyMap<string, number>, unit: number): Arc {
  const first = group[0]!;
  const sum = (of: (link: SankeyLink) => number) => group.reduce((total, link) => total + of(link), 0);
  const value = Number.isFinite(first.value) ? sum((link) => link.value) : Number.NaN;
  return {
    id: first.id,
    from: place.get(first.from)!,
    to: place.get(first.to)!,
    class: first.class,
    value,
    low: sum((link) => (Number.isFinite(link.low) ? link.low! : link.value)),
    high: sum(drawn),
    weight: sum((link) => known(drawn(link)) / unit),
    members: group.map((link) => link.id),
  };
}
