import { sql } from 'drizzle-orm';
import { paired } from '../../engine/2-ledger/action.ts';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  numeric,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Text that sorts by code point on every server, so that pages and keys are the same everywhere. */
const plainText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const instant = (name: string) => bigint(name, { mode: 'number' });
const network = () => plainText('network').notNull();

/** How far the projection of a network has come, and with which journal it agrees. */
export const networks = pgTable('networks', {
  network: plainText('network').primaryKey(),
  frame: integer('frame').notNull(),
  sequence: integer('sequence').notNull(),
  /** Merkle root over the entries applied, hexadecimal. */
  root: text('root').notNull(),
  /** Bytes of the journal up to the applied frame. */
  length: instant('length').notNull(),
  recorded: instant('recorded').notNull(),
  /** Run of the machine in which it was last written. */
  boot: text('boot').notNull(),
});

/** One row per frame: who handed it in, under which key, and where the network then stood. */
export const batches = pgTable(
  'batches',
  {
    network: network(),
    frame: integer('frame').notNull(),
    author: plainText('author').notNull(),
    key: plainText('key').notNull(),
    requestHash: text('request_hash').notNull(),
    recorded: instant('recorded').notNull(),
    firstSequence: integer('first_sequence').notNull(),
    sequence: integer('sequence').notNull(),
    /** Warnings that the batch was answered with, as JSON; null when there were none. */
    warnings: text('warnings'),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.frame] }),
    uniqueIndex('batches_key')
      .on(table.network, table.author, table.key)
      .where(sql`key <> ''`),
    index('batches_recorded').on(table.network, table.recorded),
  ],
);

/** A record, or what it once was; the body is canonical JSON. */
const record = () => ({
  network: network(),
  id: plainText('id').notNull(),
  class: plainText('class').notNull(),
  body: text('body').notNull(),
  sequence: integer('sequence').notNull(),
  recorded: instant('recorded').notNull(),
  revision: integer('revision').notNull(),
  /** Entry that made this revision. */
  revised: integer('revised').notNull(),
  retired: boolean('retired').notNull(),
});

/** Every record as it now stands. */
export const records = pgTable(
  'records',
  { ...record(), frame: integer('frame').notNull(), author: plainText('author').notNull() },
  (table) => [
    primaryKey({ columns: [table.network, table.id] }),
    index('records_class').on(table.network, table.class, table.sequence),
    index('records_revised').on(table.network, table.revised),
  ],
);

/** What a record was before: every version that another one followed, up to the entry that ended it; place, time and kind are as in `records`. */
export const versions = pgTable(
  'versions',
  {
    ...record(),
    /** Entry that made the next version. */
    ended: integer('ended').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.id, table.revised] }),
    index('versions_class').on(table.network, table.class, table.ended),
  ],
);

/** An index of the rows in which a column says something: most events name no process, or no second stock. */
const givenIn = (name: string, { network: of, sequence }: Record<'network' | 'sequence', PgColumn>, column: PgColumn) =>
  index(name)
    .on(of, column, sequence)
    .where(sql.raw(`${column.name} is not null`));

/** Whether an event is of an action that comes in pairs: the same words wherever it is asked, so that its index is found. */
export const isPaired = sql.raw(`action in (${paired.map((each) => `'${each}'`).join(', ')})`);

/** What lists of events are searched by. */
export const events = pgTable(
  'events',
  {
    network: network(),
    sequence: integer('sequence').notNull(),
    id: plainText('id').notNull(),
    happened: instant('happened').notNull(),
    action: plainText('action').notNull(),
    process: plainText('process'),
    provider: plainText('provider'),
    receiver: plainText('receiver'),
    resource: plainText('resource'),
    toResource: plainText('to_resource'),
    /** The event that its chain of corrections began with (itself, when it corrects nothing). */
    root: plainText('root').notNull(),
    rootSequence: integer('root_sequence').notNull(),
    /** The holders on both sides, settled when it was recorded. */
    from: plainText('from_holder').notNull(),
    to: plainText('to_holder').notNull(),
    /** What its corrections leave of it. */
    resourceTotal: numeric('resource_total').notNull(),
    effortTotal: numeric('effort_total').notNull(),
    corrected: boolean('corrected').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.sequence] }),
    index('events_happened').on(table.network, table.happened),
    givenIn('events_process', table, table.process),
    givenIn('events_provider', table, table.provider),
    givenIn('events_receiver', table, table.receiver),
    givenIn('events_resource', table, table.resource),
    givenIn('events_to_resource', table, table.toResource),
    index('events_corrections')
      .on(table.network, table.root, table.sequence)
      .where(sql`root <> id`),
    index('events_paired').on(table.network, table.process, table.sequence).where(isPaired),
    uniqueIndex('events_id').on(table.network, table.id),
  ],
);

/** How much of an event goes to a commitment, an intent or a claim; of a correction the difference. */
export const allocations = pgTable(
  'allocations',
  {
    network: network(),
    target: plainText('target').notNull(),
    link: plainText('link').notNull(),
    happened: instant('happened').notNull(),
    sequence: integer('sequence').notNull(),
    /** The event that its chain of corrections began with. */
    root: plainText('root').notNull(),
    resource: numeric('resource').notNull(),
    effort: numeric('effort').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.target, table.sequence, table.link] }),
    index('allocations_root').on(table.network, table.root),
  ],
);

const quantities = () => ({ accounting: numeric('accounting').notNull(), onhand: numeric('onhand').notNull() });
/** NaN and infinity compare greater than every number, so both are refused by an upper bound. */
const finite = (name: string) =>
  check(name, sql`accounting > -1e60 and accounting < 1e60 and onhand > -1e60 and onhand < 1e60`);

