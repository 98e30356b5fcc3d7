import {
  add,
  decimal,
  divide,
  formatDecimal,
  isZero,
  multiply,
  parseDecimal,
  round,
} from '../../../engine/0-base/decimal.ts';
import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Measure } from '../../../engine/1-record/field.ts';
import { findAction } from '../../../engine/2-ledger/action.ts';
import { primaryOutput, recipeOf, type Step } from '../../../engine/6-plan/recipe.ts';
import { text } from '../../text/text.ts';
import { formatDate, measureIn } from '../../text/format.ts';
import { plansText } from '../../text/plans.ts';
import type { EventItem, PromiseItem } from '../../worker/wire.ts';
import { nameOf, plainName } from '../names.ts';
import { isOpen, planOf, processIn, progressOf } from '../promise.ts';
import { readTyped } from './number.ts';
import { type NewRecord, nameNotTaken } from './records.ts';
import type { Stocks } from './stocks.ts';

/** What a batch is recorded like: what is planned for it, the last one of its kind, or a step of a recipe. */
export type Source =
  | { readonly is: 'planned'; readonly process: string }
  | { readonly is: 'last'; readonly process: string }
  | { readonly is: 'recipe'; readonly recipe: string; readonly step: string };

/** What happens in a batch, and how much of it by what the batch is like. */
export interface BatchLine {
  readonly key: string;
  readonly action: string;
  readonly side: 'inputOf' | 'outputOf';
  readonly specification: string;
  /** The stock, or '' where none is kept. */
  readonly resource: string;
  readonly field: 'resourceQuantity' | 'effortQuantity';
  readonly amount: Measure;
  readonly provider: string;
  readonly receiver: string;
  /** The promise that it keeps. */
  readonly answers?: { readonly link: 'fulfills' | 'satisfies'; readonly id: string };
}

interface Ground {
  readonly facts: Facts;
  readonly stocks: Stocks;
  readonly me: string;
}

const sideOf = (action: string): BatchLine['side'] =>
  findAction(action)?.inputOutput === 'output' ? 'outputOf' : 'inputOf';

/** What the reader may record a batch like: what is planned for them, the last one of each kind that they made, the recipes. */
export function sourcesOf({ facts, me }: Ground, items: readonly PromiseItem[]): Source[] {
  const waiting = new Set(items.filter(isOpen).flatMap((item) => processIn(item) ?? []));
  const processes = [...(facts.Process ?? [])];
  const mine = processes.filter(([, { inScopeOf }]) => inScopeOf === me);
  const planned = processes.filter(([id, body]) => waiting.has(id) && (body.inScopeOf ?? me) === me && !body.finished);
  const last = new Map<string, { id: string; begun: string }>();
  for (const [id, { basedOn, hasBeginning = '' }] of mine) {
    if (!basedOn || planned.some(([other]) => other === id)) continue;
    if (hasBeginning >= (last.get(basedOn)?.begun ?? '')) last.set(basedOn, { id, begun: hasBeginning });
  }
  const steps = [...(facts.Recipe?.keys() ?? [])].flatMap((recipe) =>
    (recipeOf(facts, recipe)?.steps ?? []).map((step): Source => ({ is: 'recipe', recipe, step: step.id })),
  );
  return [
    ...planned.map(([process]): Source => ({ is: 'planned', process })),
    ...[...last.values()].map(({ id }): Source => ({ is: 'last', process: id })),
    ...steps,
  ];
}

/** What a source is called. */
export function sourceName(facts: Facts, source: Source): string {
  const say = plansText().batch;
  const name = (id: string) => plainName(nameOf(facts, id));
  if (source.is === 'planned') return say.planned(name(source.process));
  if (source.is === 'last') return say.last(name(source.process));
  const step = facts.RecipeProcess?.get(source.step);
  return say.recipe(`${name(source.recipe)}: ${step?.name ?? name(step?.processConformsTo ?? '')}`);
}

/** The fullest stock that somebody answers for; '' when they have none. */
function stockFor(stocks: Stocks, specification: string, accountable: string): string {
  const size = (measure: Measure | undefined) => Number(measure?.hasNumericalValue ?? 0);
  const own = [...stocks.values()].filter(
    (stock) => stock.specification === specification && stock.accountable === accountable,
  );
  return own.sort((a, b) => size(b.onhand) - size(a.onhand))[0]?.resource ?? '';
}

const hasStock = (action: string) => !findAction(action)?.requires.includes('noResource');

