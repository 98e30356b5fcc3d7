import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { walk, type WalkEvent } from '../../../../engine/3-flow/trace/walk.ts';
import { run, type TraceCase } from '../../../support/cases/trace.ts';
import { linesOf } from '../../../support/table.ts';

/** Events of a table: event, action, resource, into, in (process), out (process). */
const eventsOf = (table: string): WalkEvent[] =>
  linesOf(table).map((line) => ({
    id: line['event']!,
    action: line['action']!,
    ...(line['resource'] && { resourceInventoriedAs: line['resource'] }),
    ...(line['into'] && { toResourceInventoriedAs: line['into'] }),
    ...(line['in'] && { inputOf: line['in'] }),
    ...(line['out'] && { outputOf: line['out'] }),
  }));

/** A walk from a resource as lines, indented by the step that found each. */
function told(table: string, start: string, direction: 'trace' | 'track' = 'trace'): string[] {
  const nodes = walk(eventsOf(table), { kind: 'resource', id: start }, direction);
  return nodes.map(({ id, depth }) => `${'. '.repeat(depth)}${id}`);
}

const published = JSON.parse(readFileSync('test/fixtures/vf/reused-gown.json', 'utf8')) as TraceCase;

test('a gown that was sewn, worn and washed is traced as published', () => {
  expect(run(published)).toEqual({ passed: true, differences: [], unknownKeys: [] });
  const lines = published.expectedTraceDepthFirst!;
  expect(run({ ...published, expectedTraceDepthFirst: lines.slice(0, -1) }).passed).toBe(false);
  expect(run({ ...published, expectedDistinct: { events: 13 } }).passed).toBe(false);
  expect(run({ ...published, expectedOther: 1 }).unknownKeys).toEqual(['expectedOther']);
});

const mended = `
  event   | action  | resource | into | in     | out
  bought  | raise   | bike     |      |        |
  rims    | raise   | rim      |      |        |
  brought | accept  | bike     |      | first  |
  fitted  | consume | rim      |      | first  |
  ready   | modify  | bike     |      |        | first
  again   | accept  | bike     |      | second |
  done    | modify  | bike     |      |        | second`;

test('what was mended twice is told in order, and every event once', () => {
  expect(told(mended, 'bike')).toEqual([
    'bike',
    '. done',
    '. . second',
    '. . . again',
    '. . . . bike',
    '. . . . . ready',
    '. . . . . . first',
    '. . . . . . . fitted',
    '. . . . . . . . rim',
    '. . . . . . . . . rims',
    '. . . . . . . brought',
    '. . . . . . . . bike',
    '. . . . . . . . . bought',
  ]);
});

test('forwards, a bike that was brought twice is followed through both repairs in order', () => {
  const events = told(mended, 'bike', 'track').map((line) => line.replaceAll('. ', ''));
  expect(events.filter((id) => id !== 'bike')).toEqual([
    'bought',
    'brought',
    'first',
    'ready',
    'again',
    'second',
    'done',
  ]);
});

test("of a pair only the partner that belongs is followed: somebody else's crate in the same van is not", () => {
  const van = `
    event   | action  | resource | into | in  | out
    mine    | raise   | mine     |      |     |
    yours   | raise   | yours    |      |     |
    load 1  | pickup  | mine     |      | van |
    load 2  | pickup  | yours    |      | van |
    drop 1  | dropoff | mine     |      |     | van
    drop 2  | dropoff | yours    |      |     | van`;
  expect(told(van, 'mine')).toEqual(['mine', '. drop 1', '. . van', '. . . load 1', '. . . . mine', '. . . . . mine']);
  expect(told(van, 'mine', 'track')).not.toContain('. . . drop 2');
});

test("what is taken out of a crate comes from what was put into it, not from the crate's other goods", () => {
  const crate = `
    event  | action   | resource | into  | in     | out
    jam    | raise    | jar      |       |        |
    other  | raise    | bottle   |       |        |
    pack 1 | combine  | jar      | crate | pack   |
    pack 2 | combine  | bottle   | crate | pack   |
    made   | produce  | crate    |       |        | pack
    out    | separate | jar      |       |        | pack`;
  expect(told(crate, 'jar')).toEqual(['jar', '. out', '. . pack', '. . . pack 1', '. . . . jar', '. . . . . jam']);
});

test('a circle ends', () => {
  const loop = `
    event  | action  | resource | into | in   | out
    grain  | raise   | grain    |      |      |
    bake 1 | consume | grain    |      | one  |
    loaf 1 | produce | bread    |      |      | one
    back   | consume | bread    |      | two  |
    crumbs | produce | grain    |      |      | two
    bake 2 | consume | grain    |      | three |
    loaf 2 | produce | bread    |      |      | three`;
  const events = (lines: string[]) =>
    lines.map((line) => line.replaceAll('. ', '')).filter((id) => /[0-9]|back|crumbs/.test(id));
  expect(events(told(loop, 'bread')).sort()).toEqual(['back', 'bake 1', 'bake 2', 'crumbs', 'loaf 1', 'loaf 2']);
  expect(new Set(events(told(loop, 'grain', 'track'))).size).toBe(6);
});

test('a long history is walked without running out of stack', () => {
  const events = Array.from({ length: 40_000 }, (_, at): WalkEvent[] => [
    { id: `in ${at}`, action: 'consume', resourceInventoriedAs: `lot ${at}`, inputOf: `p ${at}` },
    { id: `out ${at}`, action: 'produce', resourceInventoriedAs: `lot ${at + 1}`, outputOf: `p ${at}` },
  ]).flat();
  expect(walk(events, { kind: 'resource', id: 'lot 40000' }, 'trace')).toHaveLength(4 * 40_000 + 1);
});
