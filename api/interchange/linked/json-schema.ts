import { unitSpellings } from '../../../engine/0-base/unit.ts';
import { type ClassName, kinds } from '../../../engine/1-record/kind.ts';
import { type Field, fieldsOf } from '../../../engine/1-record/shape.ts';
import { actions } from '../../../engine/2-ledger/action.ts';

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

const id = { type: 'string', maxLength: 512, pattern: '^[A-Za-z][A-Za-z0-9+.\\-]*:[^\\s\\p{Cc}\\p{Cs}<>"{}|\\\\^`]+$' };
const keepable = '^[^\\u0000\\p{Cs}]*$';
const textUpTo = (maxLength: number): JsonSchema => ({ type: 'string', maxLength, pattern: keepable });

const date =
  '[1-9]\\d{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|[12]\\d))';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,6})?)?';
const offset = '(?:Z|[+\\-](?:0\\d|1[0-3]):?[0-5]\\d|[+\\-]14:?00)?';

const decimals = '(?:\\.\\d{1,9})?';
const zero = '0+(?:\\.0{1,9})?';

/** Whole numbers below a round bound of two or three digits, with any decimals, and the bound itself. */
function upTo(bound: string): string {
  const [first = '', ...rest] = bound;
  const below = `[0-${Number(first) - 1}]${'\\d'.repeat(rest.length)}`;
  const same = Number(rest[0]) > 0 ? `|${first}[0-${Number(rest[0]) - 1}]${'\\d'.repeat(rest.length - 1)}` : '';
  const short = rest.length > 0 ? `|\\d{1,${rest.length}}` : '';
  return `0*(?:(?:${below}${same}${short})${decimals}|${bound}(?:\\.0{1,9})?)`;
}

function numberSchema({ low, high }: NonNullable<Field['limits']> = {}): JsonSchema {
  const digits = high === undefined ? `0*\\d{1,27}${decimals}` : upTo(high);
  const pattern = low === '0' ? `\\+?${digits}|-${zero}` : `[+\\-]?${digits}`;
  const bounds = high === undefined ? { exclusiveMaximum: 1e27 } : { maximum: Number(high) };
  const least = low === undefined ? { exclusiveMinimum: -1e27 } : { minimum: Number(low) };
  return {
    anyOf: [
      { type: 'string', maxLength: 200, pattern: `^\\s*(?:${pattern})\\s*$` },
      { type: 'number', ...bounds, ...least },
    ],
  };
}

/** A value, or a node that names it: how linked data writes links. */
const orNode = (schema: JsonSchema): JsonSchema => ({
  anyOf: [schema, { type: 'object', properties: { '@id': schema }, required: ['@id'], additionalProperties: false }],
});

const unit = orNode({ enum: unitSpellings });

const closed = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const within = (fields: readonly Field[]): JsonSchema =>
  closed(
    Object.fromEntries(fields.map((field) => [field.name, valueSchema(field)])),
    fields.filter(({ required }) => required).map(({ name }) => name),
  );

function textSchema(limits: Field['limits']): JsonSchema {
  if (limits?.isGeometry)
    return {
      ...textUpTo(30_000),
      allOf: [
        {
          pattern:
            '^\\s*(?:<[^>]*>\\s*)?(?:[Mm][Uu][Ll][Tt][Ii])?(?:[Pp][Oo][Ii][Nn][Tt]|[Ll][Ii][Nn][Ee][Ss][Tt][Rr][Ii][Nn][Gg]|[Pp][Oo][Ll][Yy][Gg][Oo][Nn]|[Gg][Ee][Oo][Mm][Ee][Tt][Rr][Yy][Cc][Oo][Ll][Ll][Ee][Cc][Tt][Ii][Oo][Nn])\\s*[Zz]?[Mm]?\\s*(?:\\(|[Ee][Mm][Pp][Tt][Yy])',
        },
      ],
    };
  return limits?.isFilled ? { ...textUpTo(4000), allOf: [{ pattern: '\\S' }] } : textUpTo(4000);
}

/** What may stand in a field. */
function valueSchema({ name, kind, limits, choices, item, fields }: Field): JsonSchema {
  if (name === 'action') return { enum: Object.keys(actions) };
  if (kind === 'reference') return orNode(id);
  if (kind === 'number') return numberSchema(limits);
  if (kind === 'measure')
    return closed({ hasNumericalValue: numberSchema(limits), hasUnit: unit }, ['hasNumericalValue', 'hasUnit']);
  if (kind === 'unit') return unit;
  if (kind === 'time') return { type: 'string', pattern: `^${date}(?:[T ]${clock}${offset})?$` };
  if (kind === 'choice') return { enum: choices };
  if (kind === 'flag') return { type: 'boolean' };
  if (kind === 'list') return { type: 'array', items: valueSchema(item!) };
  if (kind === 'part') return within(fields!);
  if (kind === 'outline') return textUpTo(30_000);
  if (kind === 'address') return textUpTo(2000);
  return kind === 'zone' ? { type: 'string' } : textSchema(limits);
}

const about = (name: ClassName): string =>
  `A record of the class ${name} in plain ValueFlows JSON; once recorded it ${kinds[name].revisable ? 'may be revised' : 'is never changed'}. What a schema cannot tell is told by a dry run: whether a low figure lies below its high one, a unit measures its layer, a time zone, an outline or the 29th of a February exists.`;

/** The fields of a class as a JSON Schema, made of the schema by which records are read. */
export function recordSchema(name: ClassName): JsonSchema {
  const { properties, required, ...rest } = within(fieldsOf(name)) as {
    properties: Record<string, JsonSchema>;
    required: string[];
  };
  return {
    ...rest,
    description: about(name),
    properties: {
      '@type': { const: name },
      '@id': { ...id, description: 'an IRI; made if missing' },
      ...properties,
    },
    required: ['@type', ...required],
  };
}

/** The JSON Schema of a class, as a document of its own. */
export const schemaDocument = (name: ClassName): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: name,
  ...recordSchema(name),
});
