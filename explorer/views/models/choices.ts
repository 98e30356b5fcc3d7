import type { ModelsQuery } from './view.ts';

/** Values of parameters by name, and below the id of a process those of its own; suppliers by flow. */
type Tree = Readonly<Record<string, unknown>>;

/** What stands in an address as JSON; nothing where it cannot be read. */
export function readJson(text: string): Tree {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Tree) : {};
  } catch {
    return {};
  }
}

const written = (tree: Tree): string => (Object.keys(tree).length === 0 ? '' : JSON.stringify(tree));

const without = (tree: Tree, key: string): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));

/** A tree with a value under a key; without one where there is none. */
const put = (tree: Tree, key: string, value: unknown): Tree =>
  value === undefined ? without(tree, key) : { ...tree, [key]: value };

interface Named {
  readonly name: string;
  readonly process?: string | undefined;
}

/** The value that was chosen for a parameter. */
export function chosenValue(parameters: string, { name, process }: Named): number | undefined {
  const tree = readJson(parameters);
  const value = process === undefined ? tree[name] : (tree[process] as Tree | undefined)?.[name];
  return typeof value === 'number' ? value : undefined;
}

/** The choices with another value of a parameter; as the model has it where there is none. */
export function chooseValue(parameters: string, { name, process }: Named, value: number | undefined): string {
  const tree = readJson(parameters);
  if (process === undefined) return written(put(tree, name, value));
  const own = put((tree[process] as Tree | undefined) ?? {}, name, value);
  return written(put(tree, process, Object.keys(own).length === 0 ? undefined : own));
}

/** The one supplier that was chosen for a flow. */
export function chosenSupplier(providers: string, flow: string): string {
  const value = readJson(providers)[flow];
  return typeof value === 'string' ? value : '';
}

/** The choices with another supplier of a flow. */
export const chooseSupplier = (providers: string, flow: string, supplier: string): string =>
  written(put(readJson(providers), flow, supplier || undefined));

/** How many things are chosen. */
export const choiceCount = ({ parameters, providers }: Pick<ModelsQuery, 'parameters' | 'providers'>): number =>
  [...Object.values(readJson(parameters)), ...Object.values(readJson(providers))].reduce<number>(
    (sum, each) => sum + (typeof each === 'object' && each !== null ? Object.keys(each).length : 1),
    0,
  );
