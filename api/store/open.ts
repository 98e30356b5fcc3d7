import { type OpenOptions, openFileHouse } from './file-house.ts';
import type { Answer, House } from './house.ts';

export type { OpenOptions };

/** Opens the house of a PostgreSQL server when its address is given, else that of a data directory. */
export async function openHouse(options: OpenOptions): Promise<Answer<House>> {
  const { database } = options;
  if (database === undefined) return openFileHouse(options);
  // Who keeps everything in files need not load the driver.
  const { openRowHouse } = await import('./postgres/row-house.ts');
  return openRowHouse({ ...options, database });
}
