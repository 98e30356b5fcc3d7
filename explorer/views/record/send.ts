import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';
import type { Receipt } from '../../worker/wire.ts';
import type { NewRecord } from './records.ts';

interface Sending {
  readonly records: readonly NewRecord[];
  readonly key: string;
  readonly dryRun: boolean;
}

/** Sends a batch. A dry run is checked and not recorded; a repeat under the same key is recorded once. */
export const sendRecords = (
  client: Client,
  network: string,
  { records, key, dryRun }: Sending,
): Promise<Answer<Receipt>> =>
  client.post<Receipt>(
    `/api/networks/${network}/records?dryRun=${dryRun}`,
    records,
    dryRun ? {} : { 'idempotency-key': key },
  );
