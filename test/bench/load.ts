import type { HttpClient } from '../support/http-client.ts';
import { eventMaker, manyFounding, momentAt, openingStock, resourceAt } from '../support/many-events.ts';
import { seeded } from '../support/random.ts';

/** Writers that share the requests of a round. */
export const writers = 32;
/** Stocks that are asked for, one after the other. */
export const questions = 200;

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
export const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

/** How many a second, of an amount that some work deals with. */
export async function perSecond(amount: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (amount / (performance.now() - began)) * 1000;
}

export const recordsOf = (network: string): string => `/api/networks/${network}/records`;
const json = { 'content-type': 'application/json' };
export const minimal = { prefer: 'return=minimal' };
let keys = 0;

export async function post(client: HttpClient, path: string, body: Buffer, headers: Record<string, string> = {}) {
  keys += 1;
  const sent = { ...json, 'idempotency-key': `bench-${keys}`, ...headers };
  const answer = await client.send({ method: 'POST', path, headers: sent, body });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 1000)}`);
}

export const bodyOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** 32 writers share the bodies of each round; events a second, from the first request sent to the last 201 received. */
export async function write(client: HttpClient, bodies: Buffer[], { atOnce = 1, headers = {}, network = 'valley' }) {
  let next = 0;
  const writer = async () => {
    while (next < bodies.length) await post(client, recordsOf(network), bodies[next++]!, headers);
  };
  return perSecond(bodies.length * atOnce, () => Promise.all(Array.from({ length: writers }, writer)));
}

/** Founds the network of the bench under an address, with its opening stock. */
export async function found(client: HttpClient, network: string): Promise<void> {
  await post(client, '/api/networks', bodyOf({ ...manyFounding, network }));
  await post(client, recordsOf(network), bodyOf(openingStock));
}

/** A server that has run for a while: what follows is not about the compiler. */
export async function warmUp(client: HttpClient): Promise<void> {
  const make = eventMaker(5_000);
  await found(client, 'warm-up');
  const bodies = Array.from({ length: 20 }, () => bodyOf(Array.from({ length: 100 }, make)));
  await write(client, bodies, { atOnce: 100, headers: minimal, network: 'warm-up' });
  const singly = Array.from({ length: 3_000 }, () => bodyOf([make()]));
  await write(client, singly, { headers: minimal, network: 'warm-up' });
}

/** Milliseconds of each question for the stock of a resource at some moment. */
export async function askStocks(client: HttpClient, place: number): Promise<number[]> {
  const random = seeded(place);
  const times: number[] = [];
  for (let question = 0; question < questions; question++) {
    const happened = encodeURIComponent(momentAt(random()).toISOString());
    const path = `/api/networks/valley/stocks?resource=${encodeURIComponent(resourceAt(place))}&happened=${happened}`;
    const began = performance.now();
    const { status, text } = await client.send({ path });
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(text);
  }
  return times;
}
