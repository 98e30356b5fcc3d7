import { expect, test } from 'vitest';
import { type Budget, budgetOf, quotient } from '../../../engine/5-threshold/budget.ts';
import { boundaryRatio } from '../../../engine/5-threshold/boundary.ts';

const method = { id: 'EF', version: '3.1', unit: 'kg CO2e' };
const climate: Budget = {
  indicator: 'climate',
  direction: 'ceiling',
  value: 6.81e12,
  high: 8.72e12,
  period: 'year',
  method,
  source: 'Sala et al. 2020',
};
const score = (value: number, changed: Partial<typeof method> = {}) => ({
  indicator: 'climate',
  value,
  method: { ...method, ...changed },
});

test('the world of 2010 emitted 7.65 times its ceiling', () => {
  const { value, problems } = quotient(score(5.21e13), climate);
  expect(value?.ratio).toBeCloseTo(7.65, 2);
  expect([value?.standing, problems]).toEqual(['high', []]);
});

test('a share of a budget shares the high risk too', () => {
  const mine = budgetOf(climate, 0.5);
  expect([mine.value, mine.high]).toEqual([3.405e12, 4.36e12]);
  expect(quotient(score(4e12), mine).value?.standing).toBe('beyond');
  expect(quotient(score(3.405e12), mine).value).toEqual({ ratio: 1, standing: 'within' });
});

test.each([
  ['id', { id: 'ReCiPe' }, 'ReCiPe 3.1 (kg CO2e)'],
  ['version', { version: '3.0' }, 'EF 3.0 (kg CO2e)'],
  ['unit', { unit: 't CO2e' }, 'EF 3.1 (t CO2e)'],
])('a score of another %s is not divided', (_, changed, found) => {
  const { value, problems } = quotient(score(1, changed), climate);
  expect(value).toBeUndefined();
  expect(problems.map(({ code, values }) => [code, values['found'], values['expected']])).toEqual([
    ['method.mismatch', found, 'EF 3.1 (kg CO2e)'],
  ]);
});

test('two methods whose names and versions run together are two', () => {
  const one = { id: 'EF', version: '3.1 draft', unit: 'kg' };
  const other = { id: 'EF 3.1', version: 'draft', unit: 'kg' };
  expect(quotient({ ...score(1), method: one }, { ...climate, method: other }).value).toBeUndefined();
});

test.each([0, -7.3, Number.NaN])('a budget of %d gives no quotient, never infinity', (value) => {
  const answer = quotient(score(1), { ...climate, value });
  expect(answer.value).toBeUndefined();
  expect(answer.problems.map(({ code }) => code)).toEqual(['budget.none']);
});

test('a score that is no number is not within its budget', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(quotient(score(value), climate).value).toBeUndefined();
});

test('nothing used of a budget is a quotient of zero', () => {
  expect(quotient(score(0), climate).value).toEqual({ ratio: 0, standing: 'within' });
});

test('a floor is missed from below', () => {
  const { high: _, ...rest } = climate;
  const food: Budget = { ...rest, indicator: 'food', direction: 'floor', value: 100, high: 60 };
  const standings = [120, 100, 80, 50].map((value) => quotient({ ...score(value), indicator: 'food' }, food).value);
  expect(standings.map((each) => each?.standing)).toEqual(['within', 'within', 'beyond', 'high']);
  expect(standings.map((each) => each?.ratio)).toEqual([1.2, 1, 0.8, 0.5]);
});

test('what falls from its natural state and what rises above it are measured by the same formula', () => {
  const ratio = (value: number, boundary: number, natural?: number) =>
    boundaryRatio({ indicator: 'x', value, boundary, ...(natural !== undefined && { natural }) }).value;
  expect(ratio(38.2, 47.9, 63.87)).toBeCloseTo((1 - 38.2 / 63.87) / (1 - 47.9 / 63.87), 12);
  expect(ratio(415.885, 350, 280)).toBeCloseTo(1.94121, 5);
  expect(ratio(23.121, 6.2)).toBeCloseTo(23.121 / 6.2, 12);
});

test('a boundary at the natural state leaves nothing to divide by', () => {
  const answer = boundaryRatio({ indicator: 'ozone', value: 280, boundary: 290, natural: 290 });
  expect([answer.value, answer.problems.map(({ code }) => code)]).toEqual([undefined, ['budget.none']]);
});
