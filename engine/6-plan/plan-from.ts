import { compare, type Decimal, decimal, divide, formatDecimal, multiply, zero } from '../0-base/decimal.ts';
import { type Problem, problem } from '../0-base/problem.ts';
import { formatInstant, parseTime } from '../0-base/time.ts';
import { findUnit, toCoherent } from '../0-base/unit.ts';
import type { Facts } from '../1-record/facts.ts';
import type { Measure } from '../1-record/field.ts';
import type { Body, ClassName, Entry } from '../1-record/kind.ts';
import { actions, findAction } from '../2-ledger/action.ts';
import { type Flow, primaryOutput, recipeOf, type Step, type WholeRecipe } from './recipe.ts';
import { scheduleBack, type Slot } from './schedule.ts';

/** What is wanted of a recipe. */
export interface Wanted {
  readonly recipe: string;
  /** Of the recipe's primary output. */
  readonly quantity: Measure;
  /** Who does it. */
  readonly by: string;
  /** When it is to be ready; without it nothing is given a time. */
  readonly due?: string | undefined;
  readonly name?: string | undefined;
  /** IANA zone in which a date is meant. */
  readonly zone: string;
  readonly makeId: (index: number) => string;
}

/** Decimals that a recorded number may have. */
const digits = 9;

/**
 * A plan that follows a recipe, as records to be looked at and handed in: the plan, a process for each step, and for each flow a
 * commitment of whoever does it, or an intent where nobody is known yet (work). Every amount is the recipe's times what is wanted
 * over what the recipe makes, rounded half-even to nine decimals; processes end when what takes from them begins.
 * Once made it stands by itself (valueflows.md 1.4). Problems: reference.unknown, plan.output, unit.dimension, time.invalid.
 */
export function planFrom(facts: Facts, wanted: Wanted): { entries: Entry[]; problems: Problem[] } {
  const recipe = recipeOf(facts, wanted.recipe);
  if (!recipe)
    return refused(problem('reference.unknown', '/recipe', { field: 'recipe', value: wanted.recipe, class: 'Recipe' }));
  const output = primaryOutput(recipe);
  const scale = scaleOf(recipe, output, wanted.quantity);
  if (scale.problem || !output) return refused(scale.problem!);
  const due = wanted.due === undefined ? undefined : parseTime(wanted.due, wanted.zone);
  if (wanted.due !== undefined && !due) return refused(problem('time.invalid', '/due', { value: wanted.due }));
  const slots = due === undefined ? undefined : scheduleBack(recipe.steps, due.instant);
  return { entries: entriesOf({ recipe, output, wanted, slots, times: scale.times }), problems: [] };
}

const refused = (...problems: Problem[]) => ({ entries: [], problems });

/** An amount of a recipe as often as it is wanted. */
type Times = (measure: Measure) => Measure;

function scaleOf(
  { body }: WholeRecipe,
  output: Flow | undefined,
  quantity: Measure,
): { times: Times; problem?: Problem } {
  const made = output && coherent(output.resourceQuantity);
  const asked = coherent(quantity);
  const none = { times: (measure: Measure) => measure };
  if (!made || compare(made.value, zero) <= 0)
    return { ...none, problem: problem('plan.output', '/recipe', { name: body.name ?? '' }) };
  if (asked?.dimension !== made.dimension) {
    const known = output!.resourceQuantity!.hasUnit;
    const values = {
      value: quantity.hasUnit,
      found: asked?.dimension ?? '',
      name: body.name ?? '',
      expected: made.dimension,
      known,
    };
    return { ...none, problem: problem('unit.dimension', '/quantity/hasUnit', values) };
  }
  return {
    times: ({ hasNumericalValue, hasUnit }) => ({
      hasNumericalValue: formatDecimal(divide(multiply(decimal(hasNumericalValue), asked.value), made.value, digits)),
      hasUnit,
    }),
  };
}

function coherent(measure: Measure | undefined): { value: Decimal; dimension: string } | undefined {
  const unit = measure && findUnit(measure.hasUnit);
  if (!measure || !unit) return undefined;
  return { value: toCoherent({ value: decimal(measure.hasNumericalValue), unit }), dimension: unit.dimension };
}

