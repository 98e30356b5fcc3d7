import { choiceCodec, periodCodec, textCodec, type Values } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';

/** Which pairs are listed. */
export const shows = ['all', 'plausible', 'unknown', 'rejected'] as const;

export const query = {
  /** 2025, 2025-03, or '' for the last year in which something was recorded. */
  period: periodCodec(),
  show: choiceCodec(shows, 'all'),
  /** The agent whose pairs are listed; '' for all. */
  who: textCodec(),
  /** The selected pair. */
  sel: textCodec(),
  tab: choiceCodec(['chart', 'table'], 'table'),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type ReuseViewQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'reuse',
  title: () => text.shell.reuse.title,
  order: 3.5,
  query,
  tables: () => [
    { id: 'pairs', name: text.shell.reuse.pairs },
    { id: 'surpluses', name: text.shell.reuse.surpluses },
    { id: 'needs', name: text.shell.reuse.needs },
  ],
};
