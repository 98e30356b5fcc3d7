import { type Budget, budgetOf, quotient } from '../../../engine/5-threshold/budget.ts';
import { type Party, type Principle, principles, sharesOf } from '../../../engine/5-threshold/sharing.ts';
import { type CaseResult, check } from './check.ts';

export interface SharingCase {
  readonly inputs: {
    readonly population: readonly number[];
    readonly gdp: readonly number[];
    readonly current_impact: readonly number[];
    readonly global_budget: number;
  };
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance?: number;
}

/** The principle that a key under `expected` means, by the words in it. */
const meanings: readonly (readonly [RegExp, Principle])[] = [
  [/equal per capita|EG\(Pop\)/i, principles['equal-per-capita']],
  [/ability to pay|PR\(GDPcap\)/i, principles['ability-to-pay']],
  [/grandfathering|AR\(E\)/i, principles.grandfathering],
  [/value added|UT\(GVA\)/i, principles['value-added']],
];

const method = { id: 'case', version: '1', unit: 'one' };

function partiesOf({ population, gdp, current_impact }: SharingCase['inputs']): Required<Party>[] {
  return population.map((people, i) => ({
    name: `${i}`,
    population: people,
    gdp: gdp[i]!,
    valueAdded: gdp[i]!,
    impact: current_impact[i]!,
  }));
}

function answer({ inputs }: SharingCase, principle: Principle): Record<string, unknown> {
  const parties = partiesOf(inputs);
  const share = sharesOf(principle, parties).value ?? [];
  const world: Budget = {
    indicator: 'case',
    direction: 'ceiling',
    value: inputs.global_budget,
    period: 'case',
    method,
    source: 'case',
  };
  const budgets = share.map((each) => budgetOf(world, each));
  const scores = parties.map(({ impact }) => ({ indicator: 'case', value: impact, method }));
  return {
    share,
    budget: budgets.map(({ value }) => value),
    ASR: budgets.map((budget, i) => quotient(scores[i]!, budget).value?.ratio),
  };
}

export function run(given: SharingCase): CaseResult {
  const computed = Object.keys(given.expected).flatMap((key) => {
    const principle = meanings.find(([words]) => words.test(key))?.[1];
    return principle ? [[key, () => answer(given, principle)] as const] : [];
  });
  return check(given, Object.fromEntries(computed));
}
