import type { Facts } from '../../1-record/facts.ts';
import type { Body } from '../../1-record/kind.ts';
import { isProcessFlow, type ProcessLives, processLives } from '../balance/life.ts';
import { subjectsOf } from '../balance/subject.ts';
import { isCounted, processSums, type Span } from '../balance/sums.ts';
import { type FlowTable, flowStatuses } from '../columns.ts';
import { contentReader } from '../content.ts';
import { contentOn } from '../content-step.ts';
import { expectedOf, expectedRange, type Range } from '../judge.ts';
import type { LayerContent } from '../layer.ts';
import type { MeasuredFlow } from './measured-flow.ts';
import { countedStocks } from './counted.ts';
import { type StockPool, stockPools } from './pools.ts';
import { uncertaintyReader } from './uncertainty.ts';

/** What a flow of the system stands for. */
export type FlowMeaning =
  | { readonly kind: 'event'; readonly row: number }
  | { readonly kind: 'opening' | 'closing'; readonly pool: StockPool }
  | { readonly kind: 'count'; readonly pool: StockPool; readonly count: string }
  | {
      readonly kind: 'expected';
      readonly process: number;
      readonly flow: Body<'ExpectedUnmeasuredFlow'>['kind'];
      readonly low: number;
      readonly high: number;
    };

/** A network's flows as a system of balances: of each finished process and each named stock of the span. */
export interface FlowSystem {
  readonly flows: readonly MeasuredFlow[];
  /** What each flow stands for. */
  readonly meanings: readonly FlowMeaning[];
  readonly balances: number;
  readonly processes: number;
  readonly stocks: number;
  /** How many measured flows have an uncertainty of their own record, and how many an assumed one. */
  readonly told: number;
  readonly assumed: number;
}

/** What a system is made from. */
export interface SystemRequest {
  /** Netted (nettedTable). */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly zone: string;
  /** Contents in the layer that is reconciled. */
  readonly layer: LayerContent;
  /** Contents in mass, by which expected flows are told. */
  readonly mass: LayerContent;
  readonly span: Span;
  /** Processes that cannot be asked to balance, as a part of what they do is not there. */
  readonly isLeftOut?: (process: string) => boolean;
}

/** A flow as it is collected. */
interface Collected {
  readonly signs: Map<number, number>;
  readonly value: number;
  readonly deviation: number;
  readonly meaning: FlowMeaning;
}

const spread = flowStatuses.indexOf('spread');
/** A uniform range has this part of its width as standard deviation. */
const uniform = 1 / Math.sqrt(12);
/** Part of the largest change below which a stock is empty. */
const rounding = 1e-9;

/** Makes the system of a span: one flow an event, each stock's opening and what is counted of it, and what is expected of each process. */
export function flowSystem(request: SystemRequest): FlowSystem {
  const { table, facts, span } = request;
  const subjects = subjectsOf(table, { facts, kind: 'network' });
  const lives = processLives(table, facts);
  const processes = balancedProcesses(request, lives);
  const counted = countedStocks(facts, request.zone);
  const { pools, ofNode } = stockPools({ table, layer: request.layer, subjects, span, counted });
  // Each stock has a balance for the days up to each count and one for the rest.
  const firstOf = new Int32Array(pools.length);
  let balances = processes.count;
  pools.forEach(({ counts }, place) => {
    firstOf[place] = balances;
    balances += counts.length + 1;
  });
  const inside = Int32Array.from(table.dictionaries.nodes, (node, at) =>
    subjects.ofNode[at]! >= 0 && node.kind === 'process' ? (processes.ofId.get(node.process) ?? -1) : -1,
  );
  const balanceOf = (node: number, day: number): number => {
    if (inside[node]! >= 0) return inside[node]!;
    const place = ofNode[node]!;
    if (place < 0) return -1;
    const later = pools[place]!.counts.findIndex((count) => day <= count.day);
    return firstOf[place]! + (later < 0 ? pools[place]!.counts.length : later);
  };
  const gauge = gaugeOf(request);
  const flows = [
    ...eventFlows(request, { balanceOf, gauge }),
    ...pools.flatMap((pool, place) => stockFlows(request, { pool, first: firstOf[place]!, gauge })),
    ...expectedFlows(request, processes.places),
  ];
  return {
    flows: flows.map(({ signs, value, deviation }) => ({
      enters: [...signs].filter(([, sign]) => sign !== 0),
      value,
      deviation,
    })),
    meanings: flows.map(({ meaning }) => meaning),
    balances,
    processes: processes.count,
    stocks: pools.length,
    ...gauge.count(),
  };
}

