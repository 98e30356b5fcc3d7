import { choiceCodec, textCodec } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';
import { kindIds } from './kinds.ts';

/** One event, a batch, a table or a meter; what happened; a stock and a batch to begin with, for links from other views. */
export const query = {
  do: choiceCodec(['one', 'batch', 'table', 'meter'], 'one'),
  kind: choiceCodec(kindIds, 'made'),
  process: textCodec(),
  thing: textCodec(),
  /** A promise that is to be answered. */
  promise: textCodec(),
};

export const view: ViewInfo<typeof query> = { id: 'record', title: () => text.record.title, order: 1, query };
