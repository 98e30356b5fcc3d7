import { type SQL, sql } from 'drizzle-orm';
import type { FlowRow } from '../../engine/3-flow/columns.ts';
import { arrayText, type Database, prepared, rowsOf, runPrepared, value } from './database.ts';
import type { PrivateLeaf } from './private-file.ts';
import { flowGroups, frames, journals, leaves, networks, notes, records } from './schema.ts';

/** How the journal of a network stands in its row, the hash of its last frame, and where the projection stands. */
export interface JournalRow {
  readonly frame: number;
  readonly sequence: number;
  readonly recorded: number;
  readonly length: number;
  readonly tree: string;
  readonly erasures: number;
  readonly requestKey: string;
  readonly hash: string;
  readonly projected: { readonly frame: number; readonly root: string } | undefined;
}

const findingJournal = prepared(
  'journal',
  sql`select at.frame, at.sequence, at.recorded, at.length, at.tree, at.erasures, at.request_key, last.hash,
      ${networks.frame}, ${networks.root}
    from ${journals} at left join ${networks} on ${networks.network} = at.network
    join ${frames} last on last.network = at.network and last.number = at.frame
    where at.network = ${value(1, 'text')}`,
);

/** How the journal of a network stands; undefined before its first frame. */
export async function findJournal(database: Database, network: string): Promise<JournalRow | undefined> {
  const [row] = await runPrepared(database, findingJournal, [network]);
  if (!row) return undefined;
  const [frame, sequence, recorded, length, erasures] = [0, 1, 2, 3, 5].map((place) => Number(row[place]));
  const projected = row[8] === null ? undefined : { frame: Number(row[8]), root: row[9]! };
  const numbers = { frame: frame!, sequence: sequence!, recorded: recorded!, length: length!, erasures: erasures! };
  return { ...numbers, tree: row[4]!, requestKey: row[6]!, hash: row[7]!, projected };
}

const findingHead = prepared(
  'head',
  sql`select ${networks.sequence} from ${networks} where ${networks.network} = ${value(1, 'text')}`,
);

/** The last entry that the projection of a network has; 0 when there is none. */
export async function findHead(database: Database, network: string): Promise<number> {
  const [row] = await runPrepared(database, findingHead, [network]);
  return Number(row?.[0] ?? 0);
}

/** The networks that have a journal. */
export async function listNetworks(database: Database): Promise<string[]> {
  const rows = await database.select({ network: journals.network }).from(journals).orderBy(journals.network);
  return rows.map(({ network }) => network);
}

/** Frames to be kept, and how the journal then stands; `after` is the frame behind which they come. */
export interface KeptFrames {
  readonly network: string;
  readonly after: number;
  readonly journal: Omit<JournalRow, 'erasures' | 'hash' | 'projected'>;
  readonly frames: readonly {
    readonly number: number;
    readonly place: number;
    readonly author: string;
    readonly hash: string;
    readonly bytes: Uint8Array;
  }[];
  readonly leaves: readonly PrivateLeaf[];
}

/** Network; frame, sequence, time, length, tree and key of the journal; the frame before; columns of the frames; leaves. */
const keepingFrames = prepared(
  'frames',
  sql`with head as (
      insert into ${journals} (network, frame, sequence, recorded, length, tree, request_key, erasures)
      values (${value(1, 'text')}, ${value(2, 'int')}, ${value(3, 'int')}, ${value(4, 'bigint')}, ${value(5, 'bigint')},
        ${value(6, 'text')}, ${value(7, 'text')}, 0)
      on conflict (network) do update set frame = excluded.frame, sequence = excluded.sequence,
        recorded = excluded.recorded, length = excluded.length, tree = excluded.tree
      where journals.frame = ${value(8, 'int')} returning frame),
    kept as (insert into ${frames} (network, number, place, author, hash, bytes)
      select ${value(1, 'text')}, given.* from head, unnest(${value(9, 'int[]')}, ${value(10, 'bigint[]')},
        ${value(11, 'text[]')}, ${value(12, 'text[]')}, ${value(13, 'bytea[]')}) given),
    apart as (insert into ${leaves} (network, commitment, record, field, salt, value)
      select ${value(1, 'text')}, given.* from head, json_to_recordset(${value(14, 'json')})
        as given(commitment text, record text, field text, salt text, value text))
    select frame from head`,
);

/** Keeps frames with their private leaves; false when the journal does not stand where they follow. */
export async function keepFrames(database: Database, given: KeptFrames): Promise<boolean> {
  const { network, after, journal } = given;
  const { frame, sequence, recorded, length, tree, requestKey } = journal;
  const column = (of: (row: KeptFrames['frames'][number]) => unknown) => arrayText(given.frames.map(of));
  const apart = JSON.stringify(given.leaves.map((leaf) => ({ ...leaf, value: JSON.stringify(leaf.value) })));
  const rows = await runPrepared(database, keepingFrames, [
    ...[network, frame, sequence, recorded, length, tree, requestKey, after],
    ...[column((row) => row.number), column((row) => row.place), column((row) => row.author)],
    ...[column((row) => row.hash), column((row) => `\\x${Buffer.from(row.bytes).toString('hex')}`), apart],
  ]);
  return rows.length === 1;
}

