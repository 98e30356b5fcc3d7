import type { ConfirmationState } from '../../../engine/2-ledger/confirmation.ts';
import { lotOf } from '../../../engine/2-ledger/lot-register.ts';
import { type NetEvent, netEvent, netEvents } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { formatNumber, formatTime } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { happenedOf } from '../ledger/event-row.ts';
import { actionWord } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { noteAddress, saidOf, stateOf, stateWords } from './confirmations.ts';
import { eventsOf, leftOut, periodOf, periodWords } from './load.ts';
import { partyOf } from './party.ts';
import { namesIn, ready, type Report, reportTable, type Request, thingOf, whoseFirst, shortId } from './report.ts';
import { say } from './words.ts';

/** A delivery with what its other side says. */
interface Row {
  readonly net: NetEvent<EventItem>;
  readonly state: ConfirmationState;
}

/** One delivery with its note, or those of an agent in a period: what waits for whom, and what differs. */
export const delivery = (request: Request): Promise<Answer<Report>> =>
  request.values.event ? oneDelivery(request) : deliveries(request);

async function oneDelivery(request: Request): Promise<Answer<Report>> {
  const { client, opened, values } = request;
  const words = say().delivery;
  const base = `/api/networks/${opened.network}/economic-events`;
  const found = await client.get<EventItem>(`${base}/${encodeURIComponent(values.event)}`);
  if (!found.ok) return found;
  const corrections = await eventsOf(request, { corrects: values.event });
  if (!corrections.ok) return corrections;
  const event = found.value;
  const net = netEvent(
    event,
    corrections.value.flatMap(({ items }) => items),
  );
  const row = { net, state: stateOf(opened.facts, net) };
  const [from, to] = [event.provider, event.receiver].map((agent) => partyOf(request, agent));
  return ready({
    title: words.titleOf(from!.name, to!.name, formatTime(happenedOf(event), opened.zone)),
    finding: [said(request, row)],
    notes: [words.lead],
    tables: [reportTable({ id: 'report', caption: words.what, columns: rowColumns(request), rows: [row] })],
    delivery: {
      ...row,
      said: new Map(saidOf(opened.facts, event.id).map((each) => [each.by, each])),
      from: from!,
      to: to!,
    },
  });
}

const order: readonly ConfirmationState['is'][] = ['differs', 'waiting', 'agreed', 'not needed'];

async function deliveries(request: Request): Promise<Answer<Report>> {
  const { opened, values } = request;
  const words = say().delivery;
  const { agent } = values;
  const table = (caption: string, rows: readonly Row[]) =>
    reportTable({ id: 'report', caption, columns: rowColumns(request), rows });
  if (!agent) return whoseFirst(words.title, words.who, table(words.title, []));
  const period = await periodOf(request);
  if (!period.ok) return period;
  const pages = await eventsOf(request, { agent, ...period.value });
  if (!pages.ok) return pages;
  const rows = netEvents(pages.value.flatMap(({ items }) => items))
    .filter(({ event: { provider, receiver }, undone }) => provider && receiver && provider !== receiver && !undone)
    .map((net) => ({ net, state: stateOf(opened.facts, net) }));
  const count = (fits: (row: Row) => boolean) => rows.filter(fits).length;
  const mine = count(({ state }) => state.is === 'waiting' && state.for === agent);
  const theirs = count(({ state }) => state.is === 'waiting' && state.for !== agent);
  const apart = count(({ state }) => state.is === 'differs');
  const when = periodWords(period.value);
  const whose = namesIn(request)(agent);
  return ready({
    title: words.listTitle(whose),
    finding: [
      rows.length === 0 ? words.none(when) : words.finding(when, formatNumber(rows.length, 9)),
      ...(mine > 0 ? [words.waitsForMe(formatNumber(mine, 9))] : []),
      ...(theirs > 0 ? [words.waitsForThem(formatNumber(theirs, 9))] : []),
      ...(apart > 0 ? [words.apart(formatNumber(apart, 9))] : []),
    ],
    notes: [words.lead, ...leftOut(pages.value)],
    tables: [
      table(
        `${words.listTitle(whose)}, ${when}`,
        rows.toSorted((a, b) => order.indexOf(a.state.is) - order.indexOf(b.state.is)),
      ),
    ],
  });
}

const said = ({ opened }: Request, { net, state }: Row): string =>
  stateWords(opened.facts, net, state) || say().delivery.notNeeded;

function rowColumns(request: Request): Column<Row>[] {
  const heads = say().delivery.columns;
  const { facts, zone, network } = request.opened;
  const name = namesIn(request);
  return [
    {
      id: 'happened',
      head: heads.happened,
      value: ({ net }) => happenedOf(net.event),
      show: ({ net }) => formatTime(happenedOf(net.event), zone),
      href: ({ net }) => noteAddress(network, net.event.id),
    },
    { id: 'action', head: heads.action, value: ({ net }) => actionWord(net.event.action) },
    { id: 'what', head: heads.what, value: ({ net }) => name(thingOf(net)) },
    ...amountColumns<Row>(heads.amount, ({ net }) => {
      const amount = net.resource ?? net.effort;
      return amount && measureFor(facts, amount, thingOf(net) ?? '');
    }),
    {
      id: 'code',
      head: heads.code,
      value: ({ net }) => lotOf(facts, net.event.resourceInventoriedAs ?? net.event.toResourceInventoriedAs).code ?? '',
    },
    { id: 'from', head: heads.from, value: ({ net }) => name(net.event.provider) },
    { id: 'to', head: heads.to, value: ({ net }) => name(net.event.receiver) },
    { id: 'state', head: heads.state, long: true, value: (row) => said(request, row) },
    {
      id: 'event',
      head: heads.event,
      value: ({ net }) => net.event.id,
      show: ({ net }) => shortId(net.event.id),
    },
  ];
}
