import { type Decimal, formatDecimal, isNegative, subtract } from '../0-base/decimal.ts';
import { problem } from '../0-base/problem.ts';
import { coherentUnit, findUnit, fromCoherent } from '../0-base/unit.ts';
import { type Draft, findRecord, nameOf } from './draft.ts';
import { noPosition } from './head.ts';
import { netOf } from './outcome.ts';
import type { EventEffects, Posting } from './shape.ts';
import type { Head } from './state.ts';

/**
 * Reports what an event broke of the network's policies, after its postings: stock.negative and holder.mismatch
 * (somebody else holds it), as warnings, or as problems where the network refuses them.
 * Ecological agents, and agents that are not members, are exempt.
 */
export function checkPolicies(draft: Draft, { event, postings }: EventEffects): void {
  for (const { resource, holder } of holdersThatFell(postings)) {
    if (draft.doubtful.has(resource) || isExempt(draft, holder)) continue;
    const shortfall = shortfallOf(draft.ledger.heads.get(resource)!, holder, postings);
    if (!shortfall) continue;
    const { negativeStock, holder: holderPolicy } = draft.context.policies ?? {};
    const [name, who] = [nameOf(draft, resource), holder ? nameOf(draft, holder) : 'nobody named'];
    const value = shown(shortfall.value, draft, { resource, unit: event.body.resourceQuantity?.hasUnit });
    const found = shortfall.elsewhere
      ? problem('holder.mismatch', '/provider', { provider: who, name }, event.id)
      : problem('stock.negative', '/resourceQuantity', { name, holder: who, value }, event.id);
    const refused = negativeStock === 'refuse' || (shortfall.elsewhere && holderPolicy === 'refuse');
    (refused && !draft.context.replayed ? draft.problems : draft.warnings).push(found);
  }
}

function holdersThatFell(postings: readonly Posting[]): Pick<Posting, 'resource' | 'holder'>[] {
  const fell = postings.filter((each) => isNegative(each.quantity));
  return fell.filter(
    ({ resource, holder }, place) =>
      fell.findIndex((each) => each.resource === resource && each.holder === holder) === place,
  );
}

function isExempt(draft: Draft, holder: string): boolean {
  if (holder === '') return false;
  const { members } = draft.context;
  const isOutside = members !== undefined && !members.has(holder);
  return isOutside || findRecord(draft, holder)?.class === 'EcologicalAgent';
}

/** How far below zero an event brought a holder on either account; whether it had nothing while another holder has some. */
function shortfallOf(
  head: Head,
  holder: string,
  postings: readonly Posting[],
): { value: Decimal; elsewhere: boolean } | undefined {
  for (const account of ['onhand', 'accounting'] as const) {
    const net = netOf(postings, { resource: head.resource, holder, account });
    const value = (head.positions.get(holder) ?? noPosition)[account];
    if (!isNegative(net) || !isNegative(value)) continue;
    const hadNone = subtract(value, net).coefficient <= 0n;
    const others = [...head.positions].filter(([other]) => other !== holder);
    return { value, elsewhere: hadNone && others.some(([, position]) => position[account].coefficient > 0n) };
  }
  return undefined;
}

function shown(
  value: Decimal,
  draft: Draft,
  { resource, unit }: { resource: string; unit: string | undefined },
): string {
  const dimension = draft.ledger.heads.get(resource)?.dimension;
  const shownIn = findUnit(unit ?? '') ?? coherentUnit(dimension ?? 'count');
  return `${formatDecimal(fromCoherent(value, shownIn))} ${shownIn.symbol}`;
}
