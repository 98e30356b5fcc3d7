import type { Body, ClassName } from '../kind.ts';
import { nameKey, type Names, namesOf } from './names.ts';
import type { TableContext } from './context.ts';

/** A record that a table needs and nobody has made yet; the reader accepts it or chooses another name. */
export interface Proposed {
  readonly record: { readonly '@type': ClassName; readonly '@id': string } & Record<string, unknown>;
  /** Lines of the table that need it. */
  readonly lines: number[];
  /** Whether it follows from the table itself (a process, a lot) and needs no consent. */
  readonly implied: boolean;
}

/** Collects what the rows of a table need beside what is recorded. */
export interface Proposals {
  readonly list: () => Proposed[];
  readonly names: Names;
  /** The id of a thing by class and name: a recorded one, or one proposed for this line. */
  readonly named: (kind: ClassName, name: string, line: number, body?: object) => { id: string; known: boolean };
  /** A record that follows from the table itself, made once per key. */
  readonly implied: (kind: ClassName, key: string, line: number, body: Body) => string;
}

/** Starts the collection for a table. */
export function proposals({ facts, makeId }: TableContext): Proposals {
  const names = namesOf(facts);
  const made = new Map<string, Proposed>();
  const propose = (kind: ClassName, name: string, line: number, body: object, implied: boolean): string => {
    const id = makeId(`${kind}/${nameKey(name)}`);
    const before = made.get(id);
    if (before) before.lines.push(line);
    else made.set(id, { record: { '@type': kind, '@id': id, ...body }, lines: [line], implied });
    return id;
  };
  return {
    names,
    list: () => [...made.values()],
    named: (kind, name, line, body = {}) => {
      const [id] = names.find(kind, name);
      if (id !== undefined) return { id, known: true };
      return { id: propose(kind, name, line, { name: name.trim(), ...body }, false), known: false };
    },
    implied: (kind, key, line, body) => propose(kind, key, line, body, true),
  };
}
