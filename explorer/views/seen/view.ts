import { textCodec } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';

/** Whose records, where the reader acts for all; and through whose eyes: the network's when left out, everybody's or an agent's. */
export const query = { agent: textCodec(), by: textCodec('network') };

export const view: ViewInfo<typeof query> = {
  id: 'seen',
  title: () => text.people.sight.title,
  order: 21,
  aside: true,
  query,
};
