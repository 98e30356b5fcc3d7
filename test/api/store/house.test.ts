import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Book } from '../../../api/store/book.ts';
import type { House } from '../../../api/store/house.ts';
import { findStocks } from '../../../api/store/queries.ts';
import type { Entry } from '../../../engine/1-record/kind.ts';
import { decodeTable } from '../../../engine/3-flow/encode.ts';
import {
  batch,
  brewery,
  dataDirectory,
  entry,
  farm,
  founding,
  malt,
  maltNow,
  open,
  raised,
  remove,
  sack,
} from '../../support/house.ts';

let directory: string;
let house: House;

beforeAll(async () => {
  directory = await dataDirectory();
  house = await open({ directory });
  await house.createNetwork(founding);
});

afterAll(async () => {
  await house.close();
  await remove(directory);
});

const codes = (answer: { problems: readonly { code: string }[] }) => answer.problems.map((each) => each.code);

test('a recorded batch is answered with its place and the stock after it', async () => {
  const { value, problems } = await house.submit('valley', batch('first', [raised('first', '120.5')]));
  expect(problems).toEqual([]);
  expect(value).toMatchObject({ frame: 2, sequence: 6, kind: 'new', ids: ['https://example.org/event/first'] });
  expect(value?.stocks[0]).toMatchObject({ resource: sack, name: 'Sack 1', specification: malt });
  expect(value?.stocks[0]?.onhand).toEqual({ hasNumericalValue: '120.5', hasUnit: 'kilogram' });
  expect(value?.stocks[0]?.holders.map((each) => each.holder)).toEqual([farm]);
  expect(await maltNow(house)).toBe('120.5');
});

test('the same key and body get the same answer again and record nothing', async () => {
  const sent = batch('twice', [raised('twice', '1')]);
  const first = await house.submit('valley', sent);
  await house.submit('valley', batch('between', [raised('between', '7')]));
  const again = await house.submit('valley', sent);
  expect(again.value).toEqual({ ...first.value, kind: 'repeated' });
});

test('the same key with another body is refused', async () => {
  await house.submit('valley', batch('reused', [raised('reused', '1')]));
  const other = batch('reused', [raised('reused too', '1')], { requestHash: 'other' });
  expect(codes(await house.submit('valley', other))).toEqual(['key.reused']);
});

test('the same event under another key is recorded once', async () => {
  const before = Number(await maltNow(house));
  await house.submit('valley', batch('once', [raised('same', '2')]));
  const again = await house.submit('valley', batch('once more', [raised('same', '2')]));
  expect(again.value?.kind).toBe('repeated');
  expect(Number(await maltNow(house))).toBe(before + 2);
});

test('the same id twice in one group counts once, and with other content is refused', async () => {
  const before = Number(await maltNow(house));
  const answers = await Promise.all([
    house.submit('valley', batch('group a', [raised('group', '3')])),
    house.submit('valley', batch('group b', [raised('group', '3')])),
    house.submit('valley', batch('group c', [raised('group', '4')])),
    house.submit('valley', batch('group a', [raised('group', '3')])),
  ]);
  expect(answers.map((each) => each.value?.kind)).toEqual(['new', 'repeated', undefined, 'repeated']);
  expect(codes(answers[2])).toEqual(['id.conflict']);
  expect(answers[3].value?.frame).toBe(answers[0].value?.frame);
  expect(Number(await maltNow(house))).toBe(before + 3);
});

test('a batch with one bad record changes nothing', async () => {
  const before = [house.sequence('valley'), await maltNow(house)];
  const bad = entry('EconomicEvent', 'https://example.org/event/bad', {
    action: 'raise',
    provider: 'https://example.org/nobody',
    receiver: farm,
    resourceInventoriedAs: sack,
    resourceQuantity: { hasNumericalValue: '1', hasUnit: 'kilogram' },
  });
  const answer = await house.submit('valley', batch('bad', [raised('good', '9'), bad]));
  expect(codes(answer)).toContain('reference.unknown');
  expect([house.sequence('valley'), await maltNow(house)]).toEqual(before);
  const mended = await house.submit('valley', batch('bad', [raised('good', '9')]));
  expect(mended.value?.kind).toBe('new');
});

