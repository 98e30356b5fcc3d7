import { type Problem, problem } from '../../0-base/problem.ts';
import { isObject, localName, vocabularies } from '../linked.ts';

/** What a word of a document means: an IRI, nothing (null), or a link that is said from its other end. */
interface Term {
  readonly iri: string | null;
  readonly isReverse: boolean;
  /** The context within what stands under it. */
  readonly scoped?: unknown;
}

/** How a part of a document is read: what the contexts around it declare. */
export interface Reading {
  readonly vocab?: string | undefined;
  readonly base?: string | undefined;
  readonly terms: ReadonlyMap<string, Term>;
}

/** How a document without a context is read. */
export const noReading: Reading = { terms: new Map() };

/** Contexts that are known without asking anybody: the published ones of the vocabulary, under every name that they have had. */
const published = new RegExp(
  '^(https?://w3id[.]org/valueflows(/|#|/ont/vf([.]jsonld|#)?|/ont/1[.]0[.]0/vf([.]jsonld)?)?' +
    '|https?://(www[.])?valueflo[.]ws/.*[.]jsonld|https://raw[.]githubusercontent[.]com/valueflows/.*[.]jsonld)$',
);
/** Ours, wherever it was served. */
const ours = /^(https?:\/\/[^/]+)?\/api\/context\.jsonld$/;
const activities = 'https://www.w3.org/ns/activitystreams';

const plain = (iri: string): Term => ({ iri, isReverse: false });
const prefixes = new Map(Object.entries(vocabularies).map(([name, iri]) => [name, plain(iri)]));

function knownContext(name: string): Reading | undefined {
  if (published.test(name) || ours.test(name)) return { vocab: vocabularies.vf, terms: prefixes };
  if (name !== activities) return undefined;
  const own = { id: plain('@id'), type: plain('@type'), as: plain(`${activities}#`) };
  return { terms: new Map(Object.entries(own)) };
}

const blankWords = new Set(['@version', '@language', '@direction', '@protected', '@propagate']);
/** Ways to nest values that are one value or a set of them all the same. */
const plainContainers = new Set(['@set', '@list', '@language']);

interface Extended {
  readonly reading: Reading;
  readonly problems: readonly Problem[];
}

const refused = (reading: Reading, value: string): Extended => ({
  reading,
  problems: [problem('linked.context', '/@context', { value: value.slice(0, 200) })],
});

/**
 * A reading with what a context declares. Nothing is fetched: a remote context that is not known, and a way of nesting that
 * is not read, is problem linked.context.
 */
export function extend(reading: Reading, given: unknown): Extended {
  if (given === undefined) return { reading, problems: [] };
  if (typeof given !== 'object' || given === null) return extended(reading, given);
  const before = seen.get(given) ?? new WeakMap<Reading, Extended>();
  const found = before.get(reading) ?? extended(reading, given);
  seen.set(given, before.set(reading, found));
  return found;
}

/** What a context came to: the one of a word is met again wherever the word is, and may be long. */
const seen = new WeakMap<object, WeakMap<Reading, Extended>>();

function extended(reading: Reading, given: unknown): Extended {
  if (given === null) return { reading: noReading, problems: [] };
  if (Array.isArray(given)) return extendAll(reading, given);
  if (typeof given === 'string') {
    const found = knownContext(given);
    if (!found) return refused(reading, given);
    const terms = new Map([...reading.terms, ...found.terms]);
    return { reading: { ...reading, ...(found.vocab !== undefined && { vocab: found.vocab }), terms }, problems: [] };
  }
  return isObject(given) ? declared(reading, given) : refused(reading, JSON.stringify(given));
}

function extendAll(reading: Reading, contexts: readonly unknown[]): Extended {
  const problems: Problem[] = [];
  let found = reading;
  for (const each of contexts) {
    const next = extend(found, each);
    problems.push(...next.problems);
    found = next.reading;
  }
  return { reading: found, problems };
}

