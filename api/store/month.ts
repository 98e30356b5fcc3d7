const microsecondsPerDay = 86_400_000_000;

/** Months are counted in UTC since January 1970. */
export function monthAt(happened: number): number {
  const date = new Date(Math.floor(happened / 1000));
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** Numbers of entries in a block of them. */
export const entriesPerBlock = 8192;

/** The block that an entry's number is in. */
export const blockAt = (sequence: number): number => Math.floor(sequence / entriesPerBlock);

/** The first number of a block. */
export const startOfBlock = (block: number): number => block * entriesPerBlock;

/** The moment at which a month begins. */
export const startOfMonth = (month: number): number =>
  (Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / 86_400_000) * microsecondsPerDay;
