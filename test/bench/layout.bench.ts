import { sankeyLayout } from '../../explorer/views/flows/layout/sankey.ts';
import { leastBack } from '../support/feedback-arcs.ts';
import { seeded } from '../support/random.ts';

/*
 * From nodes and links to the numbers of a flow picture, and what share of the flow it draws backwards. Random graphs, 20 of each size, seeds 1 to 20:
 * links run from a lower to a higher node, of each six one the other way with three tenths of the amount; amounts are spread evenly by the exponential of
 * 0 to 3, or log-normally (sigma 1.5), as amounts in trade are; the ids of the nodes are shuffled. "Least possible" is proven by a search over cycles that
 * knows nothing of orders (test/support/feedback-arcs.ts; for more than 40 nodes it would take too long). "Depth first" turns what closes a circle when
 * nodes are visited from the least entered on, as most layouts do.
 * Run: node --import tsx test/bench/layout.bench.ts
 */
interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly class: string;
  readonly value: number;
}

/** Amounts of a link, from numbers between 0 and 1. */
const spreads = {
  even: (next: () => number) => Math.exp(3 * next()),
  'log-normal': (next: () => number) =>
    Math.exp(1.5 * Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next())),
};

function graphOf(nodes: number, count: number, seed: number, amount: (next: () => number) => number) {
  const next = seeded(seed);
  const names = Array.from({ length: nodes }, (_, at) => ({ at, by: next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ at }) => `n${at}`);
  const any = () => Math.floor(next() * nodes);
  const links = Array.from({ length: count }, (_, at): Link => {
    const one = any();
    let other = any();
    while (other === one) other = any();
    const back = next() < 1 / 6;
    const ends = [names[Math.min(one, other)]!, names[Math.max(one, other)]!];
    const [from, to] = back ? ends.reverse() : ends;
    return { id: `l${at}`, from: from!, to: to!, class: `c${at % 7}`, value: amount(next) * (back ? 0.3 : 1) };
  });
  return { nodes: names.map((id) => ({ id, slot: 14 })), links };
}

/** The share of the flow that a plain search by depth draws backwards. */
function depthFirst({ nodes, links }: ReturnType<typeof graphOf>): number {
  const out = new Map(nodes.map(({ id }) => [id, links.filter(({ from }) => from === id)]));
  const entered = (id: string) => links.filter(({ to }) => to === id).length;
  const state = new Map<string, 'open' | 'done'>();
  let back = 0;
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const { to, value } of out.get(id)!) {
      if (state.get(to) === 'open') back += value;
      else if (!state.has(to)) visit(to);
    }
    state.set(id, 'done');
  };
  for (const { id } of nodes.toSorted((a, b) => entered(a.id) - entered(b.id))) if (!state.has(id)) visit(id);
  return back / links.reduce((sum, { value }) => sum + value, 0);
}

/** The least share that can be drawn backwards, and whether that is proven; `drawn` is known to be enough. */
function least({ nodes, links }: ReturnType<typeof graphOf>, drawn: number): { share: number; proven: boolean } {
  const place = new Map(nodes.map(({ id }, at) => [id, at]));
  const all = links.reduce((sum, { value }) => sum + value, 0);
  const given = links.map(({ from, to, value }) => ({
    from: place.get(from)!,
    to: place.get(to)!,
    weight: value / all,
  }));
  const found = leastBack(nodes.length, given, drawn + 1e-9, 3000);
  return { share: found.most, proven: found.least === found.most };
}

const percent = (shares: readonly number[]) =>
  `${((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length).toFixed(2)} %`;

console.log('| amounts | nodes / links | drawn backwards | least possible | depth first | ms: min / median |');
console.log('|---|---|---|---|---|---|');
for (const [spread, amount] of Object.entries(spreads))
  for (const [nodes, count] of [
    [20, 40],
    [40, 100],
    [80, 240],
    [200, 600],
  ] as const) {
    const graphs = Array.from({ length: 20 }, (_, seed) => graphOf(nodes, count, seed + 1, amount));
    for (const graph of graphs) sankeyLayout(graph, { width: 1200, height: 700 });
    const times: number[] = [];
    const drawn = graphs.map((graph) => {
      const began = performance.now();
      const layout = sankeyLayout(graph, { width: 1200, height: 700 });
      times.push(performance.now() - began);
      const all = graph.links.reduce((sum, { value }) => sum + value, 0);
      return layout.links.reduce((sum, { kind, value }) => sum + (kind === 'return' ? value : 0), 0) / all;
    });
    times.sort((a, b) => a - b);
    const ms = `${times[0]!.toFixed(1)} / ${times[10]!.toFixed(1)}`;
    const bounds = nodes > 40 ? [] : graphs.map((graph, at) => least(graph, drawn[at]!));
    const unproven = bounds.filter(({ proven }) => !proven).length;
    const possible =
      bounds.length === 0
        ? ''
        : percent(bounds.map(({ share }) => share)) + (unproven > 0 ? ` (${unproven} not proven)` : '');
    const row = [spread, `${nodes} / ${count}`, percent(drawn), possible, percent(graphs.map(depthFirst)), ms];
    console.log(`| ${row.join(' | ')} |`);
  }
