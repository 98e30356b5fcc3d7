import { canonicalText } from '../../0-base/canonical.ts';
import { type Problem, problem } from '../../0-base/problem.ts';
import { type ClassName, kinds } from '../kind.ts';
import { isObject } from '../linked.ts';
import { type Field, fieldsOf } from '../shape.ts';
import { extend, keyIn, noReading, type Reading } from './context.ts';
import { formerWord } from './former.ts';
import { classOf, headingOf, isPartOnly, type Node, type Nodes, nodesIn, openNode, unreadable } from './node.ts';
import { type Around, fillLists, flagOf, isNaming, plainValue } from './value.ts';
import { type Inverse, inversesOf, keepersOf } from './vocabulary.ts';

/** What reading a document needs from outside. */
export interface DocumentContext {
  /** An id for each record that comes without one. */
  readonly makeId: (index: number) => string;
  /** `structural`: what a class does not know is left out and told, not refused. */
  readonly strictness?: 'structural' | 'behavioural' | undefined;
  /** The action that a former or differently spelt word means. */
  readonly actionOf?: ((word: string) => string | undefined) | undefined;
}

/** A record in plain JSON, and the place in the list at which it stands or, nested, was found. */
export interface PlainRecord {
  readonly place: number;
  readonly record: unknown;
}

/** A record while its document is read. */
interface Draft {
  readonly place: number;
  readonly kind: ClassName;
  readonly heading: Record<string, unknown>;
  readonly fields: Map<string, unknown>;
  readonly isLinked: boolean;
  id: string | undefined;
  /** Said to be retired: it is recorded, named by what names it, and then ends. */
  isRetired?: boolean;
}

/** A link that its other end has to keep. */
interface Link {
  readonly keeper: string;
  readonly field: string;
  readonly id: string;
  readonly word: string;
  readonly from: Draft;
}

interface Document extends Nodes {
  readonly context: DocumentContext;
  readonly records: (Draft | PlainRecord | undefined)[];
  readonly byId: Map<string, Draft>;
  /** The records that blank nodes have become. */
  readonly blanks: Map<string, string>;
  readonly links: Link[];
}

/**
 * Reads the objects of a document as plain records: words in whichever namespace and under whichever prefix are bare names,
 * an object within another one is a record of its own, and a link is kept where the vocabulary's other direction says it.
 * Problems: linked.context, linked.disagree, field.twice; as warnings linked.elsewhere, field.former, field.ignored, field.left.
 */
export function readDocument(
  list: readonly unknown[],
  outer: unknown,
  context: DocumentContext,
): { records: PlainRecord[]; problems: Problem[] } {
  const { reading, problems } = extend(noReading, outer);
  const nodes = nodesIn(list, reading);
  const whole: Document = {
    context,
    records: new Array<undefined>(list.length).fill(undefined),
    byId: new Map(),
    nodes,
    blanks: new Map(),
    links: [],
    problems: [...problems],
  };
  for (const [place, item] of list.entries()) readItem(whole, item, { place, reading, isLinked: outer !== undefined });
  for (const link of whole.links) keep(whole, link);
  for (const each of whole.records)
    if (each && 'fields' in each && each.isLinked) fillLists(each.fields, fieldsOf(each.kind));
  const drafts = whole.records.filter((each) => each !== undefined);
  return { records: [...drafts.map(plainOf), ...drafts.flatMap(retirementOf)], problems: whole.problems };
}

const plainOf = (each: Draft | PlainRecord): PlainRecord =>
  'record' in each
    ? each
    : {
        place: each.place,
        record: {
          ...each.heading,
          ...(each.id !== undefined && { id: each.id }),
          ...Object.fromEntries(each.fields),
        },
      };

/** That a record ends, behind all that names it. */
const retirementOf = (each: Draft | PlainRecord): PlainRecord[] =>
  'isRetired' in each && each.isRetired && each.id !== undefined
    ? [{ place: each.place, record: { type: each.kind, id: each.id, op: 'retire' } }]
    : [];

/** What linked data says of a thing that is not to be named any more. */
const retiring = new Set(['deprecated', 'owl:deprecated', 'http://www.w3.org/2002/07/owl#deprecated']);

interface Item {
  readonly place: number;
  readonly reading: Reading;
  readonly isLinked: boolean;
}

function readItem(whole: Document, item: unknown, { place, reading, isLinked }: Item): void {
  if (!isObject(item)) {
    whole.records[place] = { place, record: item };
    return;
  }
  const opened = openNode(whole, item, reading);
  const found = classOf(whole, opened, []);
  if (found) readRecord(whole, opened, { place, kind: found, isLinked: isLinked || opened.isLinked });
  else if (!isPartOnly(opened)) whole.records[place] = { place, record: unreadable(opened) };
}

interface Place {
  readonly place: number;
  readonly kind: ClassName;
  readonly isLinked: boolean;
}

