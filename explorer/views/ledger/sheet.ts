import type { Answer } from '../../worker/http.ts';
import type { EventItem, HistoryItem, Page, StockItem } from '../../worker/wire.ts';
import StepLine from '../../marks/StepLine.svelte';
import { layoutSteps } from '../../marks/steps.ts';
import { drawing, type MakeSheet, type Sheet, type SheetRequest, sheetTable } from '../../sheet/sheet.ts';
import { text } from '../../text/text.ts';
import { formatDate, formatNumber, formatTick } from '../../text/format.ts';
import { nameOf, plainName } from '../names.ts';
import { doneSentence } from '../record/effect.ts';
import { eventsAddress, historyAddress, stockAddress, stocksAddress } from './address.ts';
import { eventColumns } from './event-row.ts';
import { historyColumns, historyOf } from './history.ts';
import { metersSheet, readingSheet } from './meters-sheet.ts';
import { handsOf, holderOf } from './layout.ts';
import { stockColumns, stockFinding, stockOrder, stocksOf } from './stock.ts';
import { traceSheet } from './trace/sheet.ts';
import type { LedgerQuery } from './view.ts';

type Request = SheetRequest<LedgerQuery>;

/** So many lines leave at most; more are told to be left out. */
const mostLines = 20_000;

/** The ledger as a sheet: one event with its corrections, the history of a stock, what meters say, all stock, or the events. */
export const sheet: MakeSheet<LedgerQuery> = (request) => {
  const { event, stock, show } = request.values;
  if (event) return eventSheet(request);
  if (request.values.reading) return readingSheet(request);
  if (stock && request.values.way !== 'history') return traceSheet(request);
  if (stock) return historySheet(request);
  if (show === 'meters') return metersSheet(request);
  return show === 'stock' ? stockSheet(request) : eventsSheet(request);
};

const ready = (value: Omit<Sheet, 'datasets' | 'cited'>): Answer<Sheet> => ({
  ok: true,
  tag: '',
  value: { ...value, datasets: [], cited: [] },
});

/** Every page of a list, up to the most that leave. */
async function allOf<T>({ client }: Request, address: string): Promise<Answer<{ items: T[]; whole: boolean }>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await client.get<Page<T>>(`${address}${more}`);
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    cursor = answer.value.next;
  } while (cursor !== undefined && items.length < mostLines);
  return { ok: true, tag: '', value: { items, whole: cursor === undefined } };
}

const leftOut = (whole: boolean, shown: number): string[] => (whole ? [] : [text.sheet.newest(formatNumber(shown, 9))]);

async function eventsSheet(request: Request): Promise<Answer<Sheet>> {
  const { opened, values } = request;
  const answer = await allOf<EventItem>(request, eventsAddress(opened.network, values, 1000));
  if (!answer.ok) return answer;
  const { items, whole } = answer.value;
  const say = text.ledger.events;
  const columns = eventColumns(opened.facts);
  return ready({
    title: text.ledger.title,
    finding: [items.length === 0 ? say.none : say.shown(formatNumber(items.length, 9))],
    notes: [say.lead, ...leftOut(whole, items.length)],
    tables: [sheetTable({ id: 'events', caption: text.ledger.shows.events, columns, rows: items, sort: values.sort })],
  });
}

async function eventSheet(request: Request): Promise<Answer<Sheet>> {
  const { client, opened, values } = request;
  const base = `/api/networks/${opened.network}/economic-events`;
  const [own, corrections] = await Promise.all([
    client.get<EventItem>(`${base}/${encodeURIComponent(values.event)}`),
    allOf<EventItem>(request, `${base}?limit=1000&corrects=${encodeURIComponent(values.event)}`),
  ]);
  if (!own.ok) return own;
  if (!corrections.ok) return corrections;
  const rows = [own.value, ...corrections.value.items];
  const columns = eventColumns(opened.facts);
  return ready({
    title: text.ledger.title,
    finding: [doneSentence(opened.facts, own.value as unknown as Readonly<Record<string, unknown>>)],
    notes: leftOut(corrections.value.whole, rows.length),
    tables: [sheetTable({ id: 'events', caption: text.ledger.shows.events, columns, rows, sort: values.sort })],
  });
}

async function stockSheet(request: Request): Promise<Answer<Sheet>> {
  const { opened, values } = request;
  const answer = await request.client.get<Page<StockItem>>(stocksAddress(opened.network, values.at));
  if (!answer.ok) return answer;
  const say = text.ledger.stock;
  const { shown } = stocksOf(opened.facts, answer.value.items, values);
  const caption = say.caption(values.at ? say.at(formatDate(values.at)) : say.now);
  return ready({
    title: caption,
    finding: [stockFinding(shown)],
    notes: [],
    tables: [
      sheetTable({
        id: 'stock',
        caption,
        columns: stockColumns(opened, shown),
        rows: shown,
        sorted: stockOrder,
        sort: values.sort,
      }),
    ],
  });
}

async function historySheet(request: Request): Promise<Answer<Sheet>> {
  const { client, opened, values, width } = request;
  const { network, facts } = opened;
  const found = await client.get<Page<StockItem>>(stockAddress(network, values.stock));
  if (!found.ok) return found;
  const [item] = found.value.items;
  const holder = holderOf(values.agent, item);
  const answer = await allOf<HistoryItem>(request, historyAddress(network, values.stock, holder));
  if (!answer.ok) return answer;
  const { items: lines, whole } = answer.value;
  const say = text.ledger.history;
  const told = historyOf({ opened, stock: values.stock, holder, shared: handsOf(item).length > 1, lines });
  const name = plainName(nameOf(facts, values.stock));
  const height = width < 500 ? 240 : 320;
  const layout = layoutSteps(told.points, { width: Math.max(280, width), height, divisor: told.scale.divisor });
  const step = (layout.xTicks[1]?.milliseconds ?? 0) - (layout.xTicks[0]?.milliseconds ?? 0);
  const props = {
    layout,
    label: told.finding ?? name,
    axis: say.axis(told.scale.symbol),
    xText: (at: number) => formatTick(at, step),
    yText: (value: number) => formatNumber(value),
  };
  return ready({
    title: name,
    finding: told.finding ? [told.finding] : [say.none],
    notes: [...(told.negative ? [told.negative] : []), ...leftOut(whole, lines.length)],
    tables: [
      sheetTable({
        id: 'history',
        caption: say.caption(name),
        columns: historyColumns(opened, told.unit),
        rows: told.items.toReversed(),
        sort: values.sort,
      }),
    ],
    ...(lines.length > 0 && {
      picture: { width: layout.width, height: layout.height, draw: drawing(StepLine, props), legend: [] },
    }),
  });
}
