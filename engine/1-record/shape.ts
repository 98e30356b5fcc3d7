import type { z } from 'zod';
import { fieldKinds, type Limits, type ValueKind } from './field.ts';
import { type ClassName, kinds, schemas } from './kind.ts';

/** What a field holds: one of the values of `field.ts`, one of several words, yes or no, a list, or fields of its own. */
type FieldKind = ValueKind | 'choice' | 'flag' | 'list' | 'part';

/** A field of a class of record, as its schema says. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Required here, though the vocabulary leaves it open: records of another system may lack it. */
  readonly isAsked?: true;
  /** What the value must be beside its kind; of a measure, its number. */
  readonly limits?: Limits;
  /** The words of a choice. */
  readonly choices?: readonly string[];
  /** What the items of a list are. */
  readonly item?: Field;
  /** The fields of a part. */
  readonly fields?: readonly Field[];
}

/** What is read of a schema of zod beside its registered kind. */
interface Shaped {
  readonly def: { readonly type: string };
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  readonly options?: readonly string[];
  readonly unwrap?: () => unknown;
}

function fieldFrom(name: string, schema: unknown): Field {
  const { def, shape, element, options, unwrap } = schema as Shaped;
  if (unwrap && (def.type === 'optional' || def.type === 'nullable'))
    return { ...fieldFrom(name, unwrap()), required: false };
  const { kind, limits } = fieldKinds.get(schema as z.ZodType) ?? {};
  if (kind) return { name, kind, required: true, ...(limits && { limits }) };
  if (options) return { name, kind: 'choice', required: true, choices: options };
  if (element) return { name, kind: 'list', required: true, item: fieldFrom(name, element) };
  if (shape && 'hasNumericalValue' in shape) {
    const amount = fieldKinds.get(shape['hasNumericalValue'] as z.ZodType)?.limits;
    return { name, kind: 'measure', required: true, ...(amount && { limits: amount }) };
  }
  if (shape) return { name, kind: 'part', required: true, fields: fieldsIn(shape) };
  return { name, kind: plainKinds[def.type] ?? 'list', required: true };
}

/** What stands in an answer without being a value of a record; everything else is told as it is written. */
const plainKinds: Readonly<Record<string, FieldKind>> = { boolean: 'flag', string: 'text', number: 'number' };

const fieldsIn = (shape: Readonly<Record<string, unknown>>): Field[] =>
  Object.entries(shape).map(([name, schema]) => fieldFrom(name, schema));

const askedIn = (fields: readonly Field[], asked: readonly string[]): readonly Field[] =>
  fields.map((field) => (asked.includes(field.name) ? { ...field, required: true, isAsked: true } : field));

const known = new Map<ClassName, readonly Field[]>();

/** The fields of a class in the order of its schema: what lists are filtered by, tables and linked data are made of. */
export function fieldsOf(name: ClassName): readonly Field[] {
  const found = known.get(name) ?? askedIn(fieldsIn(schemas[name].shape), kinds[name].asked ?? []);
  known.set(name, found);
  return found;
}

/** A cell of a table: the path of a value in a record, with dots between its parts, and what stands there. */
export interface Column extends Omit<Field, 'name' | 'fields'> {
  readonly path: string;
  /** The classes that a reference may name. */
  readonly names?: readonly ClassName[];
}

/** The columns of a class as a table: one for each single value, two for a measure, one for a list. */
export const columnsOf = (name: ClassName): readonly Column[] => columnsIn(fieldsOf(name), kinds[name].references);

/** The columns of what a schema of an object describes. */
export const columnsOfShape = (shape: Readonly<Record<string, unknown>>): readonly Column[] =>
  columnsIn(fieldsIn(shape), {});

type References = Readonly<Record<string, readonly ClassName[]>>;

const columnsIn = (fields: readonly Field[], references: References): Column[] =>
  fields.flatMap((field) => columnsFrom(field, '', references));

function columnsFrom({ name, fields, ...field }: Field, before: string, references: References): Column[] {
  const path = `${before}${name}`;
  const rest = { ...field, required: field.required && before === '' };
  if (field.kind === 'measure')
    return [
      { ...rest, kind: 'number', path: `${path}.hasNumericalValue` },
      { ...rest, kind: 'unit', path: `${path}.hasUnit` },
    ];
  if (fields) return fields.flatMap((each) => columnsFrom(each, `${path}.`, references));
  const names = references[path];
  return [{ ...rest, path, ...(names && { names }) }];
}
