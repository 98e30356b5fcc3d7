import type { Book } from './book.ts';
import type { Verification } from './house.ts';

/** Folds the journal anew and compares it with the projection. */
export async function verifyBook(book: Book): Promise<Verification> {
  throw new Error(`not yet ${book.slug}`);
}
