import { type Problem, problem } from '../../0-base/problem.ts';
import type { Exchange, Model, ModelFlow, ModelProcess } from './model.ts';
import type { Numbers, Scope } from './parameters.ts';

/** What an exchange is to its process: nothing that counts, a product of it, something from or for other processes, or nature's. */
export const exchangeRoles = { none: 0, product: 1, supply: 2, nature: 3 } as const;

/**
 * All exchanges of a model as columns: those of process j stand at `start[j]` up to `start[j + 1]`. `flow` is the place among the model's
 * flows, -1 where it is not there; `amount` what is put out less what is taken in, in the flow's unit.
 */
export interface Exchanges {
  readonly start: Int32Array;
  readonly flow: Int32Array;
  readonly amount: Float64Array;
  readonly role: Uint8Array;
  /** By process. */
  readonly scopes: readonly Scope[];
}

/** The places of things by their ids; of those that bear the same id the first counts. Problem: id.duplicate. */
export function placesOf(things: readonly { readonly id: string }[]): {
  places: Map<string, number>;
  problems: Problem[];
} {
  const places = new Map<string, number>();
  const problems: Problem[] = [];
  things.forEach(({ id }, place) => {
    if (places.has(id)) problems.push(problem('id.duplicate', '', { value: id }, id));
    else places.set(id, place);
  });
  return { places, problems };
}

/** Whether a process may be named for an exchange: a good that it puts out, or a waste that it treats. */
const isProduct = ({ kind }: ModelFlow, { side, avoided }: Exchange): boolean =>
  !avoided && ((kind === 'product' && side === 'output') || (kind === 'waste' && side === 'input'));

interface Line {
  readonly flow: ModelFlow;
  readonly exchange: Exchange;
  readonly amount: number;
  readonly isReference: boolean;
}

/** A product of less than nothing is taken in, unless the process is named for it: then its sign is that of the product. */
function roleOf({ flow, exchange, amount, isReference }: Line): number {
  if (flow.kind === 'elementary') return exchangeRoles.nature;
  if (!isProduct(flow, exchange) || (amount < 0 && !isReference)) return exchangeRoles.supply;
  return amount === 0 ? exchangeRoles.none : exchangeRoles.product;
}

/** Where an exchange or its process stood in its file; else the process's id. */
export const placeOf = (process: ModelProcess, exchange?: Exchange): string => exchange?.at ?? process.at ?? process.id;

/** Flows that are exchanged and not there, each told once with how often it is asked for. */
function missingFlows(found: ReadonlyMap<string, { count: number; name: string; at: string }>): Problem[] {
  return [...found].map(([value, { count, name, at }]) =>
    problem('model.flow', '', { value, name, count: `${count}` }, at),
  );
}

/**
 * Reads the exchanges of all processes. An exchange of a flow that is not there, or of an amount that is no number, counts nothing and is
 * told. Problems: model.flow, model.number; those of the numbers are theirs to tell.
 */
export function readExchanges(
  model: Model,
  flows: ReadonlyMap<string, number>,
  numbers: Numbers,
): { exchanges: Exchanges; problems: Problem[] } {
  const start = new Int32Array(model.processes.length + 1);
  model.processes.forEach(({ exchanges }, j) => {
    start[j + 1] = start[j]! + exchanges.length;
  });
  const total = start.at(-1)!;
  const flow = new Int32Array(total).fill(-1);
  const amount = new Float64Array(total);
  const role = new Uint8Array(total);
  const problems: Problem[] = [];
  const missing = new Map<string, { count: number; name: string; at: string }>();
  const scopes = model.processes.map((process) => numbers.of(process));
  model.processes.forEach((process, j) => {
    process.exchanges.forEach((exchange, place) => {
      const at = start[j]! + place;
      const found = flows.get(exchange.flow);
      if (found === undefined) {
        const told = missing.get(exchange.flow) ?? { count: 0, name: process.name, at: placeOf(process, exchange) };
        missing.set(exchange.flow, { ...told, count: told.count + 1 });
        return;
      }
      const its = model.flows[found]!;
      const written =
        exchange.amount.formula === undefined
          ? exchange.amount.value
          : scopes[j]!.number(exchange.amount, { name: its.name, at: placeOf(process, exchange) });
      if (!Number.isFinite(written)) {
        const values = { name: its.name, process: process.name, value: `${written}` };
        problems.push(problem('model.number', '', values, placeOf(process, exchange)));
        return;
      }
      flow[at] = found;
      amount[at] = exchange.side === 'output' ? written : -written;
      role[at] = roleOf({ flow: its, exchange, amount: written, isReference: place === process.reference });
    });
  });
  return { exchanges: { start, flow, amount, role, scopes }, problems: [...missingFlows(missing), ...problems] };
}
