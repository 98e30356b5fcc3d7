import { add, type Decimal, decimal, formatDecimal, isNegative, isZero, subtract, zero } from '../0-base/decimal.ts';
import { groupBy } from '../0-base/group.ts';
import { coherentUnit, type Dimension, findUnit, toCoherent } from '../0-base/unit.ts';
import type { Measure } from '../1-record/field.ts';
import type { EconomicEvent } from '../1-record/observation.ts';
import type { AllocatedEvent, Fulfilment, PromiseRecord } from '../2-ledger/fulfilment.ts';

/** By what a plan is compared with what happened. */
export type VarianceBy = 'process' | 'resource' | 'agent';

/** An event of one of a plan's processes; a correction is an event of its own. */
export interface PlanEvent {
  /** The event at the root of its corrections. */
  readonly root: string;
  readonly body: EconomicEvent;
  /** What it is of, also where only its stock says so. */
  readonly specification: string;
}

/** What was planned of something, and what happened; amounts in the coherent unit. */
export interface VarianceRow {
  /** The process, the specification or the agent. */
  readonly key: string;
  readonly action: string;
  readonly specification: string;
  readonly side: 'input' | 'output' | 'exchange';
  readonly planned: Measure;
  /** Of what answers the plan, and of what happened in its processes beside it. */
  readonly actual: Measure;
  /** Actual less planned. */
  readonly difference: Measure;
  /** How much of the actual answers nothing that was planned. */
  readonly unplanned: Measure;
}

/** What a plan is made of, and what happened of it. */
export interface PlanFacts {
  readonly promises: readonly PromiseRecord[];
  readonly fulfilments: readonly Fulfilment[];
  readonly allocations: readonly AllocatedEvent[];
  readonly events: readonly PlanEvent[];
}

interface Cell {
  readonly key: string;
  readonly action: string;
  readonly specification: string;
  readonly side: VarianceRow['side'];
  readonly dimension: Dimension;
  planned: Decimal;
  answered: Decimal;
  unplanned: Decimal;
}

/** A flow, planned or not, by the fields that rows are made of. */
type Flow = Pick<EconomicEvent, 'action' | 'inputOf' | 'outputOf' | 'provider' | 'receiver' | 'resourceConformsTo'>;

const keyOf: Readonly<Record<VarianceBy, (flow: Flow, specification: string) => string>> = {
  process: ({ inputOf, outputOf }) => inputOf ?? outputOf ?? '',
  resource: (_, specification) => specification,
  agent: ({ provider, receiver }) => provider ?? receiver ?? '',
};

const sideOf = ({ inputOf, outputOf }: Flow): VarianceRow['side'] =>
  inputOf !== undefined ? 'input' : outputOf !== undefined ? 'output' : 'exchange';

const counts = [
  { counted: 'resource', field: 'resourceQuantity' },
  { counted: 'effort', field: 'effortQuantity' },
] as const;

/**
 * A plan against what happened, row by row of process, resource or agent, action and specification. Planned is what was
 * promised, and of intents what no commitment took on. What answers a promise counts where that was planned; what happened in a process
 * of the plan and answers nothing counts where it happened, as unplanned. Rows in the order in which they were planned.
 */
export function varianceOf(facts: PlanFacts, by: VarianceBy): VarianceRow[] {
  const cells = new Map<string, Cell>();
  const cellOf = (flow: Flow, specification: string, dimension: Dimension): Cell => {
    const key = keyOf[by](flow, specification);
    const name = JSON.stringify([key, flow.action, specification, sideOf(flow), dimension]);
    const found = cells.get(name) ?? {
      key,
      action: flow.action,
      specification,
      side: sideOf(flow),
      dimension,
      planned: zero,
      answered: zero,
      unplanned: zero,
    };
    cells.set(name, found);
    return found;
  };
  countPlanned(facts, cellOf);
  countActual(facts, cellOf);
  return [...cells.values()].map(rowOf);
}

type CellOf = (flow: Flow, specification: string, dimension: Dimension) => Cell;

function coherent(measure: Measure | undefined): { value: Decimal; dimension: Dimension } | undefined {
  const unit = measure && findUnit(measure.hasUnit);
  return unit && { value: toCoherent({ value: decimal(measure.hasNumericalValue), unit }), dimension: unit.dimension };
}

function countPlanned({ promises, fulfilments }: PlanFacts, cellOf: CellOf): void {
  const taken = new Map(fulfilments.map((each) => [each.id, each.promised]));
  for (const { id, body } of promises)
    for (const { counted, field } of counts) {
      const asked = coherent(body[field]);
      if (!asked) continue;
      const promised = coherent(taken.get(id)?.[counted]?.done);
      const open = subtract(asked.value, promised?.value ?? zero);
      const cell = cellOf(body, body.resourceConformsTo ?? '', asked.dimension);
      cell.planned = add(cell.planned, isNegative(open) ? zero : open);
    }
}

function countActual({ promises, allocations, events }: PlanFacts, cellOf: CellOf): void {
  const promised = new Map(promises.map((each) => [each.id, each.body]));
  const answering = groupBy(
    allocations.filter(({ target }) => promised.has(target)),
    ({ event }) => event,
  );
  const byRoot = groupBy(events, ({ root }) => root);
  for (const [event, parts] of answering)
    for (const { target, link, ...part } of parts) {
      if (link !== mainLink(parts)) continue;
      const plan = promised.get(target)!;
      const seen = byRoot.get(event)?.[0];
      for (const { counted, field } of counts) {
        const dimension = coherent(plan[field] ?? seen?.body[field])?.dimension;
        if (!dimension || isZero(part[counted])) continue;
        const cell = cellOf(plan, plan.resourceConformsTo ?? seen?.specification ?? '', dimension);
        cell.answered = add(cell.answered, part[counted]);
      }
    }
  for (const [root, list] of byRoot) countUnplanned(list, answering.get(root) ?? [], cellOf);
}

/** What happened in a process of the plan beyond what answers its promises. */
function countUnplanned(list: readonly PlanEvent[], parts: readonly AllocatedEvent[], cellOf: CellOf): void {
  const { body, specification } = list[0]!;
  for (const { counted, field } of counts) {
    const amounts = list.flatMap((each) => coherent(each.body[field]) ?? []);
    if (amounts.length === 0) continue;
    const whole = amounts.map(({ value }) => value).reduce(add);
    const counting = parts.filter(({ link }) => link === mainLink(parts)).map((each) => each[counted]);
    const rest = counting.reduce(subtract, whole);
    if (isZero(rest)) continue;
    const cell = cellOf(body, specification, amounts[0]!.dimension);
    cell.unplanned = add(cell.unplanned, rest);
  }
}

/** An event that fulfils commitments and settles or satisfies something else too counts once. */
const mainLink = (parts: readonly AllocatedEvent[]): AllocatedEvent['link'] =>
  parts.some(({ link }) => link === 'fulfills') ? 'fulfills' : parts[0]!.link;

function rowOf({ dimension, planned, answered, unplanned, ...cell }: Cell): VarianceRow {
  const measure = (value: Decimal): Measure => ({
    hasNumericalValue: formatDecimal(value),
    hasUnit: coherentUnit(dimension).id,
  });
  const actual = add(answered, unplanned);
  return {
    ...cell,
    planned: measure(planned),
    actual: measure(actual),
    difference: measure(subtract(actual, planned)),
    unplanned: measure(unplanned),
  };
}
