import { createHash } from 'node:crypto';
import {
  classOfWord,
  type Kit,
  type KitLanguage,
  type KitRecord,
  type KitWords,
  kitLanguages,
  kitRecords,
  readKit,
  readWords,
} from '../../datasets/kit.ts';
import { type Descriptor, type Row, readTable } from '../../datasets/read.ts';
import { type Canonical, canonicalBytes } from '../../engine/0-base/canonical.ts';
import { uuidv5 } from '../../engine/0-base/id.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
import { readBatch } from '../../engine/1-record/batch.ts';
import type { Facts } from '../../engine/1-record/facts.ts';
import type { Body, ClassName } from '../../engine/1-record/kind.ts';
import { listDatasets, readDatasetFile } from './dataset.ts';

/** The starter kits of the house and the words that they share. */
export interface KitShelf {
  readonly kits: readonly Kit[];
  readonly words: { readonly version: string; readonly tables: KitWords };
}

const noWords: KitWords = { words: [], contents: [], keeping: [], substitutions: [], carriage: [] };

/** Reads every starter kit of a folder. Problems: dataset.invalid; what is wrong with one leaves the others. */
export async function readKits(folder: string): Promise<{ value: KitShelf; problems: readonly Problem[] }> {
  const kits: Kit[] = [];
  const problems: Problem[] = [];
  let words: KitShelf['words'] = { version: '', tables: noWords };
  for (const { value: dataset } of await listDatasets(folder)) {
    const kind = dataset?.throughflow.kind;
    if (!dataset || (kind !== 'kit' && kind !== 'words')) continue;
    const { tables, problems: unread } = await tablesOf(folder, dataset);
    const { name, version } = dataset;
    const names = dataset.throughflow.names ?? { en: dataset.title, nl: dataset.title };
    const read = kind === 'kit' ? readKit(tables, name) : readWords(tables, name);
    problems.push(...unread, ...read.problems);
    if (!read.value) continue;
    if ('words' in read.value) words = { version, tables: read.value };
    else kits.push({ name, version, names, tables: read.value });
  }
  return { value: { kits, words }, problems };
}

async function tablesOf(folder: string, { name, resources }: Descriptor) {
  const read = await Promise.all(
    resources.map(async (table) => ({
      name: table.name,
      ...readTable(await readDatasetFile(folder, name, table.path), table),
    })),
  );
  const tables: Record<string, readonly Row[]> = Object.fromEntries(read.map((table) => [table.name, table.rows]));
  return { tables, problems: read.flatMap((table) => table.problems) };
}

/** A record of the network that stays as it is where the kit says something else, and in which fields. */
export interface Left {
  readonly class: ClassName;
  readonly id: string;
  readonly fields: readonly string[];
}

/** What taking up kits comes to: the records that are not there yet, how many were not made because the network has its own, and where its own say something else. */
export interface TakingUp {
  readonly records: readonly KitRecord[];
  readonly kept: number;
  readonly left: readonly Left[];
}

