import {
  add,
  compare,
  type Decimal,
  formatDecimal,
  isNegative,
  isZero,
  negate,
  subtract,
  zero,
} from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { findUnit, fromCoherent, unitsOf } from '../0-base/unit.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import { readAmount } from './amount.ts';
import { type Draft, nameOf } from './draft.ts';
import { type Link, linkNames, namesPromises, promiseOf } from './promise.ts';
import type { Allocation, Amount } from './shape.ts';
import type { LedgerEvent, PromiseTotals } from './state.ts';

/** What an event measures: a quantity of the thing, or effort. */
type Counted = 'resource' | 'effort';
const fields = { resource: 'resourceQuantity', effort: 'effortQuantity' } as const;

/** What an event gives, in coherent units; of a correction the difference. */
interface Given {
  readonly body: EconomicEvent;
  readonly amount: Amount | undefined;
  readonly effort: Amount | undefined;
}

/** A promise that an event names: where it stands in the event's list, what it asks for, what was done of it. */
interface Target {
  readonly id: string;
  readonly path: string;
  readonly asked: Readonly<Record<Counted, Amount | undefined>>;
  readonly done: PromiseTotals;
  /** What the event itself says of how much goes here. */
  readonly told: Readonly<Record<Counted, Amount | undefined>> | undefined;
}

const nothing: PromiseTotals = { count: 0, resource: zero, effort: zero };
const noAllocations: readonly Allocation[] = [];

/**
 * How much of an event goes to each of the commitments, intents and claims that it names: what it says itself; the rest to the
 * others in their order, to each what is still open of it, and to the last what is left. Links of different names are apart: the same
 * kilograms may fulfil a commitment and settle a claim.
 * Problems: unit.dimension, fulfilment.stray, fulfilment.twice, fulfilment.excess, number.negative.
 */
export function allocate(draft: Draft, given: Given): { allocations: readonly Allocation[]; problems: Problem[] } {
  const problems = [...strayProblems(given.body), ...(draft.context.replayed ? [] : twiceProblems(given.body))];
  if (!namesPromises(given.body)) return { allocations: noAllocations, problems };
  const allocations = linkNames.flatMap((link) => {
    const read = targetsOf(draft, given, link);
    problems.push(...read.problems);
    const shared = { resource: share(read.targets, 'resource', given), effort: share(read.targets, 'effort', given) };
    problems.push(...shared.resource.problems, ...shared.effort.problems);
    return read.targets.map(({ id: target }, place): Allocation => ({
      target,
      link,
      resource: shared.resource.parts[place]!,
      effort: shared.effort.parts[place]!,
    }));
  });
  return { allocations, problems };
}

/** What is allocated to something that the event does not name. */
function strayProblems({ allocated = [], ...body }: EconomicEvent): Problem[] {
  const named = linkNames.flatMap((link) => body[link] ?? []);
  return allocated.flatMap(({ to }, place) =>
    named.includes(to) ? [] : [problem('fulfilment.stray', `/allocated/${place}/to`, { value: to })],
  );
}

/** What is allocated an amount more than once: only one of them would count. */
const twiceProblems = ({ allocated = [] }: EconomicEvent): Problem[] =>
  allocated.flatMap(({ to }, place) =>
    allocated.findIndex((each) => each.to === to) === place
      ? []
      : [problem('fulfilment.twice', `/allocated/${place}/to`, { value: to })],
  );

