/** One flow: which balances it enters, and how it was measured. */
export interface MeasuredFlow {
  /** Balances in which it counts, with its sign (+1 in, -1 out); none twice. What lies outside all balances is left out. */
  readonly enters: readonly (readonly [balance: number, sign: number])[];
  /** As measured; NaN when it was not. */
  readonly value: number;
  /** Standard uncertainty in the unit of the value; +Infinity makes it unmeasured. */
  readonly deviation: number;
}
