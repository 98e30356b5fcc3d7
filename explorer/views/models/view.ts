import { choiceCodec, type Codec, textCodec, type Values } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import { partLists } from '../footprints/part-lists.ts';
import type { ViewInfo } from '../view.ts';

/** An amount other than nothing; 1 unless told. */
const amountCodec: Codec<number> = {
  fallback: 1,
  expected: 'a number other than 0, such as 1 or 0.25',
  parse: (text) =>
    text.trim() !== '' && Number.isFinite(Number(text)) && Number(text) !== 0 ? Number(text) : undefined,
  format: String,
};

export const query = {
  /** The model that is opened, and the product of it; neither: all models. */
  model: textCodec(),
  product: textCodec(),
  /** In the unit of the product. */
  amount: amountCodec,
  /** What is counted; '' for the first that the model has. */
  category: textCodec(),
  /** How several products of one process share; '' as the model has it. */
  allocation: textCodec(),
  /** Chosen values and suppliers, as the API takes them. */
  parameters: textCodec(),
  providers: textCodec(),
  /** Words by which products are looked for. */
  search: textCodec(),
  form: choiceCodec(['flow', 'tree', 'table'], 'flow'),
  part: choiceCodec(partLists, 'nodes'),
  /** The selected node of the picture. */
  sel: textCodec(),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type ModelsQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'models',
  title: () => text.shell.models,
  order: 4.7,
  query,
};
