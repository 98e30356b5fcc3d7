import { choiceCodec, switchCodec, textCodec, type Values } from '../../state/url.ts';
import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';

/** A list, or one plan, agreement, proposal or recipe; what filters the list; which form is open. */
export const query = {
  show: choiceCodec(['plans', 'offers', 'agreements', 'promises', 'owed', 'recipes'], 'plans'),
  plan: textCodec(),
  agreement: textCodec(),
  proposal: textCodec(),
  recipe: textCodec(),
  /** A bundle of agreements, a list of proposals; one promise, wish or claim; the event that something is owed for. */
  bundle: textCodec(),
  list: textCodec(),
  promise: textCodec(),
  event: textCodec(),
  form: choiceCodec(
    ['', 'plan', 'promise', 'offer', 'request', 'agreement', 'take', 'variant', 'claim', 'bundle', 'list'],
    '',
  ),
  who: textCodec(),
  state: choiceCodec(['', 'open', 'begun', 'met', 'over', 'finished'], ''),
  late: switchCodec(),
  /** By what a plan is compared with what happened. */
  by: choiceCodec(['process', 'resource', 'agent'], 'process'),
  /** The column by which the table is sorted; with a minus the largest first. */
  sort: textCodec(),
};

export type PlansQuery = Values<typeof query>;

export const view: ViewInfo<typeof query> = {
  id: 'plans',
  title: () => text.shell.plans,
  order: 1.5,
  query,
  tables: () => [{ id: 'plans', name: '' }],
};
