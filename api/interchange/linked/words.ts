import { type ClassName, kinds, schemas } from '../../../engine/1-record/kind.ts';
import { isOfVocabulary } from '../../../engine/1-record/linked/vocabulary.ts';
import { actions, type ActionRow } from '../../../engine/2-ledger/action.ts';
import { english, type Graph, graphWriter, node, type Statements, type Value } from './graph.ts';
import { ownWords } from './own-words.ts';
import { classTerm, type Name, type Term, termsOf } from './term.ts';
import { readTurtle } from './turtle-in.ts';

/** Where a word of our own stands: the classes that have it, and what stands there. */
interface Use {
  readonly domain: Set<Name>;
  readonly range: Set<Name>;
}

const classNames = Object.keys(schemas) as ClassName[];

function rangeOf(
  { field, value }: Term,
  links: Readonly<Record<string, readonly ClassName[]>>,
  path: string,
): readonly Name[] {
  if (value.is === 'link') return (links[path] ?? []).map(classTerm);
  if (value.is === 'time') return ['xsd:dateTime'];
  if (value.is === 'word') return value.of === 'om2' ? ['vf:Unit'] : [];
  if (value.is === 'part') return field.kind === 'measure' ? ['vf:Measure'] : ['rdfs:Resource'];
  return [value.type];
}

/** Every property of our own with its uses, also within the parts of records. */
function ownProperties(): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  const walk = (name: ClassName, terms: readonly Term[], before: string): void => {
    for (const term of terms) {
      const path = `${before}${term.field.name}`;
      if (term.name.startsWith('throughflow:')) {
        const use = uses.get(term.field.name) ?? { domain: new Set(), range: new Set() };
        use.domain.add(before === '' ? classTerm(name) : 'rdfs:Resource');
        for (const each of rangeOf(term, kinds[name].references, path)) use.range.add(each);
        uses.set(term.field.name, use);
      }
      if (term.value.is === 'part') walk(name, term.value.terms, `${path}.`);
    }
  };
  for (const name of classNames) walk(name, termsOf(name), '');
  return uses;
}

/** Every word of our own: classes, then properties. */
export const ownNames = (): readonly string[] => [
  ...classNames.filter((name) => kinds[name].own),
  ...ownProperties().keys(),
];

const ontology = node('throughflow:');

const labelOf = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

const said = (name: string): Statements => [
  ['rdfs:label', english(labelOf(name))],
  ['rdfs:comment', english(ownWords[name] ?? '')],
  ['rdfs:isDefinedBy', ontology],
];
/** One class, or any of several; nothing where a word stands in places of many kinds. */
function anyOf(graph: Graph, names: ReadonlySet<Name>): readonly Value[] {
  if (names.has('rdfs:Resource') || names.size === 0) return [];
  const nodes = [...names].map(node);
  return nodes.length === 1
    ? nodes
    : [
        graph.blank([
          ['rdf:type', node('owl:Class')],
          ['owl:unionOf', graph.list(nodes)],
        ]),
      ];
}

const isLiteral = (name: Name): boolean => /^(xsd|geosparql):/.test(name);

function kindOf(range: ReadonlySet<Name>): Name {
  const literals = [...range].filter(isLiteral).length;
  if (literals === 0) return 'owl:ObjectProperty';
  return literals === range.size ? 'owl:DatatypeProperty' : 'rdf:Property';
}

function sayProperty(graph: Graph, name: string, { domain, range }: Use): void {
  const kind = kindOf(range);
  const ranges =
    kind === 'rdf:Property' || (kind === 'owl:DatatypeProperty' && range.size > 1) ? [] : anyOf(graph, range);
  graph.say(node(`throughflow:${name}`), [
    ['rdf:type', node(kind)],
    ...said(name),
    ['rdfs:domain', anyOf(graph, domain)],
    ['rdfs:range', ranges],
  ]);
}

/** An action with what it does, by the words of the vocabulary. */
function sayAction(graph: Graph, name: string, row: ActionRow): void {
  const behaviours = Object.entries(row).filter(([column]) => isOfVocabulary(column));
  graph.say(node(`vf:${name}`), [
    ['rdf:type', node('vf:Action')],
    ['vf:label', english(labelOf(name))],
    ...behaviours.map(([column, value]) => [`vf:${column}`, node(`vf:${String(value)}`)] as const),
  ]);
}

/** Words that measures and places share with older ontologies. */
const shared = { hasNumericalValue: 'om2', hasUnit: 'om2', lat: 'wgs84', long: 'wgs84', alt: 'wgs84' } as const;

/** Our own words with label, comment, domain and range, and the actions of the vocabulary with what they do, as Turtle. */
export function wordsTurtle(): string {
  const graph = graphWriter();
  graph.say(ontology, [
    ['rdf:type', node('owl:Ontology')],
    ['rdfs:label', english('Words of Throughflow beside ValueFlows 1.0')],
    ['rdfs:seeAlso', node('vf:')],
  ]);
  for (const name of classNames.filter((each) => kinds[each].own))
    graph.say(node(classTerm(name)), [['rdf:type', node('owl:Class')], ...said(name)]);
  for (const [name, use] of ownProperties()) sayProperty(graph, name, use);
  for (const [name, of] of Object.entries(shared))
    graph.say(node(`vf:${name}`), [['rdfs:subPropertyOf', node(`${of}:${name}`)]]);
  for (const [name, row] of Object.entries(actions)) sayAction(graph, name, row);
  return graph.end();
}

/** The same as JSON-LD, written in full so that nothing has to be fetched to read it. */
export const wordsDocument = (): object => readTurtle(wordsTurtle()).value ?? {};
