import { choiceCodec, periodCodec, textCodec, type Values } from '../../state/url.ts';
import { layers } from '../flows/view.ts';
import { sightCodec } from './sight.ts';
import type { ViewInfo } from '../view.ts';
import { text } from '../../text/text.ts';

export const query = {
  /** 2025, 2025-03, or '' for all that is recorded. */
  period: periodCodec(),
  layer: choiceCodec(layers, 'mass'),
  /** The kind of thing that is followed; '' for all. */
  thing: textCodec(),
  /** The dataset of areas that lies under it; '' for the one that fits the places best. */
  areas: textCodec(),
  /** What is selected: a place, as in the flows, or an area. */
  sel: textCodec(),
  tab: choiceCodec(['chart', 'table'], 'chart'),
  /** What part of it is seen: how near, and which share of the whole lies in the middle; by itself the places. */
  at: sightCodec,
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type MapQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'map',
  title: () => text.map.title,
  order: 4,
  query,
  tables: () => [
    { id: 'areas', name: text.map.table.name },
    { id: 'links', name: text.map.table.links },
  ],
};
