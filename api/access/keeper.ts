import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from '../store/file.ts';

/** A text as it is kept, with a mark that is another one whenever the text is. */
export interface Kept {
  readonly text: string | undefined;
  readonly mark: string;
}

/**
 * Where the register of people is kept: one text, read whole and replaced whole. Several servers may share it, so what
 * one of them read before is compared when it is replaced, and read again when it has changed.
 */
export interface Keeper {
  /** The text as it stands; `same` when it still is that of `known`, which must cost little: it is asked at every request. */
  read(known?: string): Promise<Kept | 'same'>;
  /** Puts a text in the place of that with this mark, durably; the new mark, or undefined when another text stands there by now. */
  replace(mark: string, text: string): Promise<string | undefined>;
  /** Keeps a text that cannot be read for whoever may mend it. */
  setAside(text: string): Promise<void>;
}

const markOf = (text: string | undefined): string =>
  text === undefined ? '' : createHash('sha256').update(text).digest('base64url');

const readText = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return undefined;
    throw failure;
  });

/** Keeps the text in `<data>/access.json`: a data directory belongs to one process, so that nobody else changes it. */
export function fileKeeper(directory: string): Keeper {
  const file = join(directory, 'access.json');
  let kept: Kept | undefined;
  return {
    async read(known) {
      if (!kept) {
        const text = await readText(file);
        kept = { text, mark: markOf(text) };
      }
      return kept.mark === known ? 'same' : kept;
    },
    async replace(mark, text) {
      if (kept?.mark !== mark) return undefined;
      await replaceDurably(file, text);
      kept = { text, mark: markOf(text) };
      return kept.mark;
    },
    setAside: (text) => replaceDurably(join(directory, 'access.damaged.json'), text),
  };
}
