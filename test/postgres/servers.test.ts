import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateOn } from '../../api/access/gate.ts';
import { noteKeeper } from '../../api/access/note-keeper.ts';
import type { House } from '../../api/store/house.ts';
import { openHouse } from '../../api/store/open.ts';
import {
  batch,
  dataDirectory,
  entry,
  farm,
  founding,
  isWhole,
  maltNow,
  open,
  raised,
  remove,
  sack,
  temporaryDirectory,
} from '../support/house.ts';
import { databaseOf, query } from '../support/test-database.ts';

/** Two servers on one database, as two processes would have it. */
let directory: string;
let here: House;
let there: House;

beforeAll(async () => {
  directory = await dataDirectory();
  here = await open({ directory });
  there = await open({ directory });
  await here.createNetwork(founding);
});

afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await remove(directory);
});

const codes = (answer: { problems: readonly { code: string }[] }) => answer.problems.map(({ code }) => code);
const events = { classes: ['EconomicEvent'], limit: 1000 } as const;

test('what one server has recorded every answer of the other one has at once', async () => {
  for (const [place, [writer, reader]] of [[here, there] as const, [there, here] as const].entries()) {
    const { value } = await writer.submit('valley', batch(`told ${place}`, [raised(`told-${place}`, '5')]));
    expect(await reader.refresh('valley')).toEqual([]);
    expect(reader.sequence('valley')).toBe(value!.sequence);
    expect(await maltNow(reader)).toBe(`${5 * (place + 1)}`);
    expect((await reader.flows('valley')).value).toEqual((await writer.flows('valley')).value);
    expect((await reader.records('valley', events)).value).toEqual((await writer.records('valley', events)).value);
    expect((await reader.history('valley', sack)).value).toEqual((await writer.history('valley', sack)).value);
  }
});

test('whoever waits for changes at one server is told what the other one records', async () => {
  await there.refresh('valley');
  const told = there.changed('valley', there.sequence('valley')!);
  const { value } = await here.submit('valley', batch('watched', [raised('watched', '1')]));
  expect(await told).toBe(value!.sequence);
});

test('a key that comes to both servers at once is recorded once', async () => {
  const sent = batch('at once', [raised('at-once', '1')]);
  const answers = await Promise.all([here.submit('valley', sent), there.submit('valley', sent)]);
  expect(answers.map(({ value }) => value?.kind).sort()).toEqual(['new', 'repeated']);
  expect(answers[0].value?.frame).toBe(answers[1].value?.frame);
  const other = { ...sent, requestHash: 'another' };
  expect(codes(await there.submit('valley', other))).toEqual(['key.reused']);
});

test('both servers record at once: numbers have no gap, nothing is lost, and replay equals live', async () => {
  const before = { malt: Number(await maltNow(here)), sequence: here.sequence('valley')! };
  const many = Array.from({ length: 100 }, (_, place) => batch(`both ${place}`, [raised(`both-${place}`, '1', place)]));
  const answers = await Promise.all(many.map((each, place) => (place % 2 ? here : there).submit('valley', each)));
  const numbers = answers.map(({ value }) => value!.sequence).sort((a, b) => a - b);
  expect(numbers).toEqual(many.map((_, place) => before.sequence + 1 + place));
  expect([Number(await maltNow(here)), Number(await maltNow(there))]).toEqual([before.malt + 100, before.malt + 100]);
  const [a, b] = [(await here.verify('valley')).value!, (await there.verify('valley')).value!];
  expect(a.difference).toBeUndefined();
  expect(a).toEqual(b);
});

test('a correction at one server counts at the other one, which had the event at hand', async () => {
  const first = raised('mistaken', '10');
  await here.submit('valley', batch('mistaken', [first]));
  const correction = (name: string, kilograms: string) => {
    const { body } = raised(name, kilograms);
    return entry('EconomicEvent', `https://example.org/event/${name}`, { ...body, corrects: first.id } as never);
  };
  const before = Number(await maltNow(here));
  await there.submit('valley', batch('corrected', [correction('corrected', '-4')]));
  await here.submit('valley', batch('corrected more', [correction('corrected-more', '-6')]));
  expect(Number(await maltNow(there))).toBe(before - 10);
  expect(await isWhole(here)).toBe(true);
});

