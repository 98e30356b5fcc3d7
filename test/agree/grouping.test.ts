import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '../../engine/3-flow/builder.ts';
import type { FlowNode, FlowRow } from '../../engine/3-flow/columns.ts';
import { type GroupedFlows, groupFlows } from '../../engine/3-flow/group.ts';
import { layerContent } from '../../engine/3-flow/layer.ts';
import { factsOf, loss, newYear, opening, pool, process, property, record, row } from '../support/flow-rows.ts';
import { plainChains, type PlainLinks, plainLinks } from '../support/plain-groups.ts';

const members = ['farm', 'brewery', 'bakery'];
const kinds = ['brewing', 'baking'];
const facts = factsOf(members, [
  ...Array.from({ length: 6 }, (_, at) =>
    record('Process', `p${at}`, { basedOn: kinds[at % 2]!, inScopeOf: members[at % 3]! }),
  ),
  ...[...members, 'shop'].map((id, at) => record('Organization', id, { name: id, primaryLocation: `ward ${at % 2}` })),
  property('bread', 'mass', '0.8 kg per each'),
]);

const goods = fc.constantFrom('malt', 'bread', 'water');
const stock = fc.record({ holder: fc.constantFrom(...members), thing: goods });
const seller = fc.record({ holder: fc.constantFrom('shop', 'mill'), thing: goods });
const work = fc.integer({ min: 0, max: 5 }).map((at) => process(`p${at}`));
const held = fc.oneof({ weight: 4, arbitrary: stock }, { weight: 1, arbitrary: seller });

/** A row between any two ends that can meet; some amounts and some contents are not known. */
const rowDrawn: fc.Arbitrary<FlowRow> = fc
  .record({
    thing: goods,
    holders: fc.tuple(held, held),
    work,
    way: fc.constantFrom('move', 'use', 'make', 'raise', 'lose'),
    quantity: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 1000 }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    ),
    day: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ thing, holders: [a, b], work: at, way, quantity, day }) => {
    const [from, to] = [pool(a.holder, thing), pool(b.holder, thing)];
    const ways: Record<typeof way, [FlowNode, FlowNode]> = {
      move: [from, to],
      use: [from, at],
      make: [at, to],
      raise: [opening, to],
      lose: [from, loss],
    };
    const [begins, ends] = ways[way];
    return row({ from: begins, to: ends, specification: thing, quantity, day: newYear + day });
  });

const period = { first: newYear + 5, end: newYear + 25 };

/** A table of any rows, each thing in one unit, and its mass. */
const drawn = fc.array(rowDrawn, { maxLength: 60 }).map((rows) => {
  const table = tableOf(rows.map((each) => ({ ...each, unit: each.specification === 'bread' ? 'one' : 'kilogram' })));
  return { table, facts, layer: layerContent(table, { facts, zone: 'Europe/Brussels', layer: 'mass' }) };
});

const nameOf = ({ groups }: GroupedFlows, at: number) => `${groups[at]!.kind} ${groups[at]!.of}`;

/** The links in the words of the plain ones; what stays in stock is left out where it is told apart. */
function told(grouped: GroupedFlows, withStock: boolean): PlainLinks {
  const { links, classes } = grouped;
  const found: PlainLinks = new Map();
  for (let link = 0; link < links.count; link++) {
    const [from, to] = [nameOf(grouped, links.from[link]!), nameOf(grouped, links.to[link]!)];
    if (!withStock && to === 'stock ') continue;
    const { value, rows, unknown } = links;
    const sums = { value: value[link]!, rows: rows[link]!, unknown: unknown[link]! };
    found.set(`${from.trim()} > ${to.trim()} > ${classes[links.class[link]!]}`, sums);
  }
  return found;
}

function expectSame(found: PlainLinks, plain: PlainLinks): void {
  expect([...found.keys()].sort()).toEqual([...plain.keys()].sort());
  for (const [key, { value, rows, unknown }] of plain) {
    const link = found.get(key)!;
    expect([key, link.rows, link.unknown]).toEqual([key, rows, unknown]);
    expect(Math.abs(link.value - value)).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(value)));
  }
}

