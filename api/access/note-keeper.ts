import type { Notes } from '../store/notes.ts';
import { setNote } from '../store/notes.ts';
import type { Keeper } from './keeper.ts';

/** Keeps the register as a text of the house, which several servers may share. */
export const noteKeeper = (notes: Notes): Keeper => ({
  async read(known) {
    if (known !== undefined && (await notes.markOf('access')) === known) return 'same';
    const { text, mark = '' } = (await notes.read('access')) ?? {};
    return { text, mark };
  },
  replace: (mark, text) => notes.replace('access', mark, text),
  setAside: (text) => setNote(notes, 'access.damaged', text),
});
