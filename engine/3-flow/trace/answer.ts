import { flagsOf } from '../../0-base/group.ts';
import type { Facts } from '../../1-record/facts.ts';
import { traceGraph, trackGraph } from './graph.ts';
import type { GroundNode } from './ground.ts';
import { limitGraph } from './limit.ts';
import type { TracePlan } from './plan.ts';
import { sumsOf, type TraceAnswer, type TraceDirection } from './shape.ts';
import { shownPlaces, type TraceProcesses } from './shown.ts';

/** What is asked about. */
export interface TraceQuestion {
  readonly plan: TracePlan;
  readonly facts: Facts;
  readonly direction: TraceDirection;
  readonly resource: string;
  /** More stocks that are the same lot: what passes between them stays in it. */
  readonly others?: readonly string[] | undefined;
  /** Only what is in these hands; else all of the resource, whoever holds it. */
  readonly holder?: string | undefined;
  readonly processes?: TraceProcesses | undefined;
  /** Steps from the lot that are shown. */
  readonly depth?: number | undefined;
  /** Places that are shown, those with the most first. */
  readonly limit?: number | undefined;
}

/**
 * Answers where a lot went, or what is in it, with amounts. Undefined when nothing of the resource ever moved. A lot is all that was ever put into
 * the resource (in one pair of hands, where that is asked) and its other stocks, as far as these are counted in its unit. track: total = sum of all
 * ends. trace: the shares of all ends are 1.
 */
export function answerTrace(question: TraceQuestion): TraceAnswer | undefined {
  const { plan, facts, direction, resource, others = [], holder, processes = 'each', depth, limit } = question;
  const { nodes } = plan.ground;
  const lot = [resource, ...others];
  const unit = lot.flatMap((each) => unitOf(nodes.find((node) => isOf(node, each, holder))) ?? [])[0];
  if (unit === undefined) return undefined;
  const isLot = (node: GroundNode) => unitOf(node) === unit && lot.some((each) => isOf(node, each, holder));
  const given = {
    plan,
    marked: flagsOf(nodes, isLot),
    shown: shownPlaces(plan.ground, facts, processes),
    unit,
    isWhole: others.length > 0,
  };
  const graph = direction === 'track' ? trackGraph(given) : traceGraph(given);
  const { total, unrecorded } = graph;
  return {
    ...{ direction, method: plan.method, resource, total, unrecorded, unit, sums: sumsOf(graph.ends, direction) },
    ...limitGraph(graph, { direction, depth, limit }),
  };
}

const unitOf = (node: GroundNode | undefined): string | undefined =>
  node !== undefined && 'unit' in node ? node.unit : undefined;

const isOf = (node: GroundNode, resource: string, holder: string | undefined): boolean =>
  node.kind === 'pool' && node.resource === resource && (holder === undefined || node.holder === holder);
