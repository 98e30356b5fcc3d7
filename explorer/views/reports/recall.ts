import { lotOf } from '../../../engine/2-ledger/lot-register.ts';
import { type NetEvent, netEvents } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { formatNumber, unitSymbol } from '../../text/format.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import { plainName } from '../names.ts';
import { actionWord } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { asKnown, eventsOf, leftOut, parameters } from './load.ts';
import { partyOf } from './party.ts';
import { happenedColumn, namesIn, type Party, ready, type Report, reportTable, type Request } from './report.ts';
import { say } from './words.ts';

type Net = NetEvent<EventItem>;

/** Where some of a lot is in the end, as the API tells it. */
interface End {
  readonly kind: keyof ReturnType<typeof say>['recall']['kinds'];
  readonly node: string;
  readonly name: string;
  readonly holderName?: string;
  readonly amount: number;
  readonly unit: string;
  readonly share: number;
}

interface Track {
  readonly total: number;
  readonly unit: string;
  readonly ends: readonly End[];
  readonly nodes: readonly { readonly id: string; readonly holder?: string }[];
  readonly remainder: { readonly nodes: number };
}

const mostPlaces = '1000';

/** The recall sheet of one lot: where all of it is now, how it left, and whom to call. */
export async function recall(request: Request): Promise<Answer<Report>> {
  const words = say().recall;
  const { opened, values, client } = request;
  const { resource, recorded } = values;
  const now = (rows: readonly End[]) => reportTable({ id: 'report', caption: words.now, columns: endColumns(), rows });
  if (!resource)
    return ready({ title: words.title, finding: [words.which], notes: [], tables: [now([])], missing: 'resource' });
  const pages = await eventsOf(request, { resource });
  if (!pages.ok) return pages;
  const at = `/api/networks/${opened.network}/economic-resources/${encodeURIComponent(resource)}/track`;
  const found = await client.get<Track>(`${at}?${parameters({ nodes: mostPlaces, recorded })}`);
  if (!found.ok && found.status !== 404) return found;
  const track = found.ok ? found.value : undefined;
  const name = namesIn(request);
  const steps = netEvents(pages.value.flatMap(({ items }) => items)).filter(
    ({ event, undone }) => !undone && leaves(event, resource),
  );
  const hands = handsOf(steps, track);
  const { code, expires } = lotOf(opened.facts, resource);
  const lot = [name(resource), code && words.code(code), expires && words.expires(expires)].filter(Boolean).join(', ');
  return ready({
    title: words.titleOf(name(resource)),
    finding: [
      `${lot}.`,
      steps.length === 0 ? words.stayed : words.finding(formatNumber(steps.length, 9), formatNumber(hands.length, 9)),
    ],
    notes: [
      words.lead,
      ...(track && track.remainder.nodes > 0 ? [words.remainder(formatNumber(track.remainder.nodes, 9))] : []),
      ...asKnown(request),
      ...leftOut(pages.value),
    ],
    tables: [
      now(track?.ends ?? []),
      reportTable({ id: 'steps', caption: words.where, columns: stepColumns(request), rows: steps }),
      reportTable({
        id: 'contacts',
        caption: words.contacts,
        columns: contactColumns(),
        rows: hands.map((agent) => partyOf(request, agent)),
      }),
    ],
  });
}

/** Who has or got some of the lot: whoever took it over, and whoever holds some of it in the end. */
function handsOf(steps: readonly Net[], track: Track | undefined): string[] {
  const holders = new Map(track?.nodes.map(({ id, holder }) => [id, holder]));
  const ended = (track?.ends ?? []).filter(({ kind }) => kind === 'stock' || kind === 'delivered');
  const all = [
    ...steps.flatMap(({ event }) => receiverOf(event) ?? []),
    ...ended.flatMap(({ node }) => holders.get(node) ?? []),
  ];
  return [...new Set(all)];
}

function endColumns(): Column<End>[] {
  const { columns: heads, kinds } = say().recall;
  return [
    { id: 'kind', head: heads.kind, value: ({ kind }) => kinds[kind] },
    { id: 'place', head: heads.at, value: ({ name }) => plainName(name) },
    { id: 'holder', head: heads.who, value: ({ holderName }) => plainName(holderName ?? '') },
    {
      id: 'amount',
      head: heads.ofLot,
      number: true,
      value: ({ amount }) => amount,
      show: ({ amount }) => formatNumber(amount, 5),
      rank: ({ amount, unit }) => ({ kind: unit, size: amount }),
    },
    { id: 'unit', head: heads.unit, value: ({ unit }) => unitSymbol(unit) },
    {
      id: 'share',
      head: heads.share,
      number: true,
      unit: '%',
      value: ({ share }) => share * 100,
      show: ({ share }) => formatNumber(share * 100, 3),
    },
  ];
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
  const { facts } = request.opened;
  const name = namesIn(request);
  return [
    happenedColumn(request, heads.happened),
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
