import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory, replaceDurably } from './file.ts';
import { sha256Hex } from './hash.ts';
import { textMark } from './notes.ts';

/** What is known of a model's file without opening it. */
export interface LocalModelHead {
  readonly name: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  readonly size: number;
  /** What was understood of it when it was brought in, as JSON. */
  readonly about: string;
}

/** A file to be kept as a model. */
export interface LocalModelFile extends Pick<LocalModelHead, 'name' | 'about'> {
  readonly bytes: Uint8Array;
}

/**
 * Models that a network keeps beside its journal and never in it: licensed databases, which are not exported. They are read to compute
 * with, and go out in no form.
 */
export interface LocalModels {
  /** By name. */
  list(network: string): Promise<readonly LocalModelHead[]>;
  /** A text that is another one whenever the models of a network are, whoever changed them; it costs less than the list. */
  mark(network: string): Promise<string>;
  read(network: string, name: string): Promise<Uint8Array | undefined>;
  /** Keeps a file durably, in the place of one of the same name. */
  keep(network: string, file: LocalModelFile): Promise<LocalModelHead>;
  /** Whether there was one. */
  forget(network: string, name: string): Promise<boolean>;
}

/** The head of a file. */
export const headOf = ({ name, about, bytes }: LocalModelFile): LocalModelHead => ({
  name,
  hash: sha256Hex(bytes),
  size: bytes.length,
  about,
});

const byName = (a: LocalModelHead, b: LocalModelHead): number => (a.name < b.name ? -1 : 1);

/** Models as files of a data directory, which belongs to one process: each in a file named for its hash, and a list of them. */
export function fileModels(directory: string): LocalModels {
  const folder = (network: string) => join(directory, 'networks', network, 'models');
  const listPath = (network: string) => join(folder(network), 'list.json');
  const bytesPath = (network: string, { hash }: LocalModelHead) => join(folder(network), hash);
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other, so that no list is written from an old one. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  const textOf = (network: string): Promise<string> =>
    readFile(listPath(network), 'utf8').catch((failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ENOENT') return '[]';
      throw failure;
    });

  const list = async (network: string) => JSON.parse(await textOf(network)) as LocalModelHead[];

  /** Puts a list in the place of another, then takes away the files that nothing in it names. */
  async function replace(network: string, before: readonly LocalModelHead[], after: readonly LocalModelHead[]) {
    await replaceDurably(listPath(network), JSON.stringify(after));
    const kept = new Set(after.map(({ hash }) => hash));
    for (const head of before) if (!kept.has(head.hash)) await rm(bytesPath(network, head), { force: true });
  }

  return {
    list,
    mark: async (network) => textMark(await textOf(network)),
    async read(network, name) {
      const head = (await list(network)).find((each) => each.name === name);
      return head && readFile(bytesPath(network, head));
    },
    keep: (network, file) =>
      inOrder(async () => {
        const head = headOf(file);
        await makeDirectory(folder(network));
        await replaceDurably(bytesPath(network, head), file.bytes);
        const before = await list(network);
        await replace(network, before, [...before.filter(({ name }) => name !== file.name), head].sort(byName));
        return head;
      }),
    forget: (network, name) =>
      inOrder(async () => {
        const before = await list(network);
        const after = before.filter((each) => each.name !== name);
        if (after.length === before.length) return false;
        await replace(network, before, after);
        return true;
      }),
  };
}