interface Making {
  readonly recipe: WholeRecipe;
  readonly output: Flow;
  readonly wanted: Wanted;
  readonly slots: ReadonlyMap<string, Slot> | undefined;
  readonly times: Times;
}

function entriesOf(making: Making): Entry[] {
  const { recipe, wanted } = making;
  let count = 0;
  const entry = <C extends ClassName>(name: C, body: Body<C>): Entry => {
    const made = { v: 1, op: 'record', class: name, id: wanted.makeId(count), body } as Entry;
    count += 1;
    return made;
  };
  const { quantity, due } = wanted;
  const name =
    wanted.name ?? `${recipe.body.name}, ${quantity.hasNumericalValue} ${findUnit(quantity.hasUnit)!.symbol}`;
  const plan = entry('Plan', { name, ...(due !== undefined && { due }), recipe: recipe.id });
  return [
    plan,
    ...recipe.steps.flatMap((step) => {
      const slot = making.slots?.get(step.id);
      const process = entry('Process', processBody(step, { plan: plan.id, by: wanted.by, slot }));
      const flows = [...step.inputs, ...step.outputs].map((flow) => {
        const planned = flowBody(making, flow, { plan: plan.id, process: process.id, slot });
        return entry(isOpen(flow) ? 'Intent' : 'Commitment', planned as Body<'Commitment'>);
      });
      return [process, ...flows];
    }),
    ...citation(making).map((body) => entry('Commitment', { ...body, plannedWithin: plan.id } as Body<'Commitment'>)),
  ];
}

interface Placing {
  readonly plan: string;
  readonly slot: Slot | undefined;
}

const processBody = ({ id, body }: Step, { plan, by, slot }: Placing & { readonly by: string }): Body<'Process'> => ({
  ...(body.name !== undefined && { name: body.name }),
  ...(body.processConformsTo !== undefined && { basedOn: body.processConformsTo }),
  ...(body.processClassifiedAs && { classifiedAs: body.processClassifiedAs }),
  plannedWithin: plan,
  inScopeOf: by,
  ...(slot && { hasBeginning: formatInstant(slot.begins), hasEnd: formatInstant(slot.ends) }),
  recipeProcess: id,
});

/** Work is asked for: who does it is found later. */
const isOpen = ({ action }: Flow): boolean => findAction(action)?.eventQuantity !== 'resource' && !hasStock(action);
const hasStock = (action: string): boolean => !findAction(action)?.requires.includes('noResource');

function flowBody(
  { wanted, times, output }: Making,
  flow: Flow,
  { plan, process, slot }: Placing & { readonly process: string },
): Body<'Intent'> & Body<'Commitment'> {
  const isInput = flow.recipeInputOf !== undefined;
  const due = slot && formatInstant(isInput ? slot.begins : slot.ends);
  return {
    action: flow.action,
    ...(isInput ? { inputOf: process } : { outputOf: process }),
    plannedWithin: plan,
    ...(flow.id === output.id && { independentDemandOf: plan }),
    ...(!isOpen(flow) && { provider: wanted.by }),
    receiver: wanted.by,
    ...(flow.resourceConformsTo !== undefined && { resourceConformsTo: flow.resourceConformsTo }),
    ...(flow.resourceClassifiedAs && { resourceClassifiedAs: flow.resourceClassifiedAs }),
    ...(flow.resourceQuantity && { resourceQuantity: times(flow.resourceQuantity) }),
    ...(flow.effortQuantity && { effortQuantity: times(flow.effortQuantity) }),
    ...(flow.stage !== undefined && { stage: flow.stage }),
    ...(flow.state !== undefined && { state: flow.state }),
    ...(due !== undefined && { due }),
  };
}

/** The action by which knowledge is used. */
const citing = Object.entries(actions).find(([, row]) => row.flowRole === 'knowledge')![0];

/** A recipe that says what it is cited as is cited, to the credit of its author. */
function citation({ recipe: { body }, wanted }: Making): Body<'Commitment'>[] {
  if (body.citedAs === undefined) return [];
  return [
    {
      action: citing,
      ...(body.author !== undefined && { provider: body.author }),
      receiver: wanted.by,
      resourceConformsTo: body.citedAs,
      resourceQuantity: { hasNumericalValue: '1', hasUnit: 'one' },
    },
  ];
}
