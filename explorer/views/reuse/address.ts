import type { ToldNeed, ToldSurplus } from '../../../engine/7-reuse/told.ts';
import { writePlace, writeQuery } from '../../state/url.ts';
import { query as flowsQuery } from '../flows/view.ts';
import { query as ledgerQuery } from '../ledger/view.ts';

/** The events of one side in the ledger: those of its stock where it has but one, else those of its holder, in its days. */
export function eventsAddress(network: string, { holder, resources, first, last }: ToldSurplus | ToldNeed): string {
  const resource = resources.length === 1 ? resources[0]! : '';
  const search = writeQuery(ledgerQuery, { agent: holder, resource, from: first ?? '', to: last ?? '' });
  return writePlace({ network, view: 'ledger', search });
}

/** The holder in the picture of flows. */
export const flowsAddress = (network: string, { holder }: ToldSurplus | ToldNeed): string =>
  writePlace({ network, view: 'flows', search: writeQuery(flowsQuery, { sel: `agent:${holder}` }) });