/** The lines of a step of a recipe; where it is what the recipe is for, the recipe is cited. */
export function recipeLinesOf({ facts, stocks, me }: Ground, recipeId: string, stepId: string): BatchLine[] {
  const recipe = recipeOf(facts, recipeId);
  const step = recipe?.steps.find(({ id }) => id === stepId);
  if (!recipe || !step) return [];
  const { citedAs, author = me } = recipe.body;
  const isMain = isOutputOf(step, primaryOutput(recipe)?.id);
  const cites = citedAs !== undefined && isMain ? [citation({ facts, citedAs, author, me })] : [];
  const lines = [...step.inputs, ...step.outputs].flatMap((flow): BatchLine[] => {
    const amount = flow.resourceQuantity ?? flow.effortQuantity;
    const specification = flow.resourceConformsTo ?? '';
    if (!amount || !specification) return [];
    return [
      {
        key: flow.id,
        action: flow.action,
        side: sideOf(flow.action),
        specification,
        resource: hasStock(flow.action) ? stockFor(stocks, specification, me) : '',
        field: flow.resourceQuantity ? 'resourceQuantity' : 'effortQuantity',
        amount,
        provider: me,
        receiver: me,
      },
    ];
  });
  return [...lines, ...cites];
}

const isOutputOf = ({ outputs }: Step, flow: string | undefined) => outputs.some(({ id }) => id === flow);

/** The use of a recipe, to the credit of its author. */
function citation(given: { facts: Facts; citedAs: string; author: string; me: string }): BatchLine {
  const { facts, citedAs, author, me } = given;
  const resource = facts.EconomicResource?.get(citedAs);
  return {
    key: citedAs,
    action: citing,
    side: 'inputOf',
    specification: resource?.conformsTo ?? citedAs,
    resource: resource ? citedAs : '',
    field: 'resourceQuantity',
    amount: { hasNumericalValue: '1', hasUnit: 'one' },
    provider: author,
    receiver: me,
  };
}

const citing = 'cite';

/** The lines of an earlier batch: each event with its corrections, what was wholly backed out left away. */
export function lastLinesOf({ facts }: Ground, events: readonly EventItem[]): BatchLine[] {
  return events
    .filter(({ corrects }) => corrects === undefined)
    .flatMap((event): BatchLine[] => {
      const field = event.resourceQuantity ? ('resourceQuantity' as const) : ('effortQuantity' as const);
      const whole = event[field];
      if (!whole) return [];
      const value = events
        .filter(({ corrects }) => corrects === event.id)
        .flatMap((each) => each[field] ?? [])
        .reduce(
          (sum, each) => add(sum, decimal(measureIn(each, whole.hasUnit).hasNumericalValue)),
          decimal(whole.hasNumericalValue),
        );
      if (isZero(value)) return [];
      const resource = event.resourceInventoriedAs ?? '';
      return [
        {
          key: event.id,
          action: event.action,
          side: sideOf(event.action),
          specification: facts.EconomicResource?.get(resource)?.conformsTo ?? event.resourceConformsTo ?? '',
          resource,
          field,
          amount: { hasNumericalValue: formatDecimal(value), hasUnit: whole.hasUnit },
          provider: event.provider ?? '',
          receiver: event.receiver ?? '',
        },
      ];
    });
}

/** What is still open of what is planned for a batch, and what its plan says is cited. */
export function plannedLinesOf(
  { facts, stocks, me }: Ground,
  items: readonly PromiseItem[],
  process: string,
): BatchLine[] {
  const own = items.filter((item) => processIn(item) === process);
  const plan = facts.Process?.get(process)?.plannedWithin;
  const isMain = own.some(
    ({ id, class: name }) => name === 'Commitment' && facts.Commitment?.get(id)?.independentDemandOf,
  );
  const cited = isMain
    ? items.filter((item) => item.action === citing && processIn(item) === undefined && planOf(facts, item) === plan)
    : [];
  return [...own, ...cited].flatMap((item): BatchLine[] => {
    const { remaining } = progressOf(item) ?? {};
    const specification =
      item.resourceConformsTo ?? facts.EconomicResource?.get(item.resourceInventoriedAs ?? '')?.conformsTo;
    if (!isOpen(item) || !remaining || !specification || item.class === 'Claim' || item.promised) return [];
    const provider = item.provider ?? me;
    const kept = hasStock(item.action) && item.action !== citing ? stockFor(stocks, specification, provider) : '';
    return [
      {
        key: item.id,
        action: item.action,
        side: sideOf(item.action),
        specification,
        resource: item.resourceInventoriedAs ?? kept,
        field: item.resource ? 'resourceQuantity' : 'effortQuantity',
        amount: remaining,
        provider,
        receiver: item.receiver ?? me,
        answers: { link: item.class === 'Intent' ? 'satisfies' : 'fulfills', id: item.id },
      },
    ];
  });
}

