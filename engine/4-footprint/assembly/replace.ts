import { parseDecimal, toNumber } from '../../0-base/decimal.ts';
import { problem } from '../../0-base/problem.ts';
import { coherentUnit, findUnit } from '../../0-base/unit.ts';
import type { ProcessOutput } from './passing.ts';
import { addPart, type Parts } from './parts.ts';
import type { Replaced } from './share.ts';
import { kindName } from './weights.ts';

/** An output of a process that takes the place of something else. */
export interface Replacing {
  readonly process: number;
  readonly output: ProcessOutput;
  readonly by: Replaced['by'];
}

/**
 * The output carries what it takes the place of, a part of the process of its own making it, and the process has a credit for as much: what leaves
 * with the one is what the others are relieved of. What is replaced counts as its background row says, else as the pools of the network hold it.
 * Problems, with the output left free: allocation.replaced, factor.unit.
 */
export function replace(parts: Parts, { process, output, by }: Replacing): void {
  const { draft, context, lists, credits, problems } = parts;
  const quantity = replacedQuantity(output, by);
  const unit = coherentOf(by.unit);
  const name = kindName(context.facts, output.thing.specification);
  const part = addPart(parts, process, `${parts.keys[process]}, in place of ${by.specification}`);
  lists.make(part, output, 1);
  if (Number.isNaN(quantity)) {
    const values = { name, found: output.thing.unit, expected: by.per };
    problems.push(problem('factor.unit', '', values, output.thing.specification));
    return;
  }
  const credit = { process, product: output.thing.specification, replaces: by.specification, quantity, unit };
  const found = context.background.bought({ specification: by.specification, unit }, output.day);
  if ('figure' in found) {
    const { source, amount } = found.figure;
    const entry = { specification: by.specification, figure: found.figure };
    draft.entries.toProcess(process, { ...entry, quantity: -quantity, kind: 'credit' }, []);
    draft.entries.toProcess(part, { ...entry, quantity, kind: 'replaced' }, []);
    const burden = draft.entries.burdenOf(source, 'replaced');
    parts.moved.push({ table: 'purchased', from: process, to: part, burden, amount: amount * quantity });
    credits.push({ ...credit, value: source.value * amount });
    return;
  }
  const pools = poolsOf(parts, by.specification, unit);
  if (pools.length === 0) {
    const values = { process: parts.keys[process]!, name, value: kindName(context.facts, by.specification) };
    problems.push(problem('allocation.replaced', '', values, output.thing.specification));
    return;
  }
  const shared = pools.map(({ pool, part: share }) => ({ pool, quantity: quantity * share }));
  for (const each of shared) {
    lists.shadow(each.pool, process, -each.quantity);
    lists.shadow(each.pool, part, each.quantity);
  }
  credits.push({ ...credit, pools: shared });
}

const coherentOf = (unit: string): string => {
  const found = findUnit(unit);
  return found ? coherentUnit(found.dimension).id : unit;
};

/** What the output replaces, in the coherent unit of the other; NaN where the record is per another unit than the output's. */
function replacedQuantity({ quantity, thing }: ProcessOutput, { amount, unit, per }: Replacing['by']): number {
  const value = parseDecimal(amount);
  const [to, from] = [findUnit(unit), findUnit(per)];
  if (!value || coherentOf(per) !== thing.unit) return Number.NaN;
  return (quantity * toNumber(value) * (to ? toNumber(to.factor) : 1)) / (from ? toNumber(from.factor) : 1);
}

/** Stocks of a specification in a unit, each with its part of all that was there. */
function poolsOf({ draft }: Parts, specification: string, unit: string): { pool: number; part: number }[] {
  const { of, opening, bought, entered } = draft.pools;
  const there = of.flatMap((each, pool) => {
    const amount = opening[pool]! + bought[pool]! + entered[pool]!;
    const fits = each.kind === 'stock' && each.specification === specification && each.unit === unit;
    return fits && amount > 0 ? [{ pool, amount }] : [];
  });
  const whole = there.reduce((sum, { amount }) => sum + amount, 0);
  return there.map(({ pool, amount }) => ({ pool, part: amount / whole }));
}
