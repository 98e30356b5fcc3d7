import type { CaseResult, Table } from './check.ts';
import { run as runMatrix } from './matrix-system.ts';

type Factors = number | Readonly<Record<string, number>>;
type Locations = Readonly<Record<string, string>> | readonly (string | null)[];
type Expected = Readonly<Record<string, unknown>>;

export interface RegionalCase {
  readonly A: Table;
  readonly f: readonly number[];
  readonly products?: readonly string[];
  readonly processes?: readonly string[];
  readonly emissions: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly factors: Readonly<Record<string, Factors>>;
  readonly cases: readonly (Expected & { readonly locations?: Locations | null; readonly expected?: Expected })[];
}

const results = ['total', 'direct', 'upstream'] as const;

/** The factor of a flow where it is emitted; where that place has none, its default. */
function factorOf(factors: Factors | undefined, place: string | undefined): number {
  if (factors === undefined || typeof factors === 'number') return factors ?? 0;
  return (place === undefined ? undefined : factors[place]) ?? factors['default'] ?? 0;
}

/** Where a process stands, by its name or its place in the list. */
function placeOf(locations: Locations | null | undefined, process: string, j: number): string | undefined {
  if (!locations) return undefined;
  return (Array.isArray(locations) ? locations[j] : (locations as Record<string, string>)[process]) ?? undefined;
}

function runOne(given: RegionalCase, one: RegionalCase['cases'][number], name: string): CaseResult {
  const { A, f, products, emissions, factors } = given;
  const processes = given.processes ?? Object.keys(emissions);
  const impact = processes.map((process, j) =>
    Object.entries(emissions[process] ?? {}).reduce(
      (sum, [flow, amount]) => sum + amount * factorOf(factors[flow], placeOf(one.locations, process, j)),
      0,
    ),
  );
  const expected =
    one.expected ?? Object.fromEntries(Object.entries(one).filter(([key]) => results.includes(key as never)));
  const { total, ...rest } = expected as Record<string, unknown>;
  const answer = runMatrix({
    A,
    f,
    ...(products && { products }),
    processes,
    B: [impact],
    expected: { ...rest, ...(total !== undefined && { score: total }) },
  });
  return { ...answer, differences: answer.differences.map((difference) => `${name}/${difference}`) };
}

/** regionalised: factors by flow and place, then as any product system. */
export function run(given: RegionalCase): CaseResult {
  const answers = given.cases.map((one, place) => runOne(given, one, `${one['name'] ?? place}`));
  const differences = answers.flatMap((each) => each.differences);
  return { passed: differences.length === 0, differences, unknownKeys: answers.flatMap((each) => each.unknownKeys) };
}
