import { expect, test } from 'vitest';
import { describeProblem } from '../../../engine/0-base/problem.ts';
import { factsFrom } from '../../../engine/1-record/facts.ts';
import type { Body, ClassName } from '../../../engine/1-record/kind.ts';
import { recipeDifference } from '../../../engine/6-plan/difference.ts';
import { planFrom, type Wanted } from '../../../engine/6-plan/plan-from.ts';
import { linesOf } from '../../support/table.ts';

const measure = (text: string | undefined) => {
  const [hasNumericalValue = '', hasUnit = ''] = (text ?? '').split(' ');
  return { hasNumericalValue, hasUnit };
};

/** Records of recipes from a table: one line a flow, its recipe, its process with how long it takes, and its amount. */
function recipes(table: string, more: Readonly<Record<string, Partial<Body<'Recipe'>>>> = {}) {
  const records: { class: ClassName; id: string; body: Body }[] = [];
  const steps = new Map<string, Set<string>>();
  linesOf(table).forEach((line, place) => {
    const recipe = line['recipe']!;
    const process = `${recipe}: ${line['process']}`;
    const list = steps.get(recipe) ?? new Set();
    steps.set(recipe, list.add(process));
    const takes = line['takes'] === undefined ? {} : { hasDuration: measure(line['takes']) };
    const named = { processConformsTo: line['process']!, ...takes };
    if (!records.some(({ id }) => id === process)) records.push({ class: 'RecipeProcess', id: process, body: named });
    const side = line['side'] === 'in' ? 'recipeInputOf' : 'recipeOutputOf';
    const counted = line['effort'] === undefined ? 'resourceQuantity' : 'effortQuantity';
    const body = {
      action: line['action']!,
      [side]: process,
      resourceConformsTo: line['of']!,
      [counted]: measure(line['effort'] ?? line['amount']),
      ...(line['stage'] !== undefined && { stage: line['stage'] }),
    } as Body<'RecipeFlow'>;
    records.push({ class: 'RecipeFlow', id: `flow ${place}`, body });
  });
  for (const [name, list] of steps)
    records.push({ class: 'Recipe', id: name, body: { name, recipeIncludes: [...list], ...more[name] } });
  return factsFrom(records);
}

const brew = `
  recipe | process    | takes | side | action  | of          | amount         | effort
  beer   | brewing    | 10 h  | in   | consume | malt        | 190 kilogram   |
  beer   | brewing    |       | in   | work    | brewer      |                | 12 hour
  beer   | brewing    |       | out  | produce | wort        | 1071 litre     |
  beer   | brewing    |       | out  | produce | spent grain | 205.1 kilogram |
  beer   | fermenting | 14 d  | in   | consume | wort        | 1071 litre     |
  beer   | fermenting |       | out  | produce | beer        | 1000 litre     |
`;

const wanted: Wanted = {
  recipe: 'beer',
  quantity: { hasNumericalValue: '2500', hasUnit: 'litre' },
  by: 'brewery',
  due: '2025-06-20',
  zone: 'Europe/Brussels',
  makeId: (index) => `made ${index}`,
};

/** Planned flows in lines: class, action, what, how much, of which process, by when. */
const linesIn = (given: ReturnType<typeof planFrom>) =>
  given.entries.map(({ class: name, body }) => {
    const each = body as Body<'Commitment'> & Body<'Process'> & Body<'Plan'>;
    const amount = each.resourceQuantity ?? each.effortQuantity;
    return [
      name,
      each.action ?? each.name ?? each.basedOn,
      each.resourceConformsTo,
      amount && `${amount.hasNumericalValue} ${amount.hasUnit}`,
      each.due ?? (each.hasBeginning && `${each.hasBeginning} to ${each.hasEnd}`),
    ]
      .filter((cell) => cell !== undefined)
      .join(' | ');
  });

test('a plan for 2,500 litres from a recipe for 1,000: two and a half times all, each process ready when the next begins', () => {
  const facts = recipes(brew, { beer: { primaryOutput: 'beer' } });
  expect(linesIn(planFrom(facts, wanted))).toEqual([
    'Plan | beer, 2500 L | 2025-06-20',
    'Process | brewing | 2025-06-05T12:00:00Z to 2025-06-05T22:00:00Z',
    'Commitment | consume | malt | 475 kilogram | 2025-06-05T12:00:00Z',
    'Intent | work | brewer | 30 hour | 2025-06-05T12:00:00Z',
    'Commitment | produce | wort | 2677.5 litre | 2025-06-05T22:00:00Z',
    'Commitment | produce | spent grain | 512.75 kilogram | 2025-06-05T22:00:00Z',
    'Process | fermenting | 2025-06-05T22:00:00Z to 2025-06-19T22:00:00Z',
    'Commitment | consume | wort | 2677.5 litre | 2025-06-05T22:00:00Z',
    'Commitment | produce | beer | 2500 litre | 2025-06-19T22:00:00Z',
  ]);
});

