import { sql } from 'drizzle-orm';
import { type Database, rowsOf } from './database.ts';
import type { LocalModelHead } from './local-models.ts';
import { localModels } from './schema.ts';

/** The models of a network, by name. */
export async function listModels(database: Database, network: string): Promise<LocalModelHead[]> {
  const { name, hash, size, about } = localModels;
  return database
    .select({ name, hash, size, about })
    .from(localModels)
    .where(sql`network = ${network}`)
    .orderBy(name);
}

/** A text that is another one whenever the models of a network are. */
export async function markOfModels(database: Database, network: string): Promise<string> {
  const [row] = await rowsOf<{ mark: string }>(
    database,
    sql`select coalesce(md5(string_agg(name || hash || md5(about), ' ' order by name)), '') as mark
      from ${localModels} where network = ${network}`,
  );
  return row!.mark;
}

/** The bytes of a model's file. */
export async function readModel(database: Database, network: string, name: string): Promise<Uint8Array | undefined> {
  const [row] = await database
    .select({ bytes: localModels.bytes })
    .from(localModels)
    .where(sql`network = ${network} and name = ${name}`);
  return row?.bytes;
}

/** Keeps a model, in the place of one of the same name. */
export async function keepModel(
  database: Database,
  network: string,
  { bytes, ...head }: LocalModelHead & { readonly bytes: Uint8Array },
): Promise<void> {
  const row = { ...head, bytes: Buffer.from(bytes) };
  await database
    .insert(localModels)
    .values({ network, ...row })
    .onConflictDoUpdate({ target: [localModels.network, localModels.name], set: row });
}

/** Takes a model away; whether there was one. */
export async function forgetModel(database: Database, network: string, name: string): Promise<boolean> {
  const gone = await rowsOf(
    database,
    sql`delete from ${localModels} where network = ${network} and name = ${name} returning 1`,
  );
  return gone.length > 0;
}
