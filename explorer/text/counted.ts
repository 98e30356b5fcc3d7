/** 1 row, 2 rows: a count as it is written, and the word for one or for another number. */
export const counted = (count: string, one: string, many: string): string => `${count} ${count === '1' ? one : many}`;
