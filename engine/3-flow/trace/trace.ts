import type { Facts } from '../../1-record/facts.ts';
import type { LotMethod } from '../../1-record/network.ts';
import { groundOf, type GroundRequest } from './ground.ts';
import { planTrace, type TracePlan } from './plan.ts';
import { weightsOf } from './weight.ts';

/** What a plan is made from. */
export interface TracePlanRequest extends GroundRequest {
  /** IANA name of the network's zone. */
  readonly zone: string;
  /** Else the network's own. */
  readonly method?: LotMethod | undefined;
}

/** The method of a network; average unless it says otherwise. */
const lotMethodOf = (facts: Facts): LotMethod => [...(facts.Network?.values() ?? [])][0]?.lotMethod ?? 'average';

/** Reads a netted table once, for whatever is asked about its lots: places, weights, and what every move takes along. */
export function tracePlan({ zone, method, ...request }: TracePlanRequest): TracePlan {
  const ground = groundOf(request);
  const weights = weightsOf(ground, { facts: request.facts, zone });
  const { facts } = request;
  const unfinished = new Set<string>();
  for (const [id, process] of facts.Process ?? []) if (process.finished === false) unfinished.add(id);
  return planTrace(ground, weights, { method: method ?? lotMethodOf(facts), unfinished });
}
