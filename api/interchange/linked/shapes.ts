import { units } from '../../../engine/0-base/unit.ts';
import { type ClassName, kinds, schemas } from '../../../engine/1-record/kind.ts';
import { inversesOf } from '../../../engine/1-record/linked/vocabulary.ts';
import { actions } from '../../../engine/2-ledger/action.ts';
import { derivedTerms } from './derived.ts';
import { type Graph, graphWriter, node, type Statements, text, typed } from './graph.ts';
import { classTerm, type Term, termsOf } from './term.ts';

const count = (value: number) => typed(`${value}`, 'xsd:integer');
const yes = typed('true', 'xsd:boolean');

/** What a literal must be beside its datatype. */
function limitsOf({ field: { limits, item, kind } }: Term): Statements {
  const { low, high, isFilled } = limits ?? item?.limits ?? {};
  if (kind === 'measure') return [];
  return [
    ...(low === undefined ? [] : [['sh:minInclusive', typed(low, 'xsd:decimal')] as const]),
    ...(high === undefined ? [] : [['sh:maxInclusive', typed(high, 'xsd:decimal')] as const]),
    ...(isFilled ? [['sh:pattern', text('\\S')] as const] : []),
  ];
}

/** A measure whose number may be bounded from below. */
function measureOf(graph: Graph, term: Term, terms: readonly Term[]): Statements {
  const { limits } = term.field;
  const bounded = terms.map((each) =>
    each.field.kind === 'number' && limits ? { ...each, field: { ...each.field, limits } } : each,
  );
  return partOf(graph, bounded);
}

const partOf = (graph: Graph, terms: readonly Term[]): Statements => [
  [
    'sh:node',
    graph.blank([
      ['sh:closed', yes],
      ['sh:ignoredProperties', graph.list([node('rdf:type')])],
      ['sh:property', terms.map((each) => propertyOf(graph, each))],
    ]),
  ],
];

/** Records of the classes that a link may name, where they come along. */
function targetsOf(graph: Graph, classes: readonly ClassName[] | undefined): Statements {
  if (!classes) return [];
  const shapes = classes.map((name) => graph.blank([['sh:class', node(classTerm(name))]]));
  return [['sh:or', graph.list(shapes)]];
}

type Links = Readonly<Record<string, readonly ClassName[]>> | undefined;

function valueStatements(graph: Graph, term: Term, links: Links): Statements {
  const { value, field } = term;
  const choices = field.choices ?? field.item?.choices;
  if (value.is === 'part')
    return field.kind === 'measure' ? measureOf(graph, term, value.terms) : partOf(graph, value.terms);
  if (value.is === 'link') return [['sh:nodeKind', node('sh:IRI')], ...targetsOf(graph, links?.[field.name])];
  if (value.is === 'time')
    return [
      [
        'sh:or',
        graph.list(
          (['xsd:dateTime', 'xsd:date', 'xsd:string'] as const).map((type) =>
            graph.blank([['sh:datatype', node(type)]]),
          ),
        ),
      ],
    ];
  if (value.is === 'word') {
    const words = field.name === 'action' ? Object.keys(actions) : (choices ?? units.map(({ id }) => id));
    return [['sh:in', graph.list(words.map((word) => node(`${value.of}:${word}`)))]];
  }
  return [
    ['sh:datatype', node(value.type)],
    ...(choices ? [['sh:in', graph.list(choices.map(text))] as const] : []),
    ...limitsOf(term),
  ];
}

const propertyOf = (graph: Graph, term: Term, links?: Links) =>
  graph.blank([
    ['sh:path', node(term.name)],
    ['sh:name', text(term.field.name)],
    ...(term.field.required && !term.field.isAsked && !term.isMany ? [['sh:minCount', count(1)] as const] : []),
    ...(term.isMany ? [] : [['sh:maxCount', count(1)] as const]),
    ...valueStatements(graph, term, links),
  ]);

/** What the vocabulary leaves open and is asked for here: records of another system may lack it, which is no more than a warning. */
const askedOf = (graph: Graph, name: ClassName) =>
  termsOf(name)
    .filter(({ field }) => field.isAsked)
    .map((term) =>
      graph.blank([
        ['sh:path', node(term.name)],
        ['sh:minCount', count(1)],
        ['sh:severity', node('sh:Warning')],
      ]),
    );

/** What may stand there beside the fields: the type, the other direction of links, and what follows from events. */
const besideOf = (name: ClassName) => [
  node('rdf:type'),
  node('owl:deprecated'),
  ...[...inversesOf(name)].filter(([, { isStated }]) => isStated).map(([word]) => node(`vf:${word}`)),
  ...(name === 'EconomicResource' ? derivedTerms.map((term) => node(term.name)) : []),
];

/**
 * SHACL shapes of every class of record, made of the schemas by which records are read, as Turtle. With `isWhole` each link must
 * lead to a record of a class that it may name, which is so only for a whole network.
 */
export function shapesTurtle(isWhole: boolean): string {
  const graph = graphWriter();
  for (const name of Object.keys(schemas) as ClassName[]) {
    const links = isWhole ? kinds[name].references : undefined;
    graph.say(node(`throughflow:${name}Shape`), [
      ['rdf:type', node('sh:NodeShape')],
      ['sh:targetClass', node(classTerm(name))],
      ['sh:nodeKind', node('sh:IRI')],
      ['sh:closed', yes],
      ['sh:ignoredProperties', graph.list(besideOf(name))],
      ['sh:property', [...termsOf(name).map((term) => propertyOf(graph, term, links)), ...askedOf(graph, name)]],
    ]);
  }
  return graph.end();
}
