import type { Facts } from '../1-record/facts.ts';
import type { FlowTable } from '../3-flow/columns.ts';
import { findCandidates } from './candidate.ts';
import { type Position, positionOf } from '../1-record/distance.ts';
import { classesOf } from './ground.ts';
import { goodsOf } from './goods.ts';
import { judgePair, type Pair, verdictOf } from './judge.ts';
import type { Carriage, ReuseKnowledge } from './knowledge.ts';
import { contentsOn } from './mass.ts';
import { findNeeds } from './need.ts';
import { findPrecedents } from './precedent.ts';
import type { Need, Span, Surplus } from './shape.ts';
import { findSurpluses } from './surplus.ts';

/** What reuse is found in. */
export interface ReuseRequest {
  /** Netted: corrections merged into what they correct. */
  readonly table: FlowTable;
  readonly facts: Facts;
  /** IANA name of the network's zone. */
  readonly zone: string;
  readonly span: Span;
  readonly knowledge: ReuseKnowledge;
}

/** A pair with what it takes when each better one takes first. */
export interface RankedPair extends Pair {
  /** In `unit`; 0 unless the pair is plausible. No surplus is taken twice, and no need is filled twice. */
  readonly taken: number;
}

/** What a network has too much of, what it needs, and which could meet. */
export interface ReuseFinding {
  readonly surpluses: readonly Surplus[];
  readonly needs: readonly Need[];
  /** Plausible ones first, in each the heaviest first, of equals the nearest. */
  readonly pairs: readonly RankedPair[];
  /** Pairs that have something in common and were not looked at: of very many needs only the nearest are. */
  readonly left: number;
  /** What carriage was counted at, where a price is known. */
  readonly carriage: Carriage | undefined;
}

/**
 * Finds surpluses and needs of a span and judges every pair that has a ground. What could have moved is the least of what was offered and
 * what was asked for, day by day within the time that it keeps; nothing here says what would be spared by it.
 */
export function findReuse({ table, facts, zone, span, knowledge }: ReuseRequest): ReuseFinding {
  const goods = goodsOf(table, facts);
  const lastDay = goods.flows.reduce((last, { day }) => Math.max(last, day), 0);
  const today = Math.min(span.end - 1, lastDay);
  const contents = contentsOn(facts, zone, today);
  const surpluses = findSurpluses({ goods, facts, span });
  const needs = findNeeds({ goods, span });
  const classes = classesOf(facts, knowledge);
  const placed = placesOf(facts);
  const { list, left } = findCandidates({
    surpluses,
    needs,
    classes,
    precedents: findPrecedents(goods, contents),
    substitutions: knowledge.substitutions,
    positionOf: placed,
  });
  const bench = { contents, classes, carriage: knowledge.carriage, positionOf: placed, today };
  const judged = list.map((candidate) => judgePair(candidate, bench));
  return { surpluses, needs, pairs: share(judged.sort(byRank)), left, carriage: knowledge.carriage };
}

function placesOf(facts: Facts): (agent: string) => Position | undefined {
  const known = new Map<string, Position | undefined>();
  return (agent) => {
    if (!known.has(agent)) known.set(agent, positionOf(facts, agent));
    return known.get(agent);
  };
}

const order = ['plausible', 'unknown', 'rejected'] as const;
const heavier = (value: number) => (Number.isNaN(value) ? -1 : value);

function byRank(a: Pair, b: Pair): number {
  return (
    order.indexOf(a.verdict) - order.indexOf(b.verdict) ||
    heavier(b.kilograms) - heavier(a.kilograms) ||
    (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Lets each plausible pair in its rank take what the better ones left; one for which nothing is left is told so. */
function share(pairs: readonly Pair[]): RankedPair[] {
  const offered = new Map<string, number>();
  const asked = new Map<string, number>();
  const shared = pairs.map((pair): RankedPair => {
    if (pair.verdict !== 'plausible') return { ...pair, taken: 0 };
    const { surplus, need, whole } = pair;
    const stock = offered.get(surplus.id) ?? surplus.quantity;
    const open = asked.get(need.id) ?? 1;
    const taken = Math.max(0, Math.min(pair.amount, stock, open * whole));
    offered.set(surplus.id, stock - taken);
    asked.set(need.id, open - taken / whole);
    if (taken > 0) return { ...pair, taken };
    const obstacles = [...pair.obstacles, { is: 'promised' } as const];
    return { ...pair, taken: 0, obstacles, verdict: verdictOf(obstacles) };
  });
  return shared.sort(byRank);
}
