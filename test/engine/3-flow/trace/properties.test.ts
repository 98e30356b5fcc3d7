import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LotMethod } from '../../../../engine/1-record/network.ts';
import { tableOf } from '../../../../engine/3-flow/builder.ts';
import type { FlowNode, FlowRow, FlowTable } from '../../../../engine/3-flow/columns.ts';
import { answerTrace } from '../../../../engine/3-flow/trace/answer.ts';
import { backward, forward } from '../../../../engine/3-flow/trace/sweep.ts';
import { tracePlan } from '../../../../engine/3-flow/trace/trace.ts';
import { factsOf, loss, newYear, opening, pool, process, row } from '../../../support/flow-rows.ts';
import { type PlainMove, plainTrace } from '../../../support/plain-trace.ts';

const stocks = ['a@x', 'b@x', 'c@x', 'a@y', 'd@y'];
const processes = ['mill', 'bake'];
const facts = factsOf(['x']);
const zone = 'Europe/Brussels';

const stock = fc.constantFrom(...stocks);
const inProcess = fc.constantFrom(...processes);
const ways: fc.Arbitrary<readonly [string, string]>[] = [
  fc.tuple(fc.constant('opening'), stock),
  fc.tuple(stock, fc.constant('loss')),
  fc.tuple(stock, stock),
  fc.tuple(stock, inProcess),
  fc.tuple(stock, inProcess),
  fc.tuple(inProcess, stock),
  fc.tuple(inProcess, stock),
];
const move = fc
  .tuple(fc.oneof(...ways), fc.integer({ min: 1, max: 50 }))
  .map(([[from, to], quantity]): PlainMove => ({ from, to, quantity }))
  .filter(({ from, to }) => from !== to);
const moves = fc.array(move, { minLength: 1, maxLength: 40 });
const method = fc.constantFrom<LotMethod>('average', 'fifo', 'lot');

function nodeOf(place: string): FlowNode {
  if (place === 'opening') return opening;
  if (place === 'loss') return loss;
  const [resource, holder] = place.split('@');
  return holder === undefined ? process(place) : pool(holder, resource!, resource);
}

/** One move a day, or all on the days given. */
function tableFor(list: readonly PlainMove[], days: readonly number[] = []): FlowTable {
  const rows = list.map(({ from, to, quantity }, place): FlowRow => {
    const given = { from: nodeOf(from), to: nodeOf(to), quantity, day: newYear + (days[place] ?? place) };
    return row({ ...given, sequence: place + 1 });
  });
  return tableOf(rows);
}

const planOf = (table: FlowTable, chosen: LotMethod) => tracePlan({ table, facts, zone, method: chosen });
const isNear = (found: number, expected: number) => expect(found).toBeCloseTo(expected, 6);

test('where a lot went, and what came into it, is as the plain form of it says, for all methods', () => {
  fc.assert(
    fc.property(moves, method, (list, chosen) => {
      const plan = planOf(tableFor(list), chosen);
      for (const resource of ['a', 'b', 'd']) {
        const plain = plainTrace({ moves: list, method: chosen, resource, outside: ['y'] });
        const answer = answerTrace({ plan, facts, direction: 'track', resource });
        if (!answer) {
          expect(plain.total).toBe(0);
          continue;
        }
        const { sums, ends } = answer;
        isNear(answer.total, plain.total);
        isNear(sums.covered ?? 0, plain.covered);
        isNear(sums.returned ?? 0, plain.returned);
        for (const place of [...stocks, ...processes, 'loss']) {
          const [name, holder] = place.split('@');
          const id = place === 'loss' ? 'loss' : holder === undefined ? `process ${name}` : `stock ${name} ${holder}`;
          const found = ends.filter(({ node, kind }) => node === id && kind !== 'covered' && kind !== 'returned');
          isNear(
            found.reduce((sum, { amount }) => sum + amount, 0),
            plain.left.get(place) ?? 0,
          );
        }
        const marked = Uint8Array.from(plan.ground.nodes, (node) =>
          node.kind === 'pool' && node.resource === resource ? 1 : 0,
        );
        const value = backward(plan, marked, 'amount');
        for (let at = 0; at < plan.ground.count; at++) {
          const place = plan.ground.table.columns.sequence[plan.ground.row[at]!]! - 1;
          isNear(value[at]! * plan.ground.quantity[at]!, plain.arrived[place]!);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what a lot is made of is as the plain form of it says, and adds up to the whole of it', () => {
  fc.assert(
    fc.property(moves, method, (list, chosen) => {
      const plan = planOf(tableFor(list), chosen);
      for (const resource of ['a', 'b', 'd']) {
        const answer = answerTrace({ plan, facts, direction: 'trace', resource });
        if (!answer || answer.total === 0) continue;
        const plain = plainTrace({ moves: list, method: chosen, resource, outside: ['y'] });
        const found = { opening: 0, received: 0, unrecorded: 0, ...answer.sums };
        for (const kind of ['opening', 'received', 'unrecorded'] as const) {
          const expected = [...plain.made]
            .filter(([origin]) => origin.startsWith(kind))
            .reduce((sum, [, part]) => sum + part, 0);
          isNear(found[kind] * answer.total, expected);
        }
        isNear(
          Object.values(answer.sums).reduce((sum, each) => sum + each, 0),
          1,
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing of a lot is lost or made up, in whatever order things were recorded within a day, loops and all', () => {
  const day = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(moves, method, day, (list, chosen, days) => {
      const plan = planOf(tableFor(list, days), chosen);
      expect([...plan.order].sort((a, b) => a - b)).toEqual([...plan.order.keys()]);
      for (const resource of ['a', 'b', 'c', 'd']) {
        const marked = Uint8Array.from(plan.ground.nodes, (node) =>
          node.kind === 'pool' && node.resource === resource ? 1 : 0,
        );
        const { total, returned, left, aside } = forward(plan, marked, 'amount');
        const sum = (numbers: Float64Array) => numbers.reduce((all, each) => all + each, 0);
        isNear(sum(left) + sum(aside) + returned, total);
        for (const amount of left) expect(amount).toBeGreaterThan(-1e-6);
        const others = ['a', 'b'].filter((each) => each !== resource);
        const whole = answerTrace({ plan, facts, direction: 'track', resource, others });
        if (whole && whole.total > 1e-6)
          isNear(
            Object.values(whole.sums).reduce((all, each) => all + each, 0),
            whole.total,
          );
        const back = answerTrace({ plan, facts, direction: 'trace', resource });
        if (back && back.total > 0)
          isNear(
            Object.values(back.sums).reduce((all, each) => all + each, 0),
            1,
          );
      }
    }),
    { numRuns: 300 },
  );
});

test('what limits leave out is in the remainder, to the gram', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 6 }), (list, depth, limit) => {
      const plan = planOf(tableFor(list), 'average');
      for (const direction of ['trace', 'track'] as const) {
        const whole = answerTrace({ plan, facts, direction, resource: 'a' });
        const some = answerTrace({ plan, facts, direction, resource: 'a', depth, limit });
        if (!whole || !some) continue;
        const shares = (ends: readonly { readonly share: number }[]) => ends.reduce((sum, { share }) => sum + share, 0);
        isNear(shares(some.ends) + some.remainder.share, shares(whole.ends));
        expect(some.nodes.filter(({ kind }) => kind !== 'beyond').length + some.remainder.nodes).toBe(
          whole.nodes.length,
        );
      }
    }),
    { numRuns: 200 },
  );
});