function declared(reading: Reading, given: Readonly<Record<string, unknown>>): Extended {
  const { '@vocab': vocab, '@base': base, ...words } = given;
  const problems: Problem[] = [];
  const terms = new Map(reading.terms);
  const found = { ...reading, terms };
  if (typeof vocab === 'string') found.vocab = expand(vocab, found);
  if (vocab === null) found.vocab = undefined;
  if (typeof base === 'string') found.base = base;
  for (const [word, meaning] of Object.entries(words)) {
    if (blankWords.has(word)) continue;
    const term = word.startsWith('@') ? undefined : termFrom(meaning, { word, words, reading: found });
    if (term) terms.set(word, term);
    else problems.push(...refused(reading, `${word}: ${JSON.stringify(meaning)}`).problems);
  }
  return { reading: found, problems };
}

interface Declaring {
  readonly word: string;
  readonly words: Readonly<Record<string, unknown>>;
  readonly reading: Reading;
}

function termFrom(meaning: unknown, { word, words, reading }: Declaring): Term | undefined {
  if (meaning === null) return { iri: null, isReverse: false };
  if (typeof meaning === 'string') return plain(resolve(meaning, words, reading));
  if (!isObject(meaning)) return undefined;
  const {
    '@id': id,
    '@reverse': reverse,
    '@container': container = '@set',
    '@nest': nest,
    '@context': scoped,
  } = meaning;
  if (nest !== undefined || ![container].flat().every((each) => plainContainers.has(String(each)))) return undefined;
  if (id === null) return { iri: null, isReverse: false };
  const named = reverse ?? id;
  if (named !== undefined && typeof named !== 'string') return undefined;
  const iri = named === undefined || named === word ? byVocab(word, reading, words) : resolve(named, words, reading);
  return { iri, isReverse: reverse !== undefined, ...(scoped !== undefined && { scoped }) };
}

const byVocab = (word: string, reading: Reading, words: Declaring['words']): string =>
  word.includes(':') ? resolve(word, words, reading) : `${reading.vocab ?? ''}${word}`;

/** A meaning in full; a prefix may be declared in the same context, before or behind it. */
function resolve(meaning: string, words: Declaring['words'], reading: Reading, depth = 0): string {
  if (meaning.startsWith('@') || depth > 8) return meaning;
  const at = meaning.indexOf(':');
  const prefix = at < 0 ? meaning : meaning.slice(0, at);
  const near = words[prefix];
  const found = isObject(near) ? near['@id'] : near;
  if (typeof found === 'string' && prefix !== found && !meaning.startsWith('//', at + 1)) {
    const start = resolve(found, words, reading, depth + 1);
    return at < 0 ? start : start + meaning.slice(at + 1);
  }
  return expand(meaning, reading);
}

/** A word of a document in full: a term, a name under a declared prefix, or a name of the vocabulary that stands by default. */
function expand(name: string, { terms, vocab }: Reading): string {
  const term = terms.get(name);
  if (term?.iri) return term.iri;
  return underPrefix(name, terms) ?? (name.includes(':') || name.startsWith('@') ? name : `${vocab ?? ''}${name}`);
}

function underPrefix(name: string, terms: Reading['terms']): string | undefined {
  const at = name.indexOf(':');
  if (at < 0 || name.startsWith('//', at + 1)) return undefined;
  const start = terms.get(name.slice(0, at))?.iri;
  return start && !start.startsWith('@') ? start + name.slice(at + 1) : undefined;
}

/** What a key of an object says: the bare name of a property of ours, a keyword, or an IRI of somewhere else; null says nothing. */
export function keyIn(key: string, reading: Reading): { readonly name: string | null; readonly term?: Term } {
  const term = reading.terms.get(key);
  if (term?.iri === null) return { name: null };
  const name = localName(expand(key, reading));
  return term ? { name: term.isReverse ? `@reverse ${name}` : name, term } : { name };
}

/** The bare name of a word that stands as a value: a type, an action, a choice. */
export const wordIn = (word: string, reading: Reading): string => localName(expand(word, reading));

/** The id that a text names: under a declared prefix in full, relative to the base of the document where it has one. */
export function idIn(text: string, { terms, base }: Reading): string {
  if (text.startsWith('_:')) return text;
  const full = underPrefix(text, terms);
  if (full !== undefined) return full;
  if (base === undefined || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return text;
  return URL.canParse(text, base) ? new URL(text, base).href : text;
}
