import { writePlace, writeQuery } from '../state/url.ts';
import { query } from './reports/view.ts';

/** Where the balance sheet of a batch stands. */
export const processBalanceAt = (network: string, process: string): string =>
  writePlace({ network, view: 'reports', search: writeQuery(query, { what: 'process', process }) });

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Where the balance of an agent over some days stands; '' for the whole network. */
export const agentBalanceAt = (network: string, agent: string, { from = '', to = '' }: Days = {}): string =>
  writePlace({ network, view: 'reports', search: writeQuery(query, { what: 'balance', agent, from, to }) });
