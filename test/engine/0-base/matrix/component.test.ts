import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stronglyConnected } from '../../../../engine/0-base/matrix/component.ts';

type Edge = readonly [number, number];

function graphOf(nodes: number, edges: readonly Edge[]) {
  const lists = Array.from({ length: nodes }, (_, v) => edges.filter(([from]) => from === v).map(([, to]) => to));
  const start = Int32Array.from([0, ...lists.map((_, v) => lists.slice(0, v + 1).flat().length)]);
  return { start, to: Int32Array.from(lists.flat()) };
}

/** Who reaches whom, step by step: the plain version. */
function reachable(nodes: number, edges: readonly Edge[]): boolean[][] {
  const reach = Array.from({ length: nodes }, (_, v) => Array.from({ length: nodes }, (__, w) => v === w));
  for (const [v, w] of edges) reach[v]![w] = true;
  for (let k = 0; k < nodes; k++)
    for (let v = 0; v < nodes; v++) for (let w = 0; w < nodes; w++) reach[v]![w] ||= reach[v]![k]! && reach[k]![w]!;
  return reach;
}

const graphs = fc.integer({ min: 1, max: 9 }).chain((nodes) => {
  const node = fc.nat({ max: nodes - 1 });
  return fc.tuple(fc.constant(nodes), fc.array(fc.tuple(node, node), { maxLength: 20 }));
});

test('two nodes are in one component exactly when each reaches the other', () => {
  fc.assert(
    fc.property(graphs, ([nodes, edges]) => {
      const { start, to } = graphOf(nodes, edges);
      const { of } = stronglyConnected(start, to);
      const reach = reachable(nodes, edges);
      for (let v = 0; v < nodes; v++)
        for (let w = 0; w < nodes; w++) expect(of[v] === of[w]).toBe(reach[v]![w]! && reach[w]![v]!);
    }),
  );
});

test('a component comes after those that it points to, and every node stands once in the order', () => {
  fc.assert(
    fc.property(graphs, ([nodes, edges]) => {
      const { start, to } = graphOf(nodes, edges);
      const components = stronglyConnected(start, to);
      for (const [v, w] of edges) expect(components.of[v]).toBeGreaterThanOrEqual(components.of[w]!);
      expect(Array.from(components.order).sort((a, b) => a - b)).toEqual(Array.from({ length: nodes }, (_, v) => v));
      components.order.forEach((v, place) => {
        const component = components.of[v]!;
        expect(place >= components.start[component]! && place < components.start[component + 1]!).toBe(true);
      });
    }),
  );
});

test('a circle of 200,000 nodes is one component', () => {
  const nodes = 200_000;
  const start = Int32Array.from({ length: nodes + 1 }, (_, v) => v);
  const to = Int32Array.from({ length: nodes }, (_, v) => (v + 1) % nodes);
  expect(stronglyConnected(start, to).count).toBe(1);
});