/** Processes that began and ended within a span, inside the network: their balances are asked. */
function balancedProcesses({ table, span, isLeftOut = () => false }: SystemRequest, lives: ProcessLives) {
  const ofId = new Map<string, number>();
  const places: number[] = [];
  table.dictionaries.processes.forEach((id, place) => {
    const isWithin = lives.first[place]! >= span.first && lives.end[place]! < span.end && lives.began[place] === 1;
    if (id === '' || !isWithin || isLeftOut(id)) return;
    ofId.set(id, ofId.size);
    places.push(place);
  });
  return { ofId, places, count: places.length };
}

/** Reads how exactly things were measured, and counts for how many nobody says. */
interface Gauge {
  ofRow(row: number): number;
  ofStock(pool: StockPool, amount: number): number;
  count(): { readonly told: number; readonly assumed: number };
}

function gaugeOf({ table, facts, layer }: SystemRequest): Gauge {
  const { columns, dictionaries } = table;
  const read = uncertaintyReader(facts);
  let [told, assumed] = [0, 0];
  const noted = ({ relative, isAssumed }: { relative: number; isAssumed: boolean }): number => {
    if (isAssumed) assumed += 1;
    else told += 1;
    return relative;
  };
  const ofRow = (row: number): number => {
    const [from, to] = [dictionaries.nodes[columns.from[row]!]!, dictionaries.nodes[columns.to[row]!]!];
    const process = dictionaries.processes[columns.process[row]!]!;
    const pool = from.kind === 'pool' ? from : to.kind === 'pool' ? to : undefined;
    const specification = dictionaries.specifications[columns.specification[row]!]!;
    const basedOn = facts.Process?.get(process)?.basedOn;
    const relative = noted(
      read({
        of: [pool?.resource, basedOn, specification, pool?.holder],
        quantity: columns.quantity[row]!,
        unit: dictionaries.units[columns.unit[row]!]!,
        isSpread: columns.status[row] === spread,
      }),
    );
    return Math.hypot(relative * layer.content[row]!, uniform * (layer.high[row]! - layer.low[row]!));
  };
  const ofStock = ({ resource, specification, holder }: StockPool, amount: number): number =>
    noted(read({ of: [resource, specification, holder], quantity: 0, unit: '', isSpread: false })) * Math.abs(amount);
  return { ofRow, ofStock, count: () => ({ told, assumed }) };
}

interface Placing {
  readonly balanceOf: (node: number, day: number) => number;
  readonly gauge: Gauge;
}

/** One flow an event and amount: the transfer that an event implies is the same weighing. */
function eventFlows({ table, layer, span }: SystemRequest, { balanceOf, gauge }: Placing): Collected[] {
  const { columns, count } = table;
  const found = new Map<string, Collected>();
  for (let row = 0; row < count; row++) {
    const day = columns.day[row]!;
    if (day < span.first || day >= span.end || !isCounted(table, row)) continue;
    const [from, to] = [balanceOf(columns.from[row]!, day), balanceOf(columns.to[row]!, day)];
    if (from < 0 && to < 0) continue;
    const value = layer.unknown[row] === 1 ? Number.NaN : layer.content[row]!;
    const key = `${columns.sequence[row]} ${columns.specification[row]} ${value}`;
    const known = found.get(key) ?? {
      signs: new Map<number, number>(),
      value,
      deviation: Number.isNaN(value) ? Number.POSITIVE_INFINITY : gauge.ofRow(row),
      meaning: { kind: 'event', row },
    };
    found.set(key, known);
    if (from >= 0) known.signs.set(from, (known.signs.get(from) ?? 0) - 1);
    if (to >= 0) known.signs.set(to, (known.signs.get(to) ?? 0) + 1);
  }
  return [...found.values()];
}

interface Standing {
  readonly pool: StockPool;
  readonly first: number;
  readonly gauge: Gauge;
}

