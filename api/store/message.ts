/** One call of a function of the store, as it crosses to the worker. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

/** Its answer; id 0 is the worker's "ready". */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly failure?: { readonly message: string; readonly code: string };
}
