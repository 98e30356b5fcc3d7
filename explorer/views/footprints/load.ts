import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';
import type { FootprintList } from './answer.ts';
import type { FootprintsQuery } from './view.ts';

/** What the list of products follows from. */
export type ListQuery = Pick<FootprintsQuery, 'period' | 'indicator' | 'allocation'>;

const addressOf = (network: string, noun: string, parameters: Readonly<Record<string, string>>): string =>
  `/api/networks/${network}/${noun}?${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''))}`;

/** The footprints of all products of a period. */
export const readList = (
  client: Pick<Client, 'get'>,
  network: string,
  { period, indicator, allocation }: ListQuery,
): Promise<Answer<FootprintList>> =>
  client.get<FootprintList>(addressOf(network, 'footprints', { period, indicator, allocation }));
