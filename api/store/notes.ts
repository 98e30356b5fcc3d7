import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceDurably } from './file.ts';

/** A text of the house as it is kept, with a mark that is another one whenever the text is. */
export interface Note {
  readonly text: string;
  readonly mark: string;
}

/** Texts that belong to the whole house, each read whole and replaced whole. */
export interface Notes {
  /** The mark of a text, '' where there is none; it costs less than the text. */
  markOf(name: string): Promise<string>;
  read(name: string): Promise<Note | undefined>;
  /** Puts a text in the place of that with this mark ('' where there is none), durably; its mark, or undefined when another text stands there by now. */
  replace(name: string, mark: string, text: string): Promise<string | undefined>;
}

/** Keeps a text, whatever stands in its place. */
export async function setNote(notes: Notes, name: string, text: string): Promise<void> {
  while ((await notes.replace(name, await notes.markOf(name), text)) === undefined);
}

/** Tells one text from another. */
export const textMark = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Texts as files of a data directory, which belongs to one process. */
export function fileNotes(directory: string): Notes {
  const pathOf = (name: string) => join(directory, `${name}.json`);
  const read = async (name: string): Promise<Note | undefined> => {
    const text = await readFile(pathOf(name), 'utf8').catch((failure: NodeJS.ErrnoException) => {
      if (failure.code === 'ENOENT') return undefined;
      // Reading a folder fails without a word of where.
      throw Object.assign(failure, { path: pathOf(name) });
    });
    return text === undefined ? undefined : { text, mark: textMark(text) };
  };
  const markOf = async (name: string) => (await read(name))?.mark ?? '';
  return {
    markOf,
    read,
    async replace(name, mark, text) {
      if ((await markOf(name)) !== mark) return undefined;
      await replaceDurably(pathOf(name), text);
      return textMark(text);
    },
  };
}
