import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentsOf } from '../../explorer/views/flows/layout/components.ts';
import { crossingWeight } from '../../explorer/views/flows/layout/crossings.ts';
import { canonicalGraph, type SankeyGraph, type SankeyLink } from '../../explorer/views/flows/layout/graph.ts';
import { findCycles } from '../../explorer/views/flows/layout/cycles.ts';
import { largestLoops } from '../../explorer/views/flows/layout/loops.ts';
import { readingOrder } from '../../explorer/views/flows/layout/order.ts';
import { exactOrder } from '../../explorer/views/flows/layout/order-exact.ts';
import { greedyOrder } from '../../explorer/views/flows/layout/order-greedy.ts';
import { pathText, transposed } from '../../explorer/views/flows/layout/outline.ts';
import type { SankeyLayout } from '../../explorer/views/flows/layout/placed.ts';
import { sankeyLayout } from '../../explorer/views/flows/layout/sankey.ts';
import { neighboursOf, sift, standingOf } from '../../explorer/views/flows/layout/sift.ts';
import { leastBack } from '../support/feedback-arcs.ts';

const size = { width: 1000, height: 500 };
const names = 'abcdefghijklmnopqrst'.split('');

const graphOf = (rows: readonly (readonly [from: string, to: string, kind: string, value: number])[]): SankeyGraph => ({
  nodes: [...new Set(rows.flatMap(([from, to]) => [from, to] as string[]))].map((id) => ({ id, slot: 20 })),
  links: rows.map(([from, to, kind, value], at) => ({ id: `${at}`, from, to, class: kind, value })),
});

/** Farm, brewery and composter in a ring, with what enters and leaves it. */
const ring = graphOf([
  ['farm', 'brewery', 'malt', 16],
  ['brewery', 'shop', 'beer', 10],
  ['brewery', 'composter', 'spent grain', 6],
  ['parks', 'composter', 'trimmings', 4],
  ['composter', 'farm', 'compost', 5],
]);

const amounts = fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constantFrom(0, Number.NaN, 1e-12, 1e300));
const links = (most: number) =>
  fc.array(
    fc.record({
      id: fc.integer({ min: 0, max: 1e6 }).map(String),
      from: fc.constantFrom(...names.slice(0, most)),
      to: fc.constantFrom(...names.slice(0, most)),
      class: fc.constantFrom('grain', 'water'),
      value: amounts,
      spread: fc.constantFrom(0, 0, 0.5),
    }),
    { maxLength: 40 },
  );
const graphs = (most = 9) =>
  links(most).map((list): SankeyGraph => ({
    nodes: names.slice(0, most).map((id) => ({ id, slot: 12 })),
    elsewhere: list.slice(0, 3).map((link) => ({ node: link.from, side: 'out', value: link.value })),
    links: list.map(({ spread, ...link }): SankeyLink =>
      spread > 0 ? { ...link, low: link.value, high: link.value * (1 + spread) } : link,
    ),
  }));

const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

/** Every number of the picture that is drawn: all but amounts. */
const drawn = ({ loops: _, memory: ___, links, ...rest }: SankeyLayout) =>
  numbersIn({ ...rest, links: links.map(({ value: __, ...link }) => link) });

const weightsOf = (count: number, list: readonly (readonly [from: number, to: number, value: number])[]) => {
  const weight = new Float64Array(count * count);
  for (const [from, to, value] of list) weight[from * count + to]! += value;
  return weight;
};

const backWeight = (order: readonly number[], weight: Float64Array) =>
  order.reduce(
    (sum, late, at) => sum + order.slice(0, at).reduce((part, early) => part + weight[late * order.length + early]!, 0),
    0,
  );

