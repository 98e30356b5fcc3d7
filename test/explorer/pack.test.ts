import { expect, test } from 'vitest';
import { emptyDraft } from '../../explorer/views/record/draft.ts';
import { packsOf, unpacked } from '../../explorer/views/record/pack.ts';
import { recipeKinds, recipeLines } from '../../explorer/views/record/recipe.ts';
import { factsOf, record } from '../support/flow-rows.ts';

const litres = (value: string) => ({ hasNumericalValue: value, hasUnit: 'litre' });
const facts = factsOf(
  ['me'],
  [
    record('ResourceSpecification', 'beer', { name: 'Beer' }),
    record('EconomicResource', 'cellar', { conformsTo: 'beer' }),
    record('Pack', 'crate', { name: 'Crate', of: 'beer', content: litres('7.92'), source: 'counted' }),
    record('RecipeProcess', 'brew', { processConformsTo: 'brewing', note: '1000 litres' }),
    record('RecipeFlow', 'malt-in', {
      action: 'consume',
      recipeInputOf: 'brew',
      resourceConformsTo: 'malt',
      resourceQuantity: { hasNumericalValue: '0.19', hasUnit: 'tonne' },
    }),
    record('RecipeFlow', 'beer-out', { action: 'produce', recipeOutputOf: 'brew', resourceConformsTo: 'beer' }),
  ],
);
const draft = { ...emptyDraft('event', 'me', { day: '2025-03-12', time: '' }), thing: 'cellar', unit: 'pack:crate' };

test('a stock is counted in the packs of its kind, and each is what it holds, exactly', () => {
  expect(packsOf(facts, 'cellar')).toEqual([{ id: 'pack:crate', label: 'Crate' }]);
  expect(packsOf(facts, 'malt')).toEqual([]);
  const thirteen = unpacked({ ...draft, quantity: '13' }, facts);
  expect(thirteen).toMatchObject({ quantity: '102.96', unit: 'litre', note: '13 × Crate' });
});

test('what is no number of packs stays as it was typed, so that the form can say so', () => {
  expect(unpacked({ ...draft, quantity: 'many' }, facts)).toMatchObject({ quantity: 'many', unit: 'litre', note: '' });
  const plain = { ...draft, unit: 'litre', quantity: '5' };
  expect(unpacked(plain, facts)).toBe(plain);
});

test('a recipe says what goes in and comes out of a kind of batch, in its order', () => {
  expect(recipeKinds(facts)).toEqual(['brewing']);
  expect(recipeLines(facts, 'brewing')).toEqual([
    { kind: 'used-up', specification: 'malt', amount: { quantity: 190, unit: 'kilogram' }, batch: '1000 litres' },
    { kind: 'made', specification: 'beer', amount: undefined, batch: '1000 litres' },
  ]);
  expect(recipeLines(facts, 'baking')).toEqual([]);
});
