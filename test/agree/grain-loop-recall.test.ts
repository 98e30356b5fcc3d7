import { expect, test } from 'vitest';
import { parseDay } from '../../engine/0-base/time.ts';
import type { LotMethod } from '../../engine/1-record/network.ts';
import { selectRows } from '../../engine/3-flow/columns.ts';
import { answerTrace } from '../../engine/3-flow/trace/answer.ts';
import type { TraceAnswer, TraceEdge } from '../../engine/3-flow/trace/shape.ts';
import { tracePlan } from '../../engine/3-flow/trace/trace.ts';
import { wholeLotOf } from '../../engine/2-ledger/lot-register.ts';
import { factsOf, flowsOf, recordSample } from '../support/sample.ts';

/** 14 October: wheat lot W25-2 is recalled. On 12 September the silo mixed 1,300 kg of it with 700 kg of W25-1. */
const sample = recordSample('grain-loop');
const facts = factsOf(sample);
const year = flowsOf(sample);
const recallDay = parseDay('2025-10-14')!;
const rows = Array.from({ length: year.count }, (_, row) => row).filter((row) => year.columns.day[row]! <= recallDay);
const table = selectRows(year, rows);

const planOf = (method: LotMethod) => tracePlan({ table, facts, zone: 'Europe/Brussels', method });
const stock = (name: string) => `urn:throughflow:grain-loop:stock:${name}`;
const plans = { average: planOf('average'), fifo: planOf('fifo') };

const recall = (method: keyof typeof plans): TraceAnswer =>
  answerTrace({ plan: plans[method], facts, direction: 'track', resource: stock('wheat-w25-2') })!;
const short = (id: string): string => id.replaceAll(/urn:throughflow:grain-loop:\w+:/g, '');
const between = ({ edges }: TraceAnswer, from: RegExp, to: RegExp): TraceEdge[] =>
  edges.filter((edge) => from.test(short(edge.from)) && to.test(short(edge.to)));
const sum = (edges: readonly TraceEdge[]): number => edges.reduce((all, { amount }) => all + amount, 0);

/** Dry matter of what the milling gave, by hand: flour 14.5 % water, bran 13.5 %. */
const byHand = { flour: 1560 * 0.855, bran: 410 * 0.865 };
const inFlour = (1300 * byHand.flour) / (byHand.flour + byHand.bran);

test('of the milling of 12 September 65 % is the recalled lot: 1,560 kg of flour carry 1,027 kg of it, the bran 273', () => {
  const answer = recall('average');
  const [flour, ...others] = between(answer, /milling-2025-09-12/, /flour-mill/);
  expect(others).toEqual([]);
  expect([flour!.quantity, flour!.part]).toEqual([1560, 0.65]);
  expect(flour!.amount).toBeCloseTo(inFlour, 6);
  expect(sum(between(answer, /milling-2025-09-12/, /bran-mill/))).toBeCloseTo(1300 - inFlour, 6);
  expect(sum(between(answer, /stock wheat-w25-2/, /load-wheat/))).toBe(1300);
});

test('first in, first out, the flour of that day waits behind older flour, then is in the bread of eleven days, each with the same part', () => {
  const answer = recall('fifo');
  const days = between(answer, /stock flour-bakery/, /bake-/);
  expect(days.map(({ quantity }) => quantity)).toEqual(Array(11).fill(170));
  expect(days.map(({ first }) => first).sort()[0]).toBe(parseDay('2025-10-02'));
  const waiting = answer.ends.find(({ node }) => /flour-bakery/.test(node))!;
  expect(sum(days) + waiting.amount).toBeCloseTo(inFlour, 6);
});

test('the recall crosses the loop of bread, beer, spent grain and bread, and ends, to the gram', () => {
  const answer = recall('average');
  const mashed = sum(between(answer, /unsold-bread-brewery/, /brew-/));
  const spent = sum(between(answer, /brew-/, /stock spent-grain brewery|stock spent-grain agent|stock spent-grain /));
  const again = sum(between(answer, /spent-grain-bakery/, /bake-/));
  expect(mashed).toBeGreaterThan(0);
  expect(spent).toBeGreaterThan(0);
  expect(spent).toBeLessThan(mashed);
  expect(again).toBeGreaterThan(0);
  expect(again).toBeLessThan(spent);
  expect(answer.total).toBe(25_848);
  expect(Object.values(answer.sums).reduce((all, each) => all + each, 0)).toBeCloseTo(25_848, 6);
  const atFarm = answer.ends.find(({ node }) => short(node).startsWith('stock wheat-w25-2'))!;
  expect([atFarm.kind, atFarm.amount]).toEqual(['stock', 24_548]);
});

test('two weeks after the bread, most of what was milled is sold, some is still in stock and beer is fermenting', () => {
  const { sums, ends } = recall('average');
  expect(sums.delivered!).toBeGreaterThan(sums.stock! - 24_548);
  expect(sums.stock! - 24_548).toBeGreaterThan(0);
  const names = ends.map(({ node }) => short(node));
  for (const wanted of [/bread households/, /beer cafes/, /bran-mill/, /flour-bakery/])
    expect(
      names.filter((name) => wanted.test(name)),
      String(wanted),
    ).not.toEqual([]);
});

test('backwards, the bread of the year says how much of it came of the recalled lot', () => {
  const { edges, sums } = answerTrace({ plan: plans.average, facts, direction: 'trace', resource: stock('bread') })!;
  const lot = edges.find(({ from }) => short(from).startsWith('stock wheat-w25-2'))!;
  expect(lot.quantity).toBe(1300);
  expect(lot.amount).toBeGreaterThan(0);
  expect(lot.amount).toBeLessThan(inFlour + 1);
  expect(Object.values(sums).reduce((all, each) => all + each, 0)).toBeCloseTo(1, 9);
});

test('the barley of 2024 stands in two stocks: the whole lot is what the farm had, once, and all of it is somewhere', () => {
  const { code, resources } = wholeLotOf(facts, stock('barley-b24-brewery'))!;
  expect([code, resources]).toEqual(['B24', [stock('barley-b24'), stock('barley-b24-brewery')]]);
  const recalled = ([resource, ...others]: readonly string[]) =>
    answerTrace({ plan: plans.average, facts, direction: 'track', resource: resource!, others })!;
  const [farm, brewery] = [recalled(resources.slice(0, 1)), recalled(resources.slice(1))];
  const whole = recalled(resources);
  expect([farm.total, brewery.total, whole.total]).toEqual([10_500, 10_000, 10_500]);
  expect(Object.values(whole.sums).reduce((all, each) => all + each, 0)).toBeCloseTo(10_500, 6);
  expect(whole.ends.reduce((all, { amount }) => all + amount, 0)).toBeCloseTo(10_500, 6);
  expect(whole.sums.delivered).toBeCloseTo(farm.sums.delivered!, 6);
  expect(whole.nodes.filter(({ depth }) => depth === 0).map(({ id }) => short(id).split(' ')[1])).toEqual(
    expect.arrayContaining(['barley-b24', 'barley-b24-brewery']),
  );
});
