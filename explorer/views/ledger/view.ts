import { choiceCodec, dayCodec, switchCodec, textCodec } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';

/** How many steps of a trace can be drawn. */
export const traceSteps = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** Events, stock or what meters say, or one event, one reading or one stock's history; and what filters them. */
export const query = {
  show: choiceCodec(['events', 'stock', 'meters'], 'events'),
  event: textCodec(),
  /** A reading of a meter, or an invoice. */
  reading: textCodec(),
  stock: textCodec(),
  agent: textCodec(),
  resource: textCodec(),
  process: textCodec(),
  action: textCodec(),
  from: dayCodec(),
  to: dayCodec(),
  at: dayCodec(),
  empty: switchCodec(),
  /** Of one stock: what happened to it, where it came from, or where it went; and how that is reckoned, '' as the network does. */
  way: choiceCodec(['history', 'trace', 'track'], 'history'),
  method: choiceCodec(['', 'average', 'fifo', 'lot'], ''),
  /** So many steps from the stock are drawn; '' is as many as have room. */
  depth: choiceCodec(['', ...traceSteps], ''),
  tab: choiceCodec(['chart', 'table'], 'chart'),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type LedgerQuery = Readonly<{ [K in keyof typeof query]: (typeof query)[K]['fallback'] }>;

export const view: ViewInfo<typeof query> = {
  id: 'ledger',
  title: () => text.ledger.title,
  order: 2,
  query,
  tables: () => [{ id: 'ledger', name: '' }],
};
