import type { RecordFilter, RecordRow } from '../../store/house.ts';

/** The values at a path of a body; of a list each of its items. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
  return valuesAt((value as Record<string, unknown>)[step], rest);
}

/** Without regard to the size of the letters of the alphabet, as lists are searched. */
const plain = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The filters that look into what a record says, each with the paths of which one must hold its value. */
function wantedBy({ fields = {}, resource, process }: RecordFilter): [paths: string[], value: string | boolean][] {
  return [
    ...Object.entries(fields).map(([path, value]): [string[], string | boolean] => [[path], value]),
    ...(resource === undefined
      ? []
      : [[['resourceInventoriedAs', 'toResourceInventoriedAs'], resource] as [string[], string]]),
    ...(process === undefined ? [] : [[['inputOf', 'outputOf'], process] as [string[], string]]),
  ];
}

/** Whether a record as somebody sees it is found by what they asked for: what is kept from them finds nothing. */
export function isStillFound({ id, body }: Pick<RecordRow, 'id' | 'body'>, filter: RecordFilter): boolean {
  const at = (path: string) => valuesAt(body, path.split('.'));
  const { text } = filter;
  const isNamed = (value: string) =>
    [id, ...(text?.fields ?? []).flatMap(at)].some((each) => typeof each === 'string' && plain(each).includes(value));
  return (
    wantedBy(filter).every(([paths, value]) => paths.some((path) => at(path).includes(value))) &&
    (text === undefined || isNamed(plain(text.value)))
  );
}

/** The list that is read for somebody: where the names of persons are kept from them, not in the order of names. */
export const unnamed = (filter: RecordFilter, isPublic: boolean): RecordFilter =>
  isPublic && filter.sort === 'name' && filter.classes.includes('Person') ? { ...filter, sort: 'id' } : filter;
