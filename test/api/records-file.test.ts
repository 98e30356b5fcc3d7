import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chunk, readRecordsFile } from '../../api/interchange/records-file.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughflow-records-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function read(text: string | Uint8Array): Promise<Chunk[]> {
  const file = join(directory, 'records');
  await writeFile(file, text);
  const chunks: Chunk[] = [];
  for await (const chunk of readRecordsFile(file)) chunks.push(chunk);
  return chunks;
}
const ann = { type: 'Person', name: 'Ann', note: 'her file was called "@graph"' };
const bob = { type: 'Person', name: 'Bob' };
const namesIn = (chunks: readonly Chunk[]) =>
  chunks.flatMap((each) => ('batch' in each ? each.batch.records : [each.problems]));

test.each([
  ['a list', JSON.stringify([ann, bob])],
  ['a list on many lines', JSON.stringify([ann, bob], null, 2)],
  ['a graph', JSON.stringify({ '@context': 'https://w3id.org/valueflows', '@graph': [ann, bob] })],
  ['a graph on many lines', JSON.stringify({ '@graph': [ann, bob] }, null, 2)],
  ['a record per line', `${JSON.stringify(ann)}\n${JSON.stringify(bob)}\n`],
  [
    'a record per line with Windows line ends and blank lines',
    `\r\n${JSON.stringify(ann)}\r\n\r\n${JSON.stringify(bob)}`,
  ],
  ['a file that begins with a byte order mark', `\ufeff${JSON.stringify([ann, bob])}`],
])('%s is read as its records', async (_name, text) => {
  expect(namesIn(await read(text))).toEqual([ann, bob]);
});

test('one record is a file too', async () => {
  expect(namesIn(await read(JSON.stringify(ann, null, 2)))).toEqual([ann]);
  expect(namesIn(await read(JSON.stringify(ann)))).toEqual([ann]);
});

test('an empty file holds no record', async () => {
  expect(namesIn(await read('[]'))).toEqual([]);
});

test('a large file comes in batches; each has a key that follows from its content and its place', async () => {
  const many = (name: string) =>
    Array.from({ length: 12_000 }, (_, index) => ({ type: 'Person', name: `${name} ${index}` }));
  const lines = (name: string) =>
    many(name)
      .map((each) => JSON.stringify(each))
      .join('\n');
  const chunks = await read(lines('a'));
  const keys = (list: readonly Chunk[]) => list.map((each) => ('batch' in each ? each.batch.key : ''));
  expect(chunks.map((each) => ('batch' in each ? [each.batch.first, each.batch.records.length] : []))).toEqual([
    [1, 5000],
    [5001, 5000],
    [10_001, 2000],
  ]);
  expect(keys(await read(lines('a')))).toEqual(keys(chunks));
  expect(keys(await read(JSON.stringify(many('a'))))).toEqual(keys(chunks));
  expect(keys(await read(lines('b')))).not.toContain(keys(chunks)[0]);
});

test('a line that is no JSON is named by its number', async () => {
  const chunks = await read(`${JSON.stringify(ann)}\n{"type": "Person"\n`);
  expect(chunks.at(-1)).toMatchObject({ problems: [{ code: 'body.truncated', record: 'line 2' }] });
});

test('text that is no batch is refused', async () => {
  expect(await read('"text"')).toMatchObject([{ problems: [{ code: 'body.shape' }] }]);
  expect(await read('[{"type": ')).toMatchObject([{ problems: [{ code: 'body.truncated' }] }]);
});

test('marks that end a line in other texts part no record: what was exported comes in again', async () => {
  const odd = { type: 'Person', name: 'Ann\u2028of the\u2029mill\u0085 \r end' };
  expect(namesIn(await read(`${JSON.stringify(odd)}\n${JSON.stringify(bob)}\n`))).toEqual([odd, bob]);
});

test('letters of another encoding are not lost: the file is refused', async () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  const notUtf8 = [{ problems: [{ code: 'body.syntax', values: { reason: 'it is not UTF-8' } }] }];
  expect(await read(latin('[{"type":"Person","name":"Ren\u00e9"}]'))).toMatchObject(notUtf8);
  expect(await read(latin('{"type":"Person","name":"Ren\u00e9"}\n{"type":"Person"}\n'))).toMatchObject(notUtf8);
  expect(await read(Uint8Array.of(0xff, 0xfe, 0x5b, 0, 0x5d, 0))).toMatchObject(notUtf8);
});

test('letters of many bytes are read whole wherever the file is cut into pieces', async () => {
  const people = Array.from({ length: 9000 }, (_, place) => ({
    type: 'Person',
    name: `${'é'.repeat(place % 7)} 🦠 René ${place}`,
  }));
  const chunks = await read(people.map((each) => JSON.stringify(each)).join('\n'));
  expect(namesIn(chunks)).toEqual(people);
});
