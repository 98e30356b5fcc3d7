import { type Problem, problem } from '../../0-base/problem.ts';
import { coherentUnit } from '../../0-base/unit.ts';
import type { Thing } from '../../3-flow/content.ts';
import { flowStatuses } from '../../3-flow/columns.ts';
import type { Figure, Lookup } from '../background-reader.ts';
import { type BurdenTable, components, type EntryKind } from './burden.ts';
import { type Carry, openDraft, takeOver } from './carry.ts';
import type { LotContext } from './context.ts';
import { type Draft, emptyDraft, type Gap, type GapList, gapList, thingOf } from './draft.ts';
import { draftSystem } from './draft-system.ts';
import { type MoveKind, moveKinds } from './lot-moves.ts';
import type { LotSystem } from '../lot/lot-system.ts';
import type { Credit, Sharing } from './parts.ts';
import { processFlows } from './process-flows.ts';
import { chargeTreatment } from './waste.ts';

/** A period ready to be solved. The first pools and processes of the system are those of the draft, in its order. */
export interface AssembledPeriod {
  readonly system: LotSystem;
  readonly draft: Draft;
  readonly gaps: readonly Gap[];
  /** By process of the system: the process of the draft that it is a part of; -1 where goods only pass through. */
  readonly processOf: Int32Array;
  readonly sharing: readonly Sharing[];
  readonly credits: readonly Credit[];
  /** Of rules that could not serve, where another did. */
  readonly problems: readonly Problem[];
}

/** The moves of one period, as places in the plan's moves, and what the period before handed on. */
export interface PeriodRequest {
  readonly moves: ArrayLike<number>;
  readonly firstDay: number;
  readonly carry: Carry;
}

/**
 * Puts together the system of lots of one period (DESIGN.md section 7). The components of burdens: burden.ts. What should count
 * and cannot is in `gaps`: background.missing, factor.missing, factor.assumed, factor.unit, method.mismatch, allocation.missing,
 * wear.unknown, correction.apart; never a silent zero.
 */
export function assemblePeriod(context: LotContext, request: PeriodRequest): AssembledPeriod {
  const draft = emptyDraft(context.plan);
  const gaps = gapList();
  openDraft(draft, request.carry);
  const workplace = { context, draft, gaps, uses: { worn: new Set<string>(), elsewise: [] } };
  for (let at = 0; at < request.moves.length; at++) {
    const step = stepAt(workplace, request.moves[at]!);
    if (step.quantity < 0) addGap(step, 'quantity', apart(step));
    else if (step.quantity > 0) steps[step.kind](step);
  }
  addUnworn(workplace.uses);
  for (let pool = 0; pool < draft.pools.place.length; pool++) settlePool(workplace, pool, request);
  const treatment = chargeTreatment({ draft, gaps, background: context.background, day: request.firstDay });
  const flows = processFlows({ context, draft, gaps, treatment });
  const { processOf, sharing, credits, problems } = flows;
  const told = { processOf, sharing, credits, problems };
  const indicators = components.map((each) => `${context.indicator.id} ${each}`);
  return { system: draftSystem(draft, flows, indicators), draft, gaps: gaps.list(), ...told };
}

/** The uses of durables in a period. */
interface Uses {
  /** Those that drew on the effort of the durable, by process and resource. */
  readonly worn: Set<string>;
  /** Those that are told in another unit than its lifetime. */
  readonly elsewise: { readonly step: Step; readonly expected: string }[];
}

interface Workplace {
  readonly context: LotContext;
  readonly draft: Draft;
  readonly gaps: GapList;
  readonly uses: Uses;
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
  /** Whether the amount was shared out from a meter or an invoice. */
  readonly isSpread: boolean;
  readonly day: number;
  readonly thing: Thing;
}

const spread = flowStatuses.indexOf('spread');

/** Names its fields one by one: a spread of the workplace at every move took half of the time at a million moves. */
function stepAt({ context, draft, gaps, uses }: Workplace, move: number): Step {
  const { plan } = context;
  const { moves } = plan;
  const { columns } = plan.table;
  const row = moves.row[move]!;
  const pool = moves.pool[move]!;
  return {
    context,
    draft,
    gaps,
    uses,
    kind: moveKinds[moves.kind[move]!]!,
    pool,
    other: moves.other[move]!,
    process: moves.process[move]!,
    row,
    quantity: columns.quantity[row]!,
    isSpread: columns.status[row] === spread,
    day: columns.day[row]!,
    thing: thingOf(plan, row, pool),
  };
}

