import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readQuery, writeQuery } from '../../explorer/state/url.ts';
import { loadLanguage, speak } from '../../explorer/text/text.ts';
import type { FiguresAnswer, ToldFigure } from '../../explorer/views/models/answer.ts';
import { isName, nameFrom } from '../../explorer/views/models/bring.svelte.ts';
import {
  choiceCount,
  chooseSupplier,
  chooseValue,
  chosenSupplier,
  chosenValue,
  readJson,
} from '../../explorer/views/models/choices.ts';
import { missedText } from '../../explorer/views/models/columns.ts';
import { energySentence, uncountedSentence } from '../../explorer/views/models/sentences.ts';
import { factorBetween, isFactor, linkRecord } from '../../explorer/views/models/stand-in.ts';
import { query } from '../../explorer/views/models/view.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
afterEach(() => speak('en'));

test('the address says which product, how much of it and what was chosen; what cannot be read is told', () => {
  const asked = {
    model: 'bakery',
    product: 'mill|flour',
    amount: -0.25,
    parameters: '{"gas":4}',
    form: 'tree' as const,
  };
  const search = writeQuery(query, asked);
  expect(readQuery(query, search).values).toMatchObject(asked);
  expect(readQuery(query, '?amount=0').broken).toMatchObject([{ name: 'amount', text: '0' }]);
  expect(readQuery(query, '?amount=much').values.amount).toBe(1);
});

test('a choice is made and taken back without a trace, of the model and of a process, whatever the names are', () => {
  const text = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, fc.double({ noNaN: true, noDefaultInfinity: true }), (name, process, value) => {
      const given = value === 0 ? 0 : value;
      fc.pre(!['__proto__'].includes(name) && !['__proto__'].includes(process) && name !== process);
      const once = chooseValue('', { name }, given);
      const twice = chooseValue(once, { name, process }, given);
      expect(chosenValue(twice, { name })).toBe(given);
      expect(chosenValue(twice, { name, process })).toBe(given);
      expect(choiceCount({ parameters: twice, providers: chooseSupplier('', name, process) })).toBe(3);
      expect(chooseValue(chooseValue(twice, { name, process }, undefined), { name }, undefined)).toBe('');
      expect(chosenSupplier(chooseSupplier('', name, process), name)).toBe(process);
      expect(chooseSupplier(chooseSupplier('', name, process), name, '')).toBe('');
    }),
  );
  expect([readJson('{'), readJson('[1]'), readJson('3')]).toEqual([{}, {}, {}]);
});

test('a file suggests a name that the API takes', () => {
  expect(nameFrom('Écoinvent 3.10 (cut-off).zip')).toBe('e-coinvent-3-10-cut-off');
  fc.assert(
    fc.property(fc.string(), (file) => {
      const name = nameFrom(file);
      expect(name === '' || isName(name)).toBe(true);
    }),
  );
});

test('how many of the product stand for one of what is bought follows from their units, or is asked for', () => {
  expect(factorBetween('t', 'kg')).toBe('1000');
  expect(factorBetween('kWh', 'MJ')).toBe('3.6');
  expect(factorBetween('own', 'own')).toBe('1');
  expect(factorBetween('litre', 'kg')).toBe('');
  expect(['1', '0.5', '0', '-1', '1e3', ''].map(isFactor)).toEqual([true, true, false, false, false, false]);
  const draft = { of: 'urn:malt', factor: '1', per: 'kg', match: 'near' } as const;
  expect(linkRecord(draft, { id: 'urn:l', dataset: 'maltings', version: '7', row: 'malting|malt' })).toEqual({
    '@type': 'BackgroundLink',
    '@id': 'urn:l',
    dataset: 'maltings',
    version: '7',
    row: 'malting|malt',
    ...draft,
  });
});

const figure = (total: number | null, bound: number | null): ToldFigure => ({
  category: { id: 'c', name: 'Climate', method: { id: 'm', version: '1', unit: 'kg CO2e' } },
  total,
  certificate: { remainder: 0, bound, residual: 0 },
});

test('what a figure may miss is nothing, an amount, or without a bound', () => {
  expect(missedText(figure(1, 1e-16))).toBe('nothing');
  expect(plain(missedText(figure(1, 0.02)))).toBe('0.02 kg CO2e');
  expect(missedText(figure(1, null))).toBe('no bound: credits in strong loops');
});

test('what no indicator counts is named, what was bought first; nothing is said where everything counts', async () => {
  const flow = (name: string, kind: 'purchase' | 'emission') => ({ flow: name, name, kind, amount: 3, unit: 'kg' });
  const answer: FiguresAnswer = {
    product: 'p',
    name: 'bread',
    unit: 'kg',
    amount: 1,
    figures: [],
    uncounted: [flow('flour', 'purchase'), flow('dust', 'emission')],
    uncountedCount: 4,
  };
  expect(plain(uncountedSentence(answer))).toMatch(
    /: 3 kg of flour \(supplied by nobody in the model\), 3 kg of dust, 2 others\. The true figure is another one\.$/,
  );
  await loadLanguage('nl');
  speak('nl');
  expect(plain(uncountedSentence(answer))).toMatch(/3 kg flour \(door niemand in het model geleverd\)/);
  expect(uncountedSentence({ ...answer, uncounted: [], uncountedCount: 0 })).toBeUndefined();
});

test('a carrier of energy tells its return; another product tells none', () => {
  const energyReturn = { delivered: 1e6, invested: 1.865e6, ratio: 1 / 1.865 };
  expect(energySentence({ energyReturn })).toMatch(/^It gives 0\.536 times the energy/);
  expect(energySentence({ energyReturn: { ...energyReturn, ratio: null } })).toMatch(/its energy return is not told/);
  expect(energySentence({})).toBeUndefined();
});
