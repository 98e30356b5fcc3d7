import { type Problem, problem } from '../0-base/problem.ts';
import { type Dimension, findUnit, unitsOf } from '../0-base/unit.ts';
import { impliedRows } from './action.ts';
import { type Draft, findBody, nameOf } from './draft.ts';
import { containersOf } from './head.ts';
import { goalOf } from './leg.ts';
import type { Amount, Given, Posting, ResourceView } from './shape.ts';

/**
 * Whether an event fits the resources that it names.
 * Problems: resource.specification, unit.dimension, action.create, containment.loop.
 */
export function fitProblems(draft: Draft, given: Given, postings: readonly Posting[]): Problem[] {
  return [
    ...specificationProblems(draft, given),
    ...dimensionProblems(draft, given),
    ...creationProblems(draft, given, postings),
    ...containmentProblems(draft, given),
  ];
}

function specificationProblems(draft: Draft, given: Given): Problem[] {
  const { body, from } = given;
  const goal = goalOf(given);
  const wrong = (found: string | undefined, expected: ResourceView | undefined, path: string): Problem[] => {
    // Of what another system did not tell the kind everything may be said.
    if (!expected?.specification || !found || found === expected.specification) return [];
    const values = {
      name: nameOf(draft, expected.id),
      expected: nameOf(draft, expected.specification),
      found: nameOf(draft, found),
    };
    return [problem('resource.specification', path, values)];
  };
  return [
    ...wrong(body.resourceConformsTo, from ?? goal, '/resourceConformsTo'),
    ...wrong(from?.specification, goal, '/toResourceInventoriedAs'),
  ];
}

function dimensionProblems(draft: Draft, given: Given): Problem[] {
  const { body, from, amount, effort } = given;
  const specification = findBody(draft, 'ResourceSpecification', given.specification);
  const preferred = dimensionOf(specification?.defaultUnitOfResource);
  const views = [from, goalOf(given)].filter((each) => each !== undefined);
  const stocks = views.length > 0 ? views.map(({ id }) => id) : [given.specification];
  const amounts = stocks.flatMap((id) =>
    mismatch(amount, draft.ledger.heads.get(id)?.dimension ?? preferred, {
      name: nameOf(draft, id),
      field: 'resourceQuantity',
      written: body.resourceQuantity?.hasUnit,
    }),
  );
  const own = from && findBody(draft, 'EconomicResource', from.id)?.unitOfEffort;
  const efforts = mismatch(effort, dimensionOf(own ?? specification?.defaultUnitOfEffort), {
    name: nameOf(draft, stocks[0]!),
    field: 'effortQuantity',
    written: body.effortQuantity?.hasUnit,
  });
  return [...amounts.slice(0, 1), ...efforts];
}

const dimensionOf = (unit: string | undefined): Dimension | undefined =>
  unit === undefined ? undefined : findUnit(unit)?.dimension;

function mismatch(
  amount: Amount | undefined,
  expected: Dimension | undefined,
  { name, field, written }: { readonly name: string; readonly field: string; readonly written: string | undefined },
): Problem[] {
  if (!amount || !expected || amount.dimension === expected) return [];
  const known = unitsOf(expected)
    .map((unit) => unit.symbol)
    .join(', ');
  const values = { value: written ?? amount.unit, found: amount.dimension, name, expected, known };
  return [problem('unit.dimension', `/${field}/hasUnit`, values)];
}

/** A resource of which nothing stands can be begun by the first resource of 'optional' actions, and as the goal of 'optionalTo' and of transfers. */
function creationProblems(draft: Draft, given: Given, postings: readonly Posting[]): Problem[] {
  const { row, body, from } = given;
  const goal = goalOf(given);
  const implied = row.impliedTransfer === 'none' ? undefined : impliedRows[row.impliedTransfer];
  const goalMayBegin = [row, implied].some((each) => each?.createResource === 'optionalTo');
  const mayBegin = ({ id }: ResourceView) => (id === from?.id ? row.createResource === 'optional' : goalMayBegin);
  return [from, goal]
    .filter((view) => view !== undefined)
    .filter((view) => !view.begun && !mayBegin(view) && !draft.doubtful.has(view.id))
    .filter((view) => postings.some((posting) => posting.resource === view.id))
    .slice(0, 1)
    .map((view) => {
      const path = view === from ? '/resourceInventoriedAs' : '/toResourceInventoriedAs';
      return problem('action.create', path, { action: body.action, name: nameOf(draft, view.id) });
    });
}

function containmentProblems(draft: Draft, { row, from, to }: Given): Problem[] {
  if (row.containedEffect !== 'update' || !from || !to) return [];
  const passed = new Set<string>();
  const waiting = [to.id];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === from.id)
      return [problem('containment.loop', '/toResourceInventoriedAs', { name: nameOf(draft, from.id) })];
    const head = draft.ledger.heads.get(at);
    if (head && !passed.has(at)) waiting.push(...containersOf(head));
    passed.add(at);
  }
  return [];
}
