import type { ViewInfo } from '../view.ts';

export const query = {};

export const view: ViewInfo<typeof query> = { id: 'ledger', title: 'Ledger', order: 2, query };
