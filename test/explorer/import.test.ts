import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { factsFrom } from '../../engine/1-record/facts.ts';
import { emptyTable, tableOf } from '../../engine/3-flow/builder.ts';
import { type FlowRow, noCorrection } from '../../engine/3-flow/columns.ts';
import { batchBalance } from '../../explorer/views/record/batch-balance.ts';
import { batchOf } from '../../explorer/views/record/batch-of.ts';
import { recentOf } from '../../explorer/views/record/recent.ts';
import { usualEvents } from '../../explorer/views/record/usual.ts';
import type { App } from '../../explorer/state/app.svelte.ts';
import { keepIn } from '../../explorer/state/keep.ts';
import { createImport } from '../../explorer/views/record/import.svelte.ts';
import { newestOnly } from '../../explorer/worker/client.ts';
import { sha1 } from '../../explorer/worker/sha1.ts';
import { readProducerTable, type TableQuestion } from '../../explorer/worker/table.ts';
import { factsOf, type World } from '../../explorer/worker/world.ts';
import { nobody } from '../support/ask.ts';

const me = 'urn:a:brewer';
const facts = factsFrom([
  { class: 'Organization', id: me, body: { name: 'Brouwcoop' } },
  { class: 'ResourceSpecification', id: 'urn:s:malt', body: { name: 'Malt', defaultUnitOfResource: 'kilogram' } },
  {
    class: 'ResourceSpecification',
    id: 'urn:s:grain',
    body: { name: 'Spent grain', defaultUnitOfResource: 'kilogram' },
  },
  { class: 'ProcessSpecification', id: 'urn:ps:brew', body: { name: 'Brewing' } },
  { class: 'Process', id: 'urn:b:1', body: { name: 'Brew 1', basedOn: 'urn:ps:brew' } },
  ...['malt', 'grain'].map((name) => ({
    class: 'Property' as const,
    id: `urn:p:${name}`,
    body: {
      of: `urn:s:${name}`,
      layer: 'mass' as const,
      value: '1',
      unit: 'kilogram',
      per: 'kilogram',
      source: 'x',
      status: 'sourced' as const,
    },
  })),
  {
    class: 'ExpectedUnmeasuredFlow',
    id: 'urn:x:1',
    body: { of: 'urn:ps:brew', kind: 'vapour', low: '0.02', high: '0.1', source: 'x' },
  },
]);
const world: World = {
  network: 'grain',
  name: 'Grain',
  zone: 'Europe/Brussels',
  invented: true,
  sequence: 1,
  facts,
  table: emptyTable,
  ask: nobody,
};

const pasted = [
  'date\taction\tresource\tquantity\tunit\tprocess\tprocess specification\tcolour',
  '13/02/2025\tUsed up\tMalt\t190,5\tkg\tBrew X\tBrewing\tred',
  '13/02/2025\tmade\tSpend grain\t205\tkg\tBrew X\tBrewing\tred',
  '13/02/2025\tdanced\tMalt\t1\tkg\tBrew X\tBrewing\tred',
].join('\n');

test('a pasted table is read row by row, in the words of the form', () => {
  const answer = readProducerTable(world, { text: pasted, me });
  expect(answer.decimalMark).toEqual({ choice: ',', certain: true });
  expect(answer.dateOrder).toEqual({ choice: 'dmy', certain: true });
  expect(answer.columns.filter(({ field }) => !field).map(({ heading }) => heading)).toEqual(['colour']);
  expect(answer.rows.map(({ faulty }) => faulty)).toEqual([false, false, true]);
  expect(answer.rows[0]!.record).toMatchObject({ action: 'consume', resourceQuantity: { hasNumericalValue: '190.5' } });
  expect(answer.rows[2]!.problems[0]!.message).toContain('danced');
  expect(answer.rows[2]!.problems[0]!.remedy).toContain('used up');
});

test('an unknown name waits for consent, and only what was consented to is sent', () => {
  const { rows, proposed } = readProducerTable(world, { text: pasted, me });
  const asked = proposed.filter(({ implied }) => !implied);
  expect(asked.map(({ record, lines }) => [record['name'], lines])).toEqual([['Spend grain', [3]]]);
  const good = rows.filter(({ line }) => line === 2);
  const types = (batch: readonly { '@type': string }[]) => batch.map((record) => record['@type']);
  expect(types(batchOf(good, proposed, new Set()))).toEqual(['Process', 'EconomicEvent']);
  const both = rows.filter(({ faulty }) => !faulty);
  const accepted = new Set([asked[0]!.record['@id']]);
  expect(types(batchOf(both, proposed, accepted)).sort()).toEqual([
    'EconomicEvent',
    'EconomicEvent',
    'Process',
    'ResourceSpecification',
  ]);
});

