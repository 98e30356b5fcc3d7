import { writePlace, writeQuery } from '../../state/url.ts';
import { query as flowsQuery } from '../flows/view.ts';
import { query as ledgerQuery } from '../ledger/view.ts';
import type { NeedItem, SurplusItem } from './answer.ts';

/** The events of one side in the ledger: those of its stock where it has but one, else those of its holder, in its days. */
export function eventsAddress(network: string, { holder, resources, first, last }: SurplusItem | NeedItem): string {
  const resource = resources.length === 1 ? resources[0]! : '';
  const search = writeQuery(ledgerQuery, { agent: holder, resource, from: first ?? '', to: last ?? '' });
  return writePlace({ network, view: 'ledger', search });
}

/** The holder in the picture of flows. */
export const flowsAddress = (network: string, { holder }: SurplusItem | NeedItem): string =>
  writePlace({ network, view: 'flows', search: writeQuery(flowsQuery, { sel: `agent:${holder}` }) });