/**
 * What a stock held at the beginning, by the books; what was counted of it on the way; what it holds at the end, which nobody
 * measured, unless the books say that nothing or less than nothing is left: then it is empty.
 */
function stockFlows(request: SystemRequest, { pool, first, gauge }: Standing): Collected[] {
  const least = rounding * pool.largest;
  const last = first + pool.counts.length;
  const flows: Collected[] = pool.counts.map((count, place) => {
    const value = count.quantity * contentOfStock(request, pool, count);
    return {
      signs: new Map([
        [first + place, -1],
        [first + place + 1, 1],
      ]),
      value,
      deviation: Number.isNaN(value) ? Number.POSITIVE_INFINITY : gauge.ofStock(pool, value),
      meaning: { kind: 'count', pool, count: count.id },
    };
  });
  if (Number.isNaN(pool.before) || pool.before > least)
    flows.push({
      signs: new Map([[first, 1]]),
      value: pool.before,
      deviation: Number.isNaN(pool.before) ? Number.POSITIVE_INFINITY : gauge.ofStock(pool, pool.before),
      meaning: { kind: 'opening', pool },
    });
  if (!(pool.after <= least))
    flows.push({
      signs: new Map([[last, -1]]),
      value: Number.NaN,
      deviation: Number.POSITIVE_INFINITY,
      meaning: { kind: 'closing', pool },
    });
  return flows;
}

function contentOfStock(
  { facts, zone, layer }: SystemRequest,
  { resource, specification }: StockPool,
  { day, unit }: { readonly day: number; readonly unit: string },
): number {
  const reader = contentReader({ facts, zone, layer: layer.layer });
  return contentOn(reader.steps({ specification, resource, unit }), day);
}

/**
 * What is expected to leave a process unmeasured. Anything within the range is as good as anything else: it is taken where the gap of
 * the process lies, or at the end of the range that is nearest to it, with the standard deviation of a uniform range. A range is no
 * measurement that many batches make better, so its middle must pull at none of them.
 */
function expectedFlows({ table, facts, layer, mass, span }: SystemRequest, processes: readonly number[]): Collected[] {
  const masses = processSums({ table, layer: mass, span });
  const sums = processSums({ table, layer, span });
  const isOpen = openProcesses(table, layer);
  return processes.flatMap((process, balance) => {
    const basedOn = facts.Process?.get(table.dictionaries.processes[process]!)?.basedOn ?? '';
    const wentIn = likelyIn(expectedRange(facts, basedOn, 'mass'), {
      in: masses.in[process]!,
      out: masses.out[process]!,
    });
    const flows = expectedOf(facts, basedOn, layer.layer).map(({ kind, low, high }) => ({
      ...{ kind, low: low * wentIn, high: high * wentIn },
    }));
    const total = (of: (flow: (typeof flows)[number]) => number): number =>
      flows.reduce((sum, each) => sum + of(each), 0);
    const [low, width] = [total((each) => each.low), total((each) => each.high - each.low)];
    const gap = sums.in[process]! - sums.out[process]!;
    const part = width > 0 ? (isOpen[process] === 1 ? 0.5 : Math.min(1, Math.max(0, (gap - low) / width))) : 0;
    return flows.map((each): Collected => ({
      signs: new Map([[balance, -1]]),
      value: each.low + part * (each.high - each.low),
      deviation: uniform * (each.high - each.low),
      meaning: { kind: 'expected', process, flow: each.kind, low: each.low, high: each.high },
    }));
  });
}

/** 1 for each process of which an amount is not known: its gap tells nothing, so what is expected is taken at its middle. */
function openProcesses({ columns, dictionaries, count }: FlowTable, layer: LayerContent): Uint8Array {
  const isOpen = new Uint8Array(dictionaries.processes.length);
  for (let row = 0; row < count; row++)
    if (layer.unknown[row] === 1 && isProcessFlow(columns, row)) isOpen[columns.process[row]!] = 1;
  return isOpen;
}

/** The mass that went into a process, by which its ranges are scaled; less where so much less came out that the figure of what went in is doubted itself. */
function likelyIn({ low, high }: Range, mass: { readonly in: number; readonly out: number }): number {
  const kept = 1 - (low + high) / 2;
  return kept > 0.1 && kept <= 1 ? Math.min(mass.in, mass.out / kept) : mass.in;
}
