import { lotOf } from '../../../engine/2-ledger/lot-register.ts';
import { type NetEvent, netEvents } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { formatNumber, formatTime } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { happenedOf } from '../ledger/event-row.ts';
import { actionWord } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { asKnown, eventsOf, leftOut } from './load.ts';
import { partyOf } from './party.ts';
import { eventAddress, namesIn, type Party, ready, type Report, reportTable, type Request } from './report.ts';
import { say } from './words.ts';

type Net = NetEvent<EventItem>;

/** The recall sheet of one lot: where it went, and whom to call. */
export async function recall(request: Request): Promise<Answer<Report>> {
  const words = say().recall;
  const { opened, values } = request;
  const { resource } = values;
  const where = (rows: readonly Net[]) =>
    reportTable({ id: 'report', caption: words.where, columns: stepColumns(request), rows });
  if (!resource)
    return ready({ title: words.title, finding: [words.which], notes: [], tables: [where([])], missing: 'resource' });
  const pages = await eventsOf(request, { resource });
  if (!pages.ok) return pages;
  const name = namesIn(request);
  const events = netEvents(pages.value.flatMap(({ items }) => items)).filter(
    ({ event, undone }) => !undone && leaves(event, resource),
  );
  const hands = [...new Set(events.flatMap(({ event }) => receiverOf(event) ?? []))];
  const { code, expires } = lotOf(opened.facts, resource);
  const lot = [name(resource), code && words.code(code), expires && words.expires(expires)].filter(Boolean).join(', ');
  return ready({
    title: words.titleOf(name(resource)),
    finding: [
      `${lot}.`,
      events.length === 0 ? words.stayed : words.finding(formatNumber(events.length, 9), formatNumber(hands.length, 9)),
    ],
    notes: [words.lead, ...asKnown(request), ...leftOut(pages.value)],
    tables: [
      where(events),
      reportTable({
        id: 'contacts',
        caption: words.contacts,
        columns: contactColumns(),
        rows: hands.map((agent) => partyOf(request, agent)),
      }),
    ],
  });
}

/** Whether an event takes something out of a stock: to another stock, to another holder, or into a batch. */
const leaves = (event: EventItem, resource: string): boolean =>
  event.resourceInventoriedAs === resource &&
  (event.inputOf !== undefined ||
    receiverOf(event) !== undefined ||
    (event.toResourceInventoriedAs ?? resource) !== resource);

const receiverOf = ({ provider, receiver }: EventItem): string | undefined =>
  receiver !== undefined && receiver !== provider ? receiver : undefined;

function stepColumns(request: Request): Column<Net>[] {
  const heads = say().recall.columns;
  const { facts, zone } = request.opened;
  const name = namesIn(request);
  return [
    {
      id: 'happened',
      head: heads.happened,
      value: ({ event }) => happenedOf(event),
      show: ({ event }) => formatTime(happenedOf(event), zone),
      href: ({ event }) => eventAddress(request, event.id),
    },
    { id: 'action', head: heads.action, value: ({ event }) => actionWord(event.action) },
    ...amountColumns<Net>(heads.amount, ({ resource, event }) =>
      resource ? measureFor(facts, resource, event.resourceInventoriedAs ?? '') : undefined,
    ),
    { id: 'to', head: heads.to, value: ({ event }) => name(receiverOf(event)) },
    { id: 'process', head: heads.process, value: ({ event }) => name(event.inputOf) },
    { id: 'stock', head: heads.stock, value: ({ event }) => name(event.toResourceInventoriedAs) },
    { id: 'event', head: heads.event, value: ({ event }) => event.id, show: ({ event }) => event.id.slice(-8) },
  ];
}

function contactColumns(): Column<Party>[] {
  const heads = say().recall.columns;
  return [
    { id: 'who', head: heads.who, value: ({ name }) => name },
    { id: 'place', head: heads.place, value: ({ place }) => place || say().recall.noPlace },
    { id: 'note', head: heads.note, value: ({ note }) => note || say().recall.noNote },
  ];
}