/** Of what a network takes up and what it knows already. */
export interface KitChoice {
  readonly network: string;
  readonly kits: readonly Kit[];
  readonly words: KitShelf['words'];
  readonly language: KitLanguage;
  readonly facts: Facts;
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();

/** The id that a name of the kits has in a network. */
const idIn =
  (network: string) =>
  (name: string): string =>
    uuidv5(`${network}/kit/${name}`, sha1);

/** What a network has of a kit: the version that it took up, and in which language; undefined when it has not. */
export function takenOf(
  network: string,
  facts: Facts,
  { name, names }: Kit,
): { readonly version: string | undefined; readonly language: KitLanguage } | undefined {
  const recipe = facts.Recipe?.get(idIn(network)(`recipe/${name}`));
  if (!recipe) return undefined;
  const version = recipe.note?.startsWith(`${name} `) ? recipe.note.slice(name.length + 1) : undefined;
  return { version, language: kitLanguages.find((each) => names[each] === recipe.name) ?? 'en' };
}

/**
 * The records that kits add to a network. What is there already stays as it is: a specification of the same word or name serves, and a
 * figure, gap or link of the network's own is never overruled, also where a newer version of the kit says something else. A recipe that
 * the network has gets no further lines.
 */
export function takeUp({ network, kits, words, language, facts }: KitChoice): TakingUp {
  const idOf = idIn(network);
  const own = ownWords(facts, words.tables);
  const specificationOf = (word: string) => own.get(word) ?? idOf(`word/${word}`);
  const making = { words: words.tables, wordsVersion: words.version, language, idOf, specificationOf };
  const all = new Map(kits.flatMap((kit) => kitRecords(kit, making)).map((record) => [record['@id'], record]));
  const known = knownIn(facts);
  const figures = ownFigures(facts);
  const records: KitRecord[] = [];
  const left = new Map<string, Left>();
  const leave = (id: string, fields: readonly string[]) => {
    const before = left.get(id)?.fields ?? [];
    if (fields.length > 0)
      left.set(id, { class: known.get(id)!.class, id, fields: [...new Set([...before, ...fields])] });
  };
  let kept = 0;
  for (const record of all.values()) {
    const { '@id': id } = record;
    const step = stepOf(record);
    const standing = known.has(id) ? id : figures.get(figureOf(record));
    if (known.has(step)) leave(step, isLineOf(record, facts) ? [] : ['flows']);
    else if (standing !== undefined) leave(standing, differing(record, known.get(standing)!.body));
    else records.push(record);
    if (!known.has(id) && (known.has(step) || standing !== undefined)) kept += 1;
  }
  return { records, kept, left: [...left.values()] };
}

type Known = ReadonlyMap<string, { readonly class: ClassName; readonly body: Body }>;

const knownIn = (facts: Facts): Known =>
  new Map(
    (Object.keys(facts) as ClassName[]).flatMap((name) =>
      [...facts[name]!].map(([id, body]) => [id, { class: name, body }] as const),
    ),
  );

/** The step of a recipe that a line belongs to. */
const stepOf = ({ recipeInputOf, recipeOutputOf }: KitRecord): string => String(recipeInputOf ?? recipeOutputOf ?? '');

/** Whether a line of a recipe stands in the network, wherever in its list. */
const isLineOf = (line: KitRecord, { RecipeFlow: flows }: Facts): boolean =>
  [...(flows?.values() ?? [])].some((body) => differing(line, body).length === 0);

/** What a record tells beside what it is: where it is from. */
const asides: ReadonlySet<string> = new Set(['@type', '@id', 'note', 'source']);

/** The fields in which a record of a kit says something else than the one that stands. */
function differing(record: KitRecord, body: Body): string[] {
  const { entries } = readBatch([record], { makeId: () => '' });
  const said = Object.entries(entries[0]?.body ?? {}) as [string, unknown][];
  const here = body as Readonly<Record<string, unknown>>;
  return said.flatMap(([field, value]) => (asides.has(field) || isSame(value, here[field]) ? [] : [field]));
}

const isSame = (one: unknown, other: unknown): boolean =>
  other !== undefined && canonicalBytes(one as Canonical).join() === canonicalBytes(other as Canonical).join();

/** Specifications of the network that stand for words: those classified so, else those of the same name and a unit of the same dimension. */
function ownWords(facts: Facts, { words }: KitWords): ReadonlyMap<string, string> {
  const dimension = (unit: string | null | undefined) => (unit ? findUnit(unit)?.dimension : undefined);
  const own = [...(facts.ResourceSpecification ?? [])];
  return new Map(
    words.flatMap((row) => {
      const called = kitLanguages.map((language) => row[language].toLowerCase());
      const isSame = (body: Body<'ResourceSpecification'>) =>
        called.includes((body.name ?? '').trim().toLowerCase()) &&
        dimension(body.defaultUnitOfResource) === dimension(row.unit) &&
        dimension(body.defaultUnitOfEffort) === dimension(row.effort);
      const found =
        own.find(([, body]) => body.resourceClassifiedAs?.includes(classOfWord(row.word))) ??
        own.find(([, body]) => isSame(body));
      return found ? [[row.word, found[0]] as const] : [];
    }),
  );
}

/** What a figure is about: only one of a network's own may stand for it. '' for what is no figure. */
function figureOf(record: Readonly<Record<string, unknown>>): string {
  const { '@type': type, of, layer, kind } = record;
  const about: Partial<Record<ClassName, unknown>> = {
    Property: layer,
    ExpectedUnmeasuredFlow: kind,
    BackgroundLink: '',
  };
  const what = about[type as ClassName];
  return what === undefined ? '' : JSON.stringify([type, of, what]);
}

/** The figures of a network by what they are about; of several about the same the last one. */
function ownFigures(facts: Facts): ReadonlyMap<string, string> {
  const classes = ['Property', 'ExpectedUnmeasuredFlow', 'BackgroundLink'] as const;
  return new Map(
    classes.flatMap((name) =>
      [...(facts[name] ?? [])].map(([id, body]) => [figureOf({ '@type': name, ...body }), id] as const),
    ),
  );
}
