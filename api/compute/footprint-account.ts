import { type Problem, problem } from '../../engine/0-base/problem.ts';
import type { BiogenicRule } from '../../engine/4-footprint/figure-source.ts';
import { linkedNetwork } from '../../engine/4-footprint/footprints.ts';
import { askedOf, type LotFigure, lotFigure, type StandInPart } from '../../engine/4-footprint/linked/lot-figure.ts';
import { prepareSystem } from '../../engine/4-footprint/system/prepared-system.ts';
import type { Gap } from '../../engine/4-footprint/assembly/draft.ts';
import type { Indicator } from '../../engine/4-footprint/background.ts';
import { type FootprintQuery, footprintRequest, footprintsOf, questionKey } from './footprints.ts';
import type { Shelf } from './shelf.ts';
import { remembered, type World } from './world.ts';

/** The account of one unit of a product (id of its specification) or of a lot (id of its resource, or key of its pool). */
export interface AccountQuery extends FootprintQuery {
  readonly product?: string | undefined;
  readonly lot?: string | undefined;
  readonly nodes?: number | undefined;
  /** Whether all batches of a kind are told as one (the usual), or each by itself. */
  readonly by?: 'kind' | 'batch' | undefined;
}

/** A row that stands in; of a product of a model also where it goes on. */
type StandIn = StandInPart & { readonly behind?: Behind };

/** What stands behind a row: the product of a model, how much of it (in its unit), and the category that counts it. */
interface Behind {
  readonly model: string;
  readonly product: string;
  readonly amount: number;
  readonly category: string;
}

/** A stand-in with where it goes on in its model: as much of the product as carries what the row brought. */
function withBehind({ background }: World, indicator: Indicator, part: StandInPart): StandIn {
  const { dataset, version, row } = part;
  const found = background.find(
    (each) =>
      each.row === row && each.dataset === dataset && each.version === version && each.indicator === indicator.id,
  );
  if (!found?.category || found.value === 0) return part;
  const { category, value } = found;
  return { ...part, behind: { model: dataset, product: row, amount: part.value / value, category } };
}

export interface AccountAnswer extends Omit<LotFigure, 'standIns'> {
  readonly standIns: readonly StandIn[];
  readonly period: string;
  readonly indicator: Indicator;
  readonly biogenic: BiogenicRule;
  readonly specification: string;
  /** Whether something that should count in it is not known; `gaps` are all of the period. */
  readonly incomplete: boolean;
  readonly gaps: readonly Gap[];
  readonly problems: readonly Problem[];
  readonly sequence: number;
}

/** What a figure of the network is made of. Problems: parameter.invalid (also where nothing of it was there), those of accountOf. */
export function footprintAccountOf(
  world: World,
  shelf: Shelf,
  query: AccountQuery,
): { value: AccountAnswer } | { problems: readonly Problem[] } {
  const request = footprintRequest(world, shelf, query);
  if ('problems' in request) return request;
  const { period, indicator } = request.value;
  const { linked, prepared } = remembered(world, `linked ${questionKey(query, world)}`, () => {
    const whole = linkedNetwork(request.value)!;
    return { linked: whole, prepared: prepareSystem(whole.system) };
  });
  const asked = askedOf(linked, query);
  if (!asked) return { problems: [nothingThere(query)] };
  const { facts, sequence } = world;
  const groupOf = (process: string) => {
    const of = facts.Process?.get(process)?.basedOn ?? process;
    return { of, name: facts.ProcessSpecification?.get(of)?.name ?? facts.Process?.get(process)?.name ?? of };
  };
  const { value, problems } = lotFigure(linked, { prepared, asked, nodes: query.nodes, by: query.by, groupOf });
  if (!value) return { problems };
  const around = footprintsOf(world, shelf, query);
  const { gaps, products } = 'value' in around ? around.value : { gaps: [], products: [] };
  const specification = linked.subjectOf(asked.product)?.specification ?? '';
  const incomplete = products.some((each) => each.specification === specification && each.incomplete);
  return {
    value: {
      ...value,
      standIns: value.standIns.map((each) => withBehind(world, indicator, each)),
      period,
      indicator,
      biogenic: query.biogenic ?? 'zero',
      specification,
      incomplete,
      gaps,
      problems,
      sequence,
    },
  };
}

function nothingThere({ product, lot }: AccountQuery): Problem {
  const [field, value] = product === undefined ? ['lot', lot ?? 'missing'] : ['product', product];
  const expected =
    'something that was made or held in the period: a product (id of a specification) or a lot (id of a resource)';
  return problem('parameter.invalid', '', { field, value: value.slice(0, 80), expected });
}