describe('the order in which a picture is read', () => {
  const matrices = (count: number) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.integer({ min: 1, max: 9 })), { maxLength: 30 })
      .map((list) =>
        weightsOf(
          count,
          list.filter(([from, to]) => from !== to),
        ),
      );

  test('the exact order leads back no more than any other order of five', () => {
    const orders = (rest: number[]): number[][] =>
      rest.length === 0
        ? [[]]
        : rest.flatMap((one) => orders(rest.filter((each) => each !== one)).map((tail) => [one, ...tail]));
    fc.assert(
      fc.property(matrices(5), (weight) => {
        const best = Math.min(...orders([0, 1, 2, 3, 4]).map((order) => backWeight(order, weight)));
        expect(backWeight(exactOrder(5, weight), weight)).toBe(best);
      }),
    );
  });

  test('no single move betters a sifted order, and sifting never worsens the greedy one', () => {
    fc.assert(
      fc.property(matrices(8), (weight) => {
        const greedy = greedyOrder(8, weight);
        const standing = standingOf(greedy);
        sift(standing, neighboursOf(8, weight));
        const order = [...standing.order];
        const cost = backWeight(order, weight);
        expect(cost).toBeLessThanOrEqual(backWeight(greedy, weight));
        for (const node of order)
          for (let place = 0; place < 8; place++) {
            const others = order.filter((each) => each !== node);
            others.splice(place, 0, node);
            expect(backWeight(others, weight)).toBeGreaterThanOrEqual(cost - 1e-9);
          }
      }),
      { numRuns: 50 },
    );
  });

  test('components are numbered along the links between them', () => {
    const { of } = componentsOf({ count: 4, from: [3, 0, 1, 1], to: [0, 1, 0, 2] });
    expect([...of]).toEqual([1, 1, 2, 0]);
  });

  test('crossings are counted by weight', () => {
    // 0, 1, 2 stand left of 3, 4, 5
    const right = {
      start: Int32Array.of(0, 1, 2, 4, 4, 4, 4),
      item: Int32Array.of(4, 3, 5, 3),
      weight: Float64Array.of(2, 3, 5, 1),
    };
    expect(
      crossingWeight(
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        right,
      ),
    ).toBe(2 * 3 + 2 * 1);
  });
});

