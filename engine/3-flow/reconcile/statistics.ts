/** ln of the gamma function of x > 0. Source: C. Lanczos, SIAM J. Numer. Anal. B 1 (1964) 86, with g = 7 and nine terms. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const base = x + 6.5;
  const sum = terms.reduce((all, term, place) => all + term / (x + place), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** The regularised incomplete gamma function Q(a, x), from above. Source: Abramowitz and Stegun 6.5.29 and 6.5.31. */
function gammaAbove(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && Math.abs(term) > 1e-16 * sum; n++) sum += term *= x / (a + n);
    return 1 - scale * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    b += 2;
    d = 1 / (b - n * (n - a) * d);
    c = b - (n * (n - a)) / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return scale * h;
}

/** The chance that a chi-square of so many degrees of freedom is at least `value`. */
export const chanceAbove = (value: number, degrees: number): number =>
  degrees === 0 ? 1 : gammaAbove(degrees / 2, value / 2);

/** The chance that a standard normal figure lies at least so far from zero, on either side. */
const chanceBeyond = (distance: number): number => gammaAbove(0.5, (distance * distance) / 2);

/** Where a falling function reaches a level, between 0 and `high`. */
function bisect(of: (x: number) => number, level: number, high: number): number {
  let [low, top] = [0, high];
  for (let step = 0; step < 100; step++) {
    const middle = (low + top) / 2;
    if (of(middle) > level) low = middle;
    else top = middle;
  }
  return (low + top) / 2;
}

/** The chi-square that is passed with this chance only. */
export const chiSquareLimit = (chance: number, degrees: number): number =>
  degrees === 0 ? 0 : bisect((x) => chanceAbove(x, degrees), chance, 10 * degrees + 200);

/**
 * How far a standardised adjustment may lie from zero when so many are tested at once: 1 - (1 - chance)^(1 / tests) for each.
 * Source: R. Mah, A. Tamhane, AIChE J. 28 (1982) 828.
 */
export const adjustmentLimit = (chance: number, tests: number): number =>
  tests === 0 ? Number.POSITIVE_INFINITY : bisect(chanceBeyond, 1 - (1 - chance) ** (1 / tests), 40);