const apart = ({ thing, quantity, row }: Step) =>
  problem('correction.apart', '', { name: thing.specification, value: String(quantity) }, `row ${row}`);

function addGap({ gaps, thing, quantity, process, context }: Step, kind: Gap['kind'], reason: Gap['problem']): void {
  const id = context.plan.table.dictionaries.processes[process]!;
  gaps.add({ kind, specification: thing.specification, process: id, quantity, unit: thing.unit, problem: reason });
}

/** A looked-up figure; a gap where there is none. */
function figureOf(step: Step, found: Lookup, kind: Gap['kind']): Figure | undefined {
  if ('figure' in found) return found.figure;
  addGap(step, kind, found.problem);
  return undefined;
}

const bought = ({ context, thing, day }: Step): Lookup => context.background.bought(thing, day);
const elementary = ({ context, thing, day }: Step): Lookup => context.background.elementary(thing, day);

/** What brings burden in for each kind of gap that it would leave. */
const entryKinds: Readonly<Partial<Record<Gap['kind'], EntryKind>>> = { opening: 'opening', factor: 'direct' };

/** Enters stock from outside, unless it is a durable: what that carries is in its effort. */
function enter(step: Step, find: (step: Step) => Lookup, gap: Gap['kind']): void {
  const { draft, quantity, isSpread, thing } = step;
  const pool = draft.pool(step.pool);
  const { of, bought: came, boughtBurden, begun } = draft.pools;
  came[pool]! += quantity;
  const { resource } = of[pool]!;
  if (resource !== undefined && step.context.lifetimes.has(resource)) return;
  const figure = figureOf(step, find(step), gap);
  if (!figure) return;
  const kind = entryKinds[gap] ?? 'purchase';
  draft.entries.toPool(
    pool,
    { specification: thing.specification, figure, quantity, kind, isSpread },
    kind === 'opening' ? [boughtBurden, begun] : [boughtBurden],
  );
}

/** Enters burden into the process of a move. */
function charge(step: Step, figure: Figure | undefined, kind: EntryKind, table: BurdenTable): void {
  const { draft, quantity, isSpread, thing } = step;
  const process = draft.process(step.process);
  if (figure)
    draft.entries.toProcess(process, { specification: thing.specification, figure, quantity, kind, isSpread }, [table]);
}

/** Adds what an elementary flow of a process counts for. */
const addDirect = (step: Step): void =>
  charge(step, figureOf(step, elementary(step), 'factor'), 'direct', step.draft.processes.direct);

/** Adds what was bought straight into a process. */
const addPurchase = (step: Step, gap: Gap['kind']): void =>
  charge(step, figureOf(step, bought(step), gap), 'purchase', step.draft.processes.purchased);

/** What each kind of move does to the draft of its period. */
const steps: Readonly<Record<MoveKind, (step: Step) => void>> = {
  begin: (step) => enter(step, bought, 'opening'),
  buy: (step) => enter(step, bought, 'background'),
  extract: (step) => enter(step, elementary, 'factor'),
  deliver: ({ draft, pool, quantity }) => {
    draft.pools.delivered[draft.pool(pool)]! += quantity;
  },
  loss: ({ draft, pool, quantity }) => {
    draft.pools.lost[draft.pool(pool)]! += quantity;
  },
  spill: (step) => {
    const { draft, pool, quantity } = step;
    const name = step.thing.specification;
    draft.pools.lost[draft.pool(pool)]! += quantity;
    if (step.context.background.isElementary(name))
      addGap(step, 'factor', problem('factor.missing', '', { name }, name));
  },
  shift: ({ draft, pool, other, quantity }) => {
    const [from, to] = [draft.pool(pool), draft.pool(other)];
    draft.transfers.from.push(from);
    draft.transfers.to.push(to);
    draft.transfers.quantity.push(quantity);
    draft.pools.left[from]! += quantity;
    draft.pools.entered[to]! += quantity;
  },
  input: (step) => {
    addInput(step);
    if (step.context.background.isElementary(step.thing.specification)) addDirect(step);
  },
  purchase: (step) => {
    addPurchase(step, 'background');
    if (step.context.background.isElementary(step.thing.specification)) addDirect(step);
  },
  draw: addDirect,
  emit: addDirect,
  output: addOutput,
  effort: addEffort,
};