describe('a Sankey that survives cycles', () => {
  test('a ring is drawn with one returning link, the lightest', () => {
    const layout = sankeyLayout(ring, size);
    expect(layout.links.filter((link) => link.kind === 'return').map((link) => [link.from, link.to])).toEqual([
      ['composter', 'farm'],
    ]);
    expect(layout.returned).toBeCloseTo(5 / 41, 12);
    expect(layout.loops).toEqual([{ nodes: ['farm', 'brewery', 'composter'], links: ['0', '2', '4'], amount: 5 }]);
  });

  test('its golden numbers', () => {
    const layout = sankeyLayout(ring, size);
    const round = (value: number) => Math.round(value * 10) / 10;
    const rows = layout.nodes.map(({ id, column, x, y, height }) => [id, column, round(x), round(y), round(height)]);
    expect(rows).toMatchInlineSnapshot(`
      [
        [
          "brewery",
          1,
          494,
          88.1,
          250,
        ],
        [
          "composter",
          2,
          898.9,
          258.4,
          156.3,
        ],
        [
          "farm",
          0,
          89.1,
          88.1,
          250,
        ],
        [
          "parks",
          1,
          494,
          352.1,
          62.5,
        ],
        [
          "shop",
          2,
          898.9,
          88.1,
          156.3,
        ],
      ]
    `);
  });

  test('links that lead forwards go to a later column, so without those that return there is no circle', () => {
    fc.assert(
      fc.property(graphs(), (graph) => {
        const layout = sankeyLayout(graph, size);
        const node = new Map(layout.nodes.map((each) => [each.id, each]));
        for (const link of layout.links) {
          const [from, to] = [node.get(link.from)!, node.get(link.to)!];
          if (link.kind === 'forward') expect(to.column).toBeGreaterThan(from.column);
          if (link.kind === 'return') expect(to.component).toBe(from.component);
          if (link.kind === 'loop') expect(link.from).toBe(link.to);
        }
      }),
    );
  });

  test('the order in which nodes and links are listed changes nothing', () => {
    fc.assert(
      fc.property(
        graphs().chain((graph) =>
          fc.record({
            graph: fc.constant(graph),
            nodes: fc.shuffledSubarray([...graph.nodes], { minLength: graph.nodes.length }),
            links: fc.shuffledSubarray([...graph.links], { minLength: graph.links.length }),
          }),
        ),
        ({ graph, ...shuffled }) => {
          const unique = (list: readonly SankeyLink[]) => [...new Map(list.map((link) => [link.id, link])).values()];
          const first = { nodes: graph.nodes, links: unique(graph.links) };
          const kept = new Set(first.links);
          const second = { nodes: shuffled.nodes, links: shuffled.links.filter((link) => kept.has(link)) };
          expect(sankeyLayout(second, size)).toEqual(sankeyLayout(first, size));
        },
      ),
    );
  });

  test('what is given is not changed', () => {
    const frozen = {
      nodes: Object.freeze([...ring.nodes]),
      links: Object.freeze(ring.links.map((link) => Object.freeze({ ...link }))),
    };
    expect(sankeyLayout(frozen, size)).toEqual(sankeyLayout(ring, size));
  });

  test('the links of a side and its stub are as high as the node', () => {
    fc.assert(
      fc.property(graphs(), (graph) => {
        const layout = sankeyLayout(graph, size);
        for (const node of layout.nodes)
          for (const [end, side] of [
            ['from', 'out'],
            ['to', 'in'],
          ] as const) {
            const touching = layout.links.filter((link) => link[end] === node.id);
            if (touching.length === 0) continue;
            const stub = node.stubs
              .filter((each) => each.side === side)
              .reduce((total, each) => total + each.height, 0);
            const sum = touching.reduce((total, link) => total + link.thick, 0) + stub;
            expect(Math.abs(sum - node.height)).toBeLessThan(1e-6 * Math.max(1, node.height));
          }
      }),
    );
  });

  test('nodes do not overlap and stay inside the picture', () => {
    fc.assert(
      fc.property(graphs(), (graph) => {
        const { nodes, width, height } = sankeyLayout(graph, size);
        for (const node of nodes) {
          expect(node.x).toBeGreaterThanOrEqual(0);
          expect(node.x + node.width).toBeLessThanOrEqual(width + 1e-6);
          expect(node.room.from).toBeGreaterThanOrEqual(-1e-6);
          expect(node.room.to).toBeLessThanOrEqual(height + 1e-6);
          for (const other of nodes)
            if (other.id < node.id && other.column === node.column)
              expect(other.room.to <= node.room.from + 1e-6 || node.room.to <= other.room.from + 1e-6).toBe(true);
        }
      }),
    );
  });

  test('returning links lie outside the nodes that they pass and beside each other', () => {
    fc.assert(
      fc.property(graphs(), (graph) => {
        const { nodes, links } = sankeyLayout(graph, size);
        const column = new Map(nodes.map((node) => [node.id, node.column]));
        const lanes = links
          .filter((link) => link.kind === 'return')
          .map(({ from, to, middle, thick }) => ({
            first: column.get(to)!,
            last: column.get(from)!,
            top: middle.y - thick / 2,
            bottom: middle.y + thick / 2,
          }));
        const apart = (a: { top: number; bottom: number }, b: { top: number; bottom: number }) =>
          a.bottom <= b.top + 1e-6 || b.bottom <= a.top + 1e-6;
        for (const [index, lane] of lanes.entries()) {
          for (const { column: at, y, height } of nodes)
            if (at >= lane.first && at <= lane.last) expect(apart(lane, { top: y, bottom: y + height })).toBe(true);
          for (const other of lanes.slice(0, index))
            if (other.first <= lane.last && lane.first <= other.last) expect(apart(lane, other)).toBe(true);
        }
      }),
    );
  });

  test('every number is finite for nothing, one node, loose parts, zero, unknown and huge amounts', () => {
    const cases: SankeyGraph[] = [
      { nodes: [], links: [] },
      { nodes: [{ id: 'alone' }], links: [] },
      graphOf([['a', 'a', 'yeast', 8]]),
      graphOf([
        ['a', 'b', 'x', 1],
        ['c', 'd', 'x', 1e300],
      ]),
      graphOf([
        ['a', 'b', 'x', Number.NaN],
        ['b', 'a', 'x', Number.NaN],
      ]),
      graphOf([['a', 'b', 'x', 0]]),
    ];
    for (const graph of cases) expect(drawn(sankeyLayout(graph, size)).every(Number.isFinite)).toBe(true);
    fc.assert(
      fc.property(graphs(14), fc.boolean(), (graph, vertical) => {
        expect(drawn(sankeyLayout(graph, { ...size, vertical })).every(Number.isFinite)).toBe(true);
      }),
    );
  });

  test('200 nodes with 600 links are laid out, components above the exact limit too', () => {
    const rows = Array.from({ length: 600 }, (_, at) => {
      const [from, to] = [(at * 7919) % 200, (at * 104_729 + 13) % 200];
      return [`n${from}`, `n${to}`, 'x', 1 + (at % 17)] as const;
    });
    const layout = sankeyLayout(graphOf(rows), { width: 3000, height: 2000 });
    expect(drawn(layout).every(Number.isFinite)).toBe(true);
    expect(layout.returned).toBeLessThan(0.35);
  });

  test('an unknown amount is a thin link, a range shows its sure part', () => {
    const layout = sankeyLayout(
      {
        nodes: [{ id: 'a' }, { id: 'b' }],
        links: [
          { id: '1', from: 'a', to: 'b', class: 'steam', value: Number.NaN },
          { id: '2', from: 'a', to: 'b', class: 'gypsum', value: 100, low: 100, high: 200 },
        ],
      },
      size,
    );
    const [gypsum, steam] = layout.links;
    expect(steam).toMatchObject({ id: '1', thick: 3, value: Number.NaN });
    expect(gypsum!.core).toBeDefined();
    expect(gypsum!.thick).toBeCloseTo(200 * layout.scale, 9);
  });

  test('read downwards it is the same picture with the axes exchanged', () => {
    const across = sankeyLayout(ring, { width: 600, height: 300 });
    const down = sankeyLayout(ring, { width: 300, height: 600, vertical: true });
    expect(down.nodes.map((node) => [node.y, node.x, node.height, node.width])).toEqual(
      across.nodes.map((node) => [node.x, node.y, node.width, node.height]),
    );
    expect(transposed(transposed(across.links[0]!.outline))).toEqual(across.links[0]!.outline);
  });
});