test('a mended cell is read again, and the same table makes the same ids', () => {
  const first = readProducerTable(world, { text: pasted, me });
  const cells = first.cells.map((row, line) =>
    line === 3 ? row.map((cell) => (cell === 'danced' ? 'made' : cell)) : row,
  );
  const mended = readProducerTable(world, { cells, me });
  expect(mended.rows.every(({ faulty }) => !faulty)).toBe(true);
  const id = (answer: typeof first) => answer.rows[0]!.record!['@id'];
  expect(id(mended)).toBe(id(first));
  expect(id(readProducerTable(world, { text: pasted, me: 'urn:a:other' }))).not.toBe(id(first));
});

test('what strikes the server in a table is shown once, then recorded; a refused row stays with its reason', async () => {
  const sent: string[] = [];
  const warning = { code: 'stock.negative', message: 'Malt falls to -1.', remedy: 'Count it.' };
  const receipt = (warnings: readonly object[]) => ({ ok: true, value: { sequence: 2, ids: [], warnings }, tag: '' });
  const app = {
    newId: () => 'urn:new:key',
    keep: keepIn(undefined),
    announce: () => {},
    refresh: async () => {},
    client: {
      run: async (_: string, question: TableQuestion) => readProducerTable(world, question),
      post: async (path: string) => {
        sent.push(path.split('?')[1]!);
        return receipt(path.endsWith('true') ? [warning] : []);
      },
    },
  } as unknown as App;
  const task = createImport(app, world, () => me);
  task.type(pasted);
  await task.read();
  expect([task.good.length, task.faulty]).toEqual([1, 2]);
  await task.send();
  expect(task.warnings).toEqual([warning]);
  expect(sent).toEqual(['dryRun=true']);
  await task.send();
  expect(sent).toEqual(['dryRun=true', 'dryRun=true', 'dryRun=false']);
  expect(task.recorded).toBe(1);
  expect(task.answer?.rows).toHaveLength(2);
  expect(task.answer?.rows.map((row) => task.whyNot(row))).toEqual(['waits for a name', 'mend']);
});

/** An import that reads as a worker does: a question takes a while, and of those that wait only the newest is answered. */
function slowImport(kept: Map<string, string> = new Map(), as: { me: string } = { me }) {
  const run = newestOnly(async (_name, input) => {
    await new Promise((done) => setTimeout(done));
    return readProducerTable(world, input as TableQuestion);
  });
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  const app = { keep: keepIn(storage as unknown as Storage), client: { run } } as unknown as App;
  return { task: createImport(app, world, () => as.me), kept };
}

const cellOf = (task: ReturnType<typeof createImport>, line: number, column: number) =>
  task.answer?.cells[line - 1]?.[column];
const idle = (task: ReturnType<typeof createImport>) => vi.waitFor(() => expect(task.busy).toBe(false));

test('a cell that is mended while another one is still being read does not undo it', async () => {
  const { task } = slowImport();
  task.type(pasted);
  await task.read();
  task.edit(2, 3, '191');
  task.edit(3, 2, 'Spent grain');
  task.edit(4, 1, 'made');
  await idle(task);
  expect([cellOf(task, 2, 3), cellOf(task, 3, 2), cellOf(task, 4, 1)]).toEqual(['191', 'Spent grain', 'made']);
});

test('mended cells are there again after the page was closed', async () => {
  const { task, kept } = slowImport();
  task.type(pasted);
  await task.read();
  task.edit(4, 1, 'made');
  await idle(task);
  const again = slowImport(kept).task;
  await idle(again);
  expect(cellOf(again, 4, 1)).toBe('made');
  again.clear();
  expect(slowImport(kept).task.answer).toBeUndefined();
});

test('rows that were read for one agent are read again when another one is chosen', async () => {
  const as = { me };
  const { task } = slowImport(new Map(), as);
  task.type(pasted);
  await task.read();
  as.me = 'urn:a:baker';
  task.reread();
  await idle(task);
  expect(task.answer?.rows[0]?.record).toMatchObject({ provider: 'urn:a:baker' });
});

test('letters typed into a number are no unit', () => {
  const quantities = (quantity: string, unit: string) =>
    readProducerTable(world, {
      text: `date,action,resource,quantity,unit\n2025-02-13,made,Malt,${quantity},${unit}`,
      me,
    }).rows.map(({ faulty, record }) => (faulty ? 'faulty' : record!['resourceQuantity']));
  expect(quantities('2oo', 'kg')).toEqual(['faulty']);
  expect(quantities('2 t', 'kg')).toEqual(['faulty']);
  expect(quantities('200 kg', 'kg')).toEqual([{ hasNumericalValue: '200', hasUnit: 'kilogram' }]);
  expect(quantities('2 t', '')).toEqual([{ hasNumericalValue: '2', hasUnit: 'tonne' }]);
});

test('the digests of names are those of SHA-1', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
    }),
  );
});

test('records come by class and id', () => {
  const found = factsOf({ Organization: [{ id: me, name: 'Brouwcoop' } as { id: string }] });
  expect(found.Organization?.get(me)).toEqual({ name: 'Brouwcoop' });
});

const pool = (resource: string, specification: string) =>
  ({ kind: 'pool', resource, holder: me, specification }) as const;