const processKind = (id: string) => `processSpecification ${kinds[Number(id.slice(1)) % 2]}`;
const homeOf = (agent: string) =>
  `place ${{ farm: 'ward 0', brewery: 'ward 1', bakery: 'ward 0', shop: 'ward 1' }[agent] ?? ''}`.trim();
const agentOf = (node: FlowNode): string =>
  node.kind === 'pool' ? node.holder : node.kind === 'process' ? members[Number(node.process.slice(1)) % 3]! : '';

const groupings = {
  agent: (node: FlowNode) => (agentOf(node) === '' ? node.kind : `agent ${agentOf(node)}`),
  place: (node: FlowNode) => (agentOf(node) === '' ? node.kind : homeOf(agentOf(node))),
  specification: (node: FlowNode) =>
    node.kind === 'process'
      ? processKind(node.process)
      : node.kind === 'pool'
        ? `specification ${node.specification}`
        : node.kind,
};

test.each(['agent', 'place', 'specification'] as const)(
  'by %s the links are those that pencil and paper give',
  (by) => {
    fc.assert(
      fc.property(drawn, (given) => {
        const { table, layer } = given;
        const grouped = groupFlows({ ...given, by, period });
        expectSame(told(grouped, true), plainLinks({ table, content: layer.content, period, groupOf: groupings[by] }));
      }),
      { numRuns: 200 },
    );
  },
);

test('by kind of process the links are those that the equations of mixing give', () => {
  let compared = 0;
  fc.assert(
    fc.property(drawn, (given) => {
      const { table, layer } = given;
      const groupOf = (node: FlowNode) =>
        node.kind === 'process'
          ? processKind(node.process)
          : node.kind === 'pool'
            ? members.includes(node.holder)
              ? ''
              : `agent ${node.holder}`
            : node.kind;
      const plain = plainChains({ table, content: layer.content, period, groupOf });
      if (!plain) return;
      compared += 1;
      expectSame(told(groupFlows({ ...given, by: 'processSpecification', period }), false), plain);
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(200);
});

test('whatever is grouped, cut off or not, no amount and no row is lost', () => {
  const by = fc.constantFrom('agent', 'place', 'specification', 'stage');
  fc.assert(
    fc.property(drawn, by, fc.constantFrom(0, 0.01, 0.2), (given, attribute, cutOff) => {
      const { table, layer } = given;
      const whole = groupFlows({ ...given, by: attribute, period });
      const cut = groupFlows({ ...given, by: attribute, period, cutOff });
      const sum = (list: Iterable<number>) => [...list].reduce((total, each) => total + each, 0);
      const days = [...table.columns.day].map((day) => day >= period.first && day < period.end);
      const known = [...layer.content].filter((amount, at) => days[at] && !Number.isNaN(amount));
      expect(whole.total + whole.internal.value).toBeCloseTo(sum(known), 6);
      expect(sum(whole.links.rows) + whole.internal.rows).toBe(days.filter(Boolean).length);
      expect(whole.coverage).toEqual({ rows: days.filter(Boolean).length, known: known.length });
      for (const end of ['from', 'to'] as const)
        cut.groups.forEach(({ kind, of }) => {
          if (kind !== 'remainder') expect(sumAt(cut, end, kind, of)).toBeCloseTo(sumAt(whole, end, kind, of), 6);
        });
      expect(cut.total).toBe(whole.total);
    }),
    { numRuns: 200 },
  );
});

/** The sum of the links that begin, or end, at a group. */
function sumAt({ links, groups }: GroupedFlows, end: 'from' | 'to', kind: string, of: string): number {
  const isIt = (at: number) => groups[at]!.kind === kind && groups[at]!.of === of;
  return [...links.value].reduce((sum, value, link) => (isIt(links[end][link]!) ? sum + value : sum), 0);
}