function addInput(step: Step): void {
  const { draft, quantity, row } = step;
  const pool = draft.pool(step.pool);
  draft.pools.left[pool]! += quantity;
  draft.inputs.process.push(draft.process(step.process));
  draft.inputs.pool.push(pool);
  draft.inputs.row.push(row);
  draft.inputs.quantity.push(quantity);
}

function addOutput(step: Step): void {
  const { context, draft, quantity, row, day, thing } = step;
  const pool = draft.pool(step.pool);
  const process = draft.process(step.process);
  const isElementary = context.background.isElementary(thing.specification);
  const told = context.allocator.roleOf(draft.processes.id[process]!, thing.specification, day);
  const role = told ?? (isElementary ? 'emission' : 'product');
  draft.pools.entered[pool]! += quantity;
  draft.outputs.process.push(process);
  draft.outputs.pool.push(pool);
  draft.outputs.row.push(row);
  draft.outputs.quantity.push(quantity);
  draft.outputs.role.push(role);
  if (isElementary && role === 'emission') addDirect(step);
}

/**
 * Use of a durable draws on the effort in it; of another thing it is bought by the effort, as a hired van by the hour. A piece that is used
 * is not used up: without a lifetime its wear is not known.
 */
function addEffort(step: Step): void {
  const { context, draft, thing } = step;
  const { resource } = context.plan.pools[step.pool]!;
  const lifetime = resource === undefined ? undefined : context.lifetimes.get(resource);
  if (lifetime === undefined) {
    const name = thing.specification;
    if (thing.unit === onePiece) addGap(step, 'wear', problem('wear.unknown', '', { name }, name));
    else addPurchase(step, 'wear');
    return;
  }
  if (lifetime.unit !== thing.unit) {
    step.uses.elsewise.push({ step, expected: lifetime.unit });
    return;
  }
  step.uses.worn.add(useKey(step));
  const pool = draft.pool(step.pool);
  const { isOpen, opening, openingBurden } = draft.pools;
  if (isOpen[pool] === 0) {
    const piece = { ...step, quantity: 1, thing: { ...thing, unit: onePiece } };
    isOpen[pool] = 1;
    opening[pool] = lifetime.effort;
    const figure = figureOf(piece, bought(piece), 'background');
    if (figure)
      draft.entries.toPool(pool, { specification: thing.specification, figure, quantity: 1, kind: 'durable' }, [
        openingBurden,
      ]);
  }
  addInput(step);
}

const useKey = ({ process, thing }: Step): string => `${process} ${thing.resource}`;

/** A use that is told only in another unit than the lifetime of the durable (hours of a van that lasts so many kilometres) wears nothing: a gap. */
function addUnworn({ worn, elsewise }: Uses): void {
  for (const { step, expected } of elsewise) {
    const { specification: name, unit: found } = step.thing;
    if (!worn.has(useKey(step))) addGap(step, 'wear', problem('factor.unit', '', { name, found, expected }, name));
  }
}

const onePiece = coherentUnit('count').id;

/** Customers: what a process delivers to them has left; what they gave back beyond what they got in the period carries what it last did. */
function settlePool({ context, draft, gaps }: Workplace, pool: number, { carry, firstDay }: PeriodRequest): void {
  const { of, bought: came, boughtBurden, delivered, lost, entered, left } = draft.pools;
  const { kind, specification, unit } = of[pool]!;
  if (kind === 'sink') delivered[pool]! += entered[pool]!;
  if (kind !== 'returns') return;
  const rest = entered[pool]! + came[pool]! - left[pool]! - delivered[pool]! - lost[pool]!;
  if (rest >= 0) {
    delivered[pool]! += rest;
    return;
  }
  came[pool]! -= rest;
  const last = takeOver(draft, carry, pool, -rest);
  if (last) {
    boughtBurden.add(pool, last, -rest);
    return;
  }
  const found = context.background.bought({ specification, unit }, firstDay);
  if ('figure' in found)
    draft.entries.toPool(pool, { specification, figure: found.figure, quantity: -rest, kind: 'purchase' }, [
      boughtBurden,
    ]);
  else gaps.add({ kind: 'background', specification, process: '', quantity: -rest, unit, problem: found.problem });
}
