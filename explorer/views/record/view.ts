import type { ViewInfo } from '../view.ts';

export const query = {};

export const view: ViewInfo<typeof query> = { id: 'record', title: 'Record', order: 1, query };
