import { choiceCodec, periodCodec, textCodec, type Values } from '../../state/url.ts';
import type { ViewInfo } from '../view.ts';
import { text } from '../../text/text.ts';

/** What is counted along the flows. */
export const layers = ['mass', 'energy', 'carbon', 'water'] as const;

/** What a node of the picture stands for. */
export const groupings = ['agent', 'process', 'specification', 'place'] as const;

/** Shares of all below which flows are joined. */
export const cuts = ['auto', '0', '0.002', '0.01', '0.05'] as const;

/** Whether what is nothing but water is drawn: `auto` leaves it out where it is most of the mass. */
export const waters = ['auto', 'shown', 'out'] as const;

/** Which loop is drawn out: none in particular, or one of the largest. */
export const loopNumbers = ['', '1', '2', '3', '4', '5', '6', '7', '8'] as const;

export const query = {
  /** 2025, 2025-03, or '' for all that is recorded. */
  period: periodCodec(),
  layer: choiceCodec(layers, 'mass'),
  /** The kind of thing that is followed; '' for all. */
  thing: textCodec(),
  by: choiceCodec(groupings, 'agent'),
  /** Flows below this share of all are not drawn apart; `auto` draws as many as can be read. */
  cut: choiceCodec(cuts, 'auto'),
  water: choiceCodec(waters, 'auto'),
  loop: choiceCodec(loopNumbers, ''),
  /** The selected node. */
  sel: textCodec(),
  tab: choiceCodec(['chart', 'table'], 'chart'),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type FlowsQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'flows',
  title: () => text.flows.title,
  order: 3,
  query,
  tables: () => [{ id: 'flows', name: '' }],
};
