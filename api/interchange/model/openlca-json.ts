/** A part of a file as it stands there. */
export type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object under a name; undefined when there is none. */
export function partOf(json: Json, ...names: readonly string[]): Json | undefined {
  const value = firstOf(json, names);
  return isJson(value) ? value : undefined;
}

/** The first of several spellings under which something stands: versions of the format name some fields anew. */
const firstOf = (json: Json, names: readonly string[]): unknown =>
  names.map((name) => json[name]).find((value) => value !== undefined && value !== null);

/** A text that is not empty. */
export function textOf(json: Json | undefined, ...names: readonly string[]): string | undefined {
  const value = json && firstOf(json, names);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The number under a name: what it is, NaN where something else stands there, `without` where nothing does. */
export function numberOf(json: Json, name: string, without: number): number {
  const value = json[name];
  if (value === undefined || value === null) return without;
  return typeof value === 'number' ? value : Number.NaN;
}

/** Whether a name says yes. */
export const isSet = (json: Json, ...names: readonly string[]): boolean => firstOf(json, names) === true;

/** The objects of a list, each with its place in it. */
export function listOf(json: Json, name: string): { readonly item: Json; readonly place: number }[] {
  const value = json[name];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, place) => (isJson(item) ? [{ item, place }] : []));
}

/** The id of what an object refers to. */
export const refOf = (json: Json, name: string): string | undefined => textOf(partOf(json, name), '@id');

/** What stands in a text as JSON, lists and single objects alike. */
export const objectsIn = (parsed: unknown): Json[] => {
  if (Array.isArray(parsed)) return parsed.filter(isJson);
  if (!isJson(parsed)) return [];
  return Array.isArray(parsed['@graph']) ? parsed['@graph'].filter(isJson) : [parsed];
};
