import fc from 'fast-check';
import { expect, test } from 'vitest';
import { principles, sharesOf } from '../../../engine/5-threshold/sharing.ts';

const number = fc.integer({ min: 1, max: 1_000_000 });
const party = fc.record({ name: fc.string(), population: number, gdp: number, valueAdded: number, impact: number });

test.each(Object.entries(principles))('%s gives the whole away, no more and no less', (_, principle) => {
  fc.assert(
    fc.property(fc.array(party, { minLength: 1, maxLength: 20 }), (parties) => {
      const { value, problems } = sharesOf(principle, parties);
      expect(problems).toEqual([]);
      expect(value!.every((share) => share >= 0)).toBe(true);
      expect(value!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }),
  );
});

test('of two of the same size the poorer pays less, so that more is left to it', () => {
  const { value } = sharesOf(principles['ability-to-pay'], [
    { name: 'rich', population: 10, gdp: 300 },
    { name: 'poor', population: 10, gdp: 100 },
  ]);
  expect(value).toEqual([0.25, 0.75]);
});

test('who has no numbers is named, and nobody gets a share', () => {
  const answer = sharesOf(principles['ability-to-pay'], [
    { name: 'Ghent', population: 260_000, gdp: 1e10 },
    { name: 'Brugge', population: 118_000 },
    { name: 'nowhere', population: 5, gdp: 0 },
    { name: 'below', population: -1, gdp: 1 },
  ]);
  expect(answer.value).toBeUndefined();
  expect(answer.problems.map(({ values }) => [values['name'], values['field']])).toEqual([
    ['Brugge', 'gdp'],
    ['nowhere', 'population'],
    ['nowhere', 'gdp'],
    ['below', 'population'],
  ]);
});

test('who caused nothing gets nothing by grandfathering, and nobody anything where nobody caused anything', () => {
  const share = (...impacts: number[]) =>
    sharesOf(
      principles.grandfathering,
      impacts.map((impact) => ({ name: '', impact })),
    ).value;
  expect(share(0, 5)).toEqual([0, 1]);
  expect(share(0, 0)).toEqual([0, 0]);
});
