import type { ViewInfo } from '../view.ts';

export const query = {};

export const view: ViewInfo<typeof query> = { id: 'thresholds', title: 'Thresholds', order: 4, query };
