import { findUnit } from '../../0-base/unit.ts';
import { isObject } from '../linked.ts';
import type { Field } from '../shape.ts';
import { extend, idIn, keyIn, type Reading, wordIn } from './context.ts';

/** What reading a value needs from the document around it. */
export interface Around {
  readonly reading: Reading;
  /** In linked data one value and a list of one are the same; in plain JSON they are not. */
  readonly isLinked: boolean;
  /** The object that a blank node or a unit of the document stands for, wherever it was written. */
  readonly nodeOf: (id: string) => Found | undefined;
  /** Takes an object that stands where a record is named as a record of its own, and tells its id. */
  readonly take: (value: Readonly<Record<string, unknown>>, reading: Reading) => string | undefined;
  /** Tells of a word that stands twice in one object. */
  readonly twice: (path: string) => void;
}

/** An object elsewhere in the document, with the reading there. */
export interface Found {
  readonly value: Readonly<Record<string, unknown>>;
  readonly reading: Reading;
  /** Its place in the list. */
  readonly place: number;
}

const only = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;

function listIn(given: unknown): unknown {
  const value = only(given);
  return isObject(value) ? (value['@list'] ?? value['@set'] ?? given) : given;
}

/** A value of a field in plain JSON, as the class says what it is. */
export function plainValue(field: Field | undefined, given: unknown, path: string, around: Around): unknown {
  const value = listIn(given);
  if (field?.kind === 'list') {
    if (!Array.isArray(value) && !around.isLinked) return value;
    return [value].flat().map((each: unknown, place) => plainValue(field.item, each, `${path}/${place}`, around));
  }
  if (!field) return literal(value);
  return single(field, around.isLinked ? only(value) : value, path, around);
}

function single(field: Field, value: unknown, path: string, around: Around): unknown {
  const { kind, name } = field;
  if (Array.isArray(value)) return value.map(literal);
  if (kind === 'reference') return referenceIn(value, around);
  if (kind === 'unit') return unitIn(value, around);
  if (kind === 'measure') return partIn(measureFields, value, path, around);
  if (kind === 'part') return partIn(field.fields!, value, path, around);
  if (kind === 'choice' || name === 'action') return termIn(value, around);
  if (kind === 'flag') return flagIn(literal(value));
  if (kind === 'address') return addressIn(value, around);
  if (kind === 'text' && isIdOnly(value)) return value['@id'];
  const plain = literal(value);
  if (around.isLinked && kind === 'text' && typeof plain === 'number') return String(plain);
  return around.isLinked && kind === 'time' && typeof plain === 'string' ? fullTime(plain) : plain;
}

/** Hours of one digit, as published examples have them, are hours of two. */
const fullTime = (text: string): string => text.replace(/T(\d):/, 'T0$1:').replace(/([+-])(\d):(\d\d)$/, '$10$2:$3');

const measureFields: readonly Field[] = [
  { name: 'hasNumericalValue', kind: 'number', required: true },
  { name: 'hasUnit', kind: 'unit', required: true },
];

