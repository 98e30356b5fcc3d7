import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../engine/4-footprint/system/account.ts';
import type { FigureAccount } from '../../engine/4-footprint/system/figure-account.ts';
import { prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import { supplyFigure, supplyLegend, supplyWords } from '../../explorer/views/footprints/figure.ts';
import { type Handed, handedOn } from '../../explorer/views/footprints/handed-on.ts';
import { firstOpen, treeLayout, treeRows } from '../../explorer/views/footprints/layout.ts';
import { partLists } from '../../explorer/views/footprints/part-lists.ts';
import { partRows, sumOf } from '../../explorer/views/footprints/parts.ts';
import { restNode, supplyPicture } from '../../explorer/views/footprints/supply.ts';
import { accountFinding, certificateSentences } from '../../explorer/views/footprints/told.ts';
import { drawSupply } from '../../explorer/worker/supply-picture.ts';
import { systemOf, type Tables } from '../support/cases/matrix.ts';
import traversal from '../fixtures/lca/traversal.json' with { type: 'json' };
import { withCredit } from '../support/credited.ts';
import { productive } from '../support/productive.ts';

const words = supplyWords('1 kg');
const account = (tables: Tables, product: string, nodes = 40): FigureAccount =>
  accountOf(prepareSystem(systemOf(tables)), { product, amount: 8, category: '1', nodes }).value!;

const credited = account(withCredit, 'flour');
const looped = account(traversal as unknown as Tables, '2', 12);

/** Accounts of random systems that run in circles, cut off at random. */
const accounts = fc
  .tuple(productive, fc.nat(), fc.integer({ min: 1, max: 60 }))
  .map(([tables, at, nodes]) => account(tables, `${1 + (at % tables.A.length)}`, nodes));

describe('the tree', () => {
  test('the bars of each row add up to its result on one scale, credits to the left', () => {
    fc.assert(
      fc.property(fc.oneof(accounts, fc.constant(credited)), fc.integer({ min: 80, max: 900 }), (given, width) => {
        const rows = treeRows(given.tree, new Set(given.tree.keys()));
        const layout = treeLayout(given.tree, rows, width);
        for (const { parts, result, end } of layout.rows) {
          const sum = parts.reduce((total, part) => total + (part.credit ? -part.width : part.width), 0);
          expect(sum).toBeCloseTo(result * layout.scale, 6);
          expect(end).toBeCloseTo(result * layout.scale, 6);
          for (const part of parts) {
            expect(layout.zero + part.x).toBeGreaterThanOrEqual(-1e-6);
            expect(layout.zero + part.x + part.width).toBeLessThanOrEqual(width + 1e-6);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('pieces of a bar never lie on each other', () => {
    for (const { parts } of treeLayout(credited.tree, treeRows(credited.tree, new Set([0, 1, 2, 3])), 300).rows) {
      const inOrder = parts.toSorted((a, b) => a.x - b.x);
      inOrder.slice(1).forEach((part, at) => {
        expect(part.x).toBeGreaterThanOrEqual(inOrder[at]!.x + inOrder[at]!.width - 1e-9);
      });
    }
  });

  test('each open node shows what of it was not followed, and a closed one shows nothing below it', () => {
    const all = treeRows(looped.tree, new Set(looped.tree.keys()));
    const children = new Set(looped.tree.map(({ parent }) => parent));
    const expected = looped.tree.filter(({ rest }, place) => rest > 1e-9 && children.has(place)).length;
    expect(expected).toBeGreaterThan(0);
    expect(all.filter(({ is }) => is === 'rest')).toHaveLength(expected);
    expect(treeRows(looped.tree, new Set())).toHaveLength(1);
  });

  test('rows tell their level, their place and of how many, and every parent stands before its children', () => {
    const rows = treeRows(looped.tree, new Set(looped.tree.keys()));
    expect(rows[0]).toMatchObject({ level: 1, place: 1, of: 1, open: true });
    rows.slice(1).forEach((row, at) => {
      expect(row.level).toBeLessThanOrEqual(rows[at]!.level + 1);
      expect(row.place).toBeLessThanOrEqual(row.of);
    });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('what is open at first is the heaviest, and fits', () => {
    const open = firstOpen(looped.tree, 6);
    expect(open.has(0)).toBe(true);
    expect(treeRows(looped.tree, open).length).toBeLessThanOrEqual(6);
  });
});

describe('the picture of the chain', () => {
  /** What enters and what leaves each node. */
  function balances(given: FigureAccount, most: number): { readonly into: number; readonly out: number }[] {
    const { nodes, links, elsewhere } = supplyPicture(given, words, most);
    const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
    return nodes
      .filter(({ id }) => id !== restNode && id !== 'product')
      .map(({ id }) => ({
        into:
          sum(links.filter(({ to }) => to === id).map(({ value }) => value)) +
          sum(elsewhere.filter(({ node, side }) => node === id && side === 'in').map(({ value }) => value)),
        out:
          sum(links.filter(({ from }) => from === id).map(({ value }) => value)) +
          sum(elsewhere.filter(({ node, side }) => node === id && side === 'loss').map(({ value }) => value)),
      }));
  }

  test('at every node what enters is what leaves, however many are joined and whatever runs in circles', () => {
    fc.assert(
      fc.property(fc.oneof(accounts, fc.constant(credited)), fc.integer({ min: 3, max: 30 }), (given, most) => {
        for (const { into, out } of balances(given, most))
          expect(Math.abs(into - out)).toBeLessThanOrEqual(1e-9 * Math.max(into, out, Math.abs(given.total)));
      }),
      { numRuns: 60 },
    );
  });

  test('no more nodes are drawn than can be read, the product and what was not followed beside them', () => {
    fc.assert(
      fc.property(accounts, fc.integer({ min: 3, max: 12 }), (given, most) => {
        expect(supplyPicture(given, words, most).nodes.length).toBeLessThanOrEqual(most + 2);
      }),
      { numRuns: 40 },
    );
  });

  test('what was not followed is drawn, with the sum of all remainders', () => {
    const rest = looped.tree.reduce((sum, node) => sum + node.rest, 0);
    expect(rest).toBeGreaterThan(0);
    const { links } = supplyPicture(looped, words, 20);
    const drawn = links.filter(({ from }) => from === restNode).reduce((sum, { value }) => sum + value, 0);
    expect(drawn).toBeCloseTo(rest, 12);
  });

  test('a loop of supply is drawn as a ribbon that returns, and ribbons are as wide as what they carry', () => {
    const { drawn } = drawSupply({ account: looped, words, size: { width: 1000, height: 600 } });
    expect(drawn.links.some(({ kind }) => kind === 'return')).toBe(true);
    for (const { thick, value } of drawn.links) if (thick > 1) expect(thick).toBeCloseTo(value * drawn.scale, 6);
  });

  test('no two bars lie on each other, on a wide page and on a phone', () => {
    for (const given of [looped, credited])
      for (const width of [1000, 340]) {
        const { nodes } = drawSupply({ account: given, words, size: { width, height: 700 } }).drawn;
        nodes.forEach((a, at) => {
          for (const b of nodes.slice(at + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart, `${a.id} ${b.id}`).toBe(true);
          }
        });
      }
  });

  test('a credit runs its own way, from who draws on it to what it takes back, and is never summed with a burden', () => {
    const picture = supplyPicture(credited, words, 20);
    const credits = picture.links.filter(({ id }) => picture.credits.includes(id));
    expect(credits.map(({ from, to, value }) => [from, to, value])).toEqual([
      ['p:plant', 'p:coal power', 96],
      ['p:coal power', 'p:mine', 48],
    ]);
    expect(picture.elsewhere.find(({ node, side }) => node === 'p:coal power' && side === 'loss')?.value).toBe(48);
    const supply = drawSupply({ account: credited, words, size: { width: 1000, height: 600 } });
    expect(supplyLegend(supply).map(({ text }) => text)).toContain('what takes a burden back');
    const { ribbon } = supplyFigure(supply);
    const looks = supply.drawn.links.map((link) => ribbon(link).tone ?? 'plain');
    expect(looks.filter((tone) => tone === 'possible')).toHaveLength(2);
  });
});

describe('a thing that one process hands to one other', () => {
  const flow = (from: string, to: string, value: number, credit = false): Handed => ({
    id: `${from} > ${to}`,
    from,
    to,
    value,
    credit,
  });
  const ends = (flows: readonly Handed[]) => flows.map(({ from, to, value }) => `${from} ${to} ${value}`);

  test('is the ribbon between them', () => {
    const flows = [flow('brewing', 'wort', 3), flow('wort', 'fermenting', 3)];
    expect(ends(handedOn(flows, new Set(['wort'])))).toEqual(['brewing fermenting 3']);
  });

  test('stays a stop where it comes from two, goes to two, runs back, or takes a burden back', () => {
    const stays = (...flows: Handed[]) => expect(ends(handedOn(flows, new Set(['b'])))).toEqual(ends(flows));
    stays(flow('a', 'b', 1), flow('c', 'b', 1), flow('b', 'd', 2));
    stays(flow('a', 'b', 2), flow('b', 'c', 1), flow('b', 'd', 1));
    stays(flow('a', 'b', 1), flow('b', 'a', 1));
    stays(flow('a', 'b', 1, true), flow('b', 'c', 1));
  });

  test('whatever the stops are, what each place that is left takes in and gives is the same', () => {
    const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const some = fc.uniqueArray(fc.tuple(node, node, fc.integer({ min: 1, max: 9 })), {
      selector: ([from, to]) => `${from} ${to}`,
      maxLength: 12,
    });
    const net = (flows: readonly Handed[], of: string) =>
      flows.reduce((sum, { from, to, value }) => sum + Number(to === of) * value - Number(from === of) * value, 0);
    fc.assert(
      fc.property(some, (list) => {
        // Stops hand on as much as they take.
        const flows = list.map(([from, to]) => flow(from, to, 1));
        const after = handedOn(flows, new Set(['b', 'c']));
        for (const of of ['a', 'd', 'e', 'f']) expect(net(after, of)).toBe(net(flows, of));
      }),
    );
  });
});

test('what rounding left beside all that is told is no row of a list', () => {
  const [first] = looped.byProcess;
  const dusty = { ...looped, byProcess: [first!, { of: '', name: '', value: 1e-15 * looped.total, share: 1e-15 }] };
  expect(partRows(dusty, 'process').map(({ name }) => name)).toEqual([first!.name]);
});

test('every list of an account comes to its total', () => {
  for (const given of [looped, credited])
    for (const list of partLists) expect(sumOf(partRows(given, list)), list).toBeCloseTo(given.total, 9);
});

test('the finding names the product, the heaviest parts, the credits, and what was not followed', () => {
  const told = accountFinding(credited).join(' ').replaceAll('\u00a0', ' ');
  expect(told).toMatch(
    /^8 pc of flour carries 72\. Of this arises 220 % at plant\. 96 is taken back by credits, .* nothing is left out\.$/,
  );
  expect(certificateSentences(looped)[0]).toMatch(/^Not followed branch by branch: .* counted as one sum\.$/);
});

test('of a system in which everybody supplies everybody only so much is drawn as can be read', () => {
  const size = 30;
  const A = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : -0.02)));
  const dense: Tables = { A, B: [Array.from({ length: size }, (_, j) => j + 1)] };
  for (const [width, most] of [
    [1200, 60],
    [360, 24],
  ] as const) {
    const input = { account: account(dense, '1', 300), words, size: { width, height: 600 } };
    const { picture, drawn } = drawSupply(input);
    expect(picture.links.length).toBeLessThanOrEqual(most);
    expect(picture.joined).toBeGreaterThan(10);
    expect(drawn.links).toHaveLength(picture.links.length);
  }
});
