import { type Body, type ClassName, type Entry, kinds } from './kind.ts';

/** A field of a record that names another record, and the classes that it may name. */
export interface Reference {
  readonly path: string;
  readonly field: string;
  readonly id: string;
  readonly classes: readonly ClassName[];
}

/** Every record that an entry names, in the order of its class's list of references. */
export function referencesOf({ class: name, body }: Pick<Entry, 'class' | 'body'>): Reference[] {
  return Object.entries(kinds[name].references).flatMap(([field, classes]) =>
    valuesAt(body, field.split('.'), '').map(({ id, path }) => ({ path, field, id, classes })),
  );
}

function valuesAt(value: unknown, parts: readonly string[], path: string): { id: string; path: string }[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => valuesAt(each, parts, `${path}/${index}`));
  const [part, ...rest] = parts;
  if (part === undefined) return [{ id: value as string, path }];
  return valuesAt((value as Body & Record<string, unknown>)[part as keyof Body], rest, `${path}/${part}`);
}
