import type { Facts } from '../../../../engine/1-record/facts.ts';
import type { LotMethod } from '../../../../engine/1-record/network.ts';
import type { TraceEndKind } from '../../../../engine/3-flow/trace/shape.ts';
import type { Column } from '../../../marks/table.ts';
import { formatAmount, formatNumber, formatShare, unitSymbol } from '../../../text/format.ts';
import { kindName, plainName } from '../../names.ts';
import { endName, type TraceEndItem, type TraceItem } from './answer.ts';
import { say } from './words.ts';

/** What is found, first things first: how much of the lot is where, or what it is made of. */
export function traceFinding(item: TraceItem): string[] {
  const words = say();
  const name = plainName(item.name);
  if (item.total === 0) return [words.nothing(name)];
  const total = formatAmount(item.total, item.unit);
  const parts = (Object.entries(item.sums) as [TraceEndKind, number][])
    .filter(([kind]) => kind !== 'returned')
    .sort(([, a], [, b]) => b - a)
    .map(([kind, sum]) => partOf(item, kind, sum));
  return [
    item.direction === 'track' ? words.went(total, name, parts.join(', ')) : words.came(total, name, parts.join(', ')),
    ...(item.sums.returned ? [words.returned(amountOf(item, item.sums.returned))] : []),
    ...(item.unrecorded > 0 ? [words.unrecorded(formatAmount(item.unrecorded, item.unit))] : []),
  ];
}

const amountOf = ({ direction, unit }: TraceItem, sum: number): string =>
  direction === 'track' ? formatAmount(sum, unit) : formatShare(sum, 3);

const partOf = (item: TraceItem, kind: TraceEndKind, sum: number): string =>
  `${amountOf(item, sum)} ${say().ends[kind]}`;

/** How it was reckoned, and what the picture leaves out. */
export function traceNotes(item: TraceItem): string[] {
  const words = say();
  const { nodes, share } = item.remainder;
  return [
    words.reckoned[item.method satisfies LotMethod],
    words.processes,
    ...(nodes > 0 ? [words.more(formatNumber(nodes, 9), formatShare(share))] : []),
  ];
}

/** The order in which ends stand unless another is asked for: the largest part first. */
export const endOrder = { by: 'share', down: true } as const;

/** The columns of the table of ends. */
export function endColumns(facts: Facts, item: TraceItem): Column<TraceEndItem>[] {
  const words = say();
  const nodes = new Map(item.nodes.map((node) => [node.id, node]));
  const columns: Column<TraceEndItem>[] = [
    { id: 'kind', head: words.columns.kind, value: ({ kind }) => words.ends[kind] },
    { id: 'place', head: words.columns.place, value: ({ node, name }) => endName(nodes, { node, name }) },
    {
      id: 'thing',
      head: words.columns.thing,
      value: ({ node }) => kindName(facts, nodes.get(node)?.specification),
    },
    { id: 'holder', head: words.columns.holder, value: ({ holderName = '' }) => plainName(holderName) },
    {
      id: 'amount',
      head: item.direction === 'track' ? words.columns.ofLot : words.columns.wentIn,
      about: 'traced',
      value: ({ amount }) => amount,
      show: ({ amount }) => formatNumber(amount),
      rank: ({ amount, unit }) => ({ kind: unit, size: amount }),
    },
    { id: 'unit', head: words.columns.unit, value: ({ unit }) => unitSymbol(unit) },
    {
      id: 'share',
      head: item.direction === 'track' ? words.columns.shareOfLot : words.columns.shareOfIt,
      about: 'tracedShare',
      unit: '%',
      value: ({ share }) => 100 * share,
      show: ({ share }) => formatNumber(100 * share, 3),
    },
    {
      id: 'there',
      head: words.columns.there,
      about: 'stock',
      value: ({ quantity }) => quantity,
      show: ({ quantity }) => (quantity === undefined ? '' : formatNumber(quantity)),
    },
    { id: 'thereUnit', head: words.columns.unit, value: ({ quantityUnit = '' }) => unitSymbol(quantityUnit) },
    {
      id: 'part',
      head: words.columns.part,
      about: 'tracedShare',
      unit: '%',
      value: ({ part }) => (part === undefined ? undefined : 100 * part),
      show: ({ part }) => (part === undefined ? '' : formatNumber(100 * part, 3)),
    },
  ];
  const isBack = item.direction === 'trace';
  return columns.filter(({ id }) => !isBack || !['there', 'thereUnit', 'part'].includes(id));
}
