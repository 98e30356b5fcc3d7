import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import type {
  AllocationFactor,
  Exchange,
  ModelAllocation,
  ModelProcess,
  Parameter,
} from '../../../engine/4-footprint/model/model.ts';
import { amountIn, type AmountReader, scaled } from './openlca-amounts.ts';
import type { Found, Things } from './openlca-entries.ts';
import { deviationIn } from './openlca-spread.ts';
import { isSet, type Json, listOf, numberOf, partOf, refOf, textOf } from './openlca-json.ts';

/** What processes are read with. */
export interface ProcessReading {
  readonly things: Things;
  readonly amounts: AmountReader;
  readonly problems: Problem[];
  /** Providers by process and exchange, as product systems of the export link them. */
  readonly links: ReadonlyMap<string, string>;
}

/** The code of a place, else its name. */
export function placeOf(json: Json, things: Things): string | undefined {
  const ref = partOf(json, 'location');
  if (!ref) return undefined;
  const found = things.Location.get(textOf(ref, '@id') ?? '')?.json;
  return textOf(found, 'code') ?? textOf(found, 'name') ?? textOf(ref, 'code', 'name', '@id');
}

/** Parameters of a process, a category or the whole export. */
export function parametersIn(
  list: readonly { readonly item: Json; readonly place: number }[],
  at: string,
): Parameter[] {
  return list.flatMap(({ item, place }) => {
    const name = textOf(item, 'name');
    if (name === undefined) return [];
    const formula = isSet(item, 'isInputParameter', 'inputParameter') ? undefined : textOf(item, 'formula');
    const value = numberOf(item, 'value', Number.NaN);
    return [{ name, amount: { value, ...(formula !== undefined && { formula }) }, at: `${at}#/parameters/${place}` }];
  });
}

const key = (process: string, exchange: unknown): string => `${process} ${String(exchange)}`;

/**
 * Providers that product systems name for single exchanges; of several that differ the first counts, and that is told once a product system.
 * Problem: model.links.
 */
export function linksOf(things: Things): { readonly links: Map<string, string>; readonly problems: Problem[] } {
  const links = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, { json, at }] of things.ProductSystem) {
    let others = 0;
    for (const { item } of listOf(json, 'processLinks')) {
      const process = refOf(item, 'process');
      const provider = refOf(item, 'provider');
      const exchange = partOf(item, 'exchange');
      const number = exchange && numberOfExchange(exchange);
      if (process === undefined || provider === undefined || number === undefined) continue;
      const known = links.get(key(process, number));
      if (known === undefined) links.set(key(process, number), provider);
      else if (known !== provider) others += 1;
    }
    const name = textOf(json, 'name') ?? id;
    if (others > 0) problems.push(problem('model.links', '/processLinks', { name, count: `${others}` }, at));
  }
  return { links, problems };
}

/** What an exchange replaces stands on the side on which it would be made: a good as an output, a treated waste as an input. */
function sideOf(item: Json, kind: string, avoided: boolean): Exchange['side'] {
  if (avoided) return kind === 'waste' ? 'input' : 'output';
  return isSet(item, 'isInput', 'input') ? 'input' : 'output';
}

function readExchange(
  item: Json,
  owner: { id: string; name: string; at: string; path: string },
  reading: ProcessReading,
): Exchange | undefined {
  const where = { at: owner.at, path: owner.path, name: owner.name };
  const flow = reading.amounts.flowOf(item, where);
  if (!flow) return undefined;
  const fields = { field: 'amount', formula: 'amountFormula' };
  const amount = amountIn(item, fields, { ...where, flow: flow.found.flow.name, problems: reading.problems });
  if (!amount) return undefined;
  const avoided = isSet(item, 'isAvoidedProduct', 'avoidedProduct') && flow.found.flow.kind !== 'elementary';
  const linked = reading.links.get(key(owner.id, numberOfExchange(item)));
  const provider = linked ?? refOf(item, 'defaultProvider');
  const place = placeOf(item, reading.things);
  const deviation = deviationIn(item);
  const quality = textOf(item, 'dqEntry');
  return {
    flow: flow.found.flow.id,
    side: sideOf(item, flow.found.flow.kind, avoided),
    amount: scaled(amount.value, amount.formula, flow.scale),
    ...(provider !== undefined && { provider }),
    ...(avoided && { avoided }),
    ...(place !== undefined && { place }),
    ...(deviation !== undefined && { deviation: deviation * flow.scale }),
    ...(quality !== undefined && { quality }),
    at: `${owner.at}#${owner.path}`,
  };
}

