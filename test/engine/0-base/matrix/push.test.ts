import { expect, test } from 'vitest';
import { pushForward } from '../../../../engine/0-base/matrix/push.ts';

/** Products that take from each other in a circle: flour 0.5 of power, power 0.25 of flour and 0.5 of coal; own parts 1, 2 and 4 a unit. */
const inputs = [
  [{ product: 1, part: 0.5 }],
  [
    { product: 0, part: 0.25 },
    { product: 2, part: 0.5 },
  ],
  [],
];
const own = [1, 2, 4];
/** Lambda = own + inputs: flour 1 + 0.5 power, power 2 + 0.25 flour + 2. */
const carried = [3 / 0.875, (4 + 0.25) / 0.875, 4];

interface Branch {
  readonly product: number;
  readonly amount: number;
}

function pushed(most: number, roots: readonly Branch[] = [{ product: 0, amount: 8 }]) {
  const followed: Branch[] = [];
  const waiting = new Set(roots);
  pushForward<Branch>({
    roots,
    weight: ({ product, amount }) => carried[product]! * amount,
    follow(branch) {
      followed.push(branch);
      waiting.delete(branch);
      const more = inputs[branch.product]!.map(({ product, part }) => ({ product, amount: part * branch.amount }));
      for (const each of more) waiting.add(each);
      return more;
    },
    most,
  });
  const sum = (branches: Iterable<Branch>, of: readonly number[]) =>
    [...branches].reduce((total, { product, amount }) => total + of[product]! * amount, 0);
  return { followed, told: sum(followed, own), left: sum(waiting, carried) };
}

test('what was followed and what waits sum to the whole at any moment, in a circle too', () => {
  for (const most of [0, 1, 2, 5, 40]) {
    const { told, left } = pushed(most);
    expect(told + left).toBeCloseTo(8 * carried[0]!, 12);
  }
});

test('the branch that weighs most is followed first', () => {
  expect(pushed(4).followed).toEqual([
    { product: 0, amount: 8 },
    { product: 1, amount: 4 },
    { product: 2, amount: 2 },
    { product: 0, amount: 1 },
  ]);
});

test('what is left becomes as small as one likes', () => {
  expect(pushed(100).left).toBeLessThan(1e-9);
});

test('it ends where nothing waits', () => {
  expect(pushed(9, []).followed).toEqual([]);
  expect(pushed(9, [{ product: 2, amount: 3 }]).followed).toHaveLength(1);
});
