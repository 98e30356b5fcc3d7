import { z } from '@hono/zod-openapi';
import { findUnit } from '../../engine/0-base/unit.ts';
import { type ClassName, kinds } from '../../engine/1-record/kind.ts';
import { type Column, columnsOf } from '../../engine/1-record/shape.ts';
import { findAction } from '../../engine/2-ledger/action.ts';
import type { AsOf, RecordFilter } from '../store/house.ts';
import type { SortKey } from '../store/query-list.ts';
import { inRecorded, inTime } from './as-of.ts';
import { type Format, inFormat, inFull } from './format.ts';
import { bounds, described, idText, keptText, moment, pageOf, paging, yesOrNo } from './parameter.ts';

type Classes = readonly [ClassName, ...ClassName[]];

const isEvents = (classes: Classes): boolean => classes.every((name) => name === 'EconomicEvent');

const unit = z
  .string()
  .transform((text) => findUnit(text)?.id ?? '')
  .refine((id) => id !== '', { error: 'a unit such as kg' });

const actionName = z
  .string()
  .transform((name) => name.replace(/^vf:/, ''))
  .refine((name) => findAction(name) !== undefined, { error: 'an action of the vocabulary' });

const flag = z.enum(['true', 'false'], { error: 'true or false' });

/** What a field is looked for by; undefined for a field that is no single word (a number, a time, a part with its own fields). */
function filterSchema({ kind, choices, item, path }: Column): z.ZodType | undefined {
  if (path === 'action') return actionName;
  if (kind === 'reference' || item?.kind === 'reference') return idText;
  if (choices) return z.enum(choices as [string, ...string[]], { error: `one of ${choices.join(', ')}` });
  if (kind === 'flag') return flag;
  if (kind === 'unit') return unit;
  return kind === 'text' || kind === 'zone' || item?.kind === 'text' ? keptText : undefined;
}

/** The fields of a class that its lists are filtered by, by path; references also where they stand within a list. */
function filtersOf(name: ClassName): Map<string, z.ZodType> {
  const filters = new Map<string, z.ZodType>();
  for (const column of columnsOf(name)) {
    const schema = filterSchema(column);
    if (schema) filters.set(column.path, schema);
  }
  for (const path of Object.keys(kinds[name].references)) filters.set(path, idText);
  return filters;
}

/** The fields that all of the classes have. */
function commonFilters([first, ...others]: Classes): [string, z.ZodType][] {
  const rest = others.map(filtersOf);
  return [...filtersOf(first)].filter(([path]) => rest.every((each) => each.has(path)));
}

/** What a list can be sorted by: everything by when it was recorded and by its id, some by their name or when they happened. */
function sortsOf(classes: Classes): SortKey[] {
  const named = classes.every((each) => columnsOf(each).some(({ path }) => path === 'name'));
  return ['recorded', ...(isEvents(classes) ? ['happened' as const] : []), ...(named ? ['name' as const] : []), 'id'];
}

const eventFilters = {
  resource: described(idText.optional(), 'The stock that it names, on either side'),
  process: described(idText.optional(), 'The process that it is an input or output of'),
  agent: described(idText.optional(), 'Its provider or receiver'),
  corrects: described(idText.optional(), 'Corrections of this event, and their corrections'),
  from: described(moment, 'Happened at this moment or later'),
  to: described(moment, 'Happened at this moment or earlier; a date means the end of that day'),
};

function sortSchema(classes: Classes) {
  const names = sortsOf(classes).flatMap((each) => [each, `-${each}`]) as [string, ...string[]];
  const schema = z.enum(names, { error: `one of ${names.join(', ')}` }).optional();
  return described(schema, `In which order, from the last to the first with "-"; recorded when left out`);
}

/** The forms in which records of some classes are listed. */
export const formatsOf = (classes: Classes): readonly [Format, ...Format[]] =>
  classes.every((name) => name === 'SpatialThing')
    ? ['json', 'jsonld', 'turtle', 'csv', 'geojson']
    : ['json', 'jsonld', 'turtle', 'csv'];

/** The parameters of a list of records: made of the fields of their classes, so that a new class needs none of its own. */
export function queryOf(classes: Classes) {
  const fields = commonFilters(classes).map(([path, schema]) => [
    path,
    described(schema.optional(), `${path} is this, or is a list in which this stands`),
  ]);
  return z.strictObject({
    ...Object.fromEntries(fields),
    ...paging,
    ...(isEvents(classes) ? { ...eventFilters, ...inTime } : inRecorded),
    sort: sortSchema(classes),
    format: inFormat(formatsOf(classes)),
    ...inFull,
    text: described(keptText.optional(), 'Letters that stand in the id or in a text of the record'),
    retired: described(yesOrNo, 'Only the retired ones, or only the others'),
    recordedFrom: described(moment, 'First recorded at this moment or later'),
    recordedTo: described(moment, 'First recorded at this moment or earlier; a date means the end of that day'),
  });
}

type Given = Readonly<Record<string, string | undefined>>;

const texts = (classes: Classes): string[] => [
  ...new Set(classes.flatMap((name) => columnsOf(name).flatMap(({ path, kind }) => (kind === 'text' ? path : [])))),
];

const isFlag = (classes: Classes, path: string): boolean =>
  columnsOf(classes[0]).some((column) => column.path === path && column.kind === 'flag');

function fieldsIn(classes: Classes, query: Given): Record<string, string | boolean> {
  const given = commonFilters(classes).flatMap(([path]) => {
    const value = query[path];
    if (value === undefined || path in own(classes)) return [];
    return [[path, isFlag(classes, path) ? value === 'true' : value]];
  });
  return Object.fromEntries(given) as Record<string, string | boolean>;
}

/** Parameters that mean more than that a field is so. */
const own = (classes: Classes): object => (isEvents(classes) ? eventFilters : {});

/** The list that the parameters ask for. */
export function filterFrom(
  classes: Classes,
  query: object,
  { happened, recorded, zone }: AsOf & { readonly zone: string },
): RecordFilter {
  const given = query as Given;
  const { limit, cursor } = query as { limit?: number; cursor?: string };
  const begin = (text: string | undefined) => (text === undefined ? undefined : bounds(text, zone).begin);
  const behind = (text: string | undefined) => (text === undefined ? undefined : bounds(text, zone).end + 1);
  const events = isEvents(classes);
  const ends = [events ? behind(given['to']) : undefined, happened === undefined ? undefined : happened + 1];
  const to = ends.flatMap((each) => each ?? []);
  const { sort, text, retired } = given;
  return {
    classes,
    ...pageOf({ limit, cursor }),
    fields: fieldsIn(classes, given),
    sort: sort?.replace('-', '') as SortKey | undefined,
    descending: sort?.startsWith('-'),
    retired: retired === undefined ? undefined : retired === 'true',
    text: text === undefined ? undefined : { value: text, fields: texts(classes) },
    recorded,
    recordedFrom: begin(given['recordedFrom']),
    recordedTo: behind(given['recordedTo']),
    ...(events && eventConditions(given)),
    from: events ? begin(given['from']) : undefined,
    to: to.length > 0 ? Math.min(...to) : undefined,
  };
}

const eventConditions = ({ resource, process, agent, corrects }: Given) => ({ resource, process, agent, corrects });
