import type { Facts } from '../../../engine/1-record/facts.ts';
import type { Option } from '../../marks/option.ts';
import { text } from '../../text/text.ts';
import { formatDate, formatMeasure, measureIn } from '../../text/format.ts';
import type { StockItem } from '../../worker/wire.ts';
import { agentsOf, isMember, nameOf, plainName, usualUnit } from '../names.ts';
import { newKindName, newProcess, newStockThere } from './draft.ts';
import type { RecordKind } from './kinds.ts';
import type { Recent } from './recent.ts';
import { recipeKinds, recipeLines } from './recipe.ts';
import { onHandOf, type Stocks } from './stocks.ts';
import { dimensionUnits } from './units.ts';

/** What the form's choices are made from. */
export interface ChoiceContext {
  readonly facts: Facts;
  readonly stocks: Stocks;
  readonly recent: Recent | undefined;
  readonly me: string;
  /** The kind of the batch that is filled in. */
  readonly batch?: string | undefined;
}

interface Choice {
  readonly likely: readonly Option[];
  readonly all: readonly Option[];
}

const say = () => text.record;
const likelyCount = 6;

/** A choice with what was named for the first time in it, so that it can be shown as chosen. */
export function withNew({ likely, all }: Choice, chosen: string): Choice {
  const name = newKindName(chosen);
  return name === undefined
    ? { likely, all }
    : { likely, all: [...all, { id: chosen, label: name, hint: say().newKind }] };
}

/** Members first, then the others. */
export function agentOptions({ facts }: ChoiceContext): Option[] {
  const options = agentsOf(facts);
  return [...options.filter(({ id }) => isMember(facts, id)), ...options.filter(({ id }) => !isMember(facts, id))];
}

/** To whom things went lately, then everyone. */
export function receiverChoice(context: ChoiceContext): Choice {
  const all = agentOptions(context).filter(({ id }) => id !== context.me);
  return { likely: pick(all, context.recent?.partners ?? []), all };
}

const pick = (all: readonly Option[], ids: readonly string[]): Option[] =>
  ids.flatMap((id) => all.find((option) => option.id === id) ?? []).slice(0, likelyCount);

/** The stocks that an agent holds or answers for. */
const stocksOf = ({ stocks, me }: Pick<ChoiceContext, 'stocks' | 'me'>): StockItem[] =>
  [...stocks.values()].filter(
    (stock) =>
      stock.accountable === me || stock.holders?.some(({ holder, onhand }) => holder === me && !isNothing(onhand)),
  );

const isNothing = (measure: { hasNumericalValue: string } | undefined) => Number(measure?.hasNumericalValue ?? 0) === 0;

const isEmpty = ({ stocks, me }: ChoiceContext, id: string) => isNothing(onHandOf(stocks, id, me));

function stockOption({ facts, stocks, me }: ChoiceContext, id: string): Option {
  const measure = onHandOf(stocks, id, me);
  return {
    id,
    label: plainName(nameOf(facts, id)),
    hint: measure ? say().onHand(formatMeasure(measureIn(measure, usualUnit(facts, id)))) : undefined,
  };
}

/** Whether a stock is a tool: a durable, or something of which effort is counted. */
function isTool({ facts }: ChoiceContext, resource: string): boolean {
  const body = facts.EconomicResource?.get(resource);
  const durable = [...(facts.Durable?.values() ?? [])].some(({ of }) => of === resource);
  return (
    durable ||
    Boolean(body?.unitOfEffort ?? facts.ResourceSpecification?.get(body?.conformsTo ?? '')?.defaultUnitOfEffort)
  );
}

/** Whether a kind of thing is work: effort is counted of it, and nobody has any of it or counts it in a unit. */
function isWork(facts: Facts, specification: string): boolean {
  const body = facts.ResourceSpecification?.get(specification);
  if (!body?.defaultUnitOfEffort || body.defaultUnitOfResource) return false;
  return [...(facts.EconomicResource?.values() ?? [])].every(({ conformsTo }) => conformsTo !== specification);
}

