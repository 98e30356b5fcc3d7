import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read } from '../support/checkout.ts';
import { mutated } from './mutated.ts';
import { mutants } from './mutants.ts';

/** `npm run mutants` puts each in and shows the test that fails; here is only seen to it that the list is still about this house. */
test.each(mutants)('the mutant "$name" still finds its place, and its tests are there', (mutant) => {
  const text = read(mutant.file);
  expect(mutated(text, mutant)).not.toBe(text);
  expect(mutant.tests.filter((file) => !existsSync(file))).toEqual([]);
});

test('a mutant whose text has gone is told by its name', () => {
  expect(() => mutated('nothing', mutants[0]!)).toThrow(mutants[0]!.name);
});
