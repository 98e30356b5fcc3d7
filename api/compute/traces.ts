import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { formatDay } from '../../engine/0-base/time.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import { agents } from '../../engine/1-record/kind.ts';
import type { LotMethod } from '../../engine/1-record/network.ts';
import { wholeLotOf, type WholeLot } from '../../engine/2-ledger/lot-register.ts';
import { answerTrace } from '../../engine/3-flow/trace/answer.ts';
import { type ContainmentChange, containmentsOf } from '../../engine/3-flow/trace/containment.ts';
import type { GroundNode } from '../../engine/3-flow/trace/ground.ts';
import type { TracePlan } from '../../engine/3-flow/trace/plan.ts';
import type {
  TraceAnswer,
  TraceDirection,
  TraceEdge,
  TraceEnd,
  TraceEndKind,
  TraceNode,
} from '../../engine/3-flow/trace/shape.ts';
import type { TraceProcesses } from '../../engine/3-flow/trace/shown.ts';
import { tracePlan } from '../../engine/3-flow/trace/trace.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** Which lot, in which direction, by which method, and how much of the answer. */
export interface TraceQuery {
  readonly direction: TraceDirection;
  readonly resource: string;
  /** All stocks of the lot that the resource is of, wherever they are. */
  readonly lot?: boolean | undefined;
  readonly holder?: string | undefined;
  readonly method?: LotMethod | undefined;
  readonly depth?: number | undefined;
  readonly nodes?: number | undefined;
  readonly processes?: TraceProcesses | undefined;
  /** What was put into containers and taken out of them. */
  readonly containments?: readonly ContainmentChange[] | undefined;
}

/** A place with what it is called and, where somebody has it in hand, by whom. */
type NamedNode = TraceNode & { readonly name: string; readonly holderName?: string };
/** Days as dates. */
type DatedEdge = Omit<TraceEdge, 'first' | 'last'> & { readonly first: string; readonly last: string };
type NamedEnd = TraceEnd & { readonly name: string; readonly holderName?: string };

export interface ToldTrace extends Omit<TraceAnswer, 'nodes' | 'edges' | 'ends'> {
  readonly name: string;
  readonly finding: string;
  readonly methodText: string;
  /** The lot that was followed; what of it is counted in another unit stands apart. */
  readonly lot?: WholeLot & { readonly apart: readonly string[] };
  readonly nodes: readonly NamedNode[];
  readonly edges: readonly DatedEdge[];
  readonly ends: readonly NamedEnd[];
  readonly sequence: number;
}

const mostNodes = 100;

/** Where a lot went, or what is in it. Problems: record.unknown. */
export function tracesOf(
  world: World,
  _shelf: Shelf,
  {
    direction,
    resource,
    method,
    lot: isWhole = false,
    nodes: limit = mostNodes,
    containments = [],
    ...asked
  }: TraceQuery,
): { value: ToldTrace } | { problems: Problem[] } {
  const { facts, table, zone, sequence } = world;
  if (!facts.EconomicResource?.has(resource))
    return { problems: [problem('record.unknown', '', { class: 'EconomicResource', value: resource })] };
  const plan = remembered(world, `trace plan ${method ?? ''}`, () =>
    tracePlan({ table, facts, zone, method, containments: containmentsOf(containments) }),
  );
  const lot = isWhole ? wholeLotOf(facts, resource) : undefined;
  const others = lot?.resources.filter((each) => each !== resource) ?? [];
  const found = answerTrace({ plan, facts, direction, resource, others, limit, ...asked });
  const answer = found ?? emptyAnswer(direction, resource, plan.method);
  const name = facts.EconomicResource.get(resource)!.name ?? resource;
  const named = new Map(answer.nodes.map((node) => [node.id, { ...node, ...namesOf(facts, node) }]));
  return {
    value: {
      ...answer,
      ...{ name, finding: findingOf(answer, name), methodText: methodTexts[plan.method], sequence },
      ...(lot && { lot: { ...lot, apart: apartFrom(answer.unit, lot, plan) } }),
      nodes: [...named.values()],
      edges: answer.edges.map((edge) => ({ ...edge, first: formatDay(edge.first), last: formatDay(edge.last) })),
      ends: answer.ends.map((end) => {
        const { name: of, holderName } = named.get(end.node)!;
        return { ...end, name: of, ...(holderName !== undefined && { holderName }) };
      }),
    },
  };
}