test('a dry run answers as if it were recorded and records nothing', async () => {
  const before = [house.sequence('valley'), await maltNow(house)];
  const dry = await house.submit('valley', batch('try', [raised('try', '50')], { dryRun: true }));
  expect(dry.value).toMatchObject({ kind: 'dry', sequence: Number(before[0]) + 1 });
  expect(Number(dry.value?.stocks[0]?.onhand.hasNumericalValue)).toBe(Number(before[1]) + 50);
  expect([house.sequence('valley'), await maltNow(house)]).toEqual(before);
  const real = await house.submit('valley', batch('try', [raised('try', '50')]));
  expect(real.value?.kind).toBe('new');
});

test('many submitters at once each get their own answer, in few groups and without a gap', async () => {
  const before = Number(await maltNow(house));
  const start = house.sequence('valley')!;
  const many = Array.from({ length: 64 }, (_, place) => batch(`many ${place}`, [raised(`many-${place}`, '1', place)]));
  const answers = await Promise.all(many.map((each) => house.submit('valley', each)));
  const sequences = answers.map((each) => each.value!.sequence);
  expect([...sequences].sort((a, b) => a - b)).toEqual(many.map((_, place) => start + 1 + place));
  const recorded = answers.map((each) => each.value!.recorded);
  expect(new Set(recorded).size).toBe(64);
  expect(Number(await maltNow(house))).toBe(before + 64);
});

test('a record can be revised, and its revisions are counted', async () => {
  await house.submit('valley', batch('renamed', [entry('Organization', farm, { name: 'Old farm' }, 'revise')]));
  const { value } = await house.record('valley', 'Organization', farm);
  expect(value).toMatchObject({ revision: 2, body: { name: 'Old farm' }, sequence: 1 });
});

test('private fields are kept apart, read back and can be erased', async () => {
  const person = 'https://example.org/eve';
  await house.submit('valley', batch('eve', [entry('Person', person, { name: 'Eve' })]));
  await house.submit('valley', batch('eve 2', [entry('Person', person, { name: 'Eva' }, 'revise')]));
  expect((await house.record('valley', 'Person', person)).value?.body).toEqual({ name: 'Eva' });
  const journal: Uint8Array[] = [];
  for await (const part of house.exportJournal('valley')) journal.push(part);
  expect(Buffer.concat(journal).includes('Eva')).toBe(false);
  expect((await house.erase('valley', person)).value).toEqual({ erased: 2 });
  expect((await house.record('valley', 'Person', person)).value?.body).toEqual({});
});

test('lists come in pages that stay what they were while more is recorded', async () => {
  const filter = { classes: ['EconomicEvent'], resource: sack, limit: 20 } as const;
  const first = (await house.records('valley', filter)).value!;
  await house.submit('valley', batch('meanwhile', [raised('meanwhile', '1')]));
  const seen = first.items.map((each) => each.id);
  for (let next = first.next; next !== undefined;) {
    const page = (await house.records('valley', { ...filter, cursor: next })).value!;
    seen.push(...page.items.map((each) => each.id));
    expect(page.sequence).toBe(first.sequence);
    next = page.next;
  }
  expect(seen).not.toContain('https://example.org/event/meanwhile');
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(64);
});

test('events are found by resource, agent, action and time', async () => {
  const count = async (filter: object) =>
    (await house.records('valley', { classes: ['EconomicEvent'], limit: 1000, ...filter })).value!.items.length;
  const all = await count({});
  expect(await count({ agent: farm })).toBe(all);
  expect(await count({ agent: brewery })).toBe(0);
  expect(await count({ action: 'raise', resource: sack })).toBe(all);
  const middle = Date.UTC(2025, 0, 20) * 1000;
  expect((await count({ to: middle })) + (await count({ from: middle }))).toBe(all);
});

