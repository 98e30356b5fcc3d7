import { groupBy } from '../0-base/group.ts';
import { type Facts, isMoney } from '../1-record/facts.ts';
import { type ActionRow, findAction } from './action.ts';
import type { NetEvent, ToldEvent } from './net-events.ts';
import type { Amount } from './shape.ts';

/** A lot: the stock that it is, and the code on it. */
export interface Lot {
  readonly resource: string | undefined;
  readonly specification: string | undefined;
  readonly code: string | undefined;
  readonly expires: string | undefined;
}

/** What a register of lots cannot do without: a code on the lot, a known other side, an amount. */
export type LotGap = 'code' | 'other' | 'amount';

/** A lot that came from somebody or went to somebody: one step of the way of food (Regulation (EC) 178/2002, article 18). */
export interface LotStep<E extends ToldEvent = ToldEvent> {
  readonly event: E;
  readonly other: string;
  readonly amount: Amount | undefined;
  /** Under which it stands in the books that the register is of. */
  readonly lot: Lot;
  /** The code that the other side has for it, where another. */
  readonly otherCode: string | undefined;
  readonly gaps: readonly LotGap[];
}

/** A process with the lots that went into it and those that came out of it. */
export interface LotUse<E extends ToldEvent = ToldEvent> {
  readonly process: string;
  readonly in: readonly LotPart<E>[];
  readonly out: readonly LotPart<E>[];
}

/** An amount of a lot in a process. */
export interface LotPart<E extends ToldEvent = ToldEvent> {
  readonly event: E;
  readonly lot: Lot;
  readonly amount: Amount | undefined;
}

/** What somebody must be able to tell of their lots: one step back, one step forward, and what became what in between. */
export interface LotRegister<E extends ToldEvent = ToldEvent> {
  readonly received: readonly LotStep<E>[];
  readonly given: readonly LotStep<E>[];
  readonly used: readonly LotUse<E>[];
}

/** Whether goods pass from hand to hand by an action, when its two sides are not one. */
const handsOver = ({ flowRole, impliedTransfer, onhandEffect }: ActionRow): boolean =>
  onhandEffect === 'decrementIncrement' || (flowRole !== 'service' && impliedTransfer !== 'none');

/** The lot that a stock is, as far as it is recorded; its tracking identifier counts where it has no lot. */
export function lotOf(facts: Facts, resource: string | undefined, specification?: string): Lot {
  const body = resource === undefined ? undefined : facts.EconomicResource?.get(resource);
  const record = body?.ofBatchLot === undefined ? undefined : facts.BatchLotRecord?.get(body.ofBatchLot);
  return {
    resource,
    specification: body?.conformsTo ?? specification,
    code: record?.batchLotCode ?? body?.trackingIdentifier,
    expires: record?.expirationDate,
  };
}

/** A lot with all stocks that it stands in. */
export interface WholeLot {
  readonly code: string;
  readonly specification: string;
  readonly resources: readonly string[];
}

/**
 * The lots: stocks of one kind of thing that bear the same code, whoever holds them. What is made of a lot is another kind of thing, though it
 * may keep the code: a recall follows it there by amounts.
 */
export function lotsOf(facts: Facts): readonly WholeLot[] {
  const known = [...(facts.EconomicResource?.keys() ?? [])].flatMap((resource) => {
    const { code, specification = '' } = lotOf(facts, resource);
    return code === undefined ? [] : [{ code, specification, resource }];
  });
  const lots = groupBy(known, ({ code, specification }) => JSON.stringify([specification, code]));
  return [...lots.values()].map((all) => ({
    code: all[0]!.code,
    specification: all[0]!.specification,
    resources: all.map(({ resource }) => resource),
  }));
}

/** The lot that a stock is part of; undefined when it bears no code. */
export const wholeLotOf = (facts: Facts, resource: string): WholeLot | undefined =>
  lotsOf(facts).find(({ resources }) => resources.includes(resource));

interface Of {
  readonly agent: string;
  readonly facts: Facts;
}

/** What has no lot: energy comes by a meter. */
const isMetered = (amount: Amount | undefined): boolean =>
  amount?.dimension === 'energy' || amount?.dimension === 'power';

/**
 * The register of an agent's lots from events of theirs, what is undone left out: goods that came from others, goods that
 * went to others, and the processes in between. Money, energy, services, work and knowledge are no lots, nor is what goes to
 * air, soil or water.
 */
export function lotRegister<E extends ToldEvent>(events: readonly NetEvent<E>[], of: Of): LotRegister<E> {
  const standing = events.filter(({ undone }) => !undone);
  const steps = standing.flatMap((each) => stepOf(each, of) ?? []);
  return {
    received: steps.filter(({ event }) => event.receiver === of.agent),
    given: steps.filter(({ event }) => event.provider === of.agent),
    used: usesOf(standing, of),
  };
}

function stepOf<E extends ToldEvent>(
  { event, resource: amount }: NetEvent<E>,
  { agent, facts }: Of,
): LotStep<E> | undefined {
  const row = findAction(event.action);
  const { provider, receiver, resourceInventoriedAs: from, toResourceInventoriedAs: to } = event;
  if (!row || !handsOver(row) || provider === receiver || (provider !== agent && receiver !== agent)) return undefined;
  const isReceived = receiver === agent;
  const [own, theirs] = isReceived ? [to ?? from, from] : [from ?? to, to];
  const lot = lotOf(facts, own, event.resourceConformsTo);
  const other = (isReceived ? provider : receiver) ?? '';
  if (isMoney(facts, lot.specification) || isMetered(amount) || facts.EcologicalAgent?.has(other)) return undefined;
  const code = lotOf(facts, theirs).code;
  const gaps = [
    (lot.code ?? code) ? [] : ['code' as const],
    other ? [] : ['other' as const],
    amount ? [] : ['amount' as const],
  ];
  return { event, other, amount, lot, otherCode: code === lot.code ? undefined : code, gaps: gaps.flat() };
}

function usesOf<E extends ToldEvent>(events: readonly NetEvent<E>[], { agent, facts }: Of): LotUse<E>[] {
  const uses = new Map<string, { in: LotPart<E>[]; out: LotPart<E>[] }>();
  for (const { event, resource: amount } of events) {
    const role = findAction(event.action)?.flowRole;
    const process = event.inputOf ?? event.outputOf;
    if (process === undefined || (role !== 'in' && role !== 'out') || isMetered(amount)) continue;
    // What goes in is then in the receiver's hands, what comes out is still in the provider's.
    const { provider, receiver } = event;
    if ((role === 'in' ? (receiver ?? provider) : (provider ?? receiver)) !== agent) continue;
    const use = uses.get(process) ?? { in: [], out: [] };
    uses.set(process, use);
    const resource = event.resourceInventoriedAs ?? event.toResourceInventoriedAs;
    use[role].push({ event, amount, lot: lotOf(facts, resource, event.resourceConformsTo) });
  }
  return [...uses].map(([process, use]) => ({ process, ...use }));
}
