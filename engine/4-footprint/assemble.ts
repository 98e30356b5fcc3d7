import { problem } from '../0-base/problem.ts';
import { coherentUnit } from '../0-base/unit.ts';
import type { Facts } from '../1-record/facts.ts';
import { flowBurdens } from '../3-flow/columns.ts';
import type { Thing } from '../3-flow/content.ts';
import type { BackgroundReader, Indicator, Lookup } from './background.ts';
import { type Carry, openDraft } from './carry.ts';
import {
  addBurden,
  burdenOf,
  components,
  type Draft,
  type DraftPool,
  emptyDraft,
  type Gap,
  type GapList,
  gapList,
  noBurden,
} from './draft.ts';
import type { Lifetime } from './durable.ts';
import { type LotPlan, type MoveKind, moveKinds } from './lot-moves.ts';
import type { LotPool, LotSystem } from './lot-system.ts';
import { lotProcesses } from './process-draft.ts';
import type { Allocator } from './share.ts';
import { chargeTreatment } from './waste.ts';

/** What all periods of a footprint share. */
export interface LotContext {
  readonly plan: LotPlan;
  readonly facts: Facts;
  readonly indicator: Indicator;
  readonly background: BackgroundReader;
  readonly allocator: Allocator;
  readonly lifetimes: ReadonlyMap<string, Lifetime>;
}

/** A period ready to be solved. The first pools and processes of the system are those of the draft, in its order. */
export interface AssembledPeriod {
  readonly system: LotSystem;
  readonly draft: Draft;
  readonly gaps: readonly Gap[];
}

/** The moves of one period, as places in the plan's moves, and what the period before handed on. */
export interface PeriodRequest {
  readonly moves: ArrayLike<number>;
  readonly firstDay: number;
  readonly carry: Carry;
}

/**
 * Puts together the system of lots of one period (DESIGN.md section 7). Burdens have four components (draft.ts). What should count
 * and cannot is in `gaps`: background.missing, factor.missing, factor.assumed, factor.unit, method.mismatch, allocation.missing,
 * correction.apart; never a silent zero.
 */
export function assemblePeriod(context: LotContext, request: PeriodRequest): AssembledPeriod {
  const { plan } = context;
  const draft = emptyDraft(plan.pools, plan.table.dictionaries.processes);
  const gaps = gapList();
  openDraft(draft, request.carry);
  const workplace = { context, draft, gaps };
  for (let at = 0; at < request.moves.length; at++) {
    const step = stepAt(workplace, request.moves[at]!);
    if (step.quantity < 0) addGap(step, 'quantity', apart(step));
    else if (step.quantity > 0) steps[step.kind](step);
  }
  for (const pool of draft.pools) settlePool(context, pool, { gaps, request });
  const treatment = chargeTreatment({ draft, gaps, background: context.background, day: request.firstDay });
  const processes = lotProcesses({ processes: draft.processes, gaps, treatment, allocator: context.allocator });
  const pools = draft.pools.map(lotPool);
  const indicators = components.map((each) => `${context.indicator.id} ${each}`);
  return { system: { pools, processes, transfers: draft.transfers, indicators }, draft, gaps: gaps.list() };
}

interface Workplace {
  readonly context: LotContext;
  readonly draft: Draft;
  readonly gaps: GapList;
}

/** One move with what its step needs to know. */
interface Step extends Workplace {
  readonly kind: MoveKind;
  /** Places in the plan. */
  readonly pool: number;
  readonly other: number;
  readonly process: number;
  readonly row: number;
  readonly quantity: number;
  readonly day: number;
  readonly thing: Thing;
}

function stepAt({ context, draft, gaps }: Workplace, move: number): Step {
  const { moves, table, pools } = context.plan;
  const { columns, dictionaries } = table;
  const row = moves.row[move]!;
  const pool = moves.pool[move]!;
  return {
    context,
    draft,
    gaps,
    kind: moveKinds[moves.kind[move]!]!,
    pool,
    other: moves.other[move]!,
    process: moves.process[move]!,
    row,
    quantity: columns.quantity[row]!,
    day: columns.day[row]!,
    thing: {
      specification: dictionaries.specifications[columns.specification[row]!]!,
      resource: pools[pool]?.resource,
      unit: dictionaries.units[columns.unit[row]!]!,
    },
  };
}

const apart = ({ thing, quantity, row }: Step) =>
  problem('correction.apart', '', { name: thing.specification, value: String(quantity) }, `row ${row}`);

function addGap({ gaps, thing, quantity, process, context }: Step, kind: Gap['kind'], reason: Gap['problem']): void {
  const id = context.plan.table.dictionaries.processes[process]!;
  gaps.add({ kind, specification: thing.specification, process: id, quantity, unit: thing.unit, problem: reason });
}

/** The burden of a looked-up figure; none and a gap where there is no figure. */
function burden(step: Step, found: Lookup, kind: Gap['kind']): Float64Array {
  if ('figure' in found) return burdenOf(found.figure, step.quantity, kind === 'factor');
  addGap(step, kind, found.problem);
  return noBurden();
}

const poolOf = ({ draft, pool }: Step): DraftPool => draft.pools[draft.pool(pool)]!;

/** Enters stock from outside, unless it is a durable: what that carries is in its effort. */
function enter(step: Step, found: () => Lookup, kind: Gap['kind']): Float64Array {
  const pool = poolOf(step);
  pool.boughtQuantity += step.quantity;
  if (pool.pool.resource !== undefined && step.context.lifetimes.has(pool.pool.resource)) return noBurden();
  const entering = burden(step, found(), kind);
  addBurden(pool.boughtBurden, entering);
  return entering;
}

