import type { Problem } from '../../../engine/0-base/problem.ts';
import { formatInstant } from '../../../engine/0-base/time.ts';
import { findUnit, type Unit, units as everyUnit, unitsOf } from '../../../engine/0-base/unit.ts';
import type { Option } from '../../marks/option.ts';
import { metersText } from '../../text/meters.ts';
import { formatMeasure } from '../../text/format.ts';
import type { Opened } from '../../worker/world.ts';
import { pairSentence, whenWords } from '../metered.ts';
import { isMember, nameOf, plainName } from '../names.ts';
import { type MeterDraft, meterPreview, readingOf } from './meter.ts';
import { agentOptions, type ChoiceContext, withNew } from './options.ts';
import { isTheirs } from './stocks.ts';
import { dimensionUnits } from './units.ts';

const most = 6;
const say = () => metersText().form;

/** What comes by pipe or wire is counted as energy or volume. */
const piped = ['energy', 'volume'];

/** Stocks of which something was read, then all that are counted like energy or water; a kind of thing begins a stock. */
export function meteredChoice({ facts, stocks, me }: ChoiceContext, chosen: string) {
  const read = new Set([...(facts.Reading?.values() ?? [])].map(({ of }) => of));
  const isPiped = (specification: string | undefined) => {
    const unit = facts.ResourceSpecification?.get(specification ?? '')?.defaultUnitOfResource;
    return unit !== undefined && piped.includes(findUnit(unit)?.dimension ?? '');
  };
  const called = (id: string): string => plainName(nameOf(facts, id));
  const kept = [...(facts.EconomicResource ?? [])]
    .filter(([stock]) => !isTheirs(stocks, stock, me))
    .map(([stock, { conformsTo }]) => ({
      option: { id: stock, label: called(stock) } as Option,
      rank: read.has(stock) ? 0 : isPiped(conformsTo) ? 1 : 2,
    }));
  const kinds = [...(facts.ResourceSpecification?.keys() ?? [])].map((specification) => ({
    option: { id: specification, label: called(specification), hint: say().notYet },
    rank: isPiped(specification) ? 1 : 2,
  }));
  const all = [...kept, ...kinds];
  const likely = all.filter(({ rank }) => rank < 2).toSorted((a, b) => a.rank - b.rank);
  const options = (list: typeof all) => list.map(({ option }) => option);
  return withNew({ likely: options(likely).slice(0, most), all: options(all) }, chosen);
}

/** Whoever sent an invoice before and is no member, then all. */
export function senderChoice(context: ChoiceContext, chosen: string) {
  const { facts, me } = context;
  const before = new Set([...(facts.Reading?.values() ?? [])].flatMap(({ provider }) => provider ?? []));
  const all = agentOptions(context).filter((agent) => agent.id !== me);
  const likely = all.filter((agent) => before.has(agent.id) && !isMember(facts, agent.id));
  return withNew({ likely: likely.slice(0, most), all }, chosen);
}

/** The units in which a thing is counted, its own first; all usual ones where nobody said. */
export function meterUnits({ facts, stocks }: ChoiceContext, of: string): readonly Unit[] {
  const specification = facts.ResourceSpecification?.get(facts.EconomicResource?.get(of)?.conformsTo ?? of);
  const own = specification ? dimensionUnits(specification, false) : [];
  if (own.length > 0) return own;
  const inStock = stocks.get(of)?.onhand?.hasUnit;
  const held = inStock === undefined ? undefined : findUnit(inStock);
  if (held) return [held, ...unitsOf(held.dimension).filter((each) => each.id !== held.id)];
  const likely = ['kilowattHour', 'cubicMetre', 'litre'].map((each) => findUnit(each)!);
  return [...likely, ...everyUnit.filter((each) => each.isUsual && !likely.includes(each))];
}

/** What a filled form says beside what is known already: what was used, what another figure says, and what is odd. */
interface MeterSaid {
  readonly sentences: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads a filled form against what is known already. */
export function previewSentences(opened: Opened, draft: MeterDraft, me: string): MeterSaid {
  const body = readingOf(draft, me);
  if (!body) return { sentences: [], problems: [] };
  const { span, pairs, problems } = meterPreview(opened.facts, opened.zone, { id: draft.id, body });
  const moments = ({ from, until }: { readonly from: number; readonly until: number }) =>
    [formatInstant(from), formatInstant(until)] as const;
  const isIndex = draft.is === 'index';
  const used = span && isIndex ? [say().since(formatMeasure(span.quantity), whenWords(opened, ...moments(span)))] : [];
  const beside = pairs.map((pair) => {
    const [from, until] = moments(pair);
    return pairSentence(opened, { ...pair, resource: body.of, from, until });
  });
  const first = isIndex && !span && problems.length === 0 ? [say().first] : [];
  return { sentences: [...used, ...beside, ...first], problems };
}
