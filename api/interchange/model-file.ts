import { unzipSync } from 'fflate';
import { type Problem, problem } from '../../engine/0-base/problem.ts';
import { delimiterOf, isRemark, readCells } from '../../engine/1-record/table/cells.ts';
import { assembleModel } from '../../engine/4-footprint/model/assemble-model.ts';
import type { ModelChoices } from '../../engine/4-footprint/model/choices.ts';
import type { ModelCoverage } from '../../engine/4-footprint/model/assembled.ts';
import type { Model } from '../../engine/4-footprint/model/model.ts';
import { ownCategories, sectorSystem } from '../../engine/4-footprint/sector/sector-system.ts';
import type { LinkedSystem } from '../../engine/4-footprint/system/linked-system.ts';
import type { UncertainEntry } from '../../engine/4-footprint/system/spread.ts';
import { withImpacts } from './impacts.ts';
import { unpackModel } from './model/archive.ts';
import type { ImpactMatch } from './model/impact-sets.ts';
import { readInventory } from './model/inventory.ts';
import { tableWords } from './model/inventory-fields.ts';
import { readOpenLca } from './model/openlca.ts';
import { isOpenLcaFile } from './model/openlca-entries.ts';
import type { Sheet } from './sector/labelled.ts';
import { readSectors, type SectorsRead } from './sector/sector-file.ts';
import { readWorkbook } from './workbook/read.ts';

/** The kinds of files that models come in. */
export type ModelFileType = 'csv' | 'xlsx' | 'zip';

/** A file with a model, and what whoever brings it in says of it. */
export interface ModelFile {
  readonly name: string;
  readonly type: ModelFileType;
  readonly bytes: Uint8Array;
  readonly version: string;
  /** Of tables of sectors, which seldom say it themselves. */
  readonly currency: string;
}

/** A model as it was read: what it is, and its system under the choices that were made. */
export interface ModelRead {
  readonly kind: SectorsRead['kind'] | 'processes';
  readonly system: LinkedSystem;
  readonly problems: readonly Problem[];
  /** What only models of processes have. */
  readonly processes?: ProcessModelRead;
}

/** A model of processes: what its system leaves out, and what can be chosen in it. */
export interface ProcessModelRead {
  readonly model: Model;
  readonly coverage: ModelCoverage;
  readonly uncertain: readonly UncertainEntry[];
  /** How the factors of the house found its flows. */
  readonly matches: readonly ImpactMatch[];
  /** The same model under other choices. */
  readonly chosen: (choices: ModelChoices) => ModelRead;
}

/** Why a file could not be read. */
export interface Unreadable {
  readonly system?: undefined;
  readonly problems: readonly Problem[];
}

/** Bytes that the files of a zip may take together when they are unpacked. */
const unpackedLimit = 256 * 1024 * 1024;

const isText = (name: string): boolean => /\.(csv|txt|tsv)$/i.test(name) && !name.startsWith('__MACOSX');

function sheetFrom(name: string, bytes: Uint8Array): { sheet: Sheet; problems: readonly Problem[] } {
  const text = new TextDecoder().decode(bytes);
  const { cells, problems } = readCells(text, delimiterOf(text));
  return { sheet: { name, cells }, problems };
}

class TooLarge extends Error {}

/** The text files of a zip, each with the room that its directory promises and never more. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | Problem {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isText(name)) return false;
        total += originalSize;
        if (total > unpackedLimit) throw new TooLarge();
        return true;
      },
    });
  } catch (failure) {
    return failure instanceof TooLarge
      ? problem('table.unpacked', '', { limit: `${unpackedLimit}` })
      : problem('table.workbook', '', { reason: failure instanceof Error ? failure.message : 'it is damaged' });
  }
}

async function sheetsOf({ type, name, bytes }: ModelFile): Promise<{ sheets: Sheet[]; problems: readonly Problem[] }> {
  if (type === 'xlsx') {
    const { sheets, problems } = await readWorkbook(bytes, '.');
    return { sheets: [...sheets], problems };
  }
  if (type === 'csv') {
    const { sheet, problems } = sheetFrom(name, bytes);
    return { sheets: [sheet], problems };
  }
  const files = unpacked(bytes);
  if ('code' in files) return { sheets: [], problems: [files as unknown as Problem] };
  const read = Object.entries(files).map(([file, content]) => sheetFrom(file, content));
  return { sheets: read.map(({ sheet }) => sheet), problems: read.flatMap(({ problems }) => problems) };
}

/** The model of sector tables: every flow is a category of its own. */
export function sectorModel(
  { kind, value, problems }: SectorsRead,
  source: { id: string; version: string },
): ModelRead {
  return { kind, system: sectorSystem(value, ownCategories(value, source)), problems };
}

