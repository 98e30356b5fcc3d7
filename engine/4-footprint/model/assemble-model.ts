import type { Problem } from '../../0-base/problem.ts';
import type { LinkedSystem, SystemFlow, SystemProcess, SystemProduct } from '../system/linked-system.ts';
import type { AssembledModel } from './assembled.ts';
import { characterise } from './characterise.ts';
import type { ModelChoices } from './choices.ts';
import { type Column, type Columns, columnsOf } from './columns.ts';
import { type Entries, entries } from '../../0-base/matrix/entries.ts';
import { type Exchanges, exchangeRoles, placesOf, readExchanges } from './exchanges.ts';
import type { Model, ModelFlow } from './model.ts';
import { type Nature, natureOf, systemFlow } from './nature.ts';
import { modelNumbers } from './parameters.ts';
import { type Linker, linker } from './supply.ts';
import type { UncertainEntry } from '../system/spread.ts';

/** The id of what a process makes of a flow, the row of the technosphere: both ids, with a bar between. */
export const productId = (process: string, flow: string): string => `${process}|${flow}`;

const productOf = ({ flows, processes }: Model, { process, flow }: Column): SystemProduct => ({
  id: productId(processes[process]!.id, flows[flow]!.id),
  name: flows[flow]!.name,
  unit: flows[flow]!.unit,
});

/** A column: the process itself where it makes one thing, else its part for one of its products. */
function processOf(model: Model, { columns, first }: Columns, at: number): SystemProcess {
  const { process, flow } = columns[at]!;
  const { id, name, supplier, place } = model.processes[process]!;
  const isWhole = first[process + 1]! - first[process]! === 1;
  return {
    id: isWhole ? id : productId(id, model.flows[flow]!.id),
    name: isWhole ? name : `${name} (${model.flows[flow]!.name})`,
    ...(supplier !== undefined && { supplier }),
    ...(place !== undefined && { place }),
  };
}

/** What is filled while the exchanges are gone through. */
interface Filling {
  readonly model: Model;
  readonly exchanges: Exchanges;
  readonly columns: Columns;
  readonly linker: Linker;
  readonly nature: Nature;
  readonly technosphere: Entries;
  readonly biosphere: Entries;
  /** By flow that nobody supplies: what is bought of it, as column and amount. */
  readonly bought: Map<number, { column: number; amount: number }[]>;
  readonly uncertain: UncertainEntry[];
}

/** The part of an exchange that falls to a column. */
function partOf({ columns, first, shared }: Columns, j: number, place: number, column: number): number {
  const parts = shared[j];
  if (!parts) return 1;
  const product = columns[column]!.product;
  if (parts.substitutes || first[j + 1]! === first[j]!) return 1;
  return (parts.causal.get(place) ?? parts.shares)[product]!;
}

function fillSupply(filling: Filling, j: number, at: number, isReplaced: boolean): void {
  const { model, exchanges, columns, technosphere, bought } = filling;
  const process = model.processes[j]!;
  const place = at - exchanges.start[j]!;
  const flow = exchanges.flow[at]!;
  const amount = exchanges.amount[at]!;
  const ask = { process, exchange: process.exchanges[place]!, flow, ...(isReplaced && { besides: j }) };
  const supplied = filling.linker.supply(ask);
  for (let column = columns.first[j]!; column < columns.first[j + 1]!; column++) {
    const part = amount * partOf(columns, j, place, column);
    supplied.columns.forEach((maker, share) => {
      const sign = columns.columns[maker]!.amount < 0 ? -1 : 1;
      technosphere.add(maker, column, sign * part * supplied.shares[share]!);
      doubt(filling, j, at, {
        matrix: 'technosphere',
        row: maker,
        column,
        per: (sign * part * supplied.shares[share]!) / amount,
      });
    });
    if (supplied.columns.length > 0 || part === 0) continue;
    const list = bought.get(flow) ?? [];
    bought.set(flow, list);
    list.push({ column, amount: model.flows[flow]!.kind === 'waste' ? part : -part });
  }
}

function fillNature(filling: Filling, j: number, at: number): void {
  const { model, exchanges, columns, nature, biosphere } = filling;
  const process = model.processes[j]!;
  const place = at - exchanges.start[j]!;
  const flow = exchanges.flow[at]!;
  const row = nature.rowOf(flow, process.exchanges[place]!.place ?? process.place);
  const amount = exchanges.amount[at]! * nature.sign[flow]!;
  for (let column = columns.first[j]!; column < columns.first[j + 1]!; column++) {
    const part = partOf(columns, j, place, column);
    biosphere.add(row, column, amount * part);
    doubt(filling, j, at, { matrix: 'biosphere', row, column, per: part * nature.sign[flow]! });
  }
}

/** An entry, and how much it changes with what is put out less what is taken in. */
interface Doubted extends Pick<UncertainEntry, 'matrix' | 'row' | 'column'> {
  readonly per: number;
}

/** Keeps what is uncertain of an entry where its exchange tells it. */
function doubt({ model, exchanges, uncertain }: Filling, j: number, at: number, { per, ...entry }: Doubted): void {
  const { deviation } = model.processes[j]!.exchanges[at - exchanges.start[j]!]!;
  if (deviation !== undefined && Number.isFinite(per))
    uncertain.push({ exchange: at, ...entry, deviation: deviation * per });
}

