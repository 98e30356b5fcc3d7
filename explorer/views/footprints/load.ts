import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';
import type { ToldAccount } from './account.ts';
import type { FootprintList } from './answer.ts';
import type { FootprintsQuery } from './view.ts';

/** What the list of products follows from. */
export type ListQuery = Pick<FootprintsQuery, 'period' | 'indicator' | 'allocation' | 'biogenic' | 'model'>;

const addressOf = (network: string, noun: string, parameters: Readonly<Record<string, string>>): string =>
  `/api/networks/${network}/${noun}?${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''))}`;

/** The footprints of all products of a period. */
export const readList = (
  client: Pick<Client, 'get'>,
  network: string,
  asked: ListQuery,
): Promise<Answer<FootprintList>> => client.get<FootprintList>(addressOf(network, 'footprints', counted(asked)));

/** How it is counted: what is usual is left out. */
const counted = ({ period, indicator, allocation, biogenic, model }: ListQuery) => ({
  period,
  indicator,
  allocation,
  model,
  biogenic: biogenic === 'zero' ? '' : biogenic,
});

/** What one account follows from. */
export type AccountQuery = ListQuery & Pick<FootprintsQuery, 'product' | 'lot' | 'nodes'>;

/** The account of one product, or of one lot of it. */
export const readAccountOf = (
  client: Pick<Client, 'get'>,
  network: string,
  { product, lot, nodes, ...asked }: AccountQuery,
): Promise<Answer<ToldAccount>> => {
  const of = lot ? { lot } : { product };
  return client.get<ToldAccount>(addressOf(network, 'footprints/account', { ...of, ...counted(asked), nodes }));
};
