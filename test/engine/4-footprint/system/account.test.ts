import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumOf } from '../../../../engine/0-base/matrix/sum.ts';
import { accountOf } from '../../../../engine/4-footprint/system/account.ts';
import type { FigureAccount, TreeNode } from '../../../../engine/4-footprint/system/figure-account.ts';
import { prepareSystem } from '../../../../engine/4-footprint/system/prepared-system.ts';
import { directShares, scalingOf } from '../../../../engine/4-footprint/system/scaling.ts';
import { systemOf, type Tables } from '../../../support/cases/matrix.ts';
import { withCredit } from '../../../support/credited.ts';
import { productive } from '../../../support/productive.ts';
import { drawSystem } from '../../../support/random-system.ts';

const rounding = 1e-12;
const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

/** By how much the nodes of a tree differ at most from what is their own, in their children and their rest, relative to its size. */
function furthest(tree: readonly TreeNode[]): number {
  const parts = tree.map(({ own, rest }) => [own, rest]);
  for (const { parent, result } of tree) if (parent >= 0) parts[parent]!.push(result);
  return tree.reduce((most, { result }, at) => {
    const size = parts[at]!.reduce((sum, each) => sum + Math.abs(each), Math.abs(result));
    return size === 0 ? most : Math.max(most, Math.abs(result - sumOf(parts[at]!)) / size);
  }, 0);
}

function listsOf(account: FigureAccount): Record<string, readonly number[]> {
  const { byProcess, bySupplier, byPlace, byFlow, byTier, paths, pathRest, tree } = account;
  const values = Object.entries({ byProcess, bySupplier, byPlace, byFlow, byTier });
  return {
    ...Object.fromEntries(values.map(([name, parts]) => [name, parts.map(({ value }) => value)])),
    paths: [...paths.map(({ value }) => value), pathRest],
    tree: tree.flatMap(({ own, rest }) => [own, rest]),
  };
}

function expectSums(account: FigureAccount): void {
  const size =
    account.certificate.bound + account.tree.reduce((sum, { own }) => sum + Math.abs(own), Math.abs(account.total));
  for (const [name, values] of Object.entries(listsOf(account)))
    expect(Math.abs(sumOf(values) - account.total), name).toBeLessThanOrEqual(rounding * size);
  expect(furthest(account.tree)).toBeLessThanOrEqual(1e-15);
}

test('whatever the system, every list of a figure sums to it, and so does every node of its tree', () => {
  fc.assert(
    fc.property(productive, fc.nat(), fc.integer({ min: 1, max: 300 }), (tables, at, nodes) => {
      const prepared = prepareSystem(systemOf(tables));
      const product = `${1 + (at % tables.A.length)}`;
      const { value, problems } = accountOf(prepared, { product, amount: 7, category: '1', nodes, parts: 5 });
      expect(problems).toEqual([]);
      expectSums(value!);
      expect(value!.tree.length).toBeLessThanOrEqual(nodes);
      expect(Math.abs(value!.certificate.remainder)).toBeLessThanOrEqual(1e-9 * value!.total);
    }),
  );
});

test('a credit is a branch of its own, and its process runs backwards in the account', () => {
  const prepared = prepareSystem(systemOf(withCredit));
  const { value, problems } = accountOf(prepared, { product: 'flour', category: '1' });
  expect(codesOf(problems)).toEqual(['system.nonproductive']);
  expect(value!.total).toBeCloseTo(2 * (10 + 0.5 - 3 * (1 + 2 * 0.5)), 12);
  expect(value!.tree.map(({ process, amount, result }) => [process, amount, result])).toEqual([
    ['mill', 1, 9],
    ['plant', 2, 9],
    ['coal power', -6, -12],
    ['mine', -12, -6],
    ['mine', 2, 1],
  ]);
  expectSums(value!);
});

/** Two branches of one product: a thousand of burden, and as much of credit, beside a dozen small inputs. */
function cancelling(small: number): Tables {
  const size = small + 4;
  const A = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j): number => (i === j ? 1 : 0)));
  for (let i = 1; i <= small + 1; i++) A[i]![0] = -1;
  A[small + 2]![small + 1] = -1;
  A[small + 3]![small + 1] = 1;
  const direct = A.map((_, j) => (j >= small + 2 ? 1000 : j === small + 1 ? 0.001 : 1));
  return { A, B: [direct] };
}

test('a branch whose burden and credit cancel is drawn before others that carry more on balance', () => {
  const { value } = accountOf(prepareSystem(systemOf(cancelling(12))), { product: '1', category: '1', nodes: 4 });
  expect(value!.tree.map(({ product }) => product).sort()).toEqual(['1', '14', '15', '16']);
  expect(value!.tree.find(({ product }) => product === '14')!.result).toBeCloseTo(0.001, 9);
  expectSums(value!);
});

test('a demand of several products has them as branches of one root', () => {
  const prepared = prepareSystem(systemOf(withCredit));
  const { value } = accountOf(prepared, { demand: { heat: 1, coal: 400 }, category: '1', nodes: 3 });
  expect(value!.tree.map(({ product, tier }) => [product, tier])).toEqual([
    ['', 0],
    ['coal', 1],
    ['heat', 1],
  ]);
  expect(value!.total).toBeCloseTo(4.5 + 200, 12);
  expectSums(value!);
});

