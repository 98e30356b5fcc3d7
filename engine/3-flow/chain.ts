import type { Facts } from '../1-record/facts.ts';
import { type ChainEdges, chainEdges } from './chain-ends.ts';
import { type ChainStores, chainStores } from './chain-stores.ts';
import type { FlowTable } from './columns.ts';
import type { FlowEdges } from './edges.ts';
import { type CompiledGroup, type RawLinks, sumRows } from './grouping.ts';
import { addLink, emptyLinks, type FlowLinks } from './links.ts';
import type { Compositions } from './parts.ts';
import { spread } from './spread.ts';

/** Makes links from maker to taker for one table. */
export interface ChainLinker {
  links(compiled: CompiledGroup): RawLinks;
}

/**
 * Links from maker to taker. Ends are process specifications, outside agents, openings and losses; stocks of members are looked through.
 * What leaves a stock comes from those that filled it in the period, pro rata to what each put in (mixing.ts, by quantity). What a stock
 * gave beyond what came in was there before: it comes from the group `stock`; what stays goes to `stock`, so that every maker's sum is whole.
 * What only passes through a process (picked up and dropped off) is looked through as well; what is taken straight from a seller or given
 * straight to a taker (straight.ts) enters no stock.
 * A process that takes its own kind of product is a loop: a link from a group to itself.
 * The edges are found once; what the stores of the latest period are composed of is kept, whatever the layer and the classes.
 */
export function chainLinker({ table, facts }: { readonly table: FlowTable; readonly facts: Facts }): ChainLinker {
  const chain = chainEdges(table, facts);
  let kept: { readonly first: number; readonly end: number; readonly stores: ChainStores } | undefined;
  return {
    links(compiled) {
      const { first, end } = compiled;
      if (kept?.first !== first || kept.end !== end)
        kept = { first, end, stores: chainStores(chain, amountsOf(chain.edges, compiled)) };
      return chainLinks(compiled, chain, kept.stores);
    },
  };
}

/** The quantity of each edge in the period; an amount that is not known counts as nothing. */
function amountsOf({ edgeOf, count }: FlowEdges, { table, first, end }: CompiledGroup): Float64Array {
  const { day, quantity } = table.columns;
  const amount = new Float64Array(count);
  for (let row = 0; row < edgeOf.length; row++) {
    const edge = edgeOf[row]!;
    if (edge >= 0 && day[row]! >= first && day[row]! < end) amount[edge]! += quantity[row]! || 0;
  }
  return amount;
}

function chainLinks(compiled: CompiledGroup, chain: ChainEdges, stores: ChainStores): RawLinks {
  const { edges, groups } = chain;
  const sums = sumRows(edges, compiled);
  const { taken, internal } = takings(sums, chain, stores.staying);
  const { composition } = stores;
  const links = spread(taken, { composition, groups: groups.length, classes: compiled.classes.length });
  return {
    groups,
    links,
    internal,
    edges,
    isIn: (edge, wanted) => [...wanted].some((link) => feeds({ chain, composition, links, sums }, edge, link)),
  };
}

interface Takings extends Pick<RawLinks, 'internal'> {
  /** What each end gave to each group, and what stayed in each store, which the group `stock` takes; `to` is a group. */
  readonly taken: FlowLinks;
}

/** Picks what ends in groups, before it is told by origin, and adds what stays. */
function takings(sums: FlowLinks, { stores, stock }: ChainEdges, staying: Float64Array): Takings {
  const { from, to, rows, value, class: kind } = sums;
  const content = new Float64Array(stores);
  const kinds = new Uint32Array(stores);
  const internal = { rows: 0, value: 0 };
  const list = takingList(sums.count + stores);
  for (let edge = 0; edge < sums.count; edge++) {
    const [source, target] = [from[edge]!, to[edge]!];
    if (rows[edge] === 0) continue;
    if (target >= stores) list.add(source, target - stores, kind[edge]!, edge);
    else if (source !== target) {
      content[target]! += value[edge]!;
      kinds[target] = kind[edge]!;
      if (source >= stores) continue;
      internal.rows += rows[edge]!;
      internal.value += value[edge]!;
    }
  }
  const ending = list.count();
  staying.forEach((part, store) => {
    if (part > 0) list.add(store, stock, kinds[store]!, store);
  });
  const { taken, of } = list.links();
  for (let at = 0; at < ending; at++) addLink(taken, at, sums, of[at]!);
  for (let at = ending; at < taken.count; at++)
    taken.value[at] = taken.low[at] = taken.high[at] = content[of[at]!]! * staying[of[at]!]!;
  return { taken, internal };
}

/** Links one after the other, with room for so many; `of` says what each was made of. */
function takingList(room: number) {
  const [from, to, kind, of] = [
    new Uint32Array(room),
    new Uint32Array(room),
    new Uint32Array(room),
    new Uint32Array(room),
  ];
  let count = 0;
  const filled = (column: Uint32Array) => column.subarray(0, count);
  return {
    add(source: number, target: number, kindOf: number, madeOf: number): void {
      from[count] = source;
      to[count] = target;
      kind[count] = kindOf;
      of[count++] = madeOf;
    },
    count: () => count,
    links: () => ({
      taken: emptyLinks({ count, from: filled(from), to: filled(to), class: filled(kind) }),
      of: filled(of),
    }),
  };
}

interface Chained {
  readonly chain: ChainEdges;
  readonly composition: Compositions;
  readonly links: FlowLinks;
  /** By edge. */
  readonly sums: FlowLinks;
}

/** Whether an edge is part of a link: it ends where the link does, and the link's maker is among those that it comes from. */
function feeds({ chain, composition, links, sums }: Chained, edge: number, link: number): boolean {
  const { stores } = chain;
  const giver = sums.from[edge]!;
  if (sums.to[edge] !== links.to[link]! + stores || sums.class[edge] !== links.class[link]) return false;
  const { start, end, origin } = composition;
  return origin.subarray(start[giver]!, end[giver]!).includes(links.from[link]!);
}
