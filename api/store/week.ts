import { type SQL, sql } from 'drizzle-orm';

const microsecondsPerWeek = 7 * 86_400_000_000;

/** Weeks are counted in UTC from the first moment of 1970. */
export const weekAt = (happened: number): number => Math.floor(happened / microsecondsPerWeek);

/** The moment at which a week begins. */
export const startOfWeek = (week: number): number => week * microsecondsPerWeek;

/** Numbers of entries in a block of them. */
export const entriesPerBlock = 8192;

/** The block that an entry's number is in. */
export const blockAt = (sequence: number): number => Math.floor(sequence / entriesPerBlock);

/** The same in a statement. */
export const blockIn = (sequence: SQL): SQL => sql`${sequence} / ${sql.raw(`${entriesPerBlock}`)}`;

/** The first number of the block that an entry's number is in, in a statement. */
export const startOfBlockIn = (sequence: SQL): SQL => sql`${blockIn(sequence)} * ${sql.raw(`${entriesPerBlock}`)}`;
