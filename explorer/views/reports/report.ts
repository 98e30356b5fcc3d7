import type { Body } from '../../../engine/1-record/kind.ts';
import type { ConfirmationState } from '../../../engine/2-ledger/confirmation.ts';
import type { NetEvent } from '../../../engine/2-ledger/net-events.ts';
import type { Column, Sorted } from '../../marks/table.ts';
import type { SheetRequest } from '../../sheet/sheet.ts';
import type { Answer } from '../../worker/http.ts';
import type { EventItem } from '../../worker/wire.ts';
import type { AboutTerm } from '../../text/about.ts';
import { formatTime } from '../../text/format.ts';
import { happenedOf } from '../ledger/event-row.ts';
import { nameOf, plainName } from '../names.ts';
import type { DrawnBalance } from './balance/shape.ts';
import type { ReportsQuery } from './view.ts';

/** A table of a report, whatever its rows are. */
export interface ReportTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<unknown>[];
  readonly rows: readonly unknown[];
  readonly sorted?: Sorted;
}

/** What must be chosen before there is a report. */
export type Choice = 'agent' | 'resource' | 'lot' | 'process' | 'plan';

/** One delivery with what its other side says of it. */
export interface Delivery {
  readonly net: NetEvent<EventItem>;
  readonly state: ConfirmationState;
  /** What each side said already, by who says it. */
  readonly said: ReadonlyMap<string, { readonly id: string } & Body<'Confirmation'>>;
  readonly from: Party;
  readonly to: Party;
}

/** Somebody on a paper: name, place, what is noted of them. */
export interface Party {
  readonly name: string;
  readonly place: string;
  readonly note: string;
}

/** A report: what its page shows, prints and gives away, all of it from one query. */
export interface Report {
  readonly title: string;
  readonly finding: readonly string[];
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
  /** What the figures of its sentences mean, and where their events stand. */
  readonly term?: AboutTerm;
  readonly events?: string;
  /** What is to be chosen first. */
  readonly missing?: Choice;
  /** A balance with its picture. */
  readonly balance?: DrawnBalance;
  /** The delivery that a note is of. */
  readonly delivery?: Delivery;
}

export type Request = Pick<SheetRequest<ReportsQuery>, 'client' | 'opened' | 'values'>;
export type MakeReport = (request: Request) => Promise<Answer<Report>>;

/** A table with its rows typed where it is made. */
export const reportTable = <Row>(table: {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sorted?: Sorted;
}): ReportTable => table as unknown as ReportTable;

/** A report that is ready. */
export const ready = (value: Report): Answer<Report> => ({ ok: true, tag: '', value });

/** What a record is called, without the mark of samples; nothing for nothing. */
export const namesIn =
  ({ opened: { facts } }: Pick<Request, 'opened'>) =>
  (id: string | undefined): string =>
    id === undefined || id === '' ? '' : plainName(nameOf(facts, id));

/** What an event is of: its stock, the one that it goes into, or its kind of thing. */
export const thingOf = ({ event }: Pick<NetEvent<EventItem>, 'event'>): string | undefined =>
  event.resourceInventoriedAs ?? event.toResourceInventoriedAs ?? event.resourceConformsTo;

/** The end of an id by which it can be told from others on paper: what stands behind its last mark. */
export const shortId = (id: string): string => id.replace(/^.*[:/#]/, '').slice(-12);

/** The address of an event in the ledger. */
export const eventAddress = ({ opened }: Pick<Request, 'opened'>, event: string): string =>
  `/${opened.network}/ledger?event=${encodeURIComponent(event)}`;

/** When an event happened, which leads to its page. */
export const happenedColumn = <Row extends { readonly event: EventItem }>(
  request: Request,
  head: string,
): Column<Row> => ({
  id: 'happened',
  head,
  value: ({ event }) => happenedOf(event),
  show: ({ event }) => formatTime(happenedOf(event), request.opened.zone),
  href: ({ event }) => eventAddress(request, event.id),
});

/** The report of somebody before it is said whose: its empty table, and what to choose. */
export const whoseFirst = (title: string, finding: string, table: ReportTable): Answer<Report> =>
  ready({ title, finding: [finding], notes: [], tables: [table], missing: 'agent' });
