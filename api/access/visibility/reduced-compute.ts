import type { Contribution, Footprints } from '../../../engine/4-footprint/footprint-result.ts';
import type { FootprintAnswer } from '../../compute/footprints.ts';
import type { By, Compute } from '../../compute/compute.ts';
import type { House } from '../../store/house.ts';
import { type Audience, audienceKey } from './audience.ts';
import { accountShown } from './account-shown.ts';
import type { Judgement } from './judge.ts';
import { isStandIn, notSharedSpecification } from './not-shared.ts';
import type { Sights } from './sights.ts';
import type { Whole } from './whole.ts';

interface Reduction {
  readonly compute: Compute;
  readonly house: House;
  /** The house as the audience sees it. */
  readonly reduced: By['house'];
  readonly sights: Sights;
  readonly audienceIn: (network: string) => Audience;
}

const sumOf = (list: readonly Contribution[]): Contribution[] =>
  list.length === 0
    ? []
    : [
        {
          of: notSharedSpecification.id,
          value: list.reduce((sum, { value }) => sum + value, 0),
          share: list.reduce((sum, { share }) => sum + share, 0),
        },
      ];

/** Contributions of those that are seen, and those of all others in one. */
function contributionsShown(list: readonly Contribution[], sees: (id: string) => boolean): Contribution[] {
  const hidden = list.filter(({ of }) => of !== '' && !sees(of));
  return [...list.filter((each) => !hidden.includes(each)), ...sumOf(hidden)];
}

/** Footprints as somebody sees them: intensities of what is seen, amounts of what is wholly seen, the rest in one. */
function footprintsShown<F extends Footprints | FootprintAnswer>(found: F, judgement: Judgement, whole: Whole): F {
  const { pools, products, delivered, processSpecifications, agents, gaps, standIns, rules, credits } = found;
  const seesPool = ({ resource, specification }: Footprints['pools'][number]) =>
    whole.specification(specification) && (resource === undefined || judgement.seesResource(resource));
  const shownGaps = gaps.filter(
    (gap) => whole.specification(gap.specification) && (gap.process === '' || judgement.seesProcess(gap.process)),
  );
  return {
    ...found,
    pools: pools.filter(seesPool),
    products: products
      .filter(({ specification }) => judgement.seesSpecification(specification))
      .map((each) =>
        whole.specification(each.specification) ? each : { ...each, made: Number.NaN, delivered: Number.NaN },
      ),
    delivered: contributionsShown(delivered, whole.specification),
    processSpecifications: contributionsShown(processSpecifications, whole.process),
    agents: contributionsShown(agents, whole.agent),
    standIns: standIns.filter(({ specification }) => whole.specification(specification)),
    rules: rules.filter(({ of }) => whole.process(of)),
    credits: credits.filter(
      ({ of, product, replaces }) => whole.process(of) && [product, replaces].every(whole.specification),
    ),
    gaps: shownGaps,
    problems: shownGaps.map(({ problem }) => problem),
  };
}

/**
 * What is computed for somebody who may not see all. Balances, reuse and traces are computed from what they see; footprints and
 * thresholds from all there is, since the burden of what is shared counts in full, and then shown as far as they see it.
 */
export function reducedCompute({ compute, house, reduced, sights, audienceIn }: Reduction): Compute {
  const see = (network: string) => sights.see(house, network, audienceIn(network));
  const by = async (network: string): Promise<By | undefined> =>
    (await see(network)).value === 'all' ? undefined : { key: audienceKey(audienceIn(network)), house: reduced };
  return {
    close: compute.close,
    models: compute.models,
    view: async (network, query, ask) => compute.view(network, query, ask, await by(network)),
    async balances(network, query, asOf) {
      const found = await see(network);
      const answer = await compute.balances(network, query, asOf, await by(network));
      if (found.value === undefined || found.value === 'all' || !('value' in answer)) return answer;
      const { whole } = found.value;
      // Where a part of what somebody does is not there, no balance is drawn: of stand-ins, of agents not wholly seen, of the network.
      const isWhole = { process: (id: string) => !isStandIn(id), agent: whole.agent, network: () => false };
      const items = answer.value.items.filter(({ kind, subject }) => isWhole[kind](subject));
      const total = answer.value.total - (answer.value.items.length - items.length);
      const told = new Set(items.map(({ subject }) => subject));
      const warnings = answer.value.warnings.filter(({ record = '' }) => told.has(record));
      const { sheet, ...rest } = answer.value;
      return { value: { ...rest, items, total, warnings, ...(items.length > 0 && sheet && { sheet }) } };
    },
    // What is not shared has no process and no stock of its own here: it is the world outside.
    reconciliations: async (network, query, asOf) => compute.reconciliations(network, query, asOf, await by(network)),
    reuse: async (network, query, asOf) => compute.reuse(network, query, asOf, await by(network)),
    traces: async (network, query, asOf) => compute.traces(network, query, asOf, await by(network)),
    thresholds: (network, query, asOf) => compute.thresholds(network, query, asOf),
    async footprintAccount(network, query, asOf) {
      const found = await see(network);
      if (found.value === undefined) return { problems: found.problems };
      const answer = await compute.footprintAccount(network, query, asOf);
      if (!('value' in answer) || found.value === 'all') return answer;
      return accountShown(answer.value, query, found.value);
    },
    async footprints(network, query, asOf) {
      const found = await see(network);
      if (found.value === undefined) return { problems: found.problems };
      const answer = await compute.footprints(network, query, asOf);
      if (!('value' in answer) || found.value === 'all') return answer;
      const { judgement, whole } = found.value;
      const shown = footprintsShown(answer.value, judgement, whole);
      const spread = shown.spread.filter(({ specification }) => judgement.seesSpecification(specification));
      return { value: { ...shown, spread } };
    },
  };
}
