/** How a number was likely mistyped: a factor of ten, a hundred or a thousand, or two digits beside each other exchanged. */
export interface Slip {
  readonly kind: 'factor' | 'digits';
  /** What was typed by what was meant, of a factor. */
  readonly factor: number;
  /** What was meant. */
  readonly meant: number;
}

const factors = [10, 100, 1000, 0.1, 0.01, 0.001];

/** Digits of a number as somebody would write them, without what binary fractions add. */
const written = (value: number): string => String(Number(value.toPrecision(12)));

/** What was likely meant where a number was typed, the likeliest first. */
export function slipsOf(typed: number): Slip[] {
  if (!Number.isFinite(typed) || typed === 0) return [];
  const byFactor = factors.map((factor): Slip => ({ kind: 'factor', factor, meant: typed / factor }));
  const digits = written(typed);
  const exchanged = new Set<string>();
  for (let at = 0; at + 1 < digits.length; at++) {
    const [first, second] = [digits[at]!, digits[at + 1]!];
    if (/\d/.test(first) && /\d/.test(second) && first !== second)
      exchanged.add(digits.slice(0, at) + second + first + digits.slice(at + 2));
  }
  return [
    ...byFactor,
    ...[...exchanged].map((text): Slip => ({ kind: 'digits', factor: typed / Number(text), meant: Number(text) })),
  ];
}