const bought = ({ context, thing, day }: Step): Lookup => context.background.bought(thing, day);
const elementary = ({ context, thing, day }: Step): Lookup => context.background.elementary(thing, day);

/** Adds what an elementary flow of a process counts for. */
function addDirect(step: Step): void {
  addBurden(step.draft.process(step.process).direct, burden(step, elementary(step), 'factor'));
}

/** What each kind of move does to the draft of its period. */
const steps: Readonly<Record<MoveKind, (step: Step) => void>> = {
  begin: (step) =>
    addBurden(
      poolOf(step).begun,
      enter(step, () => bought(step), 'opening'),
    ),
  buy: (step) => {
    enter(step, () => bought(step), 'background');
  },
  extract: (step) => {
    enter(step, () => elementary(step), 'factor');
  },
  deliver: (step) => {
    poolOf(step).delivered += step.quantity;
  },
  loss: (step) => {
    poolOf(step).lost += step.quantity;
  },
  spill: (step) => {
    poolOf(step).lost += step.quantity;
    if (step.context.background.isElementary(step.thing.specification)) {
      const name = step.thing.specification;
      addGap(step, 'factor', problem('factor.missing', '', { name }, name));
    }
  },
  shift: (step) => {
    const { draft, quantity } = step;
    const [from, to] = [draft.pool(step.pool), draft.pool(step.other)];
    draft.transfers.push({ from, to, quantity });
    draft.pools[from]!.left += quantity;
    draft.pools[to]!.entered += quantity;
  },
  input: (step) => {
    addInput(step);
    if (step.context.background.isElementary(step.thing.specification)) addDirect(step);
  },
  purchase: (step) => {
    const { draft, thing, quantity } = step;
    const paid = burden(step, bought(step), 'background');
    draft.process(step.process).purchases.push({ what: thing.specification, quantity, burden: paid });
    if (step.context.background.isElementary(thing.specification)) addDirect(step);
  },
  draw: addDirect,
  emit: addDirect,
  output: addOutput,
  effort: addEffort,
};

function addInput(step: Step): void {
  const { columns } = step.context.plan.table;
  const { draft, quantity, row } = step;
  const pool = draft.pool(step.pool);
  draft.pools[pool]!.left += quantity;
  const carries = columns.burden[row] === carriesCode;
  draft.process(step.process).inputs.push({ pool, row, quantity, carries, thing: step.thing });
}

function addOutput(step: Step): void {
  const { context, draft, quantity, row, day, thing } = step;
  const pool = draft.pool(step.pool);
  const id = context.plan.table.dictionaries.processes[step.process]!;
  const isElementary = context.background.isElementary(thing.specification);
  const role = context.allocator.roleOf(id, thing.specification, day) ?? (isElementary ? 'emission' : 'product');
  draft.pools[pool]!.entered += quantity;
  draft.process(step.process).outputs.push({ pool, row, quantity, day, role, thing });
  if (isElementary && role === 'emission') addDirect(step);
}

/** Use of a durable draws on the effort in it; of another thing it is bought by the effort, as a hired van by the hour. */
function addEffort(step: Step): void {
  const { context, draft, quantity, thing } = step;
  const { resource } = context.plan.pools[step.pool]!;
  const lifetime = resource === undefined ? undefined : context.lifetimes.get(resource);
  if (lifetime && lifetime.unit !== thing.unit) return;
  if (!lifetime) {
    const paid = burden(step, bought(step), 'wear');
    draft.process(step.process).purchases.push({ what: thing.specification, quantity, burden: paid });
    return;
  }
  const pool = poolOf(step);
  if (!pool.opening) {
    const piece = { ...step, quantity: 1, thing: { ...thing, unit: onePiece } };
    const whole = burden(piece, bought(piece), 'background');
    pool.opening = { quantity: lifetime.effort, intensity: whole.map((each) => each / lifetime.effort) };
  }
  addInput(step);
}

const carriesCode = flowBurdens.indexOf('carries');
const onePiece = coherentUnit('count').id;

/** Customers: what a process delivers to them has left; what they gave back beyond what they got in the period carries what it last did. */
function settlePool(context: LotContext, pool: DraftPool, { gaps, request }: Settlement): void {
  const { kind, specification, unit } = pool.pool;
  if (kind === 'sink') pool.delivered += pool.entered;
  if (kind !== 'returns') return;
  const rest = pool.entered + pool.boughtQuantity - pool.left - pool.delivered - pool.lost;
  if (rest >= 0) {
    pool.delivered += rest;
    return;
  }
  pool.boughtQuantity -= rest;
  const last = request.carry.last.get(pool.place);
  if (last) addBurden(pool.boughtBurden, last, -rest);
  else {
    const found = context.background.bought({ specification, unit }, request.firstDay);
    if ('figure' in found) addBurden(pool.boughtBurden, burdenOf(found.figure, -rest, false));
    else gaps.add({ kind: 'background', specification, process: '', quantity: -rest, unit, problem: found.problem });
  }
}

interface Settlement {
  readonly gaps: GapList;
  readonly request: PeriodRequest;
}

function lotPool({ pool, opening, boughtQuantity, boughtBurden, delivered, lost }: DraftPool): LotPool {
  return {
    key: pool.key,
    ...(opening ? { opening } : {}),
    ...(boughtQuantity > 0 ? { bought: { quantity: boughtQuantity, burden: boughtBurden } } : {}),
    delivered,
    lost,
    ...(pool.kind === 'wear' ? { durable: true } : {}),
  };
}
