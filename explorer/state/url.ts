/** What one parameter of an address holds: nothing, something that can be read, or something that cannot. */
export type Parameter<T> =
  | { readonly state: 'missing'; readonly value: T }
  | { readonly state: 'valid'; readonly value: T }
  | { readonly state: 'invalid'; readonly value: T; readonly reason: string };

/** How one parameter is read and written. `fallback` is its value when it is missing or cannot be read. */
export interface Codec<T> {
  readonly fallback: T;
  /** The value of a text, or undefined when it has none. */
  parse(text: string): T | undefined;
  format(value: T): string;
  /** What a text should have been, for the reader of a broken link. */
  readonly expected: string;
}

/** The parameters of a view in the order in which they are written. */
export type QuerySpec = Readonly<Record<string, Codec<unknown>>>;
export type ValueOf<C> = C extends Codec<infer T> ? T : never;
export type Values<S extends QuerySpec> = { readonly [K in keyof S]: ValueOf<S[K]> };

export interface BrokenParameter {
  readonly name: string;
  readonly text: string;
  readonly reason: string;
}

/** Free text of at most 512 characters; empty is the same as missing. */
export const textCodec = (fallback = ''): Codec<string> => ({
  fallback,
  expected: 'a text of at most 512 characters',
  parse: (text) => (text.length <= 512 ? text : undefined),
  format: (value) => value,
});

/** One of a few words. */
export const choiceCodec = <const T extends string>(choices: readonly T[], fallback: NoInfer<T>): Codec<T> => ({
  fallback,
  expected: choices.join(', '),
  parse: (text) => choices.find((choice) => choice === text),
  format: (value) => value,
});

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().slice(0, 10) === text;

/** A day as 2025-03-12, or '' for none. */
export const dayCodec = (fallback = ''): Codec<string> => ({
  fallback,
  expected: 'a day such as 2025-03-12',
  parse: (text) => (text === '' || isDay(text) ? text : undefined),
  format: (value) => value,
});

/** A year, a month, or '' for none: 2025 or 2025-03. */
export const periodCodec = (fallback = ''): Codec<string> => ({
  fallback,
  expected: 'a year or month such as 2025 or 2025-03',
  parse: (text) => (/^(\d{4}(-(0[1-9]|1[0-2]))?)?$/.test(text) ? text : undefined),
  format: (value) => value,
});

/** Yes or no, written 1 or 0. */
export const switchCodec = (fallback = false): Codec<boolean> => ({
  fallback,
  expected: '0 or 1',
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  format: (value) => (value ? '1' : '0'),
});

/** Reads one parameter; a broken one degrades to its fallback and says why. */
export function readParameter<T>(codec: Codec<T>, text: string | null): Parameter<T> {
  if (text === null) return { state: 'missing', value: codec.fallback };
  const value = codec.parse(text);
  if (value !== undefined) return { state: 'valid', value };
  return { state: 'invalid', value: codec.fallback, reason: `expected ${codec.expected}` };
}

/** Reads the parameters of a view from the part of the address after the question mark. */
export function readQuery<S extends QuerySpec>(
  spec: S,
  search: string,
): { values: Values<S>; broken: BrokenParameter[] } {
  const given = new URLSearchParams(search);
  const broken: BrokenParameter[] = [];
  const values = Object.entries(spec).map(([name, codec]) => {
    const text = given.get(name);
    const read = readParameter(codec, text);
    if (read.state === 'invalid') broken.push({ name, text: text ?? '', reason: read.reason });
    return [name, read.value];
  });
  return { values: Object.fromEntries(values) as Values<S>, broken };
}

/** Writes the parameters of a view: in the order of the list, defaults left out. '' or '?a=1&b=2'. */
export function writeQuery<S extends QuerySpec>(spec: S, values: Partial<Values<S>>): string {
  const given = new URLSearchParams();
  for (const [name, codec] of Object.entries(spec)) {
    const value = values[name];
    if (value === undefined) continue;
    const text = codec.format(value);
    if (text !== codec.format(codec.fallback)) given.append(name, text);
  }
  const text = given.toString();
  return text && `?${text}`;
}

/** Where the reader is: a view of a network and its parameters. No network: the start page. */
export interface Place {
  readonly network: string;
  readonly view: string;
  readonly search: string;
}

const slug = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Reads an address: /{network}/{view}?... A path that is neither is a place of no network with that path as its view. */
export function readPlace(pathname: string, search: string): Place {
  const [network = '', view = '', ...rest] = pathname.split('/').slice(1);
  if (network === '' && view === '') return { network: '', view: 'start', search };
  if (pathname === '/join') return { network: '', view: 'join', search };
  if (rest.some(Boolean) || !slug.test(network)) return { network: '', view: pathname, search };
  return { network, view: view || 'record', search };
}

/** The address of a place. */
export const writePlace = ({ network, view, search }: Place): string =>
  network === '' ? `/${view === 'join' ? view : ''}${search}` : `/${network}/${view}${search}`;
