import { type Problem, problem } from '../../0-base/problem.ts';
import {
  ownRules,
  type ProcessProduct,
  ruleOf,
  type Shared,
  shareAnyway,
  shareBy,
  type Sharing,
} from './allocation.ts';
import type { SharedProcess } from './assembled.ts';
import type { ModelChoices } from './choices.ts';
import { type Exchanges, exchangeRoles } from './exchanges.ts';
import type { Model, ModelProcess } from './model.ts';

/** A product of the system, and the column that makes it: one process, or its part for one of several products. */
export interface Column {
  /** Place among the model's processes and flows. */
  readonly process: number;
  readonly flow: number;
  /** What is put out less what is taken in: below zero for treated waste. */
  readonly amount: number;
  /** Place among the products of its process. */
  readonly product: number;
}

/** How the processes of a model become columns; those of process j are `first[j]` up to `first[j + 1]`. */
export interface Columns {
  readonly columns: readonly Column[];
  readonly first: Int32Array;
  /** By process; undefined where it makes one thing only. */
  readonly shared: readonly (Shared | undefined)[];
  readonly told: readonly SharedProcess[];
  readonly problems: readonly Problem[];
}

interface Made extends ProcessProduct {
  readonly place: number;
}

/** The products of a process, the one that it is named for first; exchanges of one flow are one product. */
function productsOf(model: Model, { start, flow, amount, role }: Exchanges, j: number): Made[] {
  const sums = new Map<number, number>();
  const add = (at: number) => {
    if (role[at] === exchangeRoles.product) sums.set(flow[at]!, (sums.get(flow[at]!) ?? 0) + amount[at]!);
  };
  const [from, to] = [start[j]!, start[j + 1]!];
  const reference = from + model.processes[j]!.reference;
  if (reference >= from && reference < to) add(reference);
  for (let at = from; at < to; at++) if (at !== reference) add(at);
  return [...sums].map(([place, sum]) => ({ place, flow: model.flows[place]!, amount: sum })).filter(made);
}

const made = ({ amount }: Made): boolean => amount !== 0;

/** Whether what a process says of itself holds: that it puts out, or treats, what it is named for. */
function isNamed(process: ModelProcess, products: readonly Made[]): boolean {
  const [first] = products;
  return first !== undefined && process.exchanges[process.reference]?.flow === first.flow.id;
}

/** The rule that was asked for, then the process's own, one after another; the first that fails is told with what serves in its place. */
function share(sharing: Sharing, { allocation }: ModelChoices, problems: Problem[]): Shared {
  const { process } = sharing;
  const at = process.at ?? process.id;
  const chosen = allocation?.byProcess?.[process.id] ?? allocation?.all;
  const rules = [...(chosen === undefined ? [] : [ruleOf(process, chosen)]), ...ownRules(process)];
  if (rules.length === 0) problems.push(problem('allocation.missing', '', { name: process.name }, at));
  let failed: Problem['values'] | undefined;
  for (const { name, allocation: rule } of rules) {
    const shared = shareBy(sharing, rule, name);
    if ('shares' in shared) return tellShared(sharing, shared, failed, problems);
    const value = Number.isNaN(shared.value) ? '-' : `${shared.value}`;
    failed ??= { name: process.name, rule: name, product: shared.product, value };
  }
  return tellShared(sharing, shareAnyway(sharing), failed, problems);
}

function tellShared(
  sharing: Sharing,
  shared: Shared,
  failed: Problem['values'] | undefined,
  problems: Problem[],
): Shared {
  const { process } = sharing;
  if (failed)
    problems.push(problem('allocation.fallback', '', { ...failed, expected: shared.rule }, process.at ?? process.id));
  problems.push(...unevenFactors(sharing, shared));
  return shared;
}

/** Factors further from 1 than by rounding; they were brought to it. */
const looseSum = 1e-3;

function unevenFactors({ process }: Sharing, { rule, sum = 1 }: Shared): Problem[] {
  if (Math.abs(sum - 1) <= looseSum) return [];
  return [problem('allocation.sum', '', { name: process.name, rule, value: `${sum}` }, process.at ?? process.id)];
}

const toldOf = ({ process, products }: Sharing, { rule, shares }: Shared): SharedProcess => ({
  process: process.id,
  rule,
  known: Object.keys(process.allocations ?? {}),
  shares: products.map(({ flow }, place) => ({ flow: flow.id, share: shares[place]! })),
});

/**
 * Makes a column of each process, or one of each of its products where it makes several and is shared by parts.
 * Problems: model.output, allocation.missing, allocation.fallback, allocation.sum, and choice.unknown for a process that is not there.
 */
export function columnsOf(model: Model, exchanges: Exchanges, choices: ModelChoices): Columns {
  const columns: Column[] = [];
  const first = new Int32Array(model.processes.length + 1);
  const shared: (Shared | undefined)[] = [];
  const told: SharedProcess[] = [];
  const problems: Problem[] = [];
  model.processes.forEach((process, j) => {
    const products = productsOf(model, exchanges, j);
    if (!isNamed(process, products))
      problems.push(problem('model.output', '', { name: process.name }, process.at ?? process.id));
    const sharing = { process, products, scope: exchanges.scopes[j]! };
    const parts = products.length > 1 ? share(sharing, choices, problems) : undefined;
    shared.push(parts);
    if (parts) told.push(toldOf(sharing, parts));
    const standing = parts?.substitutes ? products.slice(0, 1) : products;
    standing.forEach(({ place, amount }, product) => {
      columns.push({ process: j, flow: place, amount, product });
    });
    first[j + 1] = columns.length;
  });
  return { columns, first, shared, told, problems };
}