const doubles = /(#|:)(double|float)$/;

/** `{"@value": x}` is x; what is counted in powers of ten is a number. */
function literal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(literal);
  if (!isObject(value) || !('@value' in value)) return value;
  const { '@value': plain, '@type': type } = value;
  if (typeof plain !== 'string' || typeof type !== 'string') return plain;
  if (/(#|:)boolean$/.test(type)) return flagIn(plain);
  return doubles.test(type) && plain.trim() !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

const flags: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };
const flagIn = (value: unknown): unknown =>
  typeof value === 'string' && Object.hasOwn(flags, value) ? flags[value] : value;

/** Yes or no in any of its spellings; undefined when it is neither. */
export function flagOf(value: unknown): boolean | undefined {
  const flag = flagIn(literal(only(value)));
  return typeof flag === 'boolean' ? flag : undefined;
}

const isIdOnly = (value: unknown): value is { '@id': unknown } =>
  isObject(value) && '@id' in value && Object.keys(value).length === 1;

/** Words of an object that say which it is and nothing of it. */
const naming = new Set(['@id', 'id', '@type', 'type', '@context']);

/** The id that a reference names; an object with fields of its own becomes a record of its own. */
function referenceIn(given: unknown, { reading, take }: Around): unknown {
  const value = literal(given);
  if (typeof value === 'string')
    return value.startsWith('_:') ? (take({ '@id': value }, reading) ?? value) : idIn(value, reading);
  if (!isObject(value)) return value;
  return take(value, reading) ?? value;
}

/** Whether an object only names a record. */
export const isNaming = (value: Readonly<Record<string, unknown>>, reading: Reading): boolean =>
  Object.keys(value).every((key) => naming.has(keyIn(key, reading).name ?? '@context'));

function termIn(given: unknown, { reading }: Around): unknown {
  const value = literal(given);
  const word = isObject(value) && '@id' in value ? value['@id'] : value;
  return typeof word === 'string' ? wordIn(word, reading) : value;
}

function addressIn(given: unknown, { reading, isLinked }: Around): unknown {
  const value = literal(given);
  const address = isObject(value) && '@id' in value ? value['@id'] : value;
  return typeof address === 'string' && isLinked ? idIn(address, reading) : address;
}

/** The words under which a unit that is an object of its own says which it is, the surest first. */
const unitWords = ['omUnitIdentifier', '@id', 'id', 'symbol', 'label', 'name'];

function unitIn(given: unknown, around: Around): unknown {
  const value = literal(given);
  if (typeof value === 'string') return unitNamed(value, around);
  if (!isObject(value)) return value;
  const named = isNaming(value, around.reading) ? (value['@id'] ?? value['id']) : undefined;
  if (typeof named === 'string') return unitNamed(named, around);
  return unitAmong(value, around.reading) ?? value;
}

function unitNamed(text: string, { reading, nodeOf }: Around): string {
  if (findUnit(text)) return text;
  const full = wordIn(text, reading);
  if (findUnit(full)) return full;
  const node = nodeOf(idIn(text, reading));
  return (node && unitAmong(node.value, node.reading)) ?? full;
}

function unitAmong(value: Readonly<Record<string, unknown>>, reading: Reading): string | undefined {
  const words = new Map(Object.entries(value).map(([key, each]) => [keyIn(key, reading).name, only(each)]));
  for (const word of unitWords) {
    const given = literal(words.get(word));
    const text = isObject(given) ? given['@id'] : given;
    if (typeof text !== 'string') continue;
    const found = [text, wordIn(text, reading)].find((each) => each.trim() !== '' && findUnit(each));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Linked data has no empty list: what must be a list, and of which nothing is said, has no members. */
export function fillLists(said: Map<string, unknown>, fields: Iterable<Field>): void {
  for (const { name, kind, required } of fields) if (kind === 'list' && required && !said.has(name)) said.set(name, []);
}

/** An object with fields of its own: its keys are words of its class or part, its id means nothing. */
function partIn(fields: readonly Field[], given: unknown, path: string, around: Around): unknown {
  const found = isObject(given) && isIdOnly(given) ? around.nodeOf(String(given['@id'])) : undefined;
  const value = found?.value ?? given;
  if (!isObject(value)) return literal(value);
  const { reading } = extend(found?.reading ?? around.reading, value['@context']);
  const part = new Map<string, unknown>();
  for (const [key, each] of Object.entries(value)) {
    const { name, term } = keyIn(key, reading);
    if (name === null || name.startsWith('@')) continue;
    if (part.has(name)) around.twice(`${path}/${name}`);
    const field = fields.find((one) => one.name === name);
    const within = { ...around, reading: extend(reading, term?.scoped).reading };
    part.set(name, plainValue(field, each, `${path}/${name}`, within));
  }
  if (around.isLinked) fillLists(part, fields);
  return Object.fromEntries(part);
}
