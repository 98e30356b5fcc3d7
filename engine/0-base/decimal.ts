/** An exact decimal: coefficient / 10^scale, scale >= 0, without trailing zeros behind the point. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

/** Nothing. */
export const zero: Decimal = { coefficient: 0n, scale: 0 };

const form = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const power = (scale: number): bigint => 10n ** BigInt(scale);

function normal(coefficient: bigint, scale: number): Decimal {
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale -= 1;
  }
  return { coefficient, scale };
}

/** Reads plain decimal text ("-12.50"); undefined when it is not that. No exponent, no blanks, no grouping. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [, sign, whole, fraction = ''] = parts;
  const size = BigInt(whole! + fraction);
  return normal(sign === '-' ? -size : size, fraction.length);
}

/** Reads decimal text that the program itself wrote; throws when it is not. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal: ${text}`);
  return value;
}

/** The shortest plain text of a decimal: "12.5", "-3", "0". */
export function formatDecimal({ coefficient, scale }: Decimal): string {
  if (scale === 0) return coefficient.toString();
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString().padStart(scale + 1, '0');
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** a + b, exactly. */
export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return normal(a.coefficient + b.coefficient, a.scale);
  const scale = Math.max(a.scale, b.scale);
  return normal(a.coefficient * power(scale - a.scale) + b.coefficient * power(scale - b.scale), scale);
}

/** -a. */
export const negate = (a: Decimal): Decimal => ({ coefficient: -a.coefficient, scale: a.scale });

/** a - b, exactly. */
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

/** a times b, exactly. */
export const multiply = (a: Decimal, b: Decimal): Decimal => normal(a.coefficient * b.coefficient, a.scale + b.scale);

/** a / b rounded half-even to `digits` behind the point; b must not be zero. For figures that are shown, not recorded. */
export function divide(a: Decimal, b: Decimal, digits: number): Decimal {
  const numerator = a.coefficient * power(digits + b.scale);
  const denominator = b.coefficient * power(a.scale);
  return normal(roundHalfEven(numerator, denominator), digits);
}

/** a rounded half-even to `digits` behind the point. */
export function round(a: Decimal, digits: number): Decimal {
  if (a.scale <= digits) return a;
  return normal(roundHalfEven(a.coefficient, power(a.scale - digits)), digits);
}

function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return roundHalfEven(-numerator, -denominator);
  let quotient = numerator / denominator;
  let rest = numerator % denominator;
  if (rest < 0n) {
    quotient -= 1n;
    rest += denominator;
  }
  const twice = rest * 2n;
  return twice > denominator || (twice === denominator && quotient % 2n !== 0n) ? quotient + 1n : quotient;
}

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const difference = subtract(a, b).coefficient;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether a is nothing. */
export const isZero = (a: Decimal): boolean => a.coefficient === 0n;
/** Whether a is below zero. */
export const isNegative = (a: Decimal): boolean => a.coefficient < 0n;

/** The nearest double; for flows, statistics and drawing only. */
export const toNumber = (a: Decimal): number => Number(formatDecimal(a));
