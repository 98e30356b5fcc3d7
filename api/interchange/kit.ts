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
import { uuidv5 } from '../../engine/0-base/id.ts';
import type { Problem } from '../../engine/0-base/problem.ts';
import { findUnit } from '../../engine/0-base/unit.ts';
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

/** What taking up kits comes to: the records that are not there yet, and how many figures of the network's own were kept instead. */
export interface TakingUp {
  readonly records: readonly KitRecord[];
  readonly kept: number;
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

/** Whether a network has taken a kit up. */
export const hasKit = (network: string, facts: Facts, { name }: Kit): boolean =>
  facts.Recipe?.has(idIn(network)(`recipe/${name}`)) ?? false;

/**
 * The records that kits add to a network. What is there already stays as it is: a specification of the same word or name serves, and a
 * figure, gap or link of the network's own is never overruled, also where a newer version of the kit says something else.
 */
export function takeUp({ network, kits, words, language, facts }: KitChoice): TakingUp {
  const idOf = idIn(network);
  const own = ownWords(facts, words.tables);
  const specificationOf = (word: string) => own.get(word) ?? idOf(`word/${word}`);
  const making = { words: words.tables, wordsVersion: words.version, language, idOf, specificationOf };
  const all = new Map(kits.flatMap((kit) => kitRecords(kit, making)).map((record) => [record['@id'], record]));
  const known = new Set(Object.values(facts).flatMap((records) => [...records.keys()]));
  const figures = ownFigures(facts);
  const missing = [...all.values()].filter((record) => !known.has(record['@id']));
  const records = missing.filter((record) => !figures.has(figureOf(record)));
  return { records, kept: missing.length - records.length };
}

/** Specifications of the network that stand for words: those classified so, else those of the same name and a unit of the same dimension. */
function ownWords(facts: Facts, { words }: KitWords): ReadonlyMap<string, string> {
  const dimension = (unit: string | null | undefined) => (unit ? findUnit(unit)?.dimension : undefined);
  const own = [...(facts.ResourceSpecification ?? [])];
  return new Map(
    words.flatMap((row) => {
      const called = kitLanguages.map((language) => row[language].toLowerCase());
      const isSame = (body: Body<'ResourceSpecification'>) =>
        called.includes(body.name.trim().toLowerCase()) &&
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

function ownFigures(facts: Facts): ReadonlySet<string> {
  const classes = ['Property', 'ExpectedUnmeasuredFlow', 'BackgroundLink'] as const;
  return new Set(
    classes.flatMap((name) => [...(facts[name]?.values() ?? [])].map((body) => figureOf({ '@type': name, ...body }))),
  );
}
