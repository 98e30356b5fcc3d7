import type { Facts } from '../../1-record/facts.ts';
import type { Layer } from '../../1-record/knowledge.ts';
import type { FlowTable } from '../columns.ts';
import type { HeatingBasis } from '../content.ts';
import { expectedRange, type Judgement, judge } from '../judge.ts';
import type { LayerContent } from '../layer.ts';
import { isUnderWay, type ProcessLives, processLives } from './life.ts';
import { type SubjectKind, type Subjects, subjectsOf } from './subject.ts';
import { allTime, type ProcessSums, processSums, type Span, type SubjectSums, subjectSums } from './sums.ts';
import { type UnknownAmount, type UnknownAmounts, unknownAmounts } from './unknown.ts';

/** How stock changed: closing less opening, apart from what was only taken into the books. */
export interface StockChange {
  readonly change: number;
  /** Of the change, what stands in processes that are under way. */
  readonly inProgress: number;
  /** Stock that was found or there before and was taken into the books: it is no change. */
  readonly raised: number;
}

/** The balance of a process, an agent or the network in one layer: in = out + stock.change + loss + unaccounted. */
export interface Balance extends Judgement {
  readonly kind: SubjectKind;
  /** Id of the process or agent; '' for the network. */
  readonly subject: string;
  /** What a process is based on, '' when nothing. */
  readonly specification: string;
  readonly layer: Layer;
  /** Of energy: the heating value that counts, where any property states one. */
  readonly basis?: HeatingBasis | undefined;
  readonly unit: string;
  readonly in: number;
  readonly out: number;
  /** Where `in` and `out` may lie as far as contents are uncertain. */
  readonly inRange: { readonly low: number; readonly high: number };
  readonly outRange: { readonly low: number; readonly high: number };
  readonly stock: StockChange;
  /** What was written off. */
  readonly loss: number;
  /** Whether anything went in; whether anything came out and the process does not go on. Of agents and networks always true. */
  readonly began: boolean;
  readonly ended: boolean;
  /** Amounts without content that crossed the border. */
  readonly unknown: readonly UnknownAmount[];
}

/** What balances are drawn from. */
export interface BalancesRequest {
  /** Netted (nettedTable), or a correction counts as a flow of its own. */
  readonly table: FlowTable;
  readonly facts: Facts;
  readonly kind: SubjectKind;
  /** Contents of the table's rows; mass must be among them, for expected ranges are shares of the mass that went in. */
  readonly layers: readonly LayerContent[];
  /** First day and the day after the last; all time unless told. */
  readonly period?: Span | undefined;
  /** Only this process or agent. */
  readonly only?: string | undefined;
  /** Part of the larger side within which a gap counts as closed; 0.01 unless told. */
  readonly tolerance?: number | undefined;
}

/** What is the same for all layers. */
interface Ground {
  readonly request: BalancesRequest;
  readonly span: Span;
  readonly subjects: Subjects;
  readonly lives: ProcessLives;
  /** By subject: its processes, as places in dictionaries.processes. */
  readonly processes: readonly (readonly number[])[];
  /** By process: the mass that went in up to the end. */
  readonly massIn: Float64Array;
}

/**
 * The balances of all subjects of a kind in the given layers:
 *
 *   in = out + stock change + loss + unaccounted
 *
 * In and out cross the border of the subject. The stock is what its pools hold, and what went into processes that are under way
 * and has not come out; a gap falls into the period in which its process ends, so that periods add up. So `unaccounted` is
 * the sum of the gaps of the processes that ended. It is judged against what their expected unmeasured flows allow
 * (DESIGN.md section 6). Money is not conserved: there the difference is the value that was added, and never a gap.
 */
export function balances(request: BalancesRequest): Balance[] {
  const ground = groundOf(request);
  return request.layers.flatMap((layer) => layerBalances(ground, layer));
}

function groundOf(request: BalancesRequest): Ground {
  const { table, facts, kind, layers, period: span = allTime } = request;
  const subjects = subjectsOf(table, { facts, kind });
  const mass = layers.find(({ layer }) => layer === 'mass');
  return {
    request,
    span,
    subjects,
    lives: processLives(table, facts),
    processes: processesOf(table, subjects),
    massIn: mass ? processSums({ table, layer: mass, span }).in : new Float64Array(table.dictionaries.processes.length),
  };
}

function processesOf({ dictionaries }: FlowTable, subjects: Subjects): number[][] {
  const places = new Map(dictionaries.processes.map((id, place) => [id, place]));
  const found = subjects.ids.map((): number[] => []);
  dictionaries.nodes.forEach((node, at) => {
    const subject = subjects.ofNode[at]!;
    if (node.kind === 'process' && subject >= 0) found[subject]!.push(places.get(node.process)!);
  });
  return found;
}

