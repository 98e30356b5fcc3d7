import { type BlankNode, DataFactory, type Literal, type NamedNode, Writer } from 'n3';
import { vocabularies } from '../../../engine/1-record/linked.ts';
import { inversesOf } from '../../../engine/1-record/linked/vocabulary.ts';
import { derivedTerms } from './derived.ts';
import type { Extra, Told } from './document.ts';
import { classTerm, fullName, type Name, prefixes, type Term, termsOf } from './term.ts';
import { timeType } from './time.ts';

const { namedNode, literal } = DataFactory;

type Value = NamedNode | Literal | BlankNode;
interface Pair {
  readonly predicate: NamedNode;
  readonly object: Value;
}

const { vf, om2, geosparql, throughflow, xsd, owl } = prefixes;

/** A name in full, as a node. */
export const node = (name: Name): NamedNode => namedNode(fullName(name));
const type = node('rdf:type');
const typed = (text: string, datatype: Name): Literal => literal(text, node(datatype));

function timeNode(text: string): Literal {
  const datatype = timeType(text);
  return datatype ? typed(text, datatype) : literal(text);
}

/** A value of a term as a node; what has fields of its own is a blank node. */
function valueNode({ value: what }: Term, value: unknown, writer: Writer): Value {
  if (what.is === 'part') return writer.blank(pairsOf(what.terms, value as Record<string, unknown>, writer));
  const text = String(value);
  if (what.is === 'link') return namedNode(text);
  if (what.is === 'word') return namedNode(vocabularies[what.of] + text);
  if (what.is === 'time') return timeNode(text);
  return what.type === 'xsd:string' ? literal(text) : typed(text, what.type);
}

const pairsOf = (terms: readonly Term[], body: Readonly<Record<string, unknown>>, writer: Writer): Pair[] =>
  terms.flatMap((term) => {
    const value = body[term.field.name];
    if (value === undefined) return [];
    const predicate = node(term.name);
    const values = term.isMany ? (value as unknown[]) : [value];
    return values.map((each) => ({ predicate, object: valueNode(term, each, writer) }));
  });

function extraPairs({ id, class: name }: Told, extra: Extra | undefined, writer: Writer): Pair[] {
  const told = extra?.get(id);
  if (!told) return [];
  const links = [...inversesOf(name).keys()].flatMap((word) =>
    ((told[word] ?? []) as readonly string[]).map((each) => ({
      predicate: node(`vf:${word}`),
      object: namedNode(each),
    })),
  );
  return [...links, ...(name === 'EconomicResource' ? pairsOf(derivedTerms, told, writer) : [])];
}

/** Writes a record; the head of the file stands in the first piece that is taken. */
function writeRecord(writer: Writer, row: Told, extra: Extra | undefined): void {
  const subject = namedNode(row.id);
  writer.addQuad(subject, type, node(classTerm(row.class)));
  if (row.retired) writer.addQuad(subject, node('owl:deprecated'), typed('true', 'xsd:boolean'));
  const body = row.body as Readonly<Record<string, unknown>>;
  for (const { predicate, object } of [...pairsOf(termsOf(row.class), body, writer), ...extraPairs(row, extra, writer)])
    writer.addQuad(subject, predicate, object);
}

/** Records as Turtle, piece by piece; the first begins with the prefixes. */
export function turtlePieces(extra?: Extra) {
  let pieces: string[] = [];
  const sink = {
    write(text: string, _: string, done?: () => void) {
      pieces.push(text);
      done?.();
    },
    end: () => undefined,
  };
  const writer = new Writer(sink as never, { prefixes: { vf, om2, geosparql, throughflow, xsd, owl } });
  const taken = (): string => {
    const text = pieces.join('');
    pieces = [];
    return text;
  };
  return {
    /** The text of more records. */
    write(rows: readonly Told[]): string {
      for (const row of rows) writeRecord(writer, row, extra);
      return taken();
    },
    /** The text that ends the last one. */
    end(): string {
      writer.end();
      return taken();
    },
  };
}

/** Records as one Turtle document. */
export function turtleOf(rows: readonly Told[], extra?: Extra): string {
  const pieces = turtlePieces(extra);
  return pieces.write(rows) + pieces.end();
}
