import { choiceCodec, dayCodec, switchCodec, textCodec, type Values } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';
import { balanceLayers } from './balance/choices.ts';

/** The reports, in the order in which they are offered. */
export const reports = [
  'statement',
  'holdings',
  'delivery',
  'plan',
  'lots',
  'recall',
  'process',
  'balance',
  'contributions',
  'cash',
] as const;
export type ReportId = (typeof reports)[number];

export const query = {
  what: choiceCodec(reports, 'statement'),
  /** Whose: an agent, or `all` for all hands together where that can be. */
  agent: textCodec(),
  /** Of which stock, batch or event. */
  resource: textCodec(),
  /** Of a recall: all stocks of the lot that the stock is of. */
  lot: switchCodec(),
  process: textCodec(),
  /** In what a balance is drawn. */
  layer: choiceCodec(balanceLayers, 'mass'),
  event: textCodec(),
  plan: textCodec(),
  /** By what a plan is compared. */
  by: choiceCodec(['process', 'resource', 'agent'], 'process'),
  /** What is on hand, or what is accounted for. */
  account: choiceCodec(['onhand', 'accounting'], 'onhand'),
  /** First and last day; the year in which something happened last, when both are left out. */
  from: dayCodec(),
  to: dayCodec(),
  /** As it was known at the end of that day. */
  recorded: dayCodec(),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type ReportsQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'reports',
  title: () => text.shell.reports,
  order: 2.5,
  query,
  tables: () => [{ id: 'report', name: '' }],
};
