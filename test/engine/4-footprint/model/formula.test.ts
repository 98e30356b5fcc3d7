import { expect, test } from 'vitest';
import { constantOf } from '../../../../engine/4-footprint/model/functions.ts';
import { readFormula } from '../../../../engine/4-footprint/model/formula.ts';
import { modelNumbers } from '../../../../engine/4-footprint/model/parameters.ts';
import { modelOf, process } from '../../../support/models.ts';

const names: Record<string, number> = { a: 2, b: 5, x_1: 0.5 };

function worthOf(text: string): number | string {
  const reading = readFormula(text);
  if ('at' in reading) return `at ${reading.at}`;
  return reading.formula.value((name) => new Map(Object.entries(names)).get(name) ?? constantOf(name) ?? Number.NaN);
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['16 / 4 / 2', 2],
  ['2 ^ 3 ^ 2', 64],
  ['-2 ^ 2', 4],
  ['2 ^ -1', 0.5],
  ['.5 + 1e3 + 2.5E-1 + 3.', 1003.75],
  ['A * B + X_1', 10.5],
  ['min(3; a, b)', 2],
  ['MAX(3; 4; 1)', 4],
  ['sqrt(16) + sqr(3) + abs(-1)', 14],
  ['ln(e) + exp(0) + log10(1000) + log(100)', 7],
  ['round(2.5) + floor(2.9) + ceil(2.1) + int(-2.9) + frac(1.25)', 6.25],
  ['sin(0) + cos(0) + tan(0) + cos(pi)', 0],
  ['if(a > b; 1; 2) + if(a <= b; 10; 20)', 12],
  ['if(a = 2 & b <> 2; 1; 0) + (a == 2 || b < 0)', 2],
  ['7 mod 4 + 7 div 4', 4],
  ['and(1; a > 1) + or(0; 0) + not(0)', 2],
  ['sum(1; 2; 3) / avg(2; 4)', 2],
  ['pow(2; 10)', 1024],
  ['true + false', 1],
])('%s is %d', (text, value) => {
  expect(worthOf(text)).toBeCloseTo(value, 12);
});

test.each([
  ['', 'at 1'],
  ['1 +', 'at 4'],
  ['1 + * 2', 'at 5'],
  ['(1 + 2', 'at 7'],
  ['1 2', 'at 3'],
  ['a # b', 'at 3'],
  ['min()', 'at 1'],
  ['2 * foo(1)', 'at 5'],
  ['sqrt(1; 2)', 'at 1'],
  ['constructor(1)', 'at 1'],
  ['1; 2', 'at 2'],
])('%s is no formula, and it is told where', (text, at) => {
  expect(worthOf(text)).toBe(at);
});

test('parentheses without end, and names like those of every object, do no harm', () => {
  expect(worthOf('('.repeat(100_000))).toMatch(/^at \d+$/);
  expect(worthOf('__proto__ + toString')).toBeNaN();
});

/** Amounts of a process whose parameters, and those of its model, are told as text: "name": formula or number. */
function numbersOf(global: Record<string, number | string>, own: Record<string, number | string>, chosen = {}) {
  const parameters = (given: Record<string, number | string>) =>
    Object.entries(given).map(([name, said]) => ({
      name,
      amount: typeof said === 'number' ? { value: said } : { value: 7, formula: said },
      at: `parameters/${name}`,
    }));
  const its = process('p', [], { parameters: parameters(own) });
  const { numbers, problems } = modelNumbers(modelOf({ parameters: parameters(global) }), chosen);
  const scope = numbers.of(its);
  const ask = (formula: string) => scope.number({ value: 3, formula }, { name: 'CO2', at: 'processes/p' });
  return { ask, problems, told: () => problems.map(({ code, record, values }) => [code, record, values]) };
}

test('parameters of a process stand before those of the model, and each may be made of others', () => {
  const { ask, problems } = numbersOf({ base: 2, twice: 'base * 2' }, { Base: 10, own: 'BASE + twice' });
  expect(ask('own')).toBe(14);
  expect(ask('twice')).toBe(4);
  expect(problems).toEqual([]);
});

test('a chosen value stands before value and formula; what is chosen for nothing is told', () => {
  const { ask, told } = numbersOf(
    { base: 2, twice: 'base * 2' },
    { own: 'twice' },
    { parameters: { Base: 5, twize: 1 }, processParameters: { p: { own: 100 } } },
  );
  expect(ask('twice + own')).toBe(110);
  expect(told()).toEqual([
    ['choice.unknown', undefined, { field: 'parameters', value: 'twize', known: 'base, twice' }],
  ]);
});

test('a parameter that a long chain is made of is found without end of the stack', () => {
  const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, k) => [`p${k}`, k === 0 ? 1 : `p${k - 1} + 1`]));
  expect(numbersOf(chain, {}).ask('p19999')).toBe(20_000);
});

test('circles, unknown names, what is no formula and what is no number are told with their place, and the number beside them counts', () => {
  const { ask, told } = numbersOf({ a: 'b + 1', b: 'c', c: 'a', d: 'nobody * 2' }, { own: 'b' });
  expect(ask('a')).toBe(7);
  expect(ask('own')).toBe(7);
  expect(ask('d + 1')).toBe(8);
  expect(ask('2 *')).toBe(3);
  expect(ask('1 / 0')).toBe(3);
  expect(told()).toEqual([
    ['formula.circle', 'parameters/a', { name: 'a', members: 'a, b, c' }],
    ['formula.name', 'parameters/d', { name: 'd', value: 'nobody * 2', found: '7', field: 'nobody' }],
    ['formula.syntax', 'processes/p', { name: 'CO2', value: '2 *', at: '4', found: '3' }],
    ['formula.number', 'processes/p', { name: 'CO2', value: '1 / 0', found: '3' }],
  ]);
});
