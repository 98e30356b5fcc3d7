import type { ViewInfo } from '../view.ts';

export const query = {};

export const view: ViewInfo<typeof query> = { id: 'flows', title: 'Flows', order: 3, query };
