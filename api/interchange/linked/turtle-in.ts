import { Parser, type Quad, type Term as Node } from 'n3';
import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { fullName } from './term.ts';

/** Statements that one document may hold: a record has about ten. */
const mostStatements = 500_000;

type Value = Readonly<Record<string, unknown>>;
type Linked = Record<string, unknown> & { readonly '@id': string };

const type = fullName('rdf:type');
const first = fullName('rdf:first');
const rest = fullName('rdf:rest');
const nil = fullName('rdf:nil');

/** Turtle as a document of linked data written in full: an object for each subject, with all that is said of it. */
export function readTurtle(text: string): { value?: { '@graph': readonly Linked[] }; problems: Problem[] } {
  let quads: Quad[];
  try {
    quads = new Parser({ format: 'text/turtle' }).parse(text.replace(/^\ufeff/, ''));
  } catch (failure) {
    return { problems: [syntaxProblem(failure as Error)] };
  }
  if (quads.length > mostStatements) return { problems: [problem('body.rows', '', { limit: `${mostStatements}` })] };
  return { value: { '@graph': [...objectsOf(quads).values()] }, problems: [] };
}

function syntaxProblem({ message }: Error): Problem {
  const { reason = message, line = '1' } = /^(?<reason>.*?) on line (?<line>\d+)\.?$/s.exec(message)?.groups ?? {};
  return problem('turtle.syntax', '', { reason: reason.slice(0, 200), line });
}

function objectsOf(quads: readonly Quad[]): Map<string, Linked> {
  const objects = new Map<string, Linked>();
  const lists = listsIn(quads);
  for (const { subject, predicate, object } of quads) {
    if (predicate.value === first || predicate.value === rest) continue;
    const id = idOf(subject);
    const found = objects.get(id) ?? { '@id': id };
    objects.set(id, found);
    const word = predicate.value === type ? '@type' : predicate.value;
    const list = lists.get(idOf(object));
    const values = list ? [{ '@list': list() }] : [valueIn(object)];
    const given = word === '@type' ? values.map((each) => (each as Value)['@id']) : values;
    const before = (found[word] ?? []) as unknown[];
    for (const each of given) before.push(each);
    found[word] = before;
  }
  return objects;
}

/** The lists of a document by the id of their first link; a list that runs into itself ends there. */
function listsIn(quads: readonly Quad[]): Map<string, () => unknown[]> {
  const firsts = new Map<string, Node>();
  const rests = new Map<string, string>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value === first) firsts.set(idOf(subject), object);
    if (predicate.value === rest) rests.set(idOf(subject), idOf(object));
  }
  const read = (start: string) => () => {
    const values: unknown[] = [];
    const seen = new Set<string>();
    for (let at: string | undefined = start; at !== undefined && at !== nil && !seen.has(at); at = rests.get(at)) {
      seen.add(at);
      const value = firsts.get(at);
      if (value) values.push(valueIn(value));
    }
    return values;
  };
  return new Map([[nil, () => []], ...[...firsts.keys()].map((id) => [id, read(id)] as const)]);
}

const idOf = (node: Node): string => (node.termType === 'BlankNode' ? `_:${node.value}` : node.value);

function valueIn(node: Node): unknown {
  if (node.termType !== 'Literal') return { '@id': idOf(node) };
  const { value, language, datatype } = node;
  if (language) return { '@language': language, '@value': value };
  return { '@type': datatype.value, '@value': value };
}
