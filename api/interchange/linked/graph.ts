import { type BlankNode, DataFactory, type Literal, type NamedNode, Writer } from 'n3';
import { fullName, type Name, prefixes } from './term.ts';

const { namedNode, literal } = DataFactory;

/** A node of a graph that is written here. */
export type Value = NamedNode | Literal | BlankNode;
/** What is said of a node: a property, and one value or several. */
export type Statements = readonly (readonly [Name, Value | readonly Value[]])[];

/** A name in full, as a node. */
export const node = (name: Name): NamedNode => namedNode(fullName(name));
/** A text. */
export const text = (value: string): Literal => literal(value);
/** A text in English. */
export const english = (value: string): Literal => literal(value, 'en');
/** A value of a datatype. */
export const typed = (value: string, type: Name): Literal => literal(value, node(type));

/** Writes a graph as Turtle: one block for each node. */
export function graphWriter() {
  let written = '';
  const writer = new Writer({ prefixes: { ...prefixes } });
  const pairs = (statements: Statements) =>
    statements.flatMap(([name, values]) => [values].flat().map((object: Value) => ({ predicate: node(name), object })));
  return {
    say(subject: NamedNode, statements: Statements): void {
      for (const { predicate, object } of pairs(statements)) writer.addQuad(subject, predicate, object);
    },
    blank: (statements: Statements): BlankNode => writer.blank(pairs(statements)),
    list: (values: readonly Value[]): BlankNode => writer.list([...values]) as unknown as BlankNode,
    end(): string {
      writer.end((_, result: string) => {
        written = result;
      });
      return written;
    },
  };
}

/** A writer of a graph. */
export type Graph = ReturnType<typeof graphWriter>;