test('what is wanted may be in another unit, and what does not divide is rounded to nine decimals', () => {
  const facts = recipes(brew.replaceAll('1000 litre', '0.3 cubicMetre'), { beer: { primaryOutput: 'beer' } });
  const plan = planFrom(facts, { ...wanted, quantity: { hasNumericalValue: '1', hasUnit: 'litre' }, due: undefined });
  expect(linesIn(plan)).toContain('Commitment | consume | malt | 0.633333333 kilogram');
  expect(linesIn(plan)).toContain('Process | fermenting');
});

test('the product is the demand of the plan, and a recipe that says what it is cited as is cited to its author', () => {
  const facts = recipes(brew, { beer: { primaryOutput: 'beer', citedAs: 'broodbier-1.2', author: 'open brood' } });
  const { entries } = planFrom(facts, wanted);
  const bodies = entries.map(({ body }) => body as Body<'Commitment'>);
  expect(bodies.filter((each) => each.independentDemandOf).map((each) => each.resourceConformsTo)).toEqual(['beer']);
  expect(bodies.at(-1)).toMatchObject({ action: 'cite', provider: 'open brood', receiver: 'brewery' });
});

test('a circle of processes is planned once, and what nobody can plan is said', () => {
  const circle = `
    recipe | process | side | action  | of     | amount
    loop   | baking  | in   | consume | crumbs | 1 kilogram
    loop   | baking  | out  | produce | bread  | 5 kilogram
    loop   | drying  | in   | consume | bread  | 1 kilogram
    loop   | drying  | out  | produce | crumbs | 1 kilogram
  `;
  const facts = recipes(circle, { loop: { primaryOutput: 'bread' } });
  const loop = { ...wanted, recipe: 'loop', quantity: measure('10 kilogram') };
  expect(linesIn(planFrom(facts, loop)).filter((line) => line.startsWith('Process'))).toHaveLength(2);
  const told = (given: Wanted) => planFrom(facts, given).problems.map((each) => describeProblem(each).message);
  expect(told({ ...loop, quantity: measure('10 litre') })).toEqual([
    'litre measures volume, but loop is kept in mass.',
  ]);
  expect(told({ ...loop, recipe: 'none' })).toEqual(['recipe names none, which is not recorded in this network.']);
  expect(told({ ...loop, due: 'soon' })[0]).toContain('soon');
  const empty = recipes(circle.replaceAll('5 kilogram', '0 kilogram').replaceAll('1 kilogram', '0 kilogram'));
  expect(planFrom(empty, loop).problems.map(({ code }) => code)).toEqual(['plan.output']);
});

test('a local variant shows what it does otherwise for the same amount of beer', () => {
  const local = brew
    .split('\n')
    .slice(2)
    .join('\n')
    .replaceAll(/^ +beer /gm, '  ours ')
    .replace('190 kilogram', '304 kilogram')
    .replace('| 12 hour', '| 20 hour')
    .replace('205.1 kilogram', '410.2 kilogram')
    .replaceAll('1071 litre', '2142 litre')
    .replaceAll('1000 litre', '2000 litre');
  const bread = '  ours   | brewing    |       | in   | consume | bread       | 116 kilogram   |\n';
  const facts = recipes(`${brew.trimEnd()}\n${local.trimEnd()}\n${bread}`, {
    beer: { primaryOutput: 'beer' },
    ours: { primaryOutput: 'beer', variantOf: 'beer' },
  });
  const rows = recipeDifference(facts, 'ours')!.map((each) =>
    [
      each.specification,
      each.original?.hasNumericalValue,
      each.variant?.hasNumericalValue,
      each.difference?.hasNumericalValue,
    ].join(' '),
  );
  expect(rows).toEqual(['malt 380 304 -76', 'brewer 86400 72000 -14400', 'bread  116 ']);
  expect(recipeDifference(facts, 'beer')).toBeUndefined();
});
