import { type Problem, problem } from '../0-base/problem.ts';
import type { Day } from '../0-base/time.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Layer } from '../1-record/knowledge.ts';
import { type FlowTable, isRecordedStatus, roleCodes } from './columns.ts';
import { expectedRange, type Judgement, judge } from './judge.ts';
import type { LayerContent } from './layer.ts';

/** An amount without content on one side of a balance. */
export interface UnknownAmount {
  readonly side: 'in' | 'out';
  readonly specification: string;
  /** In `unit`; NaN when the amount itself is not known. */
  readonly quantity: number;
  readonly unit: string;
}

/** The balance of one process in one layer. */
export interface ProcessBalance extends Judgement {
  readonly process: string;
  /** What the process is based on, '' when nothing. */
  readonly specification: string;
  readonly layer: Layer;
  readonly unit: string;
  readonly in: number;
  readonly out: number;
  /** Whether anything went in; whether anything came out and the process is not said to go on: a balance of one side says nothing yet. */
  readonly began: boolean;
  readonly ended: boolean;
  readonly unknown: readonly UnknownAmount[];
}

/** What balances are drawn from. */
export interface BalanceRequest {
  /** Netted (nettedTable), or a correction counts as a flow of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  /** Contents of the table's rows; mass must be among them, for expected ranges are shares of the mass that went in. */
  readonly layers: readonly LayerContent[];
  /** First day and the day after the last. */
  readonly period?: { readonly first: Day; readonly end: Day };
  /** Only this process. */
  readonly process?: string;
  /** Part of the larger side within which a gap counts as closed; 0.01 unless told. */
  readonly tolerance?: number;
}

/** Balances and the problems that they raise. */
export interface ProcessBalances {
  readonly balances: readonly ProcessBalance[];
  /** balance.unexplained. */
  readonly problems: readonly Problem[];
}

interface Side {
  amount: number;
  rows: number;
  readonly unknown: Map<string, UnknownAmount>;
}

const newSide = (): Side => ({ amount: 0, rows: 0, unknown: new Map() });
const inRole = roleCodes.in;
const outRole = roleCodes.out;

/**
 * The balance of each process in each layer: unaccounted = in - out, judged against the range that the expected unmeasured
 * flows of its specification allow (shares of the mass that went in). Rows without content are named, not counted as zero.
 * Returns balance.unexplained for each gap outside its range.
 */
export function processBalances(request: BalanceRequest): ProcessBalances {
  const mass = request.layers.find((each) => each.layer === 'mass');
  const massIn = mass ? sidesOf(request, mass) : new Map<number, { in: Side; out: Side }>();
  const balances: ProcessBalance[] = [];
  for (const layer of request.layers) {
    if (layer.layer === 'price') continue;
    for (const [place, sides] of layer === mass ? massIn : sidesOf(request, layer)) {
      const process = request.table.dictionaries.processes[place]!;
      balances.push(balanceOf({ request, layer, process, sides, massIn: massIn.get(place)?.in.amount ?? 0 }));
    }
  }
  const problems = balances
    .filter((each) => each.verdict === 'unexplained')
    .map((each) => flag(each, each.process, each.in));
  return { balances, problems };
}

interface Weighing {
  readonly request: BalanceRequest;
  readonly layer: LayerContent;
  readonly process: string;
  readonly sides: { readonly in: Side; readonly out: Side };
  readonly massIn: number;
}

function balanceOf({ request, layer, process, sides, massIn }: Weighing): ProcessBalance {
  const { basedOn: specification = '', finished } = request.facts.Process?.get(process) ?? {};
  const range = expectedRange(request.facts, specification, layer.layer);
  const expected = { low: range.low * massIn, high: range.high * massIn };
  const unknown = [...sides.in.unknown.values(), ...sides.out.unknown.values()];
  const began = sides.in.rows > 0;
  const ended = sides.out.rows > 0 && finished !== false;
  return {
    process,
    specification,
    layer: layer.layer,
    unit: layer.unit,
    in: sides.in.amount,
    out: sides.out.amount,
    began,
    ended,
    unknown,
    ...judge({
      in: sides.in.amount,
      out: sides.out.amount,
      expected,
      unknownIn: sides.in.unknown.size > 0 || !began,
      unknownOut: sides.out.unknown.size > 0 || !ended,
      heatLeaves: layer.layer === 'energy' || layer.layer === 'exergy',
      tolerance: request.tolerance ?? 0.01,
    }),
  };
}

const flag = (judged: Judgement & { layer: Layer }, name: string, went: number): Problem =>
  problem(
    'balance.unexplained',
    '',
    {
      name,
      value: judged.beyond.toPrecision(6),
      layer: judged.layer,
      share: went === 0 ? '-' : `${((100 * judged.beyond) / went).toFixed(1)} %`,
    },
    name,
  );

/** In and out of each process (by place in dictionaries.processes) in one layer. */
function sidesOf(request: BalanceRequest, layer: LayerContent): Map<number, { in: Side; out: Side }> {
  const { columns, dictionaries, count } = request.table;
  const only = request.process === undefined ? -1 : dictionaries.processes.indexOf(request.process);
  const first = request.period?.first ?? Number.NEGATIVE_INFINITY;
  const end = request.period?.end ?? Number.POSITIVE_INFINITY;
  const sides = new Map<number, { in: Side; out: Side }>();
  if (request.process !== undefined && only < 0) return sides;
  for (let row = 0; row < count; row++) {
    const process = columns.process[row]!;
    const role = columns.role[row]!;
    if (process === 0 || (role !== inRole && role !== outRole) || isRecordedStatus[columns.status[row]!] === 0)
      continue;
    if ((only >= 0 && process !== only) || columns.day[row]! < first || columns.day[row]! >= end) continue;
    let both = sides.get(process);
    if (!both) {
      both = { in: newSide(), out: newSide() };
      sides.set(process, both);
    }
    addRow(both[role === inRole ? 'in' : 'out'], { request, layer, row, side: role === inRole ? 'in' : 'out' });
  }
  return sides;
}

interface Row {
  readonly request: BalanceRequest;
  readonly layer: LayerContent;
  readonly row: number;
  readonly side: 'in' | 'out';
}

function addRow(target: Side, { request, layer, row, side }: Row): void {
  target.rows += 1;
  if (layer.unknown[row] === 0) {
    target.amount += layer.content[row]!;
    return;
  }
  const { columns, dictionaries } = request.table;
  const specification = dictionaries.specifications[columns.specification[row]!]!;
  const unit = dictionaries.units[columns.unit[row]!]!;
  const key = `${unit} ${specification}`;
  const quantity = (target.unknown.get(key)?.quantity ?? 0) + columns.quantity[row]!;
  target.unknown.set(key, { side, specification, quantity, unit });
}
