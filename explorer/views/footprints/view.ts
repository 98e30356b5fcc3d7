import { choiceCodec, periodCodec, textCodec, type Values } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import { partLists } from './part-lists.ts';
import type { ViewInfo } from '../view.ts';

export const query = {
  /** The kind of thing, or the one lot of it, whose footprint is opened; neither: all products of the period. */
  product: textCodec(),
  lot: textCodec(),
  /** 2025, 2025-03, or '' for the last year that was recorded. */
  period: periodCodec(),
  indicator: textCodec('climate'),
  /** By which rule the burden of several outputs is shared; '' as recorded. */
  allocation: textCodec(),
  /** How biogenic carbon is counted: not at all, or as taken up and given off. */
  biogenic: choiceCodec(['zero', 'counted'], 'zero'),
  /** The dataset or model that stands in behind the border for whatever is linked to it; '' as it was linked last. */
  model: textCodec(),
  form: choiceCodec(['flow', 'tree', 'table'], 'flow'),
  /** How many nodes the tree has at most. */
  nodes: choiceCodec(['100', '300', '1000'], '300'),
  /** Which list of parts the table shows. */
  part: choiceCodec(partLists, 'nodes'),
  /** The selected node of the picture. */
  sel: textCodec(),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type FootprintsQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'footprints',
  title: () => text.shell.footprints,
  order: 4.5,
  query,
};
