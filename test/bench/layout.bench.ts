import { sankeyLayout } from '../../explorer/views/flows/layout/sankey.ts';
import { seeded } from '../support/random.ts';

/*
 * From nodes and links to the numbers of a flow picture, and what share of the flow it draws backwards. Random graphs, 20 of each size, seeds 1 to 20:
 * links run from a lower to a higher node, of each six one the other way with three tenths of the amount; amounts are spread by the exponential of 0 to 3;
 * the ids of the nodes are shuffled. "Depth first" turns what closes a circle when nodes are visited from the least entered on, as most layouts do.
 * Run: node --import tsx test/bench/layout.bench.ts
 */
interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly class: string;
  readonly value: number;
}

function graphOf(nodes: number, count: number, seed: number) {
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
    return { id: `l${at}`, from: from!, to: to!, class: `c${at % 7}`, value: Math.exp(3 * next()) * (back ? 0.3 : 1) };
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

const percent = (shares: readonly number[]) =>
  `${((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length).toFixed(1)} %`;

console.log('| nodes / links | drawn backwards | depth first | ms: min / median |\n|---|---|---|---|');
for (const [nodes, count] of [
  [20, 40],
  [40, 100],
  [80, 240],
  [200, 600],
] as const) {
  const graphs = Array.from({ length: 20 }, (_, seed) => graphOf(nodes, count, seed + 1));
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
  console.log(`| ${nodes} / ${count} | ${percent(drawn)} | ${percent(graphs.map(depthFirst))} | ${ms} |`);
}