/** The line by which a batch is measured: what the recipe is for, else the first that comes out of it. */
export function productOf(facts: Facts, lines: readonly BatchLine[]): BatchLine | undefined {
  const outputs = lines.filter(({ side }) => side === 'outputOf');
  const products = new Set([...(facts.Recipe?.values() ?? [])].flatMap(({ primaryOutput: made }) => made ?? []));
  return outputs.find(({ specification }) => products.has(specification)) ?? outputs[0];
}

const shownDecimals = 3;

/** A line's amount when the product's becomes what was typed; as it was where nothing can be scaled. Citations stay one. */
export function scaled(line: BatchLine, product: BatchLine | undefined, typed: string): string {
  const wanted = parseDecimal(readTyped(typed)?.value ?? '');
  const base = product && decimal(product.amount.hasNumericalValue);
  if (!wanted || !base || isZero(base) || line.action === citing) return line.amount.hasNumericalValue;
  if (line.key === product.key) return formatDecimal(wanted);
  const exact = divide(multiply(decimal(line.amount.hasNumericalValue), wanted), base, 9);
  return formatDecimal(round(exact, shownDecimals));
}

/** A batch as it is filled in. */
export interface BatchDraft {
  readonly me: string;
  readonly day: string;
  readonly name: string;
  readonly source: Source;
  /** What was typed for each line; an empty text is what did not happen. */
  readonly amounts: ReadonlyMap<string, string>;
}

/** The process that a batch is recorded in, or begins. */
function processOf(
  facts: Facts,
  { me, day, name, source }: BatchDraft,
  newId: () => string,
): { id: string; records: NewRecord[] } {
  if (source.is === 'planned') return { id: source.process, records: [] };
  const like = source.is === 'last' ? facts.Process?.get(source.process) : undefined;
  const step = source.is === 'recipe' ? source.step : like?.recipeProcess;
  const basedOn = like?.basedOn ?? facts.RecipeProcess?.get(step ?? '')?.processConformsTo;
  const id = newId();
  const usual = plainName(nameOf(facts, basedOn));
  const record = {
    '@type': 'Process',
    '@id': id,
    name: name.trim() || nameNotTaken(text.record.batchOf(usual, formatDate(day)), facts),
    ...(basedOn && { basedOn }),
    inScopeOf: me,
    hasBeginning: day,
    ...(step && { recipeProcess: step }),
  };
  return { id, records: [record] };
}

/** Everything that a filled batch becomes: the process and the stocks that it begins, and an event for each line that happened. */
export function batchRecords(
  facts: Facts,
  lines: readonly BatchLine[],
  draft: BatchDraft,
  newId: () => string,
): { readonly process: string; readonly records: NewRecord[] } {
  const process = processOf(facts, draft, newId);
  const began = new Map<string, NewRecord>();
  const stockOf = ({ side, specification, resource }: BatchLine): object => {
    if (resource) return { resourceInventoriedAs: resource };
    if (side === 'inputOf') return { resourceConformsTo: specification };
    const begun = began.get(specification) ?? {
      '@type': 'EconomicResource',
      '@id': newId(),
      conformsTo: specification,
      name: facts.ResourceSpecification?.get(specification)?.name ?? '',
    };
    began.set(specification, begun);
    return { resourceInventoriedAs: begun['@id'] };
  };
  const events = lines.flatMap((line): NewRecord[] => {
    const typed = readTyped(draft.amounts.get(line.key) ?? '');
    if (!typed || /^[0.]*$/.test(typed.value)) return [];
    return [
      {
        '@type': 'EconomicEvent',
        '@id': newId(),
        action: line.action,
        provider: line.provider || draft.me,
        receiver: line.receiver || draft.me,
        [line.side]: process.id,
        ...stockOf(line),
        [line.field]: { hasNumericalValue: typed.value, hasUnit: line.amount.hasUnit },
        hasPointInTime: draft.day,
        ...(line.answers && { [line.answers.link]: [line.answers.id] }),
      },
    ];
  });
  return {
    process: process.id,
    records: events.length === 0 ? [] : [...process.records, ...began.values(), ...events],
  };
}