test('a history leads from the stock of today back to nothing', async () => {
  const rows = [];
  let next: string | undefined;
  do {
    const page = await house.history('valley', sack, { limit: 25, ...(next !== undefined && { cursor: next }) });
    rows.push(...page.value!.items);
    next = page.value!.next;
  } while (next !== undefined);
  expect(rows[0]?.balance.onhand.hasNumericalValue).toBe(await maltNow(house));
  const last = rows.at(-1)!;
  expect(last.balance.onhand).toEqual(last.onhand);
  const times = rows.map((row) => row.happened);
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

test('the history of one holder leads, page by page, from what that one has back to nothing', async () => {
  const rows = [];
  const all = await house.history('valley', sack, { limit: 1000 });
  const holder = all.value!.items[0]!.holder;
  let next: string | undefined;
  do {
    const page = await house.history('valley', sack, { holder, limit: 7, cursor: next });
    rows.push(...page.value!.items);
    next = page.value!.next;
  } while (next !== undefined);
  expect(rows).toEqual(all.value!.items.filter((row) => row.holder === holder));
  const cursor = (await house.history('valley', sack, { holder, limit: 7 })).value!.next;
  const mixed = await house.history('valley', sack, { limit: 7, cursor });
  expect(mixed.problems.map(({ code }) => code)).toEqual(['parameter.invalid']);
});

test('stock as of a recorded time never changes', async () => {
  const { value } = await house.submit('valley', batch('then', [raised('then', '5')]));
  const then = { resource: sack, recorded: value!.recorded };
  const before = await house.stocks('valley', then);
  await house.submit('valley', batch('later', [raised('later', '100')]));
  expect(await house.stocks('valley', then)).toEqual(before);
});

test('stock as of a moment is the sum of what had happened by then', async () => {
  const history = (await house.history('valley', sack, { limit: 1000 })).value!.items;
  for (const moment of [Date.UTC(2025, 0, 15), Date.UTC(2025, 1, 2), Date.UTC(2024, 0, 1)].map((ms) => ms * 1000)) {
    const { value } = await house.stocks('valley', { resource: sack, happened: moment });
    const before = history.filter((row) => row.happened <= moment);
    const sum = before.reduce((total, row) => total + Number(row.onhand.hasNumericalValue), 0);
    expect(Number(value!.items[0]!.onhand.hasNumericalValue)).toBeCloseTo(sum, 9);
  }
});

test('knowledge is every record but the events', async () => {
  const { value } = await house.knowledge('valley');
  expect(value?.network.body.name).toBe('The valley');
  expect(value?.records.ResourceSpecification).toEqual([{ id: malt, name: 'Malt' }]);
  expect(value?.records.EconomicEvent).toBeUndefined();
});

test('the flow table holds a row for every flow and is the same bytes until something is recorded', async () => {
  const [a, b] = [(await house.flows('valley')).value!, (await house.flows('valley')).value!];
  expect(a.bytes).toBe(b.bytes);
  await house.submit('valley', batch('flow', [raised('flow', '1')]));
  const c = (await house.flows('valley')).value!;
  expect(c.sequence).toBe(a.sequence + 1);
});

test('the flow table holds a published flow as it stood at the number of the table', async () => {
  const own = await dataDirectory();
  const tables: ReturnType<House['flows']>[] = [];
  const busy: House = await open({
    directory: own,
    fault: (moment) => moment === 'applied' && tables.push(busy.flows('valley')),
  });
  await busy.createNetwork(founding);
  const publish = async (value: number, op: Entry['op'] = 'revise') => {
    const figure = { value: `${value}`, unit: 'kilogram', per: 'year', period: '2025', source: 'a report' } as const;
    const body = { from: farm, to: brewery, specification: malt, figures: [figure], sources: [] };
    const published = entry('PublishedFlow', 'https://example.org/published', body, op);
    return (await busy.submit('valley', batch('', [published]))).value!.sequence;
  };
  const valueAt = new Map([[await publish(0, 'record'), 0]]);
  const sent = Array.from({ length: 40 }, async (_, place) => {
    for (let turn = 0; turn < 10 * place; turn++) await new Promise((resolve) => setImmediate(resolve));
    valueAt.set(await publish(place + 1), place + 1);
  });
  await Promise.all(sent);
  const told = (await Promise.all(tables.slice(1))).map(({ value }) => {
    const { table } = decodeTable(value!.bytes.slice().buffer);
    return [value!.sequence, table!.columns.quantity[table!.count - 1]];
  });
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.map(([sequence]) => [sequence, valueAt.get(sequence!)]));
  await busy.close();
  await remove(own);
});

test('stock is told with the number at which it stands, also when something is recorded while the question waits', async () => {
  const asked: (number | undefined)[] = [];
  const book = {
    slug: 'valley',
    applied: 5,
    vault: { look: async () => undefined },
    store: {
      call: async (_: string, [, { sequence }]: [string, { sequence?: number }]) => {
        asked.push(sequence);
        book.applied += 1;
        return { resources: [], positions: [], attributes: [], containers: [] };
      },
    },
  };
  expect((await findStocks(book as unknown as Book, {})).value?.sequence).toBe(5);
  expect(asked).toEqual([undefined, 5]);
});

test('a watcher is told when something is recorded', async () => {
  const watch = house.changed('valley', house.sequence('valley')!);
  const { value } = await house.submit('valley', batch('watched', [raised('watched', '1')]));
  expect(await watch).toBe(value?.sequence);
});

test('what is asked of an unknown network is answered with a problem', async () => {
  expect(codes(await house.stocks('nowhere'))).toEqual(['network.unknown']);
  expect(codes(await house.submit('nowhere', batch('x', [])))).toEqual(['network.unknown']);
});

test('a network is founded once', async () => {
  const { entries: _, ...plain } = founding;
  expect((await house.createNetwork(plain)).value?.kind).toBe('repeated');
  const other = { ...plain, body: { ...plain.body, name: 'Another' } };
  expect(codes(await house.createNetwork(other))).toEqual(['network.exists']);
});

test('a network is not founded again with records that it does not have: they would be lost', async () => {
  const dale = { ...founding, slug: 'dale' };
  const first = await house.createNetwork(dale);
  const again = await house.createNetwork(dale);
  expect(again.value).toMatchObject({ kind: 'repeated', ids: first.value!.ids, sequence: first.value!.sequence });
  const more = [...founding.entries!, entry('Organization', 'https://example.org/mill', { name: 'Mill' })];
  expect(codes(await house.createNetwork({ ...dale, entries: more }))).toEqual(['network.exists']);
});

test('what is sent to a network whose founding is refused is refused too, and the house goes on', async () => {
  const body = { ...founding.body, members: ['https://example.org/nobody'] };
  let over = false;
  const refused = house.createNetwork({ slug: 'hollow', author: founding.author, body }).finally(() => {
    over = true;
  });
  const sent: ReturnType<House['submit']>[] = [];
  while (!over) {
    sent.push(house.submit('hollow', batch('', [entry('Organization', farm, { name: 'Farm' })])));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(codes(await refused)).toEqual(['reference.unknown']);
  expect(new Set((await Promise.all(sent)).flatMap(codes))).toEqual(new Set(['network.unknown']));
  expect(house.status()).toMatchObject({ state: 'ok' });
  expect((await house.submit('valley', batch('goes on', [raised('goes on', '1')]))).value?.kind).toBe('new');
});

test('the projection equals the fold of the journal', async () => {
  const { value } = await house.verify('valley');
  expect(value?.difference).toBeUndefined();
  expect(value?.compared.heads).toBeGreaterThan(0);
});
