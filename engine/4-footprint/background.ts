/** What a footprint counts: climate change, water use ... with the method that its figures must share. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly method: Method;
}

/** A method of characterisation: two figures add or divide only when id, version and unit agree. */
export interface Method {
  readonly id: string;
  readonly version: string;
  readonly unit: string;
}
