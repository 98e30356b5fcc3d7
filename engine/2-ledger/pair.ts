import { add, compare, type Decimal, formatDecimal, isZero, zero } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { coherentUnit, type Dimension } from '../0-base/unit.ts';
import { findAction } from './action.ts';

/** An event of an action that comes in pairs, with what its corrections leave of it. */
export interface PairedEvent {
  readonly event: string;
  readonly action: string;
  readonly process: string;
  /** The thing as it is in the process: where an input goes into another record, that one. */
  readonly resource: string;
  readonly quantity: Decimal;
}

/** What the names of things are, how they are counted, and whether a process is over. */
export interface PairNames {
  readonly nameOf: (id: string) => string;
  readonly dimensionOf: (resource: string) => Dimension | undefined;
  readonly isFinished: (process: string) => boolean;
}

interface Sides {
  readonly inputs: readonly PairedEvent[];
  readonly outputs: readonly PairedEvent[];
}

/**
 * The pairs that are not complete: what a process puts out without having taken it in, or more of it than it took in, and,
 * once it is finished, what it took in and did not put out. While it goes on, goods are simply in it.
 * Problems: pair.missing, pair.quantity. Source: concepts/actions.md (pairsWith), DESIGN.md section 4 (pairs complete).
 */
export function pairProblems(events: readonly PairedEvent[], names: PairNames): Problem[] {
  const standing = events.filter(({ quantity }) => !isZero(quantity));
  const groups = groupBy(standing, ({ process, resource, action }) =>
    JSON.stringify([process, resource, [action, findAction(action)?.pairsWith].sort()]),
  );
  return [...groups.values()].flatMap((group) => {
    const isInput = ({ action }: PairedEvent) => findAction(action)?.inputOutput === 'input';
    const sides = { inputs: group.filter(isInput), outputs: group.filter((each) => !isInput(each)) };
    return pairProblem(sides, names) ?? [];
  });
}

function pairProblem({ inputs, outputs }: Sides, names: PairNames): Problem | undefined {
  const one = outputs[0] ?? inputs[0]!;
  const { process, resource, action, event } = one;
  const isOver = names.isFinished(process);
  const [name, where] = [names.nameOf(resource), names.nameOf(process)];
  if (inputs.length === 0 || (outputs.length === 0 && isOver)) {
    const values = { action, name, process: where, expected: findAction(action)!.pairsWith };
    return problem('pair.missing', '/action', values, event);
  }
  const [taken, put] = [sum(inputs), sum(outputs)];
  const order = compare(put, taken);
  if (order === 0 || (order < 0 && !isOver)) return undefined;
  const unit = coherentUnit(names.dimensionOf(resource) ?? 'count').symbol;
  const values = {
    name,
    process: where,
    value: `${formatDecimal(taken)} ${unit}`,
    found: `${formatDecimal(put)} ${unit}`,
  };
  return problem('pair.quantity', '/resourceQuantity', values, event);
}

const sum = (events: readonly PairedEvent[]): Decimal =>
  events.reduce((total, { quantity }) => add(total, quantity), zero);
