import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Descriptor, readDescriptor } from '../../datasets/read.ts';
import type { Problem } from '../../engine/0-base/problem.ts';

/** A dataset's description, or what is wrong with it. */
export interface Found {
  readonly value?: Descriptor;
  readonly problems: readonly Problem[];
}

/** Every dataset in the folder, by name; what is no dataset is passed over. */
export async function listDatasets(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(names.sort().map((name) => readDataset(folder, name)));
  return found.filter((each) => each !== undefined);
}

/** The dataset of a name; undefined when there is none. */
export async function readDataset(folder: string, name: string): Promise<Found | undefined> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return undefined;
  const text = await readFile(join(folder, name, 'datapackage.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readDescriptor(text);
}

/** The text of a file that a dataset's description lists. */
export const readDatasetFile = (folder: string, name: string, path: string): Promise<string> =>
  readFile(join(folder, name, path), 'utf8');
