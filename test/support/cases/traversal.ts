import type { SolvedCase } from './matrix-system.ts';

interface Node {
  readonly node: number;
  readonly process: string;
  readonly parent?: number;
  readonly amount: number;
  readonly supply: number;
  readonly cumulative: number;
  readonly direct: number;
}

type Visited = Node & { readonly column: number };

/**
 * The unrolled tree, the largest contribution opened first: child i of a node that runs t times takes amount = -A_ij t of
 * its product, runs amount / A_ii times and carries Lambda_i amount. Children below cutoff x score are left out.
 */
export function bestFirst({ given, prepared, demand, intensity }: SolvedCase): Node[] {
  const { max_calc: limit = 1000, cutoff = 0.005 } = given.settings ?? {};
  const { system, square, direct } = prepared;
  const width = system.categories.length;
  const score = demand.reduce((sum, amount, product) => sum + amount * intensity[0]![product]!, 0);
  const visited: Visited[] = [];
  const visit = (product: number, amount: number, parent?: number) => {
    const column = square.maker[product]!;
    const cumulative = intensity[0]![product]! * amount;
    if (column < 0 || Math.abs(cumulative) < cutoff * Math.abs(score)) return;
    const supply = amount / given.A[product]![column]!;
    const process = system.processes[column]!.name;
    const own = { process, amount, supply, cumulative, direct: direct[column * width]! * supply };
    visited.push({ node: visited.length, ...(parent !== undefined && { parent }), ...own, column });
  };
  demand.forEach((amount, product) => {
    if (amount !== 0) visit(product, amount);
  });
  const waiting = new Set(visited);
  for (let opened = 0; opened < limit && waiting.size > 0; opened++) {
    const next = [...waiting].reduce((a, b) => (Math.abs(b.cumulative) > Math.abs(a.cumulative) ? b : a));
    waiting.delete(next);
    const first = visited.length;
    given.A.forEach((row, product) => {
      const taken = row[next.column]!;
      if (square.maker[product] !== next.column && taken !== 0) visit(product, -taken * next.supply, next.node);
    });
    for (const each of visited.slice(first)) waiting.add(each);
  }
  return visited.map(({ column: _, ...node }) => node);
}