function readRecord(whole: Document, node: Node, { place, kind, isLinked }: Place): Draft {
  const draft = draftFor(whole, node, { place, kind, isLinked });
  const around = aroundOf(whole, node, draft);
  const fields = new Map(fieldsOf(kind).map((field) => [field.name, field]));
  const inverses = inversesOf(kind);
  const seen = new Set<string>();
  for (const [key, value] of Object.entries(node.value)) {
    if (apart.has(key)) continue;
    const { name, term } = keyIn(key, node.reading);
    if (name === null || passed.has(name)) continue;
    const within = {
      ...around,
      reading: term?.scoped === undefined ? node.reading : extend(node.reading, term.scoped).reading,
    };
    const retired = draft.isLinked && retiring.has(name) ? flagOf(value) : undefined;
    if (retired !== undefined) {
      draft.isRetired = retired;
      continue;
    }
    const reverse = name.startsWith('@reverse ') ? reverseOf(name.slice(9), kind) : undefined;
    if (name === '@reverse' && isObject(value)) readReverse(whole, draft, value, within);
    else if (reverse ?? inverses.get(name))
      readInverse(whole, draft, { word: name, value, inverse: (reverse ?? inverses.get(name))! }, within);
    else readField(whole, draft, { name, value, field: fields.get(name), fields, seen }, within);
  }
  return draft;
}

/** Words of a record that are read before its fields. */
const passed = new Set(['@id', '@type', '@context', '@index']);
const apart = new Set(['type', 'id', 'op']);

/** A record that is begun, or one of the same id and class that stood in the document before: linked data may say a thing in parts. */
function draftFor(whole: Document, node: Node, { place, kind, isLinked }: Place): Draft {
  const id = node.id?.startsWith('_:') ? blankId(whole, node.id, place) : node.id;
  const before = id === undefined ? undefined : whole.byId.get(id);
  const { op } = node.value;
  if (before?.kind === kind && before.isLinked && isLinked && op === undefined && before.heading['op'] === undefined)
    return before;
  const { type, '@type': typed = type, '@id': named, id: plain = named } = node.value;
  const isTwice = (type !== undefined && typed !== type) || (named !== undefined && plain !== named);
  const heading = isTwice
    ? {
        ...headingOf(node.value),
        ...('@id' in node.value && { '@id': named }),
        ...('id' in node.value && { id: plain }),
      }
    : { type: kind, ...(id === undefined && plain !== undefined && { id: plain }) };
  const draft: Draft = {
    place,
    kind,
    heading: { ...heading, ...('op' in node.value && { op }) },
    fields: new Map(),
    isLinked,
    id: isTwice ? undefined : id,
  };
  whole.records[place] = draft;
  if (id !== undefined && !whole.byId.has(id)) whole.byId.set(id, draft);
  return draft;
}

/** The id of a record that only bears a name within its whole. */
function blankId(whole: Document, blank: string, place: number): string {
  const id = whole.blanks.get(blank) ?? whole.context.makeId(place);
  whole.blanks.set(blank, id);
  return id;
}

/** The id of a record that others have to name, made if it came without one. */
function idOf(whole: Document, draft: Draft): string {
  draft.id ??= whole.context.makeId(draft.place);
  whole.byId.set(draft.id, whole.byId.get(draft.id) ?? draft);
  return draft.id;
}

const nameOf = ({ id, place }: Draft): string => id ?? `#${place + 1}`;

function aroundOf(whole: Document, node: Node, draft: Draft): Around {
  return {
    reading: node.reading,
    isLinked: draft.isLinked,
    nodeOf: (id) => whole.nodes.get(id),
    take: (value, reading) => take(whole, value, { reading, isLinked: draft.isLinked, expected: [] }),
    twice: (path) => {
      const field = path.split('/').at(-1)!;
      whole.problems.push(problem('field.twice', path, { field }, nameOf(draft)));
    },
  };
}

interface Taking {
  readonly reading: Reading;
  readonly isLinked: boolean;
  readonly expected: readonly ClassName[];
}

/** The id of an object that stands where a record is named: what it says of itself becomes a record of its own. Undefined when it is no record. */
function take(whole: Document, value: Node['value'], { reading, isLinked, expected }: Taking): string | undefined {
  const node = openNode(whole, value, reading);
  const { id } = node;
  if (isNaming(value, node.reading)) {
    if (!id?.startsWith('_:')) return id;
    const found = whole.nodes.get(id);
    return found && blankId(whole, id, found.place);
  }
  const kind = classOf(whole, node, expected);
  const place = whole.records.push(undefined) - 1;
  if (!kind) {
    whole.records[place] = { place, record: unreadable(node) };
    return id ?? whole.context.makeId(place);
  }
  return idOf(whole, readRecord(whole, node, { place, kind, isLinked: isLinked || node.isLinked }));
}