test('parallel links of one class become one that remembers them', () => {
  const { arcs } = canonicalGraph(
    graphOf([
      ['a', 'b', 'malt', 3],
      ['a', 'b', 'malt', 2],
      ['a', 'b', 'malt', Number.NaN],
      ['a', 'b', 'malt', -4],
    ]),
  );
  expect(arcs.map(({ value, members }) => [value, members])).toEqual([
    [Number.NaN, ['2']],
    [5, ['0', '1']],
  ]);
});

test('the widest way round is found, not the shortest', () => {
  const arc = (from: number, to: number, weight: number) => ({
    id: `${from}${to}`,
    from,
    to,
    value: weight,
    low: weight,
    high: weight,
    weight,
    class: '',
    members: [],
  });
  const arcs = [arc(0, 1, 1), arc(0, 2, 6), arc(2, 1, 5), arc(1, 0, 4)];
  expect(largestLoops(3, arcs, [3])).toEqual([
    { nodes: [0, 2, 1], arcs: [1, 2, 3], amount: 4 },
    { nodes: [0, 1], arcs: [0, 3], amount: 1 },
  ]);
});

test('two ways round that close by the same link are two loops; one of unknown amount is listed last', () => {
  const link = (id: string, from: string, to: string, value: number) => ({ id, from, to, class: id, value });
  const links = [
    link('barley', 'farm', 'brewery', 20),
    link('grain', 'brewery', 'grower', 11),
    link('straw', 'farm', 'grower', 6),
    link('substrate', 'grower', 'composter', 16),
    link('compost', 'composter', 'farm', 18),
    { ...link('keg', 'brewery', 'cafe', Number.NaN) },
    { ...link('keg back', 'cafe', 'brewery', Number.NaN), class: 'keg' },
  ];
  const nodes = ['farm', 'brewery', 'grower', 'composter', 'cafe'].map((id) => ({ id }));
  const { loops } = findCycles({ nodes, links });
  expect(loops.map(({ nodes: way, amount }) => [way.join(' > '), amount])).toEqual([
    ['composter > farm > brewery > grower', 11],
    ['composter > farm > grower', 6],
    [expect.stringMatching(/brewery > cafe|cafe > brewery/), Number.NaN],
  ]);
});

test('an outline is written as a closed path', () => {
  expect(
    pathText([
      { op: 'M', x: 0, y: 1 },
      { op: 'L', x: 10.006, y: 1 },
      { op: 'A', radius: 5, clockwise: true, x: 15, y: 6 },
    ]),
  ).toBe('M0,1L10.01,1A5,5 0 0 1 15,6Z');
});