/** What was read of a model of processes, before it is put together. */
interface Unassembled {
  readonly model: Model;
  readonly matches: readonly ImpactMatch[];
  readonly problems: readonly Problem[];
}

/** The model of processes: put together anew for each choice. */
function processModel(given: Unassembled, choices: ModelChoices = {}): ModelRead {
  const { model, matches, problems } = given;
  const { system, coverage, uncertain, problems: odd } = assembleModel(model, choices);
  const chosen = (others: ModelChoices): ModelRead => processModel(given, others);
  const processes = { model, coverage, uncertain, matches, chosen };
  return { kind: 'processes', system, problems: [...problems, ...odd], processes };
}

const exchangeSheets = Object.values(tableWords).map(({ exchanges }) => exchanges);

/** Whether sheets are an inventory of processes: one is named for its exchanges, or has a process and a role in its headings. */
function isInventory(sheets: readonly Sheet[]): boolean {
  const base = (name: string) =>
    name
      .split('/')
      .at(-1)!
      .replace(/\.\w+$/, '')
      .trim()
      .toLowerCase();
  if (sheets.some(({ name }) => exchangeSheets.includes(base(name)))) return true;
  const heads = sheets[0]?.cells.find((row) => !isRemark(row))?.map((cell) => cell.trim().toLowerCase()) ?? [];
  return (
    ['process', 'proces'].some((word) => heads.includes(word)) && ['role', 'rol'].some((word) => heads.includes(word))
  );
}

/** The names of the files of a zip; none where it is no zip, which is told when it is read. */
function namesIn(bytes: Uint8Array): string[] {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return [];
  }
  return names;
}

/** Whether a zip is an export of openLCA: JSON in the folders of its kinds, or JSON and no table; tables of sectors may have JSON beside them. */
function holdsOpenLca(bytes: Uint8Array): boolean {
  const names = namesIn(bytes);
  const isJson = (name: string) => /\.json$/i.test(name);
  return names.some((name) => isJson(name) && isOpenLcaFile(name)) || (names.some(isJson) && !names.some(isText));
}

type Called = Pick<ModelFile, 'name' | 'version'>;

function readProcesses(file: ModelFile, sheets: readonly Sheet[], called: Called) {
  if (sheets.length > 0)
    return readInventory(Object.fromEntries(sheets.map(({ name, cells }) => [name.split('/').at(-1)!, cells])), called);
  const { entries, problems } = unpackModel(file.bytes);
  if (problems.length > 0) return { problems };
  return readOpenLca(entries, called);
}

/**
 * Reads a file with a model: an export of openLCA, our inventory template, or tables of sectors. Elementary flows that the impact factors of the
 * house know are counted by them too. Problems: those of the file, with sheet, row and column.
 */
export async function readModelFile(file: ModelFile, datasets: string): Promise<ModelRead | Unreadable> {
  const called = { name: file.name, version: file.version };
  const isOpenLca = file.type === 'zip' && holdsOpenLca(file.bytes);
  const { sheets, problems } = isOpenLca ? { sheets: [], problems: [] } : await sheetsOf(file);
  if (!isOpenLca && sheets.length === 0) return { problems };
  if (isOpenLca || isInventory(sheets)) {
    const { value, problems: odd } = readProcesses(file, sheets, called);
    if (!value) return { problems: [...problems, ...odd] };
    const { model, matches, problems: uncounted } = await withImpacts(value, datasets);
    return processModel({ model, matches, problems: [...problems, ...odd, ...uncounted] });
  }
  const read = readSectors(sheets, file.currency);
  if (!read.value) return { problems: [...problems, ...read.problems] };
  const model = sectorModel(read, { id: file.name, version: file.version });
  return { ...model, problems: [...problems, ...model.problems] };
}
