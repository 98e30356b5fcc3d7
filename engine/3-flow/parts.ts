/** The parts of origins in each store: those of store i stand at `start[i]` up to `end[i]`; they sum to 1, or nothing is known of the store. */
export interface Compositions {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly origin: Int32Array;
  readonly part: Float64Array;
}

/** Collects compositions store by store. */
export interface PartList {
  /** What is added from now on belongs to this store. */
  begin(store: number): void;
  add(origin: number, part: number): void;
  /** Those so far; an array may be another one after `add`. */
  compositions(): Compositions;
}

/** An empty list for so many stores. */
export function partList(stores: number): PartList {
  const start = new Int32Array(stores);
  const end = new Int32Array(stores);
  let origins = new Int32Array(1024);
  let parts = new Float64Array(1024);
  let count = 0;
  let current = 0;
  const grow = (): void => {
    const [oldOrigins, oldParts] = [origins, parts];
    origins = new Int32Array(2 * count);
    parts = new Float64Array(2 * count);
    origins.set(oldOrigins);
    parts.set(oldParts);
  };
  return {
    begin(store) {
      current = store;
      start[store] = end[store] = count;
    },
    add(origin, part) {
      if (count === origins.length) grow();
      origins[count] = origin;
      parts[count] = part;
      count += 1;
      end[current] = count;
    },
    compositions: () => ({ start, end, origin: origins.subarray(0, count), part: parts.subarray(0, count) }),
  };
}