test('what is asked for and not there is named', () => {
  const prepared = prepareSystem(systemOf(withCredit));
  const unknown = accountOf(prepared, { product: 'bread', category: '1' });
  expect([unknown.value, codesOf(unknown.problems)]).toEqual([undefined, ['system.demand']]);
  const other = accountOf(prepared, { product: 'heat', category: 'noise' });
  expect([other.value, codesOf(other.problems)]).toEqual([undefined, ['system.category']]);
});

test('told by kind, a tree has one node for all of a kind that is drawn, and sums as before', () => {
  fc.assert(
    fc.property(productive, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 }), (tables, kinds, nodes) => {
      const system = systemOf(tables);
      const list = Array.from({ length: kinds }, (_, kind) => ({
        id: `kind ${kind}`,
        name: `kind ${kind}`,
        unit: 'kg',
      }));
      const of = Int32Array.from(system.products, (_, product) => product % kinds);
      const question = { product: '1', amount: 3, category: '1', nodes, parts: 99 };
      const { value: single } = accountOf(prepareSystem(system), question);
      const { value } = accountOf(prepareSystem({ ...system, kinds: { of, list } }), { ...question, byKind: true });
      expectSums(value!);
      expect(value!.total).toBe(single!.total);
      for (const { parent, product } of value!.tree) {
        expect(value!.tree[parent]?.product).not.toBe(product);
        const children = value!.tree.filter((node) => node.parent === parent).map(({ product }) => product);
        expect(new Set(children).size).toBe(children.length);
      }
      const ofKind = (kind: number) =>
        sumOf(
          single!.byProcess
            .filter(({ of: id }) => system.production[Number(id) - 1]! % kinds === kind)
            .map((part) => part.value),
        );
      for (const { of: id, value: part } of value!.byProcess.filter((each) => each.of !== ''))
        expect(Math.abs(part - ofKind(Number(id.slice(5))))).toBeLessThanOrEqual(1e-9 * value!.total);
    }),
  );
});

const rounded = <T>(value: T) => (typeof value === 'number' ? Number(value.toFixed(9)) : value);

test('bread of three batches is one node by kind, each batch counted with what it carries', () => {
  const system = systemOf({
    products: ['bread', 'batch 1', 'batch 2', 'batch 3', 'flour'],
    processes: ['shelf', 'baking 1', 'baking 2', 'baking 3', 'mill'],
    A: [
      [6, 0, 0, 0, 0],
      [-1, 1, 0, 0, 0],
      [-2, 0, 1, 0, 0],
      [-3, 0, 0, 1, 0],
      [0, -2, -2, -1, 10],
    ],
    B: [[0, 1, 2, 3, 10]],
  });
  const kind = (name: string) => ({ id: name, name, unit: 'kg' });
  const kinds = { of: Int32Array.of(0, 1, 1, 1, 2), list: ['bread', 'baking', 'milling'].map(kind) };
  const { value } = accountOf(prepareSystem({ ...system, kinds }), { product: 'bread', category: '1', byKind: true });
  expect(value!.tree.map(({ name, ...node }) => [name, node.amount, node.result, node.own].map(rounded))).toEqual([
    ['bread', 1, 3.833333333, 0],
    ['baking', 1, 3.833333333, 2.333333333],
    ['milling', 1.5, 1.5, 1.5],
  ]);
  expectSums(value!);
});

test.each(['structured', 'entangled'] as const)(
  'of a drawn %s system of 1,500 processes in circles, a tree of 1,000 nodes is certain to a billionth',
  (kind) => {
    const prepared = prepareSystem(drawSystem({ size: 1500, kind, seed: 3, categories: 2 }));
    const { value, problems } = accountOf(prepared, { product: 'product 7', category: 'category 1', nodes: 1000 });
    expect(problems).toEqual([]);
    expect(value!.tree.length).toBe(1000);
    expect(value!.certificate.bound).toBeLessThanOrEqual(1e-9 * value!.total);
    expect(value!.certificate.residual).toBeLessThan(1e-11);
    expect(Math.abs(value!.certificate.remainder)).toBeLessThanOrEqual(value!.certificate.bound);
    expectSums(value!);
    const demand = new Float64Array(1500).fill(1, 7, 8);
    const [near, exact] = [scalingOf(prepared, demand, 1), scalingOf(prepared, demand)];
    expect(near.iterations).toBeLessThan(exact.iterations);
    const score = sumOf(directShares(prepared, exact.value, 1));
    expect(Math.abs(score - value!.total)).toBeLessThanOrEqual(1e-11 * score);
  },
);

test('the tree goes best first: of fewer nodes it draws the heaviest of more', () => {
  const prepared = prepareSystem(drawSystem({ size: 300, kind: 'entangled', seed: 5, categories: 1 }));
  const drawn = (nodes: number) =>
    accountOf(prepared, { product: 'product 1', category: 'category 0', nodes }).value!.tree.map(
      ({ result }) => result,
    );
  const [few, many] = [drawn(40), drawn(400)];
  const heaviest = [...many].sort((a, b) => b - a).slice(0, 40);
  expect([...few].sort((a, b) => b - a)).toEqual(heaviest);
});