describe('what the layout can be told', () => {
  const two = graphOf([
    ['a', 'b', 'x', 10],
    ['b', 'a', 'x', 9.9],
  ]);
  const returning = (graph: SankeyGraph) =>
    sankeyLayout(graph, size)
      .links.filter(({ kind }) => kind === 'return')
      .map(({ from, to }) => `${from} > ${to}`);

  test('the stage of the nodes decides where amounts hardly do, and no more', () => {
    const staged = (links: SankeyGraph) => ({
      ...links,
      nodes: [
        { id: 'a', stage: 3 },
        { id: 'b', stage: 0 },
      ],
    });
    expect(returning(two)).toEqual(['b > a']);
    expect(returning(staged(two))).toEqual(['a > b']);
    const clear = graphOf([
      ['a', 'b', 'x', 10],
      ['b', 'a', 'x', 5],
    ]);
    expect(returning(staged(clear))).toEqual(['b > a']);
  });

  test('a pinned order wins inside a loop, and never turns a link between two components', () => {
    expect(returning({ ...ring, order: ['composter', 'farm'] })).not.toContain('composter > farm');
    const chain = graphOf([['a', 'b', 'x', 1]]);
    expect(returning({ ...chain, order: ['b', 'a'] })).toEqual([]);
    fc.assert(
      fc.property(graphs(6), fc.shuffledSubarray(names.slice(0, 6), { minLength: 6 }), (graph, order) => {
        const { nodes, links } = sankeyLayout({ ...graph, order }, size);
        const component = new Map(nodes.map((node) => [node.id, node.component]));
        for (const { kind, from, to } of links) {
          if (component.get(from) !== component.get(to)) expect(kind).toBe('forward');
          else if (from !== to) expect(kind).toBe(order.indexOf(from) < order.indexOf(to) ? 'forward' : 'return');
        }
      }),
    );
  });

  test('a pinned column is kept, and nodes stand together unless one leads to the other', () => {
    const columns = (graph: SankeyGraph) =>
      Object.fromEntries(sankeyLayout(graph, size).nodes.map(({ id, column }) => [id, column]));
    const shop = { ...ring, nodes: ring.nodes.map((node) => (node.id === 'shop' ? { ...node, column: 3 } : node)) };
    expect(columns(ring)).toMatchObject({ shop: 2, parks: 1, farm: 0 });
    expect(columns(shop)).toMatchObject({ shop: 3 });
    expect(columns({ ...ring, together: [['parks', 'farm']] })).toMatchObject({ parks: 0, farm: 0 });
    expect(columns({ ...ring, together: [['brewery', 'shop']] })).toMatchObject({ brewery: 1, shop: 2 });
    fc.assert(
      fc.property(graphs(6), fc.subarray(names.slice(0, 6)), (graph, set) => {
        const { nodes, links } = sankeyLayout({ ...graph, together: [set] }, size);
        const column = new Map(nodes.map((node) => [node.id, node.column]));
        for (const { kind, from, to } of links)
          if (kind === 'forward') expect(column.get(to)!).toBeGreaterThan(column.get(from)!);
      }),
    );
  });
});

