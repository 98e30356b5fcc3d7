import type { Client } from '../worker/client.ts';
import type { Answer } from '../worker/http.ts';
import type { Page, PromiseItem } from '../worker/wire.ts';

/** What was promised, wished for or claimed, all pages of it; or only what a filter asks for. */
export async function readPromises(
  client: Pick<Client, 'get'>,
  network: string,
  asked: Readonly<Record<string, string>> = {},
): Promise<Answer<readonly PromiseItem[]>> {
  const items: PromiseItem[] = [];
  const given = Object.entries({ ...asked, limit: '1000' }).filter(([, value]) => value !== '');
  const address = `/api/networks/${network}/fulfilments?${new URLSearchParams(given)}`;
  for (let next = ''; ;) {
    const answer = await client.get<Page<PromiseItem>>(`${address}${next}`);
    if (!answer.ok) return answer;
    items.push(...answer.value.items);
    if (answer.value.next === undefined) return { ...answer, value: items };
    next = `&cursor=${encodeURIComponent(answer.value.next)}`;
  }
}