function targetsOf(draft: Draft, given: Given, link: Link): { targets: Target[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const targets = [...new Set(given.body[link] ?? [])].map((id, place): Target => {
    const path = `/${link}/${place}`;
    const promise = promiseOf(draft, id);
    const asked = amountsOf(promise ?? {}, problems, undefined);
    const at = (given.body.allocated ?? []).findIndex((each) => each.to === id);
    const part = given.body.allocated?.[at];
    const told = part && amountsOf(part, problems, `/allocated/${at}`);
    const counts = [
      { counted: 'resource', amount: given.amount },
      { counted: 'effort', amount: given.effort },
    ] as const;
    for (const { counted, amount } of counts)
      for (const [is, wanted, { name, where }] of [
        [amount, asked[counted], { name: nameOf(draft, id), where: path }],
        [told?.[counted], amount, { name: fields[counted], where: `/allocated/${at}/${fields[counted]}/hasUnit` }],
      ] as const)
        if (is && wanted && wanted.dimension !== is.dimension) problems.push(misfit(is, wanted, { name, where }));
    return { id, path, asked, done: draft.ledger.promises.get(id) ?? nothing, told };
  });
  return { targets, problems };
}

function misfit(
  is: Amount,
  wanted: Amount,
  { name, where }: { readonly name: string; readonly where: string },
): Problem {
  const known = unitsOf(wanted.dimension)
    .map(({ symbol }) => symbol)
    .join(', ');
  const values = { value: is.unit, found: is.dimension, name, expected: wanted.dimension, known };
  return problem('unit.dimension', where, values);
}

function amountsOf(
  body: Pick<EconomicEvent, 'resourceQuantity' | 'effortQuantity'>,
  problems: Problem[],
  path: string | undefined,
): Record<Counted, Amount | undefined> {
  const read = (counted: Counted) => {
    const found = readAmount(body[fields[counted]], { field: fields[counted], mayTakeAway: path === undefined });
    if (path !== undefined) problems.push(...found.problems.map((each) => ({ ...each, path: `${path}${each.path}` })));
    return found.amount;
  };
  return { resource: read('resource'), effort: read('effort') };
}

/** Whether a promise is measured in this: by what it asks for, or when it asks for nothing that is measured. */
const isCounted = ({ asked }: Target, counted: Counted): boolean =>
  asked[counted] !== undefined || (asked.resource === undefined && asked.effort === undefined);

/** The parts of an event's quantity, one for each target. */
function share(targets: readonly Target[], counted: Counted, given: Given): { parts: Decimal[]; problems: Problem[] } {
  const whole = (counted === 'resource' ? given.amount : given.effort)?.quantity ?? zero;
  const told = targets.map((each) => each.told?.[counted]?.quantity);
  const left = told.reduce<Decimal>((rest, each) => subtract(rest, each ?? zero), whole);
  const problems = isNegative(left) ? [excess(counted, given, subtract(whole, left))] : [];
  const others = targets.filter((each) => each.told === undefined && isCounted(each, counted));
  const shares = fill(others, counted, isNegative(left) ? zero : left);
  return { parts: targets.map((each, place) => told[place] ?? shares.get(each.id) ?? zero), problems };
}

/** To each what is open of it, to the last what is left. */
export function fill(
  targets: readonly (Pick<Target, 'id' | 'asked'> & { readonly done: Pick<PromiseTotals, Counted> })[],
  counted: Counted,
  amount: Decimal,
): Map<string, Decimal> {
  let left = amount;
  return new Map(
    targets.map((target, place) => {
      const asked = target.asked[counted]?.quantity;
      const open = asked === undefined ? left : subtract(asked, target.done[counted]);
      const wanted = isNegative(open) ? zero : open;
      const part = place === targets.length - 1 || compare(wanted, left) > 0 ? left : wanted;
      left = subtract(left, part);
      return [target.id, part];
    }),
  );
}

function excess(counted: Counted, { body, amount, effort }: Given, told: Decimal): Problem {
  const field = fields[counted];
  const unit = (counted === 'resource' ? amount : effort)?.unit ?? '';
  const measure = body[field];
  const found = measure ? `${measure.hasNumericalValue} ${measure.hasUnit}` : 'none';
  const shown = findUnit(measure?.hasUnit ?? unit);
  const value = shown ? `${formatDecimal(fromCoherent(told, shown))} ${shown.id}` : formatDecimal(told);
  return problem('fulfilment.excess', '/allocated', { field, value, found });
}

/**
 * What a correction takes from, or adds to, what its root event was allocated: what was allocated wholly stays so, what was
 * allocated in part keeps its part as long as there is enough, and the last is taken from first.
 */
export function reallocate(root: LedgerEvent, { amount, effort }: Omit<Given, 'body'>): readonly Allocation[] {
  if (root.allocations.length === 0) return noAllocations;
  return linkNames.flatMap((link) => {
    const own = root.allocations.filter((each) => each.link === link);
    const resource = deltas(own, 'resource', { total: root.resourceTotal, delta: amount?.quantity ?? zero });
    const effortParts = deltas(own, 'effort', { total: root.effortTotal, delta: effort?.quantity ?? zero });
    return own.map(({ target }, place) => ({
      target,
      link,
      resource: resource[place]!,
      effort: effortParts[place]!,
    }));
  });
}

function deltas(
  own: readonly Allocation[],
  counted: Counted,
  { total, delta }: { readonly total: Decimal; readonly delta: Decimal },
): Decimal[] {
  const parts = own.map(() => zero);
  const sum = own.reduce<Decimal>((all, each) => add(all, each[counted]), zero);
  const after = add(total, delta);
  if (own.length === 0 || (isZero(sum) && !isZero(total))) return parts;
  if (!isNegative(delta)) {
    if (compare(sum, total) === 0) parts[own.length - 1] = delta;
    return parts;
  }
  let over = subtract(sum, after);
  for (let place = own.length - 1; place >= 0 && over.coefficient > 0n; place--) {
    const has = own[place]![counted];
    const taken = compare(has, over) < 0 ? has : over;
    parts[place] = negate(taken);
    over = subtract(over, taken);
  }
  return parts;
}

/** What an event and its correction are allocated together. */
export const withAllocations = (before: readonly Allocation[], more: readonly Allocation[]): readonly Allocation[] =>
  before.map((each) => {
    const found = more.find(({ link, target }) => link === each.link && target === each.target);
    return found
      ? { ...each, resource: add(each.resource, found.resource), effort: add(each.effort, found.effort) }
      : each;
  });

/** What was done of a promise after another allocation. */
export const afterAllocation = (before: PromiseTotals = nothing, { resource, effort }: Allocation): PromiseTotals => ({
  count: before.count + 1,
  resource: add(before.resource, resource),
  effort: add(before.effort, effort),
});

/** Where an event differs from what it says that it answers, and what goes beyond that. Warnings: fulfilment.mismatch, fulfilment.over. */
export function fulfilmentWarnings(
  draft: Draft,
  { id, body, specification }: { readonly id: string; readonly body: EconomicEvent; readonly specification: string },
  allocations: readonly Allocation[],
): Problem[] {
  return allocations.flatMap(({ target, link }) => {
    const promise = promiseOf(draft, target);
    if (!promise) return [];
    const name = nameOf(draft, target);
    const said = {
      action: body.action,
      resourceConformsTo: specification,
      provider: body.provider,
      receiver: body.receiver,
    };
    const differs = (Object.keys(said) as (keyof typeof said)[]).find(
      (field) => promise[field] !== undefined && said[field] && promise[field] !== said[field],
    );
    return [
      ...(differs
        ? [
            problem(
              'fulfilment.mismatch',
              `/${link}`,
              {
                name,
                field: differs,
                found: nameOf(draft, said[differs]!),
                expected: nameOf(draft, promise[differs]!),
              },
              id,
            ),
          ]
        : []),
      ...(['resource', 'effort'] as const).flatMap(
        (counted) => overWarning(draft, { id, target, link, counted }) ?? [],
      ),
    ];
  });
}

function overWarning(
  draft: Draft,
  { id, target, link, counted }: { id: string; target: string; link: Link; counted: Counted },
): Problem | undefined {
  const field = fields[counted];
  const measure = promiseOf(draft, target)?.[field];
  const asked = readAmount(measure, { field, mayTakeAway: true }).amount;
  const done = draft.ledger.promises.get(target)?.[counted] ?? zero;
  if (!measure || !asked || compare(done, asked.quantity) <= 0) return undefined;
  const unit = findUnit(measure.hasUnit)!;
  const values = {
    name: nameOf(draft, target),
    value: `${formatDecimal(fromCoherent(done, unit))} ${unit.symbol}`,
    expected: `${measure.hasNumericalValue} ${unit.symbol}`,
  };
  return problem('fulfilment.over', `/${link}`, values, id);
}
