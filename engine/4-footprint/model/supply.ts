import { type Problem, problem } from '../../0-base/problem.ts';
import { addUnder } from '../../0-base/group.ts';
import type { CutOff } from './assembled.ts';
import type { ModelChoices } from './choices.ts';
import type { Columns } from './columns.ts';
import { placeOf } from './exchanges.ts';
import type { Exchange, Model, ModelProcess } from './model.ts';

/** Who supplies an exchange: columns and the share of each; none where it is cut off. */
export interface Supplied {
  readonly columns: readonly number[];
  readonly shares: readonly number[];
}

/** Finds suppliers and gathers what is cut off. */
export interface Linker {
  /** Suppliers of an exchange of a flow, by its place; `from` is the process that must not supply itself, where there is one. */
  supply(ask: Ask): Supplied;
  readonly cutOffs: () => CutOff[];
  readonly problems: () => Problem[];
}

interface Ask {
  readonly process: ModelProcess;
  readonly exchange: Exchange;
  readonly flow: number;
  /** Place of the process that puts the product out itself and has it replaced: another one is meant. */
  readonly besides?: number;
}

const nobody: Supplied = { columns: [], shares: [] };
const one = (column: number): Supplied => ({ columns: [column], shares: [1] });

interface Market {
  readonly supplied: Supplied;
}

/** The columns that make each flow, by its place. */
function makersByFlow({ columns }: Columns): Map<number, number[]> {
  const makers = new Map<number, number[]>();
  columns.forEach(({ flow }, column) => {
    addUnder(makers, flow, column);
  });
  return makers;
}

/** What was chosen for a flow: a process or a market, as far as they make it. */
function marketsOf(
  { flows, processes }: Model,
  { columns }: Columns,
  {
    choices,
    makers,
    places,
  }: { choices: ModelChoices; makers: Map<number, number[]>; places: ReadonlyMap<string, number> },
): { markets: Map<number, Market>; problems: Problem[] } {
  const markets = new Map<number, Market>();
  const problems: Problem[] = [];
  for (const [id, choice] of Object.entries(choices.providers ?? {})) {
    const flow = places.get(id);
    const makersOf = (flow === undefined ? undefined : makers.get(flow)) ?? [];
    const byProcess = new Map(makersOf.map((column) => [processes[columns[column]!.process]!.id, column]));
    const shares = Object.entries(typeof choice === 'string' ? { [choice]: 1 } : choice);
    for (const [value, share] of shares)
      if (!byProcess.has(value) || !(share >= 0)) {
        const known = [...byProcess.keys()].join(', ');
        problems.push(problem('choice.unknown', '/providers', { field: 'providers', value: `${id}: ${value}`, known }));
      }
    const valid = shares.filter(([value, share]) => byProcess.has(value) && share > 0);
    const sum = valid.reduce((total, [, share]) => total + share, 0);
    if (flow === undefined || sum === 0) continue;
    if (Math.abs(sum - 1) > 1e-9)
      problems.push(problem('model.market', '', { name: flows[flow]!.name, value: `${sum}` }, id));
    const supplied = {
      columns: valid.map(([value]) => byProcess.get(value)!),
      shares: valid.map(([, share]) => share / sum),
    };
    markets.set(flow, { supplied });
  }
  return { markets, problems };
}

/** What linking needs. */
interface LinkRequest {
  readonly model: Model;
  readonly columns: Columns;
  readonly choices: ModelChoices;
  /** Places of the model's flows and processes by their ids. */
  readonly flows: ReadonlyMap<string, number>;
  readonly processes: ReadonlyMap<string, number>;
}

/**
 * Suppliers of products and treatments: the provider that the exchange names, else what was chosen for the flow, else the one process that
 * makes it. A provider that does not make it is told and the next rule serves. Nobody, or several without a choice: cut off, and told.
 * Problems: model.provider, model.ambiguous, model.cutoff, model.market, choice.unknown.
 */
export function linker({ model, columns, choices, flows, processes }: LinkRequest): Linker {
  const makers = makersByFlow(columns);
  const { markets, problems } = marketsOf(model, columns, { choices, makers, places: flows });
  const cut = new Map<number, CutOff>();
  const strange = new Map<string, { values: Record<string, string>; at: string; count: number }>();

  const columnOf = (provider: string, flow: number): number | undefined => {
    const process = processes.get(provider);
    if (process === undefined) return undefined;
    for (let column = columns.first[process]!; column < columns.first[process + 1]!; column++)
      if (columns.columns[column]!.flow === flow) return column;
    return undefined;
  };

  /** Whether a process puts a product out only beside another one and has it replaced: then whoever else makes it supplies. */
  const isReplaced = (provider: string, flow: number): boolean => {
    const process = processes.get(provider);
    const { id } = model.flows[flow]!;
    const shared = process === undefined ? undefined : columns.shared[process];
    return shared?.substitutes === true && model.processes[process!]!.exchanges.some((each) => each.flow === id);
  };

  const tellStrange = ({ process, exchange, flow }: Ask) => {
    const { name } = model.flows[flow]!;
    const key = `${exchange.provider} ${flow}`;
    const known = strange.get(key);
    if (known) known.count += 1;
    else {
      const values = { name: process.name, product: name, value: exchange.provider! };
      strange.set(key, { values, at: placeOf(process, exchange), count: 1 });
    }
  };

  const cutOff = ({ process, exchange, flow }: Ask, candidates: readonly number[]): Supplied => {
    const known = cut.get(flow);
    const { id, name } = model.flows[flow]!;
    const names = candidates.map((column) => model.processes[columns.columns[column]!.process]!.id);
    const fresh = {
      flow: id,
      name,
      count: 0,
      process: process.id,
      processName: process.name,
      at: placeOf(process, exchange),
      makers: names,
    };
    cut.set(flow, { ...(known ?? fresh), count: (known?.count ?? 0) + 1 });
    return nobody;
  };

  return {
    supply(ask) {
      const { exchange, flow, besides } = ask;
      const { provider } = exchange;
      if (provider !== undefined) {
        const named = columnOf(provider, flow);
        if (named !== undefined) return one(named);
        if (!isReplaced(provider, flow)) tellStrange(ask);
      }
      const chosen = markets.get(flow);
      if (chosen) return chosen.supplied;
      const all = makers.get(flow) ?? [];
      const candidates = besides === undefined ? all : all.filter((each) => columns.columns[each]!.process !== besides);
      return candidates.length === 1 ? one(candidates[0]!) : cutOff(ask, candidates);
    },
    cutOffs: () => [...cut.values()],
    problems: () => [
      ...problems,
      ...[...strange.values()].map(({ values, at, count }) =>
        problem('model.provider', '', { ...values, count: `${count}` }, at),
      ),
      ...[...cut.values()].map(toldCut),
    ],
  };
}

function toldCut({ name, count, processName: process, at, makers }: CutOff): Problem {
  const values = { name, process, count: `${count}` };
  return makers.length === 0
    ? problem('model.cutoff', '', values, at)
    : problem(
        'model.ambiguous',
        '',
        { ...values, value: `${makers.length}`, known: makers.slice(0, 10).join(', ') },
        at,
      );
}
