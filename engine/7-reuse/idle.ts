import { groupBy } from '../0-base/group.ts';
import type { Day } from '../0-base/time.ts';
import { gather } from './gather.ts';
import type { Good, Goods } from './goods.ts';
import { makersOf } from './makers.ts';
import { gapsOf } from './occasion.ts';
import type { Span, Surplus } from './shape.ts';

/** A pool of a member with what came to it and left it up to a day. */
interface Standing {
  readonly node: number;
  readonly unit: string;
  readonly onhand: number;
  readonly firstIn: Day;
  readonly lastOut: Day | undefined;
  readonly flows: readonly Good[];
}

/** What has stood twice as long as it ever did between two uses is idle: a holiday is not enough. */
const longerThanUsual = 2;

/** Beneath this part of what came in nothing is left: sums of many decimals differ by rounding. */
const rounding = 1e-9;

/**
 * What stands in stock at the end of the span and was not drawn on for twice as long as it stood between any two draws in all that is
 * recorded (else between two makings, else between any two days of its holder's work). What is made as a product may lie in several lots of which one waits for
 * the other: it is idle only where none of them is touched.
 */
export function idleSurpluses({ goods, span }: { readonly goods: Goods; readonly span: Span }): Surplus[] {
  const end = Math.min(span.end - 1, lastDayOf(goods.flows));
  const past = goods.flows.filter(({ day }) => day <= end);
  const usual = usualStanding(goods);
  const standing = [...standingOf(past, goods)].flatMap((pools) => {
    const isProduct = ['product', 'co-product'].includes(goods.roleOf(pools[0]!.specification) ?? '');
    const lastOut = Math.max(...pools.map((pool) => pool.lastOut ?? Number.NEGATIVE_INFINITY));
    return isProduct && lastOut > Number.NEGATIVE_INFINITY
      ? pools.map((pool) => ({ ...pool, lastOut: Math.max(lastOut, pool.firstIn) }))
      : pools;
  });
  const makers = makersOf(goods);
  return standing.flatMap((pool): Surplus[] => {
    const { holder, specification } = pool;
    const since = pool.lastOut ?? pool.firstIn;
    const usualDays = usual(holder, specification);
    if (usualDays === undefined || end - since <= longerThanUsual * usualDays) return [];
    const node = goods.table.dictionaries.nodes[pool.node]!;
    const state = node.kind === 'pool' ? node.state : undefined;
    const resource = (node.kind === 'pool' && node.resource) || '';
    return [
      {
        ...gather(pool.flows),
        quantity: pool.onhand,
        occasions: [{ day: end, quantity: pool.onhand }],
        id: JSON.stringify([
          'idle',
          holder,
          specification,
          resource,
          node.kind === 'pool' ? node.stage : '',
          state ?? '',
          pool.unit,
        ]),
        kind: 'idle',
        holder,
        specification,
        state,
        unit: pool.unit,
        madeBy: makers(holder, specification),
        takers: [],
        rhythm: { times: 1, everyDays: undefined },
        idleSince: since,
        usualDays,
      },
    ];
  });
}

const lastDayOf = (flows: readonly Good[]): Day =>
  flows.reduce((last, { day }) => Math.max(last, day), Number.NEGATIVE_INFINITY);

type Held = Standing & { readonly holder: string; readonly specification: string };

/** What members hold, pool by pool, those of one holder and specification together. */
function standingOf(flows: readonly Good[], goods: Goods): Iterable<Held[]> {
  const touching = new Map<string, Good[]>();
  for (const flow of flows)
    for (const node of new Set([flow.from, flow.to])) {
      const at = goods.table.dictionaries.nodes[node]!;
      if (at.kind !== 'pool' || !goods.isMember(at.holder) || goods.isKept(flow.specification)) continue;
      const key = JSON.stringify([node, flow.specification, flow.unit]);
      const list = touching.get(key);
      if (list) list.push(flow);
      else touching.set(key, [flow]);
    }
  const pools = [...touching].flatMap(([key, list]): Held[] => {
    const [node, specification, unit] = JSON.parse(key) as [number, string, string];
    const came = list.filter(({ to, from }) => to === node && from !== node);
    const went = list.filter(({ to, from }) => from === node && to !== node);
    const sum = (some: readonly Good[]) => some.reduce((total, { quantity }) => total + quantity, 0);
    const onhand = sum(came) - sum(went);
    if (came.length === 0 || onhand <= rounding * sum(came)) return [];
    const lastOut = went.length > 0 ? lastDayOf(went) : undefined;
    const firstIn = came.reduce((first, { day }) => Math.min(first, day), Number.POSITIVE_INFINITY);
    return [{ node, specification, unit, holder: goods.agents[node]!, onhand, firstIn, lastOut, flows: came }];
  });
  return groupBy(pools, ({ holder, specification, unit }) => JSON.stringify([holder, specification, unit])).values();
}

/** The longest that a thing ever stood between two days on which its holder drew on it, made it, or worked at all. */
function usualStanding({ flows, isMember }: Goods): (holder: string, thing: string) => number | undefined {
  const days = new Map<string, Set<Day>>();
  const add = (key: string, day: Day) => days.set(key, (days.get(key) ?? new Set()).add(day));
  for (const { way, specification, giver, taker, day } of flows) {
    if (isMember(giver) && (way === 'in' || way === 'between')) add(`drawn ${giver} ${specification}`, day);
    if (isMember(taker) && way === 'out') add(`made ${taker} ${specification}`, day);
    if (way === 'in' || way === 'out') for (const agent of new Set([giver, taker])) add(`works ${agent}`, day);
  }
  const longest = (key: string) => {
    const gaps = gapsOf([...(days.get(key) ?? [])].sort((a, b) => a - b));
    return gaps.length > 0 ? Math.max(...gaps) : undefined;
  };
  return (holder, thing) =>
    longest(`drawn ${holder} ${thing}`) ?? longest(`made ${holder} ${thing}`) ?? longest(`works ${holder}`);
}