/** What one event did to one resource at one holder. */
export const postings = pgTable(
  'postings',
  {
    network: network(),
    resource: plainText('resource').notNull(),
    happened: instant('happened').notNull(),
    sequence: integer('sequence').notNull(),
    holder: plainText('holder').notNull(),
    ...quantities(),
    /** Whether it is of a correction that takes back: it lessens the side on which what it corrects stands. */
    takesBack: boolean('takes_back').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.resource, table.happened, table.sequence, table.holder] }),
    index('postings_sequence').on(table.network, table.resource, table.sequence),
    index('postings_taken_back')
      .on(table.network, table.resource, table.happened)
      .where(sql`takes_back`),
    finite('postings_finite'),
  ],
);

/**
 * Sums of the postings of one week (counted in UTC since January 1970) that were recorded in one block of numbers: what
 * had happened and was known by any two moments is made of whole ones and of the postings at their edges.
 */
export const weeks = pgTable(
  'weeks',
  {
    network: network(),
    resource: plainText('resource').notNull(),
    holder: plainText('holder').notNull(),
    week: integer('week').notNull(),
    block: integer('block').notNull(),
    ...quantities(),
    /** Of these what came in, less what was taken back of it. */
    accountingIn: numeric('accounting_in').notNull(),
    onhandIn: numeric('onhand_in').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.resource, table.week, table.block, table.holder] }),
    finite('weeks_finite'),
  ],
);

/** Values of the attributes of resources, each from the entry that made it known to the one that ended it. */
export const changes = pgTable(
  'changes',
  {
    network: network(),
    resource: plainText('resource').notNull(),
    attribute: plainText('attribute').notNull(),
    happened: instant('happened').notNull(),
    /** Place of the event that it counts for among those of the same moment. */
    rootSequence: integer('root_sequence').notNull(),
    sequence: integer('sequence').notNull(),
    ended: integer('ended'),
    value: text('value'),
  },
  (table) => [
    primaryKey({
      columns: [table.network, table.resource, table.attribute, table.happened, table.rootSequence, table.sequence],
    }),
    index('changes_sequence').on(table.network, table.sequence),
    index('changes_root').on(table.network, table.rootSequence),
  ],
);

/** What is known of a resource beside its positions. */
export const resources = pgTable(
  'resources',
  {
    network: network(),
    resource: plainText('resource').notNull(),
    specification: plainText('specification').notNull(),
    dimension: text('dimension'),
    live: integer('live').notNull(),
  },
  (table) => [primaryKey({ columns: [table.network, table.resource] })],
);

/** Stock now. */
export const heads = pgTable(
  'heads',
  {
    network: network(),
    resource: plainText('resource').notNull(),
    holder: plainText('holder').notNull(),
    ...quantities(),
  },
  (table) => [primaryKey({ columns: [table.network, table.resource, table.holder] }), finite('heads_finite')],
);

/**
 * From here on: what is kept in rows when the database is a server, and in files beside an embedded one. How the journal of
 * a network stands; the numbers of frames and entries come from this row.
 */
export const journals = pgTable('journals', {
  network: plainText('network').primaryKey(),
  frame: integer('frame').notNull(),
  sequence: integer('sequence').notNull(),
  recorded: instant('recorded').notNull(),
  /** Bytes of all frames. */
  length: instant('length').notNull(),
  /** Hashes of the right edge of the Merkle tree over all entries, hexadecimal, one behind the other. */
  tree: text('tree').notNull(),
  /** Counts erasures of private fields, so that no server goes on with what it read before. */
  erasures: integer('erasures').notNull(),
  /** Under which hashes of requests are kept, hexadecimal. */
  requestKey: text('request_key').notNull(),
});

/** The journal: one row per frame, its bytes as they stand in a file. */
export const frames = pgTable(
  'frames',
  {
    network: network(),
    number: integer('number').notNull(),
    /** Bytes of the frames before it. */
    place: instant('place').notNull(),
    author: plainText('author').notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    hash: text('hash').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.number] }),
    index('frames_author').on(table.network, table.author, table.number),
  ],
);

/** Private fields of records, apart from the frames that commit to them. */
export const leaves = pgTable(
  'leaves',
  {
    network: network(),
    commitment: plainText('commitment').notNull(),
    record: plainText('record').notNull(),
    field: plainText('field').notNull(),
    salt: text('salt').notNull(),
    /** JSON. */
    value: text('value').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.commitment] }),
    index('leaves_record').on(table.network, table.record),
  ],
);

/** The rows of the flow table that follow from a group of frames, as JSON; a group without any has no row here. */
export const flowGroups = pgTable(
  'flow_groups',
  {
    network: network(),
    /** Number of the group's last entry. */
    sequence: integer('sequence').notNull(),
    rows: text('rows').notNull(),
  },
  (table) => [primaryKey({ columns: [table.network, table.sequence] })],
);

/** Texts that belong to the whole house; each is read whole and replaced whole. */
export const notes = pgTable('notes', {
  name: plainText('name').primaryKey(),
  mark: text('mark').notNull(),
  text: text('text').notNull(),
});

/** Models that a network keeps apart from its journal, each a file as it was brought in; what is understood of it is JSON. */
export const localModels = pgTable(
  'local_models',
  {
    network: network(),
    name: plainText('name').notNull(),
    hash: text('hash').notNull(),
    size: integer('size').notNull(),
    about: text('about').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.network, table.name] })],
);
