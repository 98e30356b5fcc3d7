import { choiceCodec, periodCodec, textCodec, type Values } from '../../state/url.ts';
import type { ViewInfo } from '../view.ts';
import { text } from '../../text/text.ts';

/** The rules by which a budget of the world can be shared (engine/5-threshold/sharing.ts). */
export const sharings = ['equal-per-capita', 'ability-to-pay', 'grandfathering', 'value-added'] as const;

/** Whose share it is: that of the network's members, or all. */
export const scopes = ['network', 'world'] as const;

/** How the picture is drawn. */
export const forms = ['doughnut', 'bars'] as const;

export const query = {
  scope: choiceCodec(scopes, 'network'),
  /** 2025, 2025-03, or '' for the last year that was recorded. */
  period: periodCodec(),
  sharing: choiceCodec(sharings, 'equal-per-capita'),
  form: choiceCodec(forms, 'doughnut'),
  /** The selected threshold. */
  sel: textCodec(),
  tab: choiceCodec(['chart', 'table'], 'chart'),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type ThresholdsQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'thresholds',
  title: () => text.thresholds.title,
  order: 5,
  query,
  tables: () => [{ id: 'thresholds', name: '' }],
};