describe('how little leads back', () => {
  const leastOf = (links: readonly SankeyLink[], known: number) =>
    leastBack(
      names.length,
      links.map(({ from, to, value }) => ({ from: names.indexOf(from), to: names.indexOf(to), weight: value })),
      known + 1e-9,
    );
  const amounts = fc.integer({ min: 1, max: 20 });
  const knots = (most: number, links: number) =>
    fc
      .uniqueArray(fc.tuple(fc.nat(most - 1), fc.nat(most - 1), amounts), {
        minLength: 2,
        maxLength: links,
        selector: ([from, to]) => from * most + to,
      })
      .map((list) => graphOf(list.filter(([a, b]) => a !== b).map(([a, b, v]) => [names[a]!, names[b]!, 'x', v])));
  const drawnBack = (graph: SankeyGraph) =>
    sankeyLayout(graph, size)
      .links.filter(({ kind }) => kind === 'return')
      .reduce((sum, { value }) => sum + value, 0);

  test('up to 14 nodes it is the least possible, by a search that knows nothing of orders', () => {
    fc.assert(
      fc.property(knots(8, 18), (graph) => {
        const back = drawnBack(graph);
        const { most, least } = leastOf(graph.links, back);
        expect(least).toBe(most);
        expect(back).toBeCloseTo(most, 6);
      }),
      { numRuns: 40 },
    );
  });

  test('in larger knots no single node moved elsewhere lessens it', () => {
    fc.assert(
      fc.property(knots(20, 70), (graph) => {
        const canonical = canonicalGraph(graph);
        const { rank, component } = readingOrder(canonical);
        const count = canonical.nodes.length;
        const weight = weightsOf(
          count,
          canonical.arcs
            .filter(({ from, to }) => component[from] === component[to])
            .map(({ from, to, value }) => [from, to, value]),
        );
        const order = [...rank.keys()].sort((a, b) => rank[a]! - rank[b]!);
        const cost = backWeight(order, weight);
        for (const node of order)
          for (let place = 0; place < count; place++) {
            const others = order.filter((each) => each !== node);
            others.splice(place, 0, node);
            expect(backWeight(others, weight)).toBeGreaterThanOrEqual(cost - 1e-6);
          }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a picture that is drawn again', () => {
  /** What is hardly more than nothing may become nothing by a small change, and then its line is gone. */
  const isSteady = ({ links: list }: SankeyGraph) =>
    list.every(({ value, high = value }) => !(high > 1e-201 && value < 1e-199));

  test('moves little when amounts change little', () => {
    fc.assert(
      fc.property(
        graphs(10).filter(isSteady),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40 }),
        (graph, by) => {
          const before = sankeyLayout(graph, size);
          const change = (value: number, at: number) => value * (1 + 1e-3 * by[at % by.length]!);
          const links = graph.links.map((link, at) => ({
            ...link,
            value: change(link.value, at),
            ...(link.high !== undefined && { low: change(link.low!, at), high: change(link.high, at) }),
          }));
          const after = sankeyLayout({ ...graph, links }, { ...size, previous: before.memory });
          const place = new Map(after.nodes.map((node) => [node.id, node]));
          for (const node of before.nodes) {
            const now = place.get(node.id)!;
            expect(Math.hypot(now.x - node.x, now.y - node.y)).toBeLessThan(5);
          }
          expect(after.links.map(({ id, kind }) => [id, kind])).toEqual(before.links.map(({ id, kind }) => [id, kind]));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is drawn anew where something new would lead back for the sake of what was', () => {
    const before = sankeyLayout(ring, size);
    const turned = { ...ring, links: ring.links.map((link) => (link.id === '4' ? { ...link, value: 90 } : link)) };
    const after = sankeyLayout(turned, { ...size, previous: before.memory });
    expect(after.returned).toBeCloseTo(sankeyLayout(turned, size).returned, 12);
    expect(after.returned).toBeLessThan(0.1);
  });
});

test('what a node loses hangs below it, tapers, and counts on its side', () => {
  const graph: SankeyGraph = {
    ...graphOf([
      ['mill', 'bakery', 'flour', 8],
      ['farm', 'mill', 'wheat', 11],
    ]),
    elsewhere: [
      { node: 'mill', side: 'loss', value: 2 },
      { node: 'mill', side: 'out', value: 1 },
    ],
  };
  const layout = sankeyLayout(graph, size);
  const mill = layout.nodes.find(({ id }) => id === 'mill')!;
  const [rest, loss] = mill.stubs;
  expect(mill.stubs.map(({ kind, value }) => [kind, value])).toEqual([
    ['rest', 1],
    ['loss', 2],
  ]);
  expect(loss!.height).toBeCloseTo(2 * layout.scale, 9);
  expect(rest!.y + rest!.height).toBeCloseTo(loss!.y, 9);
  expect(loss!.y + loss!.height).toBeCloseTo(mill.y + mill.height, 9);
  const lowest = Math.max(...loss!.outline!.map(({ y }) => y));
  expect(lowest).toBeGreaterThan(mill.y + mill.height);
  expect(lowest).toBeLessThanOrEqual(mill.room.to + 1e-6);
  expect(loss!.outline!.filter(({ y }) => y === lowest)).toHaveLength(1);
});

test('a heavy return turns where it crosses least', () => {
  const graph = graphOf([
    ['farm', 'mill', 'wheat', 60],
    ['mill', 'bakery', 'flour', 50],
    ['bakery', 'shop', 'bread', 50],
    ['farm', 'composter', 'straw', 20],
    ['composter', 'farm', 'compost', 18],
  ]);
  const { nodes, links } = sankeyLayout(graph, size);
  const at = new Map(nodes.map((node) => [node.id, node.y]));
  const compost = links.find(({ kind }) => kind === 'return')!;
  expect(compost.middle.y > at.get('composter')!).toBe(at.get('composter')! > at.get('mill')!);
});
