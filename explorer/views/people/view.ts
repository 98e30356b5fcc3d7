import { text } from '../../text/text.ts';
import type { ViewInfo } from '../view.ts';

const query = {};

export const view: ViewInfo<typeof query> = {
  id: 'people',
  title: () => text.people.title,
  order: 20,
  aside: true,
  query,
};
