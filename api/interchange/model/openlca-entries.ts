import { type Problem, problem } from '../../../engine/0-base/problem.ts';
import { type Json, objectsIn, textOf } from './openlca-json.ts';

/** The files of an export by name: their text, or what was read from it. */
export type OpenLcaEntries = Readonly<Record<string, unknown>>;

/** One thing of an export, and the file that it stood in. */
export interface Found {
  readonly json: Json;
  readonly at: string;
}

/** Kinds of things that are read, by the folder in which each stands. */
const folders = {
  categories: 'Category',
  flow_properties: 'FlowProperty',
  flows: 'Flow',
  lcia_categories: 'ImpactCategory',
  lcia_methods: 'ImpactMethod',
  locations: 'Location',
  parameters: 'Parameter',
  processes: 'Process',
  product_systems: 'ProductSystem',
  unit_groups: 'UnitGroup',
} as const;

/** A kind of thing that is read. */
export type OpenLcaType = (typeof folders)[keyof typeof folders];

/** All things of an export by kind and id. */
export type Things = Readonly<Record<OpenLcaType, ReadonlyMap<string, Found>>>;

const folderOf = (name: string): string => name.split('/').at(-2) ?? '';

/** Whether a file of an archive stands in a folder of one of the kinds that an export of openLCA has. */
export const isOpenLcaFile = (name: string): boolean => Object.hasOwn(folders, folderOf(name));

const fileName = (name: string): string =>
  name
    .split('/')
    .at(-1)!
    .replace(/\.json$/i, '');

/** Numbers that JSON does not know are read as texts, so that the file is read and each of them is told where it stands. */
const strangeNumbers = /(?<=[:[,]\s*)-?(?:NaN|Infinity)(?=\s*[,}\]])/g;

function parse(text: string): unknown {
  const plain = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(plain);
  } catch (failure) {
    if (!/NaN|Infinity/.test(plain)) throw failure;
    return JSON.parse(plain.replace(strangeNumbers, '"$&"'));
  }
}

function readEntry(name: string, given: unknown): { parsed: unknown } | { problem: Problem } {
  if (typeof given !== 'string') return { parsed: given };
  try {
    return { parsed: parse(given) };
  } catch (failure) {
    const reason = (failure as Error).message.slice(0, 200);
    return { problem: problem('model.entry', '', { value: name, reason }, name) };
  }
}

/** Folders of an export whose files say nothing that is counted, and files beside the folders. */
const isRead = (name: string): boolean =>
  /\.json$/i.test(name) && !/(^|\/)bin\//.test(name) && !/(^|\/)(context|openlca|meta\.info)\.json$/i.test(name);

/** Whether two files say the same of a thing: exports that are put together hold many twice. Folders count nothing. */
const isSame = (a: Json, b: Json): boolean =>
  textOf(a, '@type') === 'Category' || JSON.stringify(a) === JSON.stringify(b);

/**
 * Reads the files of an export. What a thing is, it says itself (`@type`), else its folder does.
 * Problem: model.entry, a file that is not JSON; it is left out. Of two things of one id that differ the first counts: id.duplicate.
 */
export function readThings(entries: OpenLcaEntries): { things: Things; problems: Problem[] } {
  const byType = new Map<string, Map<string, Found>>(Object.values(folders).map((type) => [type, new Map()]));
  const byFolder: ReadonlyMap<string, string> = new Map(Object.entries(folders));
  const problems: Problem[] = [];
  for (const [name, given] of Object.entries(entries)) {
    if (!isRead(name)) continue;
    const read = readEntry(name, given);
    if ('problem' in read) problems.push(read.problem);
    else
      for (const json of objectsIn(read.parsed)) {
        const known = byType.get(textOf(json, '@type') ?? byFolder.get(folderOf(name)) ?? '');
        const id = textOf(json, '@id') ?? fileName(name);
        const twin = known?.get(id);
        if (!twin) known?.set(id, { json, at: name });
        else if (!isSame(twin.json, json)) problems.push(problem('id.duplicate', '/@id', { value: id }, name));
      }
  }
  return { things: Object.fromEntries(byType) as unknown as Things, problems };
}
