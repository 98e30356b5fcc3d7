import type { ClassName } from './kind.ts';
import { isObject } from './linked.ts';
import { type Field, fieldsOf } from './shape.ts';

type Fields = ReadonlyMap<string, Field>;

const known = new Map<ClassName, Fields>();

const byName = (fields: readonly Field[]): Fields => new Map(fields.map((field) => [field.name, field]));

function fieldsIn(name: ClassName): Fields {
  const found = known.get(name) ?? byName(fieldsOf(name));
  known.set(name, found);
  return found;
}

/**
 * Linked data does not tell one value from a list of one: programs that write it in full put every value into a list, and
 * programs that write it short take a list of one for its item. What the class says is one is made one, what it says is a list a list.
 */
export function asClassSays(name: ClassName, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return within(fieldsIn(name), body);
}

const within = (fields: Fields, body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, as(fields.get(name), value)]));

function as(field: Field | undefined, value: unknown): unknown {
  if (field?.kind === 'list') return (Array.isArray(value) ? value : [value]).map((each) => as(field.item, each));
  if (!field) return value;
  const one = only(value);
  if (!isObject(one)) return one;
  if (field.kind === 'measure')
    return Object.fromEntries(Object.entries(one).map(([name, each]) => [name, only(each)]));
  return field.fields ? within(byName(field.fields), one) : one;
}

const only = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;
