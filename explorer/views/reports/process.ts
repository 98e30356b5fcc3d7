import { flowSums } from '../../../engine/2-ledger/flow-sums.ts';
import { netEvents, type NetEvent } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { happenedOf, spreadWord } from '../ledger/event-row.ts';
import { formatNumber } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { actionWord } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { sumColumns } from './contributions.ts';
import { balancePart } from './balance/balance.ts';
import { asKnown, eventsOf, leftOut, type Period } from './load.ts';
import { happenedColumn, namesIn, ready, type Report, reportTable, type Request, thingOf } from './report.ts';
import { say } from './words.ts';

/** The sheet of a process: whether it balances and what is missing, what went in and came out, who worked how long, which tools. */
export async function processSheet(request: Request): Promise<Answer<Report>> {
  const words = say().process;
  const { opened, values } = request;
  const { process } = values;
  if (!process) return chooseFirst(request);
  const pages = await eventsOf(request, { process });
  if (!pages.ok) return pages;
  const items = pages.value.flatMap((page) => page.items);
  const name = namesIn(request)(process);
  const ids = new Map(items.map(({ id, sequence }) => [sequence, id]));
  const part = await balancePart(request, {
    subject: { kind: 'process', id: process, from: '', to: '' },
    name,
    days: monthsOf(items.map(happenedOf)),
    eventOf: (sequence) => ids.get(sequence),
  });
  if (!part.ok) return part;
  const { finding, notes, tables, drawn } = part.value;
  const events = netEvents(items);
  const rows = flowSums(events, opened.facts);
  return ready({
    title: words.titleOf(name),
    finding: events.length === 0 ? [words.none] : joined(finding, words.finding(formatNumber(events.length, 9))),
    notes: [...notes, words.lead, ...asKnown(request), ...leftOut(pages.value)],
    tables: [
      ...tables,
      reportTable({ id: 'totals', caption: words.totals(name), columns: sumColumns(request), rows }),
      reportTable({ id: 'events', caption: words.events(name), columns: eventColumns(request), rows: events }),
    ],
    ...(events.length > 0 && { balance: drawn }),
  });
}

/** A last sentence beside the one before it. */
const joined = (sentences: readonly string[], last: string): string[] => [
  ...sentences.slice(0, -1),
  [...sentences.slice(-1), last].join(' '),
];

function chooseFirst(request: Request): Answer<Report> {
  const words = say().process;
  const table = reportTable({ id: 'report', caption: words.title, columns: sumColumns(request), rows: [] });
  return ready({ title: words.title, finding: [words.which], notes: [], tables: [table], missing: 'process' });
}

/** The whole months in which something happened: over these measurements are held against each other. */
function monthsOf(happened: readonly string[]): Period {
  const days = happened.map((time) => time.slice(0, 10)).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { from: '', to: '' };
  const [year, month] = last.split('-').map(Number);
  const end = new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
  return { from: `${first.slice(0, 7)}-01`, to: end };
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
