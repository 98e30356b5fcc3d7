import { expect, test } from 'vitest';
import type { Body } from '../../engine/1-record/kind.ts';
import { tableOf } from '../../engine/3-flow/builder.ts';
import { publishedRows } from '../../engine/3-flow/rows.ts';
import { readQuery } from '../../explorer/state/url.ts';
import type { Outline } from '../../explorer/views/flows/layout/outline.ts';
import { query } from '../../explorer/views/flows/view.ts';
import { flowJobs } from '../../explorer/worker/flows.ts';
import { factsOf, recordSample } from '../support/sample.ts';
import { nobody } from '../support/ask.ts';

const sample = recordSample('kalundborg');
const facts = factsOf(sample);
const id = (kind: string, name: string) => `urn:throughflow:kalundborg:${kind}:${name}`;
const flow = (name: string): Body<'PublishedFlow'> => facts.PublishedFlow!.get(id('flow', name))!;

test('Kalundborg is recorded whole: 12 agents, 25 exchanges, nothing refused', () => {
  expect(sample.problems).toEqual([]);
  expect(facts.Organization!.size + facts.EcologicalAgent!.size).toBe(12);
  expect(facts.PublishedFlow!.size).toBe(25);
});

test('figures that disagree stand beside each other with their sources: gypsum from 100,000 to 200,000 t a year', () => {
  const { figures } = flow('k16');
  expect(figures.map(({ value }) => value)).toEqual(['200000', '200000', '170000', '150000', '100000']);
  expect(new Set(figures.map(({ source }) => source)).size).toBe(5);
  expect(figures.every(({ unit, per }) => unit === 'tonne' && per === 'year')).toBe(true);
});

test('what is unknown has no figure, and is drawn as unknown', () => {
  const { figures } = flow('k09');
  expect(figures).toEqual([]);
  const rows = [...facts.PublishedFlow!].flatMap(([name, body], place) =>
    publishedRows({ id: name, sequence: place, body }),
  );
  expect(rows.filter(({ status }) => status === 'unknown').length).toBe(16);
  expect(rows.filter(({ status }) => status === 'published').length).toBeGreaterThanOrEqual(9);
  expect(rows.some(({ status }) => status === 'measured')).toBe(false);
  expect(tableOf(rows).count).toBe(rows.length);
});

test('fish, homes, capacities and the waste water of others are told in a note and are no figures', () => {
  expect(flow('k06')).toMatchObject({ figures: [], note: expect.stringContaining('200 t of fish') });
  expect(flow('k07')).toMatchObject({ figures: [], note: expect.stringContaining('3,500 homes') });
  expect(flow('k14')).toMatchObject({
    figures: [{ low: '15000', high: '27000' }],
    note: expect.stringContaining('capacity'),
  });
  expect(flow('k17')).toMatchObject({ figures: [], note: expect.stringContaining('6,000,000') });
});

test("loops to oneself stay: the basin of the power station, the heat of the utility's own waste water", () => {
  const loops = [...facts.PublishedFlow!].filter(([, body]) => body.from === body.to).map(([name]) => name);
  expect(loops).toEqual([id('flow', 'k18'), id('flow', 'k25')]);
  expect(flow('k25').figures).toMatchObject([{ value: '80000000', unit: 'kilowattHour' }]);
});

test('the sulphur that went to Fredericia ended in 2000', () => {
  expect(flow('k13')).toMatchObject({ until: '2000' });
  expect(flow('k13').since).toBeUndefined();
});

test('the picture of the gypsum spans what all its sources say, and lists every figure', () => {
  const table = tableOf(
    [...facts.PublishedFlow!].flatMap(([name, body], place) => publishedRows({ id: name, sequence: place, body })),
  );
  const world = {
    network: 'kalundborg',
    name: 'Kalundborg',
    zone: 'Europe/Copenhagen',
    invented: false,
    sequence: 1,
    facts,
    table,
    ask: nobody,
  };
  const { picture, drawn } = flowJobs.flowPicture(world, {
    query: readQuery(query, 'cut=0').values,
    size: { width: 1200, height: 800 },
  });
  const gypsum = picture.links.find(
    ({ specification }) => specification === id('spec', 'gypsum-from-flue-gas-cleaning'),
  )!;
  expect(gypsum).toMatchObject({ value: 1e8, low: 1e8, high: 2e8, status: 'published' });
  expect(gypsum.figures.map(({ text }) => text.split(' ')[0])).toEqual([
    '200,000',
    '200,000',
    '170,000',
    '150,000',
    '100,000',
  ]);
  expect(new Set(gypsum.figures.map(({ source }) => source)).size).toBe(5);
  const ribbon = drawn.links.find((link) => link.members.includes(gypsum.id))!;
  expect(thickAtStart(ribbon.core!) / thickAtStart(ribbon.outline)).toBeCloseTo(0.5, 6);
});

/** A ribbon's outline runs along one edge and back along the other. */
function thickAtStart(outline: Outline): number {
  const [first, last] = [outline[0]!, outline.at(-1)!];
  return Math.hypot(first.x - last.x, first.y - last.y);
}