/** Stocks, tools or kinds of work: what this agent used so lately, then what it has, then everything. */
export function thingChoice(context: ChoiceContext, kind: RecordKind): Choice {
  const { facts, recent } = context;
  const everything = kind.thing === 'skill' ? [] : [...(facts.EconomicResource?.keys() ?? [])];
  const fitting = everything.filter((id) => kind.thing !== 'tool' || isTool(context, id));
  const own = stocksOf(context).flatMap(({ resource }) => (fitting.includes(resource) ? [resource] : []));
  const resources = [...new Set([...own, ...fitting])].map((id) => stockOption(context, id));
  const kinds = [...(facts.ResourceSpecification ?? [])]
    .filter(([, body]) => kind.thing === 'stock' || dimensionUnits(body, true).length > 0)
    .map(([id]) => ({
      id,
      label: plainName(nameOf(facts, id)),
      hint: kind.thing === 'stock' ? say().newStockOf : undefined,
    }));
  const suits = ({ id }: Option) => kind.thing === 'stock' || isWork(facts, id) === (kind.thing === 'skill');
  const suiting = [...resources, ...kinds.filter(suits)];
  const all = [...suiting, ...kinds.filter((option) => !suits(option))];
  const used = (recent?.things[kind.id] ?? []).map(({ thing }) => thing);
  // What is made may begin at nothing; all else is taken from what is there.
  const isThere = (id: string) => kind.id === 'made' || !facts.EconomicResource?.has(id) || !isEmpty(context, id);
  const inRecipe = recipeLines(facts, context.batch ?? '')
    .filter((line) => line.kind === kind.id)
    .flatMap(({ specification }) => [
      ...own.filter((id) => facts.EconomicResource?.get(id)?.conformsTo === specification),
      specification,
    ]);
  const ids = [...new Set([...inRecipe, ...used, ...own])];
  const likely = pick(all, [...ids.filter(isThere), ...ids.filter((id) => !isThere(id))]);
  return { likely: likely.length > 0 ? likely : (suiting.length > 0 ? suiting : all).slice(0, likelyCount), all };
}

/** The batches this agent worked on last, then the other ones; first of all a new one. */
export function processChoice({ facts, recent, me }: ChoiceContext): Choice {
  const begun = (id: string) => facts.Process?.get(id)?.hasBeginning ?? '';
  const ids = [...(facts.Process?.keys() ?? [])].sort((a, b) => begun(b).localeCompare(begun(a)));
  const label = (id: string): Option => ({
    id,
    label: plainName(nameOf(facts, id)),
    hint: begun(id) ? formatDate(begun(id)) : undefined,
  });
  const anew = { id: newProcess, label: say().newBatch, hint: say().newBatchHint };
  const mine = ids.filter((id) => facts.Process?.get(id)?.inScopeOf === me);
  const lately = [...new Set([...mine.slice(0, 3), ...(recent?.processes ?? [])])].filter((id) =>
    facts.Process?.has(id),
  );
  const all = [anew, ...mine.map(label), ...ids.filter((id) => !mine.includes(id)).map(label)];
  return { likely: [anew, ...lately.slice(0, 3).map(label)], all };
}

/** Kinds of batch: those this agent ran, then all. */
export function processSpecificationChoice({ facts, recent, me }: ChoiceContext): Choice {
  const all = [...(facts.ProcessSpecification ?? [])].map(([id]) => ({ id, label: plainName(nameOf(facts, id)) }));
  const ran = [...(facts.Process ?? [])].flatMap(([id, { basedOn, inScopeOf }]) =>
    basedOn && (inScopeOf === me || recent?.processes.includes(id)) ? [basedOn] : [],
  );
  const likely = pick(all, [...new Set([...ran, ...recipeKinds(facts)])]);
  return { likely: likely.length > 0 ? likely : all.slice(0, likelyCount), all };
}

/** Where it may go at the receiver: their stocks of the same kind, a new one, or the same stock in their hands. */
export function thereChoice({ facts, stocks }: ChoiceContext, thing: string, to: string): Option[] {
  const specification = facts.EconomicResource?.get(thing)?.conformsTo ?? thing;
  const theirs = [...stocks.values()].filter(
    (stock) => stock.accountable === to && stock.specification === specification,
  );
  const known = theirs.filter(({ resource }) => resource !== thing);
  return [
    ...known.map(({ resource }) => ({ id: resource, label: plainName(nameOf(facts, resource)) })),
    { id: newStockThere, label: say().newStockThere },
    { id: '', label: say().sameStock },
  ];
}

/** The likely one of these: a stock of theirs; a new one for members; for others the same stock, gone from here. */
export function likelyThere(context: ChoiceContext, thing: string, to: string): string {
  const [first] = thereChoice(context, thing, to);
  return first!.id !== newStockThere ? first!.id : isMember(context.facts, to) ? newStockThere : '';
}