/** What is known of one layer. */
interface Layered extends Ground {
  readonly layer: LayerContent;
  readonly sums: SubjectSums;
  readonly byProcess: ProcessSums;
  readonly unknown: UnknownAmounts;
}

function layerBalances(ground: Ground, layer: LayerContent): Balance[] {
  const { request, span, subjects } = ground;
  const { table, only } = request;
  const sums = subjectSums({ table, layer, subjects, span });
  const layered: Layered = {
    ...{ ...ground, layer, sums },
    byProcess: processSums({ table, layer, span }),
    unknown: unknownAmounts({ table, layer, subjects, span }),
  };
  const found: Balance[] = [];
  subjects.ids.forEach((id, subject) => {
    const isAsked = only === undefined || id === only;
    if (isAsked && (sums.rows[subject]! > 0 || request.kind === 'network')) found.push(balanceOf(layered, subject));
  });
  return found;
}

/** What is said of the processes of a subject together. */
interface Inside {
  /** What stands in them at the end less at the beginning. */
  readonly inProgress: number;
  readonly in: number;
  readonly out: number;
  readonly expected: { readonly low: number; readonly high: number };
  readonly unknownIn: boolean;
  readonly unknownOut: boolean;
}

function balanceOf(layered: Layered, subject: number): Balance {
  const { request, layer, sums, subjects, processes } = layered;
  const inside = processes[subject]!.map((process) => insideOf(layered, process)).reduce(together, nothingInside);
  const id = subjects.ids[subject]!;
  const ofProcess = request.kind === 'process';
  const [into, out, loss] = [sums.in[subject]!, sums.out[subject]!, sums.lost[subject]!];
  const change = sums.goods[subject]! - sums.raised[subject]! + inside.inProgress;
  return {
    kind: request.kind,
    subject: id,
    specification: ofProcess ? (request.facts.Process?.get(id)?.basedOn ?? '') : '',
    layer: layer.layer,
    ...(layer.basis && { basis: layer.basis }),
    unit: layer.unit,
    in: into,
    out,
    inRange: { low: into - sums.inLow[subject]!, high: into + sums.inHigh[subject]! },
    outRange: { low: out - sums.outLow[subject]!, high: out + sums.outHigh[subject]! },
    stock: { change, inProgress: inside.inProgress, raised: sums.raised[subject]! },
    loss,
    began: !ofProcess || layered.lives.began[subject] === 1,
    ended: !ofProcess || layered.lives.end[subject]! < layered.span.end,
    unknown: layered.unknown.ofSubject(subject),
    ...judge({
      in: inside.in,
      out: inside.out,
      unaccounted: into - out - change - loss,
      expected: inside.expected,
      unknownIn: inside.unknownIn,
      unknownOut: inside.unknownOut,
      heatLeaves: layer.layer === 'energy' || layer.layer === 'exergy',
      isConserved: layer.layer !== 'price',
      tolerance: request.tolerance ?? 0.01,
    }),
  };
}

const nothingInside: Inside = {
  inProgress: 0,
  in: 0,
  out: 0,
  expected: { low: 0, high: 0 },
  unknownIn: false,
  unknownOut: false,
};

const together = (a: Inside, b: Inside): Inside => ({
  inProgress: a.inProgress + b.inProgress,
  in: a.in + b.in,
  out: a.out + b.out,
  expected: { low: a.expected.low + b.expected.low, high: a.expected.high + b.expected.high },
  unknownIn: a.unknownIn || b.unknownIn,
  unknownOut: a.unknownOut || b.unknownOut,
});

/** One process in a span: what stands in it, and, when it ended there, what its gap is judged by. */
function insideOf({ request, span, lives, layer, massIn, byProcess, unknown }: Layered, process: number): Inside {
  const held = (into: number, out: number): number => Math.max(0, into - out);
  const before = isUnderWay(lives, process, span.first)
    ? held(byProcess.inBefore[process]!, byProcess.outBefore[process]!)
    : 0;
  const isOver = lives.end[process]! < span.end;
  const after = isOver ? 0 : held(byProcess.in[process]!, byProcess.out[process]!);
  const inProgress = after - before;
  const isJudged = request.kind === 'process' || (isOver && lives.end[process]! >= span.first);
  if (!isJudged) return { ...nothingInside, inProgress };
  const specification = request.facts.Process?.get(request.table.dictionaries.processes[process]!)?.basedOn ?? '';
  const range = expectedRange(request.facts, specification, layer.layer);
  const amounts = unknown.ofProcess(process);
  return {
    inProgress,
    in: byProcess.in[process]!,
    out: byProcess.out[process]!,
    expected: isOver
      ? { low: range.low * massIn[process]!, high: range.high * massIn[process]! }
      : nothingInside.expected,
    unknownIn: amounts.some(({ side }) => side === 'in') || lives.began[process] === 0,
    unknownOut: amounts.some(({ side }) => side === 'out') || !isOver,
  };
}
