import type { Problem } from '../../0-base/problem.ts';
import { type ClassName, schemas } from '../kind.ts';
import { isObject, localName } from '../linked.ts';
import { extend, idIn, keyIn, type Reading } from './context.ts';
import { formerClass } from './former.ts';
import type { Found } from './value.ts';

/** What reading an object needs of its document. */
export interface Nodes {
  /** The objects of the document by the id that they bear. */
  readonly nodes: ReadonlyMap<string, Found>;
  readonly problems: Problem[];
}

/** The objects of a list by their ids: those that stand for a measure, a unit or a record that another object names. */
export function nodesIn(list: readonly unknown[], reading: Reading): Map<string, Found> {
  const nodes = new Map<string, Found>();
  list.forEach((value, place) => {
    const id = isObject(value) ? (value['@id'] ?? value['id']) : undefined;
    if (isObject(value) && typeof id === 'string') nodes.set(idIn(id, reading), { value, reading, place });
  });
  return nodes;
}
/** A node with its words in full. */
export interface Node {
  readonly value: Readonly<Record<string, unknown>>;
  readonly reading: Reading;
  readonly types: readonly string[];
  readonly id: string | undefined;
  readonly isLinked: boolean;
}

/** Reads what an object says of itself: its context, its types, its id. */
export function openNode(whole: Nodes, value: Node['value'], outer: Reading): Node {
  const { reading, problems } = extend(outer, value['@context']);
  whole.problems.push(...problems);
  const named = (keyword: string) => Object.entries(value).find(([key]) => keyIn(key, reading).name === keyword)?.[1];
  const id = named('@id') ?? value['id'];
  const given = [named('@type') ?? value['type']].flat();
  const words = given.flatMap((each) => (typeof each === 'string' ? [keyIn(each, reading)] : []));
  const scoped = words.flatMap(({ term }) => (term?.scoped === undefined ? [] : [term.scoped]));
  const isLinked = '@id' in value || '@type' in value || '@context' in value;
  return {
    value,
    reading: scoped.length === 0 ? reading : extend(reading, scoped).reading,
    types: words.flatMap(({ name }) => name ?? []),
    id: typeof id === 'string' ? idIn(id, reading) : undefined,
    isLinked,
  };
}

const isClass = (name: string): name is ClassName => Object.hasOwn(schemas, name);

/** The class among the types of a record, in whichever namespace: JSON-LD may give several. */
export function classIn(type: unknown): ClassName | undefined {
  const names = (Array.isArray(type) ? type : [type]).flatMap((each) =>
    typeof each === 'string' ? localName(each) : [],
  );
  return names.find(isClass);
}

/** The class of a node: what it says, what is said of it elsewhere in the document, or the only one that can stand there. */
export function classOf(whole: Nodes, node: Node, expected: readonly ClassName[]): ClassName | undefined {
  const stated = node.types.find(isClass) ?? node.types.map(formerClass).find((each) => each !== undefined);
  if (stated) return stated;
  const other = node.id === undefined ? undefined : whole.nodes.get(node.id);
  const elsewhere = other && other.value !== node.value ? openNode(whole, other.value, other.reading) : undefined;
  const told = elsewhere?.types.find(isClass);
  return told ?? (node.types.length === 0 && expected.length === 1 ? expected[0] : undefined);
}

const parts = new Set(['Measure', 'Unit', 'Geometry']);

/** Whether an object is no record but stands for a measure or a unit: it is read where it is named. */
export const isPartOnly = ({ types, id }: Node): boolean =>
  types.some((each) => parts.has(each)) || (types.length === 0 && id?.startsWith('_:') === true);

/** What is left of an object of which no class is known: as much as a problem must name. */
export const unreadable = ({ value, types, id }: Node): Record<string, unknown> => ({
  ...(types.length > 0 ? { type: types.length === 1 ? types[0] : types } : headingOf(value)),
  ...(id !== undefined && { id }),
});

const headings = ['type', '@type'];

/** The types of an object as it gives them. */
export const headingOf = (value: Node['value']): Record<string, unknown> =>
  Object.fromEntries(headings.flatMap((key) => (key in value ? [[key, value[key]]] : [])));
