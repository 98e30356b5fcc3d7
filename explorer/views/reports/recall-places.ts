import type { Facts } from '../../../engine/1-record/facts.ts';
import type { TraceEndItem, TraceItem } from '../ledger/trace/answer.ts';

/** Whom a place with some of a recalled lot concerns: whoever recalls, somebody to call, nobody any more, or nobody knows whom. */
export type Concern = 'own' | 'call' | 'gone' | 'unknown';

/** Where some of a lot is in the end, and in whose hands. */
export interface RecalledPlace extends TraceEndItem {
  readonly concern: Concern;
  readonly hands: string | undefined;
}

/** What is too little for a call, counted and added up. */
export interface Traces {
  readonly count: number;
  readonly amount: number;
}

/** Somebody to call: how much of the lot is with them in the end; nothing where they handed all of it on. */
export interface Called {
  readonly agent: string;
  readonly amount: number;
}

/** What a recall finds. */
export interface Recalled {
  readonly asker: string;
  readonly places: readonly RecalledPlace[];
  readonly traces: Traces;
  readonly calls: readonly Called[];
  /** Those with traces only, to whom nothing of it was handed directly. */
  readonly spared: readonly Called[];
  readonly sums: Readonly<Record<Concern, number>>;
}

/** Below one gram or one millilitre, or a millionth of the lot, nobody is called. */
const leastAmounts: Readonly<Record<string, number>> = { kilogram: 1e-3, cubicMetre: 1e-6 };
const leastShare = 1e-6;

/** The least of a lot that is worth a call. */
export const leastOf = ({ unit, total }: Pick<TraceItem, 'unit' | 'total'>): number =>
  Math.max(total * leastShare, leastAmounts[unit] ?? 0);

const isTrace = (amount: number, track: TraceItem): boolean => amount < leastOf(track);

interface Recall {
  readonly track: TraceItem;
  readonly facts: Facts;
  /** Who recalls; '' for whoever the lot began with. */
  readonly agent: string;
  /** Who got some of it from the lot itself. */
  readonly receivers: readonly string[];
  /** In whose hands containers are. */
  readonly holders: ReadonlyMap<string, string>;
}

/** Sorts where a lot is by whom it concerns; what is too little for a call is added up, never left out. */
export function recalledOf({ track, facts, agent, receivers, holders }: Recall): Recalled {
  const asker = agent || beganWith(track);
  const all = track.ends.map((end): RecalledPlace => {
    const hands = handsOf(track, facts, end.node) ?? holders.get(resourceOf(track, end.node) ?? '');
    return { ...end, hands, concern: concernOf(end, hands, asker) };
  });
  const held = new Map<string, number>();
  for (const { hands, amount, concern } of all)
    if (hands !== undefined && concern === 'call') held.set(hands, (held.get(hands) ?? 0) + amount);
  const direct = new Set(receivers.filter((each) => each !== asker));
  const calls = [...new Set([...direct, ...held.keys()])].map((each) => ({ agent: each, amount: held.get(each) ?? 0 }));
  const isSpared = (each: Called) => !direct.has(each.agent) && isTrace(each.amount, track);
  const small = all.filter(({ amount }) => isTrace(amount, track));
  return {
    asker,
    places: all.filter(({ amount }) => !isTrace(amount, track)).sort(byConcern),
    traces: { count: small.length, amount: small.reduce((sum, { amount }) => sum + amount, 0) },
    calls: calls.filter((each) => !isSpared(each)).sort((a, b) => b.amount - a.amount),
    spared: calls.filter(isSpared),
    sums: sumsOf(all),
  };
}

const order: readonly Concern[] = ['own', 'call', 'unknown', 'gone'];
const byConcern = (a: RecalledPlace, b: RecalledPlace): number =>
  order.indexOf(a.concern) - order.indexOf(b.concern) || b.amount - a.amount;

function sumsOf(places: readonly RecalledPlace[]): Record<Concern, number> {
  const sums: Record<Concern, number> = { own: 0, call: 0, gone: 0, unknown: 0 };
  for (const { concern, amount } of places) sums[concern] += amount;
  return sums;
}

/** In whose hands the most of the lot ever was among those where it began. */
function beganWith({ nodes }: TraceItem): string {
  const lot = nodes.filter(({ depth, holder }) => depth === 0 && holder !== undefined);
  return lot.sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))[0]?.holder ?? '';
}

const resourceOf = ({ nodes }: TraceItem, id: string): string | undefined =>
  nodes.find((node) => node.id === id)?.resource;

/** Who has a place in hand; what is in a batch is with whoever does it, else with whom what went into it was. */
function handsOf({ nodes, edges }: TraceItem, facts: Facts, id: string): string | undefined {
  const node = nodes.find((each) => each.id === id);
  if (node?.holder !== undefined || node?.kind !== 'process') return node?.holder;
  const feeding = edges.find(({ to }) => to === id)?.from;
  return facts.Process?.get(node.process ?? '')?.inScopeOf ?? nodes.find((each) => each.id === feeding)?.holder;
}

function concernOf({ kind }: TraceEndItem, hands: string | undefined, asker: string): Concern {
  if (kind === 'released' || kind === 'lost' || kind === 'returned') return 'gone';
  if (hands === undefined || kind === 'covered') return 'unknown';
  return hands === asker ? 'own' : 'call';
}
