import { contributionsOf, type FlowSum } from '../../../engine/2-ledger/flow-sums.ts';
import { netEvents } from '../../../engine/2-ledger/net-events.ts';
import { add, formatDecimal, zero } from '../../../engine/0-base/decimal.ts';
import type { Column } from '../../marks/table.ts';
import { formatMeasure, formatNumber, measureIn } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import { amountColumns, measureFor } from './amount.ts';
import { asKnown, eventsOf, leftOut, periodOf, periodWords } from './load.ts';
import { namesIn, ready, type Report, reportTable, type Request, whoseFirst } from './report.ts';
import { say } from './words.ts';

/** What an agent gave beside goods in a period: hours, tools, knowledge, services. */
export async function contributions(request: Request): Promise<Answer<Report>> {
  const words = say().contributions;
  const { opened, values } = request;
  const { agent } = values;
  const table = (caption: string, rows: readonly FlowSum[]) =>
    reportTable({ id: 'report', caption, columns: sumColumns(request), rows });
  if (!agent) return whoseFirst(words.title, words.who, table(words.title, []));
  const period = await periodOf(request);
  if (!period.ok) return period;
  const pages = await eventsOf(request, { provider: agent, ...period.value });
  if (!pages.ok) return pages;
  const rows = contributionsOf(netEvents(pages.value.flatMap(({ items }) => items)), agent, opened.facts);
  const when = periodWords(period.value);
  const whose = namesIn(request)(agent);
  return ready({
    title: words.titleOf(whose),
    finding: [rows.length === 0 ? words.none(when) : words.finding(when, hoursOf(rows))],
    notes: [words.lead, ...asKnown(request), ...leftOut(pages.value)],
    tables: [table(`${words.titleOf(whose)}, ${when}`, rows)],
  });
}

/** All hours of work together. */
function hoursOf(rows: readonly FlowSum[]): string {
  const hours = rows.filter(({ kind, dimension }) => kind === 'hours' && dimension === 'time');
  const seconds = formatDecimal(hours.map(({ quantity }) => quantity).reduce(add, zero));
  return formatMeasure(measureIn({ hasNumericalValue: seconds, hasUnit: 'second-Time' }, 'hour'));
}

/** The columns of sums of flows. */
export function sumColumns(request: Request): Column<FlowSum>[] {
  const { facts } = request.opened;
  const words = say().sums;
  const name = namesIn(request);
  const measure = (row: FlowSum) =>
    row.dimension === 'time'
      ? measureIn({ hasNumericalValue: formatDecimal(row.quantity), hasUnit: row.unit }, 'hour')
      : measureFor(facts, row, row.specification);
  return [
    { id: 'kind', head: words.kind, value: ({ kind }) => words.kinds[kind] },
    {
      id: 'what',
      head: words.what,
      value: ({ specification, resource }) => name(resource) || name(specification) || words.unnamed,
    },
    ...amountColumns<FlowSum>(words.amount, measure),
    {
      id: 'events',
      head: words.events,
      about: 'count',
      value: ({ events }) => events,
      show: ({ events }) => formatNumber(events, 9),
    },
    {
      id: 'corrected',
      head: words.corrected,
      about: 'count',
      value: ({ corrected }) => corrected,
      show: ({ corrected }) => (corrected > 0 ? formatNumber(corrected, 9) : ''),
    },
  ];
}
