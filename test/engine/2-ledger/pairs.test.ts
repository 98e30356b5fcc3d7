import { expect, test } from 'vitest';
import { pairProblems } from '../../../engine/2-ledger/pair.ts';
import { nameIn } from '../../support/cast.ts';
import { pairedIn, tell } from '../../support/story.ts';

/** What is said of the pairs of a story, of whose processes some are over. */
const saidOf = (table: string, finished: readonly string[] = []) => {
  const told = tell(table);
  const problems = pairProblems(pairedIn(told), {
    nameOf: nameIn,
    dimensionOf: (resource) => told.ledger.heads.get(resource)?.dimension,
    isFinished: (process) => finished.includes(nameIn(process)),
  });
  return problems.map(({ code, record, values }) => [code, nameIn(record!), values]);
};

const begun = `
  event | action  | quantity | resource | into | from  | to      | process | corrects
  o     | raise   | 30 kg    | apples   |      | alice | alice   |         |
  in    | pickup  | 30 kg    | apples   | load | alice | carrier | trip    |
`;

test('what is on its way is nothing wrong; when the trip is over and nothing was put down, that is told', () => {
  expect(saidOf(begun)).toEqual([]);
  const values = { action: 'pickup', name: 'load', process: 'trip', expected: 'dropoff' };
  expect(saidOf(begun, ['trip'])).toEqual([['pair.missing', 'in', values]]);
});

test('what was put down was picked up before, under whichever record it travelled', () => {
  expect(
    saidOf(
      `${begun}
  a     | dropoff | 20 kg    | load     | shop | carrier | bob  | trip    |
  b     | dropoff | 10 kg    | load     | depot | carrier | bob | trip    |
  `,
      ['trip'],
    ),
  ).toEqual([]);
});

test('more put down than was picked up is told at once, less when the trip is over, and a correction mends it', () => {
  const less = `${begun}
  a     | dropoff | 28 kg    | load     | shop | carrier | bob  | trip    |
  `;
  const values = { name: 'load', process: 'trip', value: '30 kg' };
  expect(saidOf(less)).toEqual([]);
  expect(saidOf(less, ['trip'])).toEqual([['pair.quantity', 'a', { ...values, found: '28 kg' }]]);
  const more = `${less}
  b     | dropoff | 3 kg     | load     | shop | carrier | bob  | trip    |
  `;
  expect(saidOf(more)).toEqual([['pair.quantity', 'a', { ...values, found: '31 kg' }]]);
  expect(
    saidOf(`${more}
  x     | dropoff | -1 kg    | load     | shop | carrier | bob  | trip    | b
  `),
  ).toEqual([]);
});

test('what a workshop gives back without having taken it in is told, and no other pair answers for it', () => {
  const values = { action: 'modify', name: 'van', process: 'repair', expected: 'accept' };
  expect(
    saidOf(`
  event | action | quantity | resource | from   | to     | process
  o     | raise  | 1 one    | van      | farm   | farm   |
  p     | pickup | 1 one    | van      | farm   | farm   | repair
  m     | modify | 1 one    | van      | farm   | farm   | repair
  `),
  ).toEqual([['pair.missing', 'm', values]]);
});
