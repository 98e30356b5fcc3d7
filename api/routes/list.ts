import type { Context } from 'hono';
import { listTable } from '../interchange/table.ts';
import { answers, type Env, z } from './declare.ts';
import { answerIn, formatOf, inFormat, otherForms } from './format.ts';
import { described } from './parameter.ts';

/** The forms of a list that is no page of records. */
const forms = ['json', 'csv'] as const;

/** The parameter that asks for the form of a list. */
export const inListForm = { format: inFormat(forms) };

/** The answers of a list, for the description of its route. */
export const listAnswers = (schema: z.ZodType) => answers(schema, 200, otherForms(forms));

/** What a list is as a table: its rows, and the schema that its columns are made of. */
interface Rows {
  readonly rows: readonly unknown[];
  readonly row: z.ZodObject;
}

/** Answers with a list in the form that was asked for. */
export function answerList(c: Context<Env>, body: object, { rows, row }: Rows): Response {
  return formatOf(c, forms) === 'csv' ? answerIn(c, 'csv', listTable(rows, row)) : c.json(body, 200);
}

/** The lists of an answer that has several, each with the schema of its items. */
type Tables<Name extends string> = Readonly<Record<Name, z.ZodObject>>;

/** The parameters of an answer that has several lists: its form, and which list is the table. */
export function inTables<Name extends string>(tables: Tables<Name>) {
  const names = Object.keys(tables) as [Name, ...Name[]];
  const which = z.enum(names, { error: `one of ${names.join(', ')}` }).optional();
  return { ...inListForm, table: described(which, `Which list a table holds (${names[0]})`) };
}

/** Answers with an answer that has several lists; as a table with one of them, `before` in front of each row. */
export function answerTables<Name extends string>(
  c: Context<Env>,
  body: Readonly<Record<Name, readonly object[]>>,
  { tables, table, before }: { tables: Tables<Name>; table: Name | undefined; before: z.ZodObject },
): Response {
  const name = table ?? (Object.keys(tables)[0] as Name);
  const rows = body[name].map((each) => ({ ...body, ...each }));
  return answerList(c, body, { rows, row: before.extend(tables[name].shape) });
}
