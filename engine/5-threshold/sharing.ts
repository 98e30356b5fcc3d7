import { type Problem, problem } from '../0-base/problem.ts';

/** What is known of those who share: people, currency a year, the impact in the indicator's unit. */
export interface Party {
  readonly name: string;
  readonly population?: number;
  readonly gdp?: number;
  readonly valueAdded?: number;
  readonly impact?: number;
}

type Basis = Exclude<keyof Party, 'name'>;

/** A way to share: what it needs to know, and the weight of a party of which all that is known. */
export interface Principle {
  readonly name: string;
  readonly needs: readonly Basis[];
  readonly weight: (basis: Readonly<Record<Basis, number>>) => number;
}

/**
 * The principles by which a budget is shared: share_i = weight_i / sum of the weights.
 * Source: pyaesa, asocc/methods/equations; Hjalsted et al., J. Ind. Ecol. (2020).
 */
export const principles = {
  /** pop_i / sum pop */
  'equal-per-capita': { name: 'equal per capita', needs: ['population'], weight: ({ population }) => population },
  /** (pop_i / (gdp_i / pop_i)) / sum: the poorer, the more */
  'ability-to-pay': {
    name: 'ability to pay',
    needs: ['population', 'gdp'],
    weight: ({ population, gdp }) => population ** 2 / gdp,
  },
  /** E_i / sum E in the year of reference */
  grandfathering: { name: 'grandfathering', needs: ['impact'], weight: ({ impact }) => impact },
  /** GVA_i / sum GVA */
  'value-added': { name: 'value added', needs: ['valueAdded'], weight: ({ valueAdded }) => valueAdded },
} as const satisfies Record<string, Principle>;

/** What a party lacks for a principle: a number that is missing or negative, or all of them where no weight results. */
function lacking({ needs, weight }: Principle, party: Party): readonly Basis[] {
  const missing = needs.filter((basis) => !(party[basis]! >= 0 && Number.isFinite(party[basis])));
  if (missing.length > 0) return missing;
  return Number.isFinite(weight(party as Readonly<Record<Basis, number>>)) ? [] : needs;
}

/**
 * The share of each party, in the order given, without unit, summing to 1 (all 0 where nobody has any weight).
 * Problem, with nothing returned: sharing.basis for every party without a usable number.
 */
export function sharesOf(
  principle: Principle,
  parties: readonly Party[],
): { readonly value?: number[]; readonly problems: Problem[] } {
  const problems = parties.flatMap((party) =>
    lacking(principle, party).map((field) => problem('sharing.basis', '', { name: party.name, field })),
  );
  if (problems.length > 0) return { problems };
  const weights = parties.map((party) => principle.weight(party as Readonly<Record<Basis, number>>));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return { value: weights.map((weight) => weight / total), problems };
}
