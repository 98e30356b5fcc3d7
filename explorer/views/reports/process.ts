import type { ProcessBalance } from '../../../engine/3-flow/balance.ts';
import { flowSums } from '../../../engine/2-ledger/flow-sums.ts';
import { netEvents, type NetEvent } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { spreadWord } from '../ledger/event-row.ts';
import { formatNumber } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { actionWord, balanceLine } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { sumColumns } from './contributions.ts';
import { asKnown, eventsOf, leftOut, parameters } from './load.ts';
import { happenedColumn, namesIn, ready, type Report, reportTable, type Request, thingOf } from './report.ts';
import { say } from './words.ts';

/** The sheet of a process: what went in and came out, who worked how long, which tools, and whether it balances. */
export async function processSheet(request: Request): Promise<Answer<Report>> {
  const words = say().process;
  const { opened, values, client } = request;
  const { process } = values;
  if (!process)
    return ready({
      title: words.title,
      finding: [words.which],
      notes: [],
      tables: [reportTable({ id: 'report', caption: words.title, columns: sumColumns(request), rows: [] })],
      missing: 'process',
    });
  const pages = await eventsOf(request, { process });
  if (!pages.ok) return pages;
  const { recorded } = values;
  const balances = await client.get<{ items: readonly ProcessBalance[] }>(
    `/api/networks/${opened.network}/balances?${parameters({ process, recorded })}`,
  );
  if (!balances.ok) return balances;
  const events = netEvents(pages.value.flatMap(({ items }) => items));
  const judged = balances.value.items.toSorted((a, b) => Number(b.layer === 'mass') - Number(a.layer === 'mass'));
  const sentencesOf = (isKnown: boolean) =>
    judged
      .filter(({ verdict }) => (verdict !== 'unknown') === isKnown)
      .map(balanceLine)
      .map(({ layer, sentence }) => `${layer}: ${sentence}`);
  const name = namesIn(request)(process);
  return ready({
    title: words.titleOf(name),
    finding: [events.length === 0 ? words.none : words.finding(formatNumber(events.length, 9)), ...sentencesOf(true)],
    notes: [...sentencesOf(false), words.lead, ...asKnown(request), ...leftOut(pages.value)],
    tables: [
      reportTable({
        id: 'report',
        caption: words.totals(name),
        columns: sumColumns(request),
        rows: flowSums(events, opened.facts),
      }),
      reportTable({ id: 'events', caption: words.events(name), columns: eventColumns(request), rows: events }),
    ],
  });
}

function eventColumns(request: Request): Column<NetEvent<EventItem>>[] {
  const heads = say().process.columns;
  const { facts } = request.opened;
  const name = namesIn(request);
  return [
    happenedColumn(request, heads.happened),
    { id: 'action', head: heads.action, value: ({ event }) => actionWord(event.action) },
    { id: 'what', head: heads.what, value: (row) => name(thingOf(row)) },
    ...amountColumns<NetEvent<EventItem>>(heads.amount, (row) => {
      const amount = row.resource ?? row.effort;
      return amount && measureFor(facts, amount, thingOf(row) ?? '');
    }),
    { id: 'who', head: heads.who, value: ({ event }) => name(event.provider) },
    {
      id: 'corrected',
      head: heads.corrected,
      value: ({ event, corrections, undone }) =>
        [undone ? say().process.undone : corrections.length > 0 ? say().process.corrected : '', spreadWord(event)]
          .filter(Boolean)
          .join('; '),
    },
    { id: 'note', head: heads.note, value: ({ event }) => event.note ?? '' },
  ];
}
