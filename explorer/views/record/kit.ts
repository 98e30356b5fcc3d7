import { language } from '../../text/text.ts';
import type { Client } from '../../worker/client.ts';
import type { Answer } from '../../worker/http.ts';

/** A starter kit as it is offered. */
export interface KitItem {
  readonly kit: string;
  readonly names: { readonly en: string; readonly nl: string };
  readonly taken: boolean;
  readonly version?: string;
  readonly takenVersion?: string;
  /** Of a kit that is taken: how many records its present version would add. */
  readonly added?: number;
}

interface DatasetItem {
  readonly name: string;
  readonly throughflow: { readonly kind: string; readonly names?: KitItem['names'] };
}

/** The kits that come with the house, for a network that is not there yet. */
export async function kitsOfHouse(client: Client): Promise<KitItem[]> {
  const answer = await client.get<{ items: readonly DatasetItem[] }>('/api/datasets');
  if (!answer.ok) return [];
  return answer.value.items.flatMap(({ name, throughflow: { kind, names } }) =>
    kind === 'kit' && names ? [{ kit: name, names, taken: false }] : [],
  );
}

/** The kits, and which of them a network has taken up. */
export async function kitsOfNetwork(client: Client, network: string): Promise<KitItem[]> {
  const answer = await client.get<{ items: readonly KitItem[] }>(`/api/networks/${network}/kits`);
  return answer.ok ? [...answer.value.items] : [];
}

/** Takes kits up, in the language that is spoken. */
export const takeKits = (
  client: Client,
  network: string,
  kits: readonly string[],
): Promise<Answer<{ readonly recorded: number; readonly left: readonly unknown[] }>> =>
  client.post(`/api/networks/${network}/kits`, { kits, language });