/** The stocks of a lot that are counted in another unit than what was followed. */
function apartFrom(unit: string, { resources }: WholeLot, { ground }: TracePlan): string[] {
  const isApart = (node: GroundNode, resource: string) =>
    node.kind === 'pool' && node.resource === resource && node.unit !== unit;
  return resources.filter((resource) => ground.nodes.some((node) => isApart(node, resource)));
}

const emptyAnswer = (direction: TraceDirection, resource: string, method: LotMethod): TraceAnswer => ({
  ...{ direction, resource, method, total: 0, unrecorded: 0, unit: '', nodes: [], edges: [], ends: [], sums: {} },
  remainder: { nodes: 0, share: 0, ends: {} },
});

function namesOf(facts: Facts, node: TraceNode): { name: string; holderName?: string } {
  const { resource, holder, specification, process, basedOn } = node;
  const agentName = (id: string): string => agents.map((each) => facts[each]?.get(id)?.name).find(Boolean) ?? id;
  const made =
    specification === undefined ? undefined : (facts.ResourceSpecification?.get(specification)?.name ?? specification);
  const name =
    (resource !== undefined && (facts.EconomicResource?.get(resource)?.name ?? made)) ||
    (process !== undefined && (facts.Process?.get(process)?.name ?? process)) ||
    (basedOn !== undefined && (facts.ProcessSpecification?.get(basedOn)?.name ?? basedOn)) ||
    made ||
    placeWords[node.kind] ||
    (holder !== undefined ? agentName(holder) : node.id);
  return { name, ...(holder !== undefined && { holderName: agentName(holder) }) };
}

const placeWords: Partial<Readonly<Record<TraceNode['kind'], string>>> = { loss: 'Lost', beyond: 'Other places' };

/** What the methods do, for whoever reads an answer. */
const methodTexts: Readonly<Record<LotMethod, string>> = {
  average:
    'Mixed: what is taken out of a stock is a part of all that is in it at that moment. What a process takes in goes to all that it gives out from then on, by dry matter (mass less water) where that is known, else by quantity or in equal parts by kind.',
  fifo: 'First in, first out: what is taken out of a stock is what came in first. What a process takes in goes to all that it gives out from then on, by dry matter (mass less water) where that is known, else by quantity or in equal parts by kind.',
  lot: 'By lot: what is taken out of a named stock is a part of all that is in it at that moment; what has no name is in no lot and is not followed. What a process takes in goes to all that it gives out from then on, by dry matter (mass less water) where that is known, else by quantity or in equal parts by kind.',
};

const endWords: Readonly<Record<TraceEndKind, string>> = {
  stock: 'in stock',
  delivered: 'delivered outside',
  released: 'released to nature',
  lost: 'lost',
  progress: 'in progress',
  covered: 'made good what was taken out before it came',
  unnamed: 'where no lot is named',
  returned: 'came back into the lot itself',
  opening: 'opening stock',
  received: 'received from outside',
  taken: 'taken from nature',
  unrecorded: 'of an origin that is not recorded',
};

const figure = (value: number): string => new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);

/** The answer in a sentence. */
function findingOf({ direction, total, unit, sums }: TraceAnswer, name: string): string {
  if (total === 0) return `Nothing of ${name} was ever recorded.`;
  const symbol = findUnit(unit)?.symbol ?? unit;
  const parts = (Object.entries(sums) as [TraceEndKind, number][])
    .sort(([, a], [, b]) => b - a)
    .map(([kind, sum]) => {
      const amount = direction === 'track' ? `${figure(sum)} ${symbol}` : `${figure(100 * sum)} %`;
      return `${amount} ${endWords[kind]}`;
    });
  const of = `${figure(total)} ${symbol} of ${name}`;
  return direction === 'track' ? `Of ${of}: ${parts.join(', ')}.` : `${of} came of: ${parts.join(', ')}.`;
}
