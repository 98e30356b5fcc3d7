import type { NetEvent } from '../../../engine/2-ledger/net-events.ts';
import type { Column } from '../../marks/table.ts';
import { formatNumber, measureIn, unitSymbol } from '../../text/format.ts';
import type { EventItem } from '../../worker/wire.ts';
import { endName, type TraceItem } from '../ledger/trace/answer.ts';
import { plainName } from '../names.ts';
import { actionWord } from '../record/effect.ts';
import { amountColumns, measureFor } from './amount.ts';
import { partyOf } from './party.ts';
import { type Called, leastOf, type Recalled, type RecalledPlace, type Traces } from './recall-places.ts';
import { happenedColumn, namesIn, type Party, type ReportTable, reportTable, type Request, shortId } from './report.ts';
import { say } from './words.ts';

type Net = NetEvent<EventItem>;

/** What is shown of a recall: what was found, in the unit in which its lot is counted. */
export interface Shown {
  readonly track: TraceItem;
  readonly recalled: Recalled;
  readonly unit: string;
}

/** A figure of the lot in the unit that is shown, to the milligram, so that what is taken away adds up. */
function figureOf({ track, unit }: Pick<Shown, 'track' | 'unit'>, amount: number): number {
  const exact = { hasNumericalValue: Math.max(0, amount).toFixed(15), hasUnit: track.unit };
  return Number(Number(measureIn(exact, unit).hasNumericalValue).toFixed(6));
}

/** As it is read: to the gram or the millilitre, less than that with one digit. */
const shownFigure = (figure: number): string =>
  figure < 0.001 ? formatNumber(figure, 1) : formatNumber(Number(figure.toFixed(3)), 9);

/** An amount of the lot with its unit. */
export const shownAmount = (shown: Pick<Shown, 'track' | 'unit'> & Partial<Shown>, amount: number): string =>
  `${shownFigure(figureOf(shown, amount))}\u00a0${unitSymbol(shown.unit)}`;

/** A place, or what is too little for a call anywhere. */
type Row = RecalledPlace | Traces;
const isPlace = (row: Row): row is RecalledPlace => 'node' in row;

/** Where all of it is now: at one's own place first, then with those who are to be called; what is too little in one line. */
export function placeTable(request: Request, shown?: Shown): ReportTable {
  const words = say().recall;
  const { places = [], traces } = shown?.recalled ?? {};
  const rows: Row[] = [...places, ...(traces && traces.count > 0 ? [traces] : [])];
  return reportTable({ id: 'report', caption: words.now, columns: shown ? placeColumns(request, shown) : [], rows });
}

function placeColumns(request: Request, shown: Shown): Column<Row>[] {
  const { columns: heads, kinds, concerns, few } = say().recall;
  const { track, unit } = shown;
  const nodes = new Map(track.nodes.map((node) => [node.id, node]));
  const whose = ({ hands, holderName = '' }: RecalledPlace) => namesIn(request)(hands) || plainName(holderName);
  const where = (row: Row) =>
    isPlace(row) ? endName(nodes, row) : few(formatNumber(row.count, 9), shownAmount(shown, leastOf(track)));
  return [
    { id: 'concern', head: heads.concern, value: (row) => (isPlace(row) ? concerns[row.concern] : '') },
    { id: 'place', head: heads.at, value: where, told: 'traced' },
    { id: 'kind', head: heads.kind, value: (row) => (isPlace(row) ? kinds[row.kind] : '') },
    { id: 'holder', head: heads.who, value: (row) => (isPlace(row) ? whose(row) : '') },
    {
      id: 'amount',
      head: heads.ofLot,
      unit: unitSymbol(unit),
      about: 'traced',
      value: ({ amount }) => figureOf(shown, amount),
      show: ({ amount }) => shownFigure(figureOf(shown, amount)),
    },
    {
      id: 'share',
      head: heads.share,
      about: 'tracedShare',
      unit: '%',
      value: ({ amount }) => Number(((100 * amount) / track.total).toPrecision(3)),
      show: ({ amount }) => formatNumber((100 * amount) / track.total, 3),
    },
  ];
}

type Contact = Called & Party;

/** Whom to call, who has the most of it first. */
export function callTable(request: Request, shown: Shown | undefined): ReportTable {
  const { contacts, columns: heads, noPlace, noNote } = say().recall;
  const columns: Column<Contact>[] = [
    { id: 'who', head: heads.who, value: ({ name }) => name },
    ...(shown ? [heldColumn(shown)] : []),
    { id: 'place', head: heads.place, value: ({ place }) => place || noPlace },
    { id: 'note', head: heads.note, value: ({ note }) => note || noNote },
  ];
  const rows = (shown?.recalled.calls ?? []).map((call) => ({ ...call, ...partyOf(request, call.agent) }));
  return reportTable({ id: 'contacts', caption: contacts, columns, rows });
}

const heldColumn = (shown: Shown): Column<Contact> => ({
  id: 'amount',
  head: say().recall.columns.held,
  unit: unitSymbol(shown.unit),
  about: 'traced',
  value: ({ amount }) => figureOf(shown, amount),
  show: ({ amount }) => shownFigure(figureOf(shown, amount)),
});

/** How it left, step by step. */
export function stepTable(
  request: Request,
  rows: readonly Net[],
  receiverOf: (event: EventItem) => string | undefined,
): ReportTable {
  const heads = say().recall.columns;
  const { facts } = request.opened;
  const name = namesIn(request);
  const columns: Column<Net>[] = [
    happenedColumn(request, heads.happened),
    { id: 'action', head: heads.action, value: ({ event }) => actionWord(event.action) },
    ...amountColumns<Net>(heads.amount, ({ resource, event }) =>
      resource ? measureFor(facts, resource, event.resourceInventoriedAs ?? '') : undefined,
    ),
    { id: 'to', head: heads.to, value: ({ event }) => name(receiverOf(event)) },
    { id: 'process', head: heads.process, value: ({ event }) => name(event.inputOf) },
    { id: 'stock', head: heads.stock, value: ({ event }) => name(event.toResourceInventoriedAs) },
    { id: 'event', head: heads.event, value: ({ event }) => event.id, show: ({ event }) => shortId(event.id) },
  ];
  return reportTable({ id: 'steps', caption: say().recall.where, columns, rows });
}