interface Given {
  readonly name: string;
  readonly value: unknown;
  readonly field: Field | undefined;
  readonly fields: ReadonlyMap<string, Field>;
  /** Words that this object has said already. */
  readonly seen: Set<string>;
}

function readField(whole: Document, draft: Draft, given: Given, around: Around): void {
  const { name, value, field, fields, seen } = given;
  const { kind, isLinked } = draft;
  const isLenient = whole.context.strictness === 'structural';
  const tell = (code: 'field.ignored' | 'field.former' | 'field.left', expected = '', word = name) =>
    whole.problems.push(problem(code, `/${name}`, { field: word, class: kind, expected }, nameOf(draft)));
  const named = (word: string, plain: unknown): unknown => {
    const meant = word === 'action' && typeof plain === 'string' ? whole.context.actionOf?.(plain) : undefined;
    if (meant === undefined || meant === plain) return plain;
    tell('field.former', meant, String(plain));
    return meant;
  };
  const put = (word: string, as: Field | undefined) => {
    const plain = named(word, plainValue(as, value, `/${name}`, around));
    if (seen.has(word)) whole.problems.push(problem('field.twice', `/${name}`, { field: word }, nameOf(draft)));
    else add(whole, draft, word, plain);
    seen.add(word);
  };
  const isDerived = (word: string) => kinds[kind].derived?.includes(word) === true;
  const isRead = isLinked || isLenient;
  const words = () => [...fields.keys(), ...(kinds[kind].derived ?? [])];
  const meant = field || !isRead || isDerived(name) ? undefined : formerWord(name, kind, words());
  if (meant !== undefined) tell('field.former', meant);
  if (field) put(name, field);
  else if (isRead && isDerived(meant ?? name)) tell('field.ignored');
  else if (meant !== undefined) put(meant, fields.get(meant));
  else if (isLenient) tell('field.left');
  else put(name, undefined);
}

/** Adds what an object says to what others of the same id have said: the same, members of one list, or something else. */
function add(whole: Document, draft: Draft, name: string, value: unknown): void {
  const before = draft.fields.get(name);
  if (before === undefined) draft.fields.set(name, value);
  else if (Array.isArray(before) && Array.isArray(value)) {
    const more = value.filter((each) => !before.some((one) => sameValue(one, each)));
    draft.fields.set(name, [...(before as unknown[]), ...(more as unknown[])]);
  } else if (!sameValue(before, value)) {
    const id = nameOf(draft);
    whole.problems.push(problem('id.duplicate', `/${name}`, { value: id }, id));
  }
}

function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  return isObject(one) && isObject(other) && canonicalText(textsIn(one)) === canonicalText(textsIn(other));
}

const textsIn = (value: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, JSON.stringify(each) ?? '']));

const reverseOf = (field: string, kind: ClassName): Inverse | undefined => {
  const classes = keepersOf(field, kind);
  return classes.length === 0 ? undefined : { field, classes, isStated: false };
};

function readReverse(whole: Document, draft: Draft, value: Node['value'], around: Around): void {
  for (const [key, each] of Object.entries(value)) {
    const field = keyIn(key, around.reading).name ?? key;
    const inverse = reverseOf(field, draft.kind);
    if (inverse) readInverse(whole, draft, { word: `@reverse ${field}`, value: each, inverse }, around);
    else add(whole, draft, `@reverse ${field}`, each);
  }
}

interface Said {
  readonly word: string;
  readonly value: unknown;
  readonly inverse: Inverse;
}

function readInverse(whole: Document, draft: Draft, { word, value, inverse }: Said, { reading }: Around): void {
  const given = isObject(value) ? [value['@list'] ?? value['@set'] ?? value].flat() : [value].flat();
  const id = idOf(whole, draft);
  for (const each of given) {
    const named = typeof each === 'string' ? { '@id': each } : each;
    const keeper = isObject(named)
      ? take(whole, named, { reading, isLinked: draft.isLinked, expected: inverse.classes })
      : undefined;
    if (keeper !== undefined) whole.links.push({ keeper, field: inverse.field, id, word, from: draft });
  }
}

/** Has the other end of a link keep it. */
function keep(whole: Document, { keeper, field: name, id, word, from }: Link): void {
  const draft = whole.byId.get(keeper);
  const values = { field: word, value: keeper, name: id, expected: name };
  if (!draft) {
    whole.problems.push(problem('linked.elsewhere', `/${word}`, values, nameOf(from)));
    return;
  }
  const field = fieldsOf(draft.kind).find((each) => each.name === name);
  const before = draft.fields.get(name);
  if (field?.kind === 'list') {
    const list = Array.isArray(before) ? (before as unknown[]) : [];
    draft.fields.set(name, list.includes(id) ? list : [...list, id]);
  } else if (field && (before === undefined || before === id)) draft.fields.set(name, id);
  else whole.problems.push(problem('linked.disagree', `/${word}`, values, nameOf(from)));
}