const batch = { kind: 'process', process: 'urn:b:1' } as const;
const row = (change: Partial<FlowRow>): FlowRow => ({
  from: pool('urn:r:malt', 'urn:s:malt'),
  to: batch,
  specification: 'urn:s:malt',
  process: 'urn:b:1',
  day: 20_000,
  quantity: 190,
  low: 190,
  high: 190,
  unit: 'kilogram',
  status: 'measured',
  role: 'in',
  burden: 'consumes',
  sequence: 1,
  corrects: noCorrection,
  ...change,
});

test('what was used lately comes before what was used more often long ago', () => {
  const old = Array.from({ length: 5 }, (_, place) =>
    row({ from: pool('urn:r:hops', 'urn:s:hops'), day: 19_000 + place, quantity: 2, sequence: place + 1 }),
  );
  const late = [row({ sequence: 10 }), row({ sequence: 11, day: 20_010, quantity: 192 })];
  const work = row({
    from: { kind: 'agent', agent: me },
    specification: 'urn:s:work',
    role: 'effort',
    burden: 'free',
    unit: 'second-Time',
    sequence: 12,
  });
  const others = row({
    from: { ...pool('urn:r:x', 'urn:s:x'), holder: 'urn:a:other' },
    sequence: 13,
    process: 'urn:b:9',
  });
  const recent = recentOf(tableOf([...old, ...late, work, others]), me);
  expect(recent.things['used-up']?.map(({ thing, count }) => [thing, count])).toEqual([
    ['urn:r:malt', 2],
    ['urn:r:hops', 5],
  ]);
  expect(recent.things['worked']?.map(({ thing }) => thing)).toEqual(['urn:s:work']);
  expect(recent.processes).toEqual(['urn:b:1']);
  expect(recent.things['used-up']?.[0]).toMatchObject({ least: 190, median: 192, most: 192 });
});

test('what such a batch usually has and this one has not yet comes next, in its order', () => {
  const brew = (id: string, sequence: number, parts: readonly ('malt' | 'hops' | 'grain')[]) =>
    parts.map((part, place) => {
      const process = { kind: 'process', process: id } as const;
      const stock = pool(`urn:r:${part}`, `urn:s:${part}`);
      const ends = part === 'grain' ? { from: process, to: stock, role: 'out' as const } : { from: stock, to: process };
      return row({ ...ends, specification: `urn:s:${part}`, process: id, sequence: sequence + place });
    });
  const table = tableOf([
    ...brew('urn:b:1', 1, ['malt', 'hops', 'grain']),
    ...brew('urn:b:2', 4, ['malt', 'hops', 'grain']),
    ...brew('urn:b:3', 7, ['malt']),
  ]);
  const known = factsFrom(
    ['urn:b:1', 'urn:b:2', 'urn:b:3'].map((id) => ({
      class: 'Process' as const,
      id,
      body: { name: id, basedOn: 'urn:ps:brew' },
    })),
  );
  const next = (process: string) =>
    usualEvents(table, known, { agent: me, process }).map(({ kind, thing, batch: of }) => [kind, thing, of]);
  expect(next('urn:b:3')).toEqual([
    ['used-up', 'urn:r:hops', 'urn:ps:brew'],
    ['made', 'urn:r:grain', 'urn:ps:brew'],
  ]);
  expect(next('')).toEqual([['used-up', 'urn:r:malt', 'urn:ps:brew']]);
});

test('a nought too many shows in the balance of the batch before it is recorded', () => {
  const table = tableOf([
    row({}),
    row({
      from: batch,
      to: pool('urn:r:grain', 'urn:s:grain'),
      specification: 'urn:s:grain',
      role: 'out',
      burden: 'carries',
      quantity: 180,
      sequence: 2,
    }),
  ]);
  const balance = (quantity?: number) => {
    const planned = {
      role: 'in',
      holder: me,
      resource: '',
      specification: 'urn:s:malt',
      day: 20_000,
      unit: 'kilogram',
    } as const;
    const question = { process: 'urn:b:1', ...(quantity !== undefined && { planned: { ...planned, quantity } }) };
    return batchBalance({ table, facts, zone: 'Europe/Brussels' }, question).find(({ layer }) => layer === 'mass')!;
  };
  expect(balance().verdict).toBe('expected');
  const wrong = balance(1710);
  expect(wrong.verdict).toBe('unexplained');
  expect(wrong.in).toBe(1900);
  expect(wrong.beyond).toBeCloseTo(1900 - 180 - 190, 9);
});

test('a batch that begins with this event is judged by its kind', () => {
  const planned = {
    role: 'in',
    holder: me,
    resource: '',
    specification: 'urn:s:malt',
    day: 20_000,
    quantity: 190,
    unit: 'kilogram',
  } as const;
  const [mass] = batchBalance(
    { table: emptyTable, facts, zone: 'UTC' },
    { process: 'new', basedOn: 'urn:ps:brew', planned },
  );
  expect(mass).toMatchObject({ specification: 'urn:ps:brew', in: 190, out: 0, verdict: 'unknown', ended: false });
});
