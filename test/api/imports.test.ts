import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { importChunks, type ImportStep } from '../../api/interchange/import-chunks.ts';
import { readRecordLines } from '../../api/interchange/records-file.ts';
import { listen } from '../../api/server.ts';
import { type OpenApi, problemsIn } from './support/open-api.ts';
import { openBrewery } from './support/open-brewery.ts';

const at = '/api/networks/brouwcoop';
let api: OpenApi;

beforeAll(async () => {
  api = await openBrewery();
});
afterAll(() => api.close());

interface Step {
  readonly rows: number;
  readonly admitted: number;
  readonly refused: number;
  readonly sequence?: number;
  readonly refusals: readonly { readonly row?: number; readonly problems: readonly { readonly code: string }[] }[];
  readonly end?: string;
}

type Body = NonNullable<RequestInit['body']>;

const send = (body: Body, query = '', headers: Record<string, string> = {}, app = api.app) =>
  app.request(`${at}/imports${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/x-ndjson', ...headers },
    body,
    ...(typeof body !== 'string' && { duplex: 'half' }),
  } as RequestInit);

const stepsIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Step);

async function steps(body: Body, query = '', headers: Record<string, string> = {}): Promise<Step[]> {
  const response = await send(body, query, headers);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  return stepsIn(await response.text());
}

const person = (name: string, place: number, field = 'name') =>
  JSON.stringify({ type: 'Person', id: `urn:test:${name}-${place}`, [field]: `${name} ${place}` });
const people = (name: string, count: number, wrong: readonly number[] = []): string[] =>
  Array.from({ length: count }, (_, place) => person(name, place + 1, wrong.includes(place + 1) ? 'nam' : 'name'));
const lines = (rows: readonly string[]) => `${rows.join('\n')}\n`;
const sequence = () => api.house.sequence('brouwcoop')!;

test('a file of any size is recorded batch by batch, and each is told', async () => {
  const before = sequence();
  const told = await steps(lines(people('many', 2500)));
  expect(told.map(({ rows, admitted, end }) => [rows, admitted, end])).toEqual([
    [1000, 1000, undefined],
    [2000, 2000, undefined],
    [2500, 2500, undefined],
    [2500, 2500, 'whole'],
  ]);
  expect(told.at(-1)!.sequence).toBe(before + 2500);
  expect(sequence()).toBe(before + 2500);
});

test('a row with a problem ends the import with its whole batch, and the mended file goes on behind what is recorded', async () => {
  const before = sequence();
  const told = await steps(lines(people('mended', 2500, [1700, 1900])), '', { 'idempotency-key': 'mended' });
  expect(told.at(-1)).toMatchObject({ rows: 2000, admitted: 1000, refused: 2, end: 'stopped' });
  expect(told[1]!.refusals.map(({ row, problems }) => [row, problems[0]!.code])).toEqual([
    [1700, 'field.unknown'],
    [1900, 'field.unknown'],
  ]);
  expect(sequence()).toBe(before + 1000);
  const again = await steps(lines(people('mended', 2500)), '', { 'idempotency-key': 'mended' });
  expect(again.at(-1)).toMatchObject({ rows: 2500, admitted: 2500, refused: 0, end: 'whole' });
  expect(sequence()).toBe(before + 2500);
});

test('rows with a problem may stay out: the others are recorded, and sent again nothing is recorded twice', async () => {
  const before = sequence();
  const unknown = JSON.stringify({ type: 'EconomicResource', id: 'urn:test:odd', conformsTo: 'urn:test:nothing' });
  const file = `\n${lines(people('some', 1200, [7]))}${unknown}\n`;
  const told = await steps(file, '?refused=skip');
  expect(told.at(-1)).toMatchObject({ rows: 1201, admitted: 1199, refused: 2, end: 'whole' });
  expect(told.flatMap(({ refusals }) => refusals.map(({ row }) => row))).toEqual([8, 1202]);
  expect(sequence()).toBe(before + 1199);
  expect((await steps(file, '?refused=skip')).at(-1)).toMatchObject({ rows: 1201, admitted: 1199, end: 'whole' });
  expect(sequence()).toBe(before + 1199);
});

test('what is wrong before anything is recorded is a problem as everywhere', async () => {
  const refused: [Body, Record<string, string>, number, string][] = [
    ['', {}, 400, 'batch.empty'],
    ['\n\n', {}, 400, 'batch.empty'],
    ['{"type": "Person"', {}, 400, 'body.truncated'],
    [person('wrong', 1, 'nam'), {}, 422, 'field.unknown'],
    ['[]', {}, 400, 'body.shape'],
    [`{"a":${'['.repeat(100)}`, {}, 400, 'body.depth'],
    ['x'.repeat(300_000), {}, 413, 'body.line'],
    ['{"type":"Person","name":"\\u0000"}', {}, 422, 'text.invalid'],
    [new Uint8Array([0xff, 0xfe]), {}, 400, 'body.syntax'],
    ['{}', { 'content-type': 'text/plain' }, 415, 'body.type'],
    ['{}', { 'content-encoding': 'gzip' }, 415, 'body.encoding'],
    ['{}', { 'idempotency-key': 'a b' }, 400, 'parameter.invalid'],
  ];
  for (const [body, headers, status, code] of refused) {
    const response = await send(body, '', headers);
    const told = { status: response.status, headers: response.headers, body: await response.json() };
    expect([told.status, problemsIn(told)[0]?.code, response.headers.get('content-type')]).toEqual([
      status,
      code,
      'application/problem+json',
    ]);
  }
});

/** A body that comes in parts and then stays open. */
const open = (...parts: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
    },
  });

test('a body that comes too slowly ends, and what came whole before stays', async () => {
  const app = createApp({ ...api.services, patience: { idleMs: 50, totalMs: 100 } });
  const before = sequence();
  const told = stepsIn(await (await send(open(lines(people('slow', 1001))), '', {}, app)).text());
  expect(told.at(-1)).toMatchObject({ admitted: 1000, end: 'stopped' });
  expect(told.at(-2)!.refusals[0]!.problems).toMatchObject([{ code: 'body.slow' }]);
  expect(sequence()).toBe(before + 1000);
  for (const address of ['imports', 'records', 'organizations/urn:test:brewery']) {
    const response = await app.request(`${at}/${address}`, {
      method: address.includes('/') ? 'PUT' : 'POST',
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/x-ndjson' },
      body: open('['),
      duplex: 'half',
    } as RequestInit);
    expect([address, response.status]).toEqual([address, 408]);
    expect(await response.json()).toMatchObject({ errors: [{ code: 'body.slow' }] });
  }
});

test('no more is read than the batch that is being recorded needs', async () => {
  let [pulled, most] = [0, 0];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      most = Math.max(most, pulled - (sequence() - before) / 1000);
      if (pulled > 8) controller.close();
      else controller.enqueue(new TextEncoder().encode(lines(people(`ahead-${pulled}`, 1000))));
    },
  });
  const before = sequence();
  await (await send(body)).text();
  expect(pulled).toBe(9);
  expect(most).toBeLessThan(5);
});

test('a client that leaves half way leaves whole batches behind', async () => {
  const server = await listen(api.app, { host: '127.0.0.1', port: 0 });
  const before = sequence();
  const head = `POST ${at}/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${api.token}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const body = lines(people('cut', 1500));
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
      socket.write(`${head}${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`);
    });
    socket.on('data', (part) => part.toString().includes('"rows":1000') && socket.destroy());
    socket.on('close', () => resolve());
  });
  await server.close();
  expect(sequence()).toBe(before + 1000);
  expect((await steps(body)).at(-1)).toMatchObject({ admitted: 1500, end: 'whole' });
  expect(sequence()).toBe(before + 1500);
});

test('an import of more rows than it may have ends behind the last whole batch', async () => {
  const before = sequence();
  const input = new Blob([lines(people('rows', 30))]).stream();
  const importing = { house: api.house, network: 'brouwcoop', leaveOut: false, rowLimit: 25 };
  const told: ImportStep[] = [];
  for await (const step of importChunks(importing, readRecordLines(input, 10))) told.push(step);
  expect(told.map(({ rows, stopped }) => [rows, stopped])).toEqual([
    [10, false],
    [20, false],
    [20, true],
  ]);
  expect(told.at(-1)!.refusals[0]!.problems).toMatchObject([{ code: 'body.rows', values: { limit: '25' } }]);
  expect(sequence()).toBe(before + 20);
});