/** Whether there is a frame of that number and hash. */
export async function holdsFrame(
  database: Database,
  network: string,
  { number, hash }: { readonly number: number; readonly hash: string },
): Promise<boolean> {
  const rows = await rowsOf(
    database,
    sql`select 1 from ${frames} where network = ${network} and number = ${number} and hash = ${hash}`,
  );
  return rows.length > 0;
}

/** The hash of the last frame of each author, of the frames behind a number. */
export async function findAuthors(database: Database, network: string, after: number): Promise<[string, string][]> {
  const rows = await rowsOf<{ author: string; hash: string }>(
    database,
    sql`select distinct on (author) author, hash from ${frames}
      where network = ${network} and number > ${after} order by author, number desc`,
  );
  return rows.map(({ author, hash }) => [author, hash]);
}

/** The bytes of the frames from one on, as far as they begin before a byte of the journal; at least one when there is one. */
export async function listFrames(
  database: Database,
  network: string,
  { number, before }: { readonly number: number; readonly before: number },
): Promise<Uint8Array[]> {
  const rows = await rowsOf<{ bytes: Uint8Array }>(
    database,
    sql`select bytes from ${frames} where network = ${network} and number >= ${number}
      and (number = ${number} or place < ${before}) order by number`,
  );
  return rows.map(({ bytes }) => bytes);
}

/** All private leaves of a network. */
export async function listLeaves(database: Database, network: string): Promise<PrivateLeaf[]> {
  const { commitment, record, field, salt, value: json } = leaves;
  const rows = await database
    .select({ commitment, record, field, salt, json })
    .from(leaves)
    .where(sql`${leaves.network} = ${network}`);
  return rows.map(({ json, ...rest }) => ({ ...rest, value: JSON.parse(json) as PrivateLeaf['value'] }));
}

/** Takes the private leaves of a record away, and has every server know that some were; how many there were. */
export async function eraseLeaves(database: Database, network: string, record: string): Promise<number> {
  const gone = await rowsOf(
    database,
    sql`delete from ${leaves} where network = ${network} and record = ${record} returning 1`,
  );
  await database.execute(sql`update ${journals} set erasures = erasures + 1 where network = ${network}`);
  return gone.length;
}

/** Keeps the flow rows of a group. */
export async function keepFlows(database: Database, network: string, sequence: number, rows: readonly FlowRow[]) {
  await database.insert(flowGroups).values({ network, sequence, rows: JSON.stringify(rows) });
}

/** Flow rows and published flows since a number, up to where the projection stands; `more` when there are more groups. */
export interface FlowsSince {
  readonly sequence: number;
  readonly groups: readonly { readonly sequence: number; readonly rows: string }[];
  readonly more: boolean;
  readonly published: readonly {
    readonly id: string;
    readonly sequence: number;
    readonly body: string;
    readonly retired: boolean;
  }[];
}

const mostGroups = 2000;
const mostCharacters = 16_000_000;

/** Groups of one piece: so many, and so large together, but one at least. */
const flowPiece = (network: string, after: number): SQL => sql`select sequence, rows from
  (select sequence, rows, sum(length(rows)) over (order by sequence) - length(rows) as before from
    (select sequence, rows from ${flowGroups} where network = ${network} and sequence > ${after}
      order by sequence limit ${mostGroups}) part) sized
  where before < ${mostCharacters} order by sequence`;

/** The flow rows behind a number, a piece at a time, and the published flows that became what they are behind another. */
export async function listFlows(
  database: Database,
  network: string,
  { after, since }: { readonly after: number; readonly since: number },
): Promise<FlowsSince> {
  const sequence = await findHead(database, network);
  const groups = await rowsOf<FlowsSince['groups'][number]>(database, flowPiece(network, after));
  const last = groups.at(-1)?.sequence ?? sequence;
  const behind = sql`select 1 from ${flowGroups} where network = ${network} and sequence > ${last} limit 1`;
  const more = groups.length > 0 && (await rowsOf(database, behind)).length > 0;
  const published = await rowsOf<FlowsSince['published'][number]>(
    database,
    sql`select id, sequence, body, retired from ${records}
      where network = ${network} and class = 'PublishedFlow' and revised > ${since} order by sequence`,
  );
  return { sequence, groups, more, published };
}

/** A text of the house. */
export async function readNote(database: Database, name: string): Promise<{ mark: string; text: string } | undefined> {
  const [row] = await database
    .select({ mark: notes.mark, text: notes.text })
    .from(notes)
    .where(sql`${notes.name} = ${name}`);
  return row;
}

/** The mark of a text of the house: what changes when it does. */
export async function readMark(database: Database, name: string): Promise<string> {
  const rows = await rowsOf<{ mark: string }>(database, sql`select mark from ${notes} where name = ${name}`);
  return rows[0]?.mark ?? '';
}

/** Puts a text of the house in the place of that with a mark; false when another one stands there by now. */
export async function replaceNote(
  database: Database,
  name: string,
  { mark, next, text }: { readonly mark: string; readonly next: string; readonly text: string },
): Promise<boolean> {
  const statement =
    mark === ''
      ? sql`insert into ${notes} (name, mark, text) values (${name}, ${next}, ${text}) on conflict do nothing returning 1`
      : sql`update ${notes} set mark = ${next}, text = ${text} where name = ${name} and mark = ${mark} returning 1`;
  return (await rowsOf(database, statement)).length > 0;
}