/** What is uncertain of how much a process makes of what its columns are of. */
function doubtProduct(filling: Filling, j: number, at: number): void {
  const { columns, exchanges } = filling;
  for (let column = columns.first[j]!; column < columns.first[j + 1]!; column++) {
    const { flow, amount } = columns.columns[column]!;
    if (flow === exchanges.flow[at])
      doubt(filling, j, at, { matrix: 'technosphere', row: column, column, per: Math.sign(amount) });
  }
}

function fill(filling: Filling): void {
  const { model, exchanges, columns, technosphere } = filling;
  columns.columns.forEach(({ amount }, column) => {
    technosphere.add(column, column, Math.abs(amount));
  });
  for (let j = 0; j < model.processes.length; j++) {
    if (columns.first[j] === columns.first[j + 1]) continue;
    const { substitutes } = columns.shared[j] ?? { substitutes: false };
    const own = columns.columns[columns.first[j]!]!.flow;
    for (let at = exchanges.start[j]!; at < exchanges.start[j + 1]!; at++) {
      const role = exchanges.role[at]!;
      if (role === exchangeRoles.nature) fillNature(filling, j, at);
      else if (role === exchangeRoles.supply) fillSupply(filling, j, at, false);
      else if (role === exchangeRoles.product && substitutes && exchanges.flow[at] !== own)
        fillSupply(filling, j, at, true);
      else if (role === exchangeRoles.product) doubtProduct(filling, j, at);
    }
  }
}

/** Rows behind those of nature: what is bought from nobody. */
function fillBought({ model, bought, biosphere, nature }: Filling): SystemFlow[] {
  return [...bought].map(([flow, list], place) => {
    for (const { column, amount } of list) biosphere.add(nature.rows.length + place, column, amount);
    const { id, name, unit } = model.flows[flow]! satisfies ModelFlow;
    return { id, name, unit, kind: 'purchase' };
  });
}

/**
 * Puts a model together as a system: A s = f, g = B s, h = C g. Every process is a column that makes one product, a process of several
 * products one column for each with its part of all other exchanges (the parts sum to 1), or one column whose other products replace what
 * others make (substitution). Inputs and waste to be treated are negative, products, treated waste and what is avoided positive; what
 * nobody supplies is a purchase among the flows of the biosphere. Linear in exchanges, factors and rows.
 * Problems: id.duplicate, model.flow, model.number, model.output, model.provider, model.ambiguous, model.cutoff, model.market, model.factor,
 * allocation.missing, allocation.fallback, allocation.sum, formula.syntax, formula.name, formula.circle, formula.number, choice.unknown.
 * Source: R. Heijungs and S. Suh, The Computational Structure of Life Cycle Assessment (2002), ch. 2 and 3; ISO 14044, 4.3.4.
 */
export function assembleModel(given: Model, choices: ModelChoices = {}): AssembledModel {
  const { places: flows, problems: sameFlows } = placesOf(given.flows);
  const { places, problems: sameProcesses } = placesOf(given.processes);
  const model: Model = { ...given, processes: given.processes.filter(({ id }, place) => places.get(id) === place) };
  const { places: processes } = placesOf(model.processes);
  const { numbers, problems: ofNumbers } = modelNumbers(model, choices);
  const { exchanges, problems: ofExchanges } = readExchanges(model, flows, numbers);
  const columns = columnsOf(model, exchanges, choices);
  const nature = natureOf(model, exchanges, flows);
  const link = linker({ model, columns, choices, flows, processes });
  const filling: Filling = {
    model,
    exchanges,
    columns,
    nature,
    linker: link,
    technosphere: entries(),
    biosphere: entries(),
    bought: new Map(),
    uncertain: [],
  };
  fill(filling);
  const purchases = fillBought(filling);
  const ofNature = nature.rows.map((row) => systemFlow(model.flows[row.flow]!, row, nature.sign[row.flow]!));
  const all = [...ofNature, ...purchases];
  const ids = ofNature.map(({ id }) => id);
  const counted = characterise({ model, flows, rows: nature.rows, ids, size: all.length, scope: numbers.global });
  const size = columns.columns.length;
  const system: LinkedSystem = {
    products: columns.columns.map((column) => productOf(model, column)),
    processes: columns.columns.map((_, at) => processOf(model, columns, at)),
    flows: all,
    categories: model.categories.map(({ id, name, method, unit }) => ({ id, name, method: { ...method, unit } })),
    technosphere: filling.technosphere.matrix(size, size),
    production: Int32Array.from({ length: size }, (_, place) => place),
    biosphere: filling.biosphere.matrix(all.length, size),
    characterisation: counted.characterisation,
  };
  const problems: Problem[] = [
    ...sameFlows,
    ...sameProcesses,
    ...ofNumbers,
    ...ofExchanges,
    ...columns.problems,
    ...link.problems(),
    ...counted.problems,
  ];
  const { fallbacks, uncharacterised } = counted;
  const coverage = { cutOffs: link.cutOffs(), shared: columns.told, fallbacks, uncharacterised };
  return { system, coverage, uncertain: filling.uncertain, problems };
}
