/** What a runner says about one case. Keys under `expected` that it does not know are reported, not ignored. */
export interface CaseResult {
  readonly passed: boolean;
  readonly differences: string[];
  readonly unknownKeys: string[];
  /** What the case lacks, where its figures can be had all the same. */
  readonly notes?: string[];
}

export type Table = readonly (readonly number[])[];
type Keyed = Readonly<Record<string, unknown>>;

const isKeyed = (value: unknown): value is Keyed => typeof value === 'object' && value !== null;
const defaultTolerance = 1e-6;
const smallest = 1e-9;

/** The differences between what was expected and what was found: numbers relative, lists and objects member by member. */
export function differencesOf(expected: unknown, found: unknown, path: string, tolerance = defaultTolerance): string[] {
  if (typeof expected === 'number' && typeof found === 'number') {
    const same = Math.abs(expected - found) <= tolerance * Math.abs(expected) + (expected === 0 ? smallest : 0);
    return same ? [] : [`${path}: expected ${expected}, found ${found}`];
  }
  if (isKeyed(expected) && isKeyed(found)) {
    const short = Array.isArray(expected) && expected.length !== (found as unknown as ArrayLike<unknown>).length;
    if (short) return [`${path}: expected ${expected.length} members, found ${JSON.stringify(found)}`];
    return Object.entries(expected).flatMap(([key, value]) =>
      differencesOf(value, found[key], `${path}/${key}`, tolerance),
    );
  }
  return expected === found ? [] : [`${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
}

/** Compares each expected key with what the runner can compute for it. */
export function check(
  given: { readonly expected: Keyed; readonly tolerance?: number },
  computed: Readonly<Record<string, (expected: unknown) => unknown>>,
): CaseResult {
  const keys = Object.keys(given.expected);
  const differences = keys.flatMap((key) => {
    const compute = computed[key];
    const expected = given.expected[key];
    return compute ? differencesOf(expected, compute(expected), key, given.tolerance) : [];
  });
  return { passed: differences.length === 0, differences, unknownKeys: keys.filter((key) => !computed[key]) };
}
