import type { Across } from './horizontal.ts';
import type { PlacedNode, Stub } from './placed.ts';
import type { Arranged } from './arranged.ts';
import type { Outline } from './outline.ts';
import { tailLength } from './size.ts';

const stubLength = 16;

/** The bars of the nodes with their stubs. */
export function drawNodes(arranged: Arranged, across: Across): PlacedNode[] {
  const { graph, layer, sized, bar, y, spacing, component } = arranged;
  const totals = sums(arranged);
  return graph.nodes.map(({ id }, node) => {
    return {
      id,
      column: layer[node]!,
      component: component[node]!,
      x: across.x[layer[node]!]!,
      y: bar[node]!,
      width: spacing.node,
      height: sized.sizes.height[node]!,
      room: { from: y[node]!, to: y[node]! + sized.room[node]! },
      into: totals.into[node]!,
      out: totals.out[node]!,
      stubs: stubsOf(node, arranged, across, totals),
    };
  });
}

interface Totals {
  readonly into: Float64Array;
  readonly out: Float64Array;
  readonly unknown: Uint8Array;
}

function sums({ graph }: Arranged): Totals {
  const into = graph.elsewhere.into.map((weight) => weight * graph.unit);
  const out = graph.elsewhere.out.map((weight, node) => (weight + graph.elsewhere.loss[node]!) * graph.unit);
  const unknown = new Uint8Array(graph.nodes.length);
  for (const { from, to, value } of [...graph.arcs, ...graph.loops]) {
    if (Number.isNaN(value)) unknown[from] = unknown[to] = 1;
    else {
      out[from]! += value;
      into[to]! += value;
    }
  }
  return { into, out, unknown };
}

/** The short ends of a node, under its links: what is not drawn apart, the difference of its two sides, at last what it loses. */
function stubsOf(node: number, arranged: Arranged, across: Across, totals: Totals): Stub[] {
  const { sizes } = arranged.sized;
  const [into, out] = [sizes.into[node]!, sizes.out[node]!];
  const left = across.x[arranged.layer[node]!]!;
  const unknown = totals.unknown[node] === 1;
  const stub = (kind: Stub['kind'], side: Stub['side'], from: number, height: number, value: number): Stub => ({
    kind,
    side,
    x: side === 'out' ? left + arranged.spacing.node : left - stubLength,
    y: arranged.bar[node]! + from,
    width: stubLength,
    height,
    value,
    unknown,
  });
  const { into: taken, out: given, loss } = arranged.graph.elsewhere;
  const lost = sizes.elsewhere.loss[node]!;
  const rest = (side: Stub['side'], end: number, part: number, weight: number): Stub[] =>
    part > 0 ? [stub('rest', side, end - part, part, weight * arranged.graph.unit)] : [];
  const gap = Math.abs(into - out);
  // a node that only gives or only takes has no balance
  const hasGap = into > 0 && out > 0 && gap > 1e-9;
  return [
    ...rest('in', into, sizes.elsewhere.into[node]!, taken[node]!),
    ...rest('out', out - lost, sizes.elsewhere.out[node]!, given[node]!),
    ...(lost > 0
      ? [tail(stub('loss', 'out', Math.max(into, out) - lost, lost, loss[node]! * arranged.graph.unit))]
      : []),
    ...(hasGap
      ? [
          stub(
            'gap',
            into > out ? 'out' : 'in',
            into > out ? out - lost : into,
            gap,
            totals.into[node]! - totals.out[node]!,
          ),
        ]
      : []),
  ];
}

/** What is lost turns downwards and tapers: it comes to nobody. */
function tail(stub: Stub): Stub {
  const { x, y, height: thick } = stub;
  const inner = 4;
  const radius = inner + thick;
  const outline: Outline = [
    { op: 'M', x, y },
    { op: 'A', radius, clockwise: true, x: x + radius, y: y + radius },
    { op: 'L', x: x + inner + thick / 2, y: y + thick + tailLength },
    { op: 'L', x: x + inner, y: y + radius },
    { op: 'A', radius: inner, clockwise: false, x, y: y + thick },
  ];
  return { ...stub, width: radius, height: thick, outline };
}
