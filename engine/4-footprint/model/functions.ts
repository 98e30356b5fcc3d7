/** A function of a formula: how many numbers it takes, at least and at most, and what it makes of them. */
interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  readonly value: (given: readonly number[]) => number;
}

const one = (value: (x: number) => number): FormulaFunction => ({ least: 1, most: 1, value: ([x]) => value(x!) });
const many = (value: FormulaFunction['value']): FormulaFunction => ({
  least: 1,
  most: Number.POSITIVE_INFINITY,
  value,
});
const constant = (value: number): FormulaFunction => ({ least: 0, most: 0, value: () => value });
const power: FormulaFunction = { least: 2, most: 2, value: ([x, y]) => x! ** y! };

const sum = (given: readonly number[]): number => given.reduce((total, each) => total + each, 0);
const holds = (x: number): boolean => x !== 0;

/** The functions by name; `log` is to the base 10, as in openLCA. There is none that is left to chance. */
const functions: ReadonlyMap<string, FormulaFunction> = new Map(
  Object.entries({
    abs: one(Math.abs),
    sqrt: one(Math.sqrt),
    sqr: one((x) => x * x),
    exp: one(Math.exp),
    ln: one(Math.log),
    log: one(Math.log10),
    log10: one(Math.log10),
    lg: one(Math.log10),
    round: one(Math.round),
    floor: one(Math.floor),
    ceil: one(Math.ceil),
    int: one(Math.trunc),
    trunc: one(Math.trunc),
    frac: one((x) => x - Math.trunc(x)),
    sin: one(Math.sin),
    cos: one(Math.cos),
    tan: one(Math.tan),
    cotan: one((x) => 1 / Math.tan(x)),
    asin: one(Math.asin),
    acos: one(Math.acos),
    atan: one(Math.atan),
    sinh: one(Math.sinh),
    cosh: one(Math.cosh),
    tanh: one(Math.tanh),
    not: one((x) => (holds(x) ? 0 : 1)),
    min: many((given) => given.reduce((least, each) => Math.min(least, each))),
    max: many((given) => given.reduce((most, each) => Math.max(most, each))),
    sum: many(sum),
    avg: many((given) => sum(given) / given.length),
    and: many((given) => (given.every(holds) ? 1 : 0)),
    or: many((given) => (given.some(holds) ? 1 : 0)),
    pow: power,
    power,
    ipow: power,
    ipower: power,
    if: { least: 3, most: 3, value: ([condition, then, otherwise]) => (holds(condition!) ? then! : otherwise!) },
    pi: constant(Math.PI),
    e: constant(Math.E),
    true: constant(1),
    false: constant(0),
  } satisfies Record<string, FormulaFunction>),
);

/** The function of a name that takes so many numbers; undefined when there is none. */
export function functionOf(name: string, count: number): FormulaFunction | undefined {
  const found = functions.get(name);
  return found && count >= found.least && count <= found.most ? found : undefined;
}

/** The number that a name stands for where no parameter bears it: pi, e, true, false. */
export const constantOf = (name: string): number | undefined => functionOf(name, 0)?.value([]);