const methods: readonly (readonly [string, string])[] = [
  ['PHYSICAL_ALLOCATION', 'physical'],
  ['ECONOMIC_ALLOCATION', 'economic'],
  ['CAUSAL_ALLOCATION', 'causal'],
];

/** The allocations that a process knows, its own first. `placeOfExchange` finds what a factor of a single exchange means. */
function allocationsOf(
  json: Json,
  placeOfExchange: (exchange: Json) => number | undefined,
): Record<string, ModelAllocation> {
  const own = textOf(json, 'defaultAllocationMethod');
  const factors = listOf(json, 'allocationFactors').map(({ item }) => item);
  const known = methods.flatMap(([type, name]) => {
    const list = factors.flatMap((item): AllocationFactor[] => {
      const product = refOf(item, 'product');
      const exchange = partOf(item, 'exchange');
      const place = exchange && placeOfExchange(exchange);
      if (textOf(item, 'allocationType') !== type || product === undefined || (exchange && place === undefined))
        return [];
      const factor = scaled(numberOf(item, 'value', 1), textOf(item, 'formula'), 1);
      return [{ product, factor, ...(place !== undefined && { exchange: place }) }];
    });
    return list.length === 0 ? [] : [{ type, name, allocation: { rule: 'factors', factors: list } as const }];
  });
  const sorted = known.toSorted((a, b) => Number(b.type === own) - Number(a.type === own));
  return Object.fromEntries(sorted.map(({ name, allocation }) => [name, allocation]));
}

interface ReadExchange {
  readonly item: Json;
  readonly exchange: Exchange;
}

const numberOfExchange = (item: Json): unknown => item['internalId'] ?? item['@id'];

/** Finds exchanges by their number or id, and by their flow where that is said too: numbers are not always given once. */
function exchangeFinder(read: readonly ReadExchange[]): (exchange: Json) => number | undefined {
  const places = new Map<string, number>();
  read.forEach(({ item, exchange }, place) => {
    const number = String(numberOfExchange(item));
    places.set(number, place).set(`${number} ${exchange.flow}`, place);
  });
  return (exchange) => {
    const number = String(numberOfExchange(exchange));
    return places.get(`${number} ${refOf(exchange, 'flow')}`) ?? places.get(number);
  };
}

/** The exchange that a process is named for: the one that is marked, else the only product; -1 where nobody can tell. */
function referenceOf(read: readonly ReadExchange[], { amounts }: ProcessReading): number {
  const marked = read.findIndex(({ item }) => isSet(item, 'isQuantitativeReference', 'quantitativeReference'));
  if (marked >= 0) return marked;
  const made = read.flatMap(({ exchange: { flow, side, avoided } }, place) => {
    const making = { product: 'output', waste: 'input', elementary: undefined }[amounts.kindOf(flow) ?? 'elementary'];
    return !avoided && side === making ? [place] : [];
  });
  return made.length === 1 ? made[0]! : -1;
}

function readProcess(id: string, { json, at }: Found, reading: ProcessReading): ModelProcess {
  const name = textOf(json, 'name') ?? id;
  const read = listOf(json, 'exchanges').flatMap(({ item, place }) => {
    const exchange = readExchange(item, { id, name, at, path: `/exchanges/${place}` }, reading);
    return exchange ? [{ item, exchange }] : [];
  });
  const allocations = allocationsOf(json, exchangeFinder(read));
  const parameters = parametersIn(listOf(json, 'parameters'), at);
  const place = placeOf(json, reading.things);
  return {
    id,
    name,
    reference: referenceOf(read, reading),
    exchanges: read.map(({ exchange }) => exchange),
    ...(place !== undefined && { place }),
    ...(Object.keys(allocations).length > 0 && { allocations }),
    ...(parameters.length > 0 && { parameters }),
    at,
  };
}

/** Reads the processes of an export. */
export const readProcesses = (reading: ProcessReading): ModelProcess[] =>
  [...reading.things.Process].map(([id, found]) => readProcess(id, found, reading));
