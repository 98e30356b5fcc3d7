import { expect, test } from 'vitest';
import type { TraceItem } from '../../explorer/views/ledger/trace/answer.ts';
import { recalledOf } from '../../explorer/views/reports/recall-places.ts';
import { ids, nameIn } from '../support/cast.ts';
import { placeName, traced } from '../support/trace.ts';

/** 1,000 kg of flour; half a gram of it, in a loaf, ends at a guest who got it from the shop. */
const { track, facts } = traced(
  `
  action   | quantity   | resource | into   | from | to     | process | happened
  raise    | 1000 kg    | flour    |        | mill | mill   |         | 2025-03-01
  transfer | 300 kg     | flour    | bags   | mill | bakery |         | 2025-03-02
  consume  | 200 kg     | bags     |        | bakery | bakery | baking | 2025-03-03
  produce  | 250 kg     | bread    |        | bakery | bakery | baking | 2025-03-03
  transfer | 100 kg     | bread    | shelf  | bakery | shop |         | 2025-03-04
  transfer | 0.000625 kg | shelf   | crumbs | shop | guest  |         | 2025-03-05
  lower    | 10 kg      | bags     |        | bakery | bakery |       | 2025-03-05`,
  {
    setting: { specifications: { flour: 'flour', bags: 'flour', bread: 'bread', shelf: 'bread', crumbs: 'bread' } },
    members: ['mill', 'bakery', 'shop'],
  },
);

/** An answer of the engine as the API tells it. */
function told(answer: ReturnType<typeof track>): TraceItem {
  const name = (id: string) => placeName(id);
  return {
    ...answer,
    name: 'flour',
    nodes: answer.nodes.map((node) => ({ ...node, name: name(node.id) })),
    edges: answer.edges.map((edge) => ({ ...edge, first: '', last: '' })),
    ends: answer.ends.map((end) => ({ ...end, name: name(end.node) })),
  };
}

const recalled = (agent = '') =>
  recalledOf({
    track: told(track('flour')),
    facts,
    agent: agent && ids.agent(agent),
    receivers: [ids.agent('bakery')],
    holders: new Map(),
  });
const lines = (given: ReturnType<typeof recalled>) =>
  given.places.map(({ concern, node, amount }) => `${concern} ${placeName(node)}: ${Number(amount.toFixed(6))}`);

test('who recalls has what is at the own place, whoever else has some is called, what is lost is gone', () => {
  const { asker, sums, calls } = recalled();
  expect(nameIn(asker)).toBe('mill');
  expect(lines(recalled())).toEqual([
    'own stock flour mill: 700',
    'call stock bread bakery: 120',
    'call stock bags bakery: 90',
    'call stock shelf shop: 79.9995',
    'gone loss: 10',
  ]);
  expect(calls.map(({ agent, amount }) => [nameIn(agent), Number(amount.toFixed(4))])).toEqual([
    ['bakery', 210],
    ['shop', 79.9995],
  ]);
  expect([sums.own, sums.gone]).toEqual([700, 10]);
});

test('less than a gram is one line with its sum, and its holder is named as not worth a call', () => {
  const { traces, spared, places, sums } = recalled();
  expect(traces.count).toBe(1);
  expect(traces.amount).toBeCloseTo(0.0005, 9);
  expect(spared.map(({ agent }) => nameIn(agent))).toEqual(['guest']);
  const all = places.reduce((sum, { amount }) => sum + amount, 0) + traces.amount;
  expect(all).toBeCloseTo(1000, 6);
  expect(sums.own + sums.call + sums.gone + sums.unknown).toBeCloseTo(1000, 6);
});

test('when the bakery recalls, its own bags are at the own place and the mill is called', () => {
  const { calls, places } = recalled('bakery');
  expect(places.filter(({ concern }) => concern === 'own').map(({ node }) => placeName(node))).toEqual([
    'stock bread bakery',
    'stock bags bakery',
  ]);
  expect(calls.map(({ agent }) => nameIn(agent))).toEqual(['mill', 'shop']);
});
