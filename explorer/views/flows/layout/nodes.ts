import type { Across } from './horizontal.ts';
import type { PlacedNode, Stub } from './placed.ts';
import type { Arranged } from './arranged.ts';

const stubLength = 16;

/** The bars of the nodes with their stubs. */
export function drawNodes(arranged: Arranged, across: Across): PlacedNode[] {
  const { graph, layer, sized, bar, y, spacing, component } = arranged;
  const totals = sums(arranged);
  return graph.nodes.map(({ id }, node) => {
    const { height } = sized.sizes[node]!;
    const stub = stubOf(node, arranged, across, totals);
    const placed: PlacedNode = {
      id,
      column: layer[node]!,
      component: component[node]!,
      x: across.x[layer[node]!]!,
      y: bar[node]!,
      width: spacing.node,
      height,
      room: { from: y[node]!, to: y[node]! + sized.room[node]! },
      into: totals.into[node]!,
      out: totals.out[node]!,
    };
    return stub ? { ...placed, stub } : placed;
  });
}

interface Totals {
  readonly into: Float64Array;
  readonly out: Float64Array;
  readonly unknown: Uint8Array;
}

function sums({ graph }: Arranged): Totals {
  const into = new Float64Array(graph.nodes.length);
  const out = new Float64Array(graph.nodes.length);
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

/** The difference of the two sides; none at a node that only gives or only takes. */
function stubOf(node: number, arranged: Arranged, across: Across, totals: Totals): Stub | undefined {
  const { into, out } = arranged.sized.sizes[node]!;
  const height = Math.abs(into - out);
  if (into === 0 || out === 0 || height < 1e-9) return undefined;
  const side = into > out ? 'out' : 'in';
  const left = across.x[arranged.layer[node]!]!;
  return {
    side,
    x: side === 'out' ? left + arranged.spacing.node : left - stubLength,
    y: arranged.bar[node]! + Math.min(into, out),
    width: stubLength,
    height,
    value: totals.into[node]! - totals.out[node]!,
    unknown: totals.unknown[node] === 1,
  };
}
