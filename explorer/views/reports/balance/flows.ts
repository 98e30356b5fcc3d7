import type { Column } from '../../../marks/table.ts';
import { formatDate, formatNumber } from '../../../text/format.ts';
import { eventAddress, namesIn, type Request } from '../report.ts';
import { sayBalance } from '../words.ts';
import { columnUnit, type Writing } from './amount.ts';
import { type FlowAnswer, figureOf } from './answer.ts';

/** What a flow is of: its kind of thing, or what is expected. */
export function flowName({ kind, flow, specification, resource }: FlowAnswer, request: Request): string {
  const name = namesIn(request);
  if (kind === 'expected') return sayBalance().explanations.flows[flow] ?? flow;
  return name(specification) || name(resource);
}

interface Given {
  readonly request: Request;
  readonly writing: Writing;
  readonly flows: readonly FlowAnswer[];
  readonly isSuspect: (flow: FlowAnswer) => boolean;
  readonly eventOf: (sequence: number) => string | undefined;
}

/** What each figure of a flow means. */
const terms = {
  recorded: 'recorded',
  deviation: 'deviation',
  adjusted: 'adjusted',
  adjustedDeviation: 'deviation',
  difference: 'adjusted',
} as const;

/** The columns of flows as they were recorded, beside what would close every balance. */
export function flowColumns({ request, writing, flows, isSuspect, eventOf }: Given): Column<FlowAnswer>[] {
  const { columns: heads, kinds, standings, suspectMark } = sayBalance().reconciled;
  const name = namesIn(request);
  const { symbol, divisor } = columnUnit(
    writing,
    flows.flatMap(({ recorded, adjusted }) => [figureOf(recorded), figureOf(adjusted)]),
  );
  const least = 1e-7 * divisor;
  const figure = (id: keyof typeof terms, of: (flow: FlowAnswer) => number | null): Column<FlowAnswer> => {
    const value = (flow: FlowAnswer): number | null => {
      const told = figureOf(of(flow));
      return Number.isNaN(told) ? null : Math.abs(told) < least ? 0 : told / divisor;
    };
    const show = (flow: FlowAnswer): string => (value(flow) === null ? '' : formatNumber(value(flow)!));
    return { id, head: heads[id], unit: symbol, about: terms[id], value, show };
  };
  const eventAt = ({ kind, sequence, record }: FlowAnswer): string | undefined =>
    kind === 'event' ? record || eventOf(sequence) : undefined;
  return [
    {
      id: 'what',
      head: heads.what,
      value: (flow) => flowName(flow, request),
      href: (flow) => {
        const event = eventAt(flow);
        return event && eventAddress(request, event);
      },
    },
    { id: 'day', head: heads.day, value: ({ day }) => day, show: ({ day }) => (day ? formatDate(day) : '') },
    { id: 'where', head: heads.where, value: ({ process, resource }) => name(process) || name(resource) },
    { id: 'kind', head: heads.kind, value: ({ kind }) => kinds[kind] },
    figure('recorded', ({ recorded }) => recorded),
    figure('deviation', ({ deviation }) => deviation),
    figure('adjusted', ({ adjusted }) => adjusted),
    figure('adjustedDeviation', ({ adjustedDeviation }) => adjustedDeviation),
    figure('difference', ({ recorded, adjusted }) => figureOf(adjusted) - figureOf(recorded)),
    {
      id: 'standing',
      head: heads.standing,
      long: true,
      value: (flow) => (isSuspect(flow) ? suspectMark : standings[flow.standing]),
    },
  ];
}
