import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { groupBy } from '../../engine/0-base/group.ts';
import type { BiogenicRule } from '../../engine/4-footprint/figure-source.ts';
import { type FootprintRequest, type Footprints, footprints } from '../../engine/4-footprint/footprints.ts';
import type { RuleSpread } from '../../engine/4-footprint/footprint-result.ts';
import { ruleSpread } from '../../engine/4-footprint/rule-spread.ts';
import { readAllocation } from './allocation.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** Which footprint, over which time; climate change in the last year that was recorded unless told. */
export interface FootprintQuery {
  readonly period?: string | undefined;
  readonly indicator?: string | undefined;
  /** Rules of allocation instead of the recorded ones (readAllocation). */
  readonly allocation?: string | undefined;
  /** How biogenic carbon counts. */
  readonly biogenic?: BiogenicRule | undefined;
  /** The dataset or model that stands in behind the border for whatever is linked to it. */
  readonly model?: string | undefined;
  /** Whether the spread over all rules of allocation is told. */
  readonly spread?: boolean | undefined;
}

/** A dataset or model that links of the network name: by how many things, and whether it is a model with products of its own. */
interface LinkedDataset {
  readonly dataset: string;
  readonly version: string;
  readonly things: number;
  readonly isModel: boolean;
}

/** `spread` is empty unless it was asked for. */
export type FootprintAnswer = Footprints & {
  readonly spread: readonly RuleSpread[];
  readonly datasets: readonly LinkedDataset[];
  readonly sequence: number;
};

/** The datasets and models that links of a network name. */
function linkedDatasets({ facts, background }: Pick<World, 'facts' | 'background'>): LinkedDataset[] {
  const models = new Set(background.map(({ dataset }) => dataset));
  const links = [...(facts.BackgroundLink?.values() ?? [])];
  return [...groupBy(links, ({ dataset, version }) => JSON.stringify([dataset, version])).values()].map((all) => {
    const { dataset, version } = all[0]!;
    return { dataset, version, things: new Set(all.map(({ of }) => of)).size, isModel: models.has(dataset) };
  });
}

/** That no link names a dataset. */
function noSuchModel(world: World, value: string): Problem {
  const known = linkedDatasets(world).map(({ dataset }) => dataset);
  const expected = `a dataset or model that links of the network name: ${[...new Set(known)].join(', ') || 'there is none yet'}`;
  return problem('parameter.invalid', '', { field: 'model', value: value.slice(0, 80), expected });
}

/** What the engine is asked for a query. Problems: parameter.invalid. */
export function footprintRequest(
  world: World,
  shelf: Shelf,
  { period = world.lastYear, indicator: wanted = 'climate', allocation, biogenic, model }: FootprintQuery,
): { readonly value: FootprintRequest } | { readonly problems: Problem[] } {
  const { table, facts, background: own } = world;
  const indicator = shelf.indicators.find(({ id }) => id === wanted);
  if (!indicator) {
    const expected = `one of ${shelf.indicators.map(({ id }) => id).join(', ')}`;
    return { problems: [problem('parameter.invalid', '', { field: 'indicator', value: wanted, expected })] };
  }
  if (model !== undefined && !linkedDatasets(world).some(({ dataset }) => dataset === model))
    return { problems: [noSuchModel(world, model)] };
  const choice = readAllocation(allocation, facts);
  if ('problems' in choice) return choice;
  const { rows, factors } = shelf.background;
  const background = own.length === 0 ? shelf.background : { rows: [...rows, ...own], factors };
  const chosen = { biogenic, allocation: choice.value, dataset: model };
  return { value: { table, facts, background, indicator, period, ...chosen } };
}

/** A text that is the same for the same question. */
export const questionKey = (
  { period, indicator, allocation, biogenic, model }: FootprintQuery,
  { lastYear }: World,
): string =>
  JSON.stringify([period ?? lastYear, indicator ?? 'climate', allocation ?? '', biogenic ?? 'zero', model ?? '']);

/** The footprints of a network in a period, counted once for each question. Problems: parameter.invalid. */
export function footprintsOf(
  world: World,
  shelf: Shelf,
  query: FootprintQuery,
): { value: FootprintAnswer } | { problems: Problem[] } {
  const request = footprintRequest(world, shelf, query);
  if ('problems' in request) return request;
  const found = remembered(world, `footprint ${questionKey(query, world)}`, () => footprints(request.value));
  const key = `rule spread ${questionKey({ ...query, allocation: undefined }, world)}`;
  const spread = query.spread ? remembered(world, key, () => ruleSpread(request.value)) : [];
  return { value: { ...found, spread, datasets: linkedDatasets(world), sequence: world.sequence } };
}