test('a name that was erased at one server does not come back by the other one, which had it at hand', async () => {
  const eve = 'https://example.org/eve';
  await here.submit('valley', batch('eve', [entry('Person', eve, { name: 'Eve' })]));
  await there.submit('valley', batch('eva', [entry('Person', eve, { name: 'Eva' }, 'revise')]));
  expect((await here.erase('valley', eve)).value).toEqual({ erased: 2 });
  await there.submit('valley', batch('gone', [entry('Person', eve, {} as never, 'retire')]));
  for (const house of [here, there])
    expect((await house.record('valley', 'Person', eve)).value).toMatchObject({ body: {}, retired: true });
  expect(await isWhole(there)).toBe(true);
});

test('a network that is founded at one server is there at the other one; at both at once it is founded once', async () => {
  const hill = { ...founding, slug: 'hill' };
  await here.createNetwork(hill);
  expect((await there.networks()).value!.map(({ network }) => network)).toContain('hill');
  expect((await there.submit('hill', batch('first', [raised('first', '1')]))).value?.kind).toBe('new');
  const dale = { ...founding, slug: 'dale' };
  const both = await Promise.all([here.createNetwork(dale), there.createNetwork(dale)]);
  expect(both.map(({ value }) => value?.kind).sort()).toEqual(['new', 'repeated']);
  const { entries: _, ...plain } = { ...dale, body: { ...dale.body, name: 'Another' } };
  expect(codes(await there.createNetwork(plain))).toEqual(['network.exists']);
});

test('who is let in at one server is let in at the other one', async () => {
  const [a, b] = [await gateOn(noteKeeper(here.notes)), await gateOn(noteKeeper(there.notes))];
  expect(a.house).toBe(b.house);
  const session = await b.signIn(await a.issueLink());
  expect((await a.subjectOf(session)).kind).toBe('operator');
  expect((await b.subjectOf('nothing')).kind).toBe('nobody');
});

test('a projection that was lost is made anew from the frames by whoever opens the house next', async () => {
  const own = await dataDirectory();
  const first = await open({ directory: own });
  await first.createNetwork(founding);
  await first.submit('valley', batch('ann', [entry('Person', 'https://example.org/ann', { name: 'Ann' })]));
  await first.submit('valley', batch('a', [raised('a', '7')]));
  const flows = (await first.flows('valley')).value;
  await first.close();
  await query('delete from networks', own);
  const progress: number[] = [];
  const second = await open({ directory: own, onProgress: ({ done }) => progress.push(done) });
  expect(progress.length).toBeGreaterThan(0);
  expect(await maltNow(second)).toBe('7');
  expect((await second.flows('valley')).value).toEqual(flows);
  expect((await second.record('valley', 'Person', 'https://example.org/ann')).value?.body).toEqual({ name: 'Ann' });
  expect(await isWhole(second)).toBe(true);
  await second.close();
  await remove(own);
});

test('several servers that start at once on an empty database make its tables once', async () => {
  const own = await temporaryDirectory();
  await query(`create database "${own.split('/').at(-1)}"`);
  const database = databaseOf(own);
  const opened = await Promise.all(Array.from({ length: 4 }, () => openHouse({ directory: own, database })));
  expect(opened.flatMap(codes)).toEqual([]);
  await opened[0]!.value!.createNetwork(founding);
  expect((await opened[3]!.value!.record('valley', 'Organization', farm)).value?.body).toEqual({ name: 'Farm' });
  await Promise.all(opened.map(({ value }) => value!.close()));
  const [count] = await query<{ count: string }>('select count(*) from drizzle.__drizzle_migrations', own);
  const [different] = await query<{ count: string }>(
    'select count(distinct hash) as count from drizzle.__drizzle_migrations',
    own,
  );
  expect(count).toEqual(different);
  await remove(own);
});
