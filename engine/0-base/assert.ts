/** Throws when an invariant of our own is broken; never for what a user sent. */
export function assert(holds: boolean, message: string, values: Record<string, unknown> = {}): asserts holds {
  if (!holds) throw new Error(`${message} ${JSON.stringify(values, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}`);
}
