import type { Entry } from '../../engine/1-record/kind.ts';
import type { FlowRow } from '../../engine/3-flow/columns.ts';
import type {
  allocations,
  batches,
  changes,
  events,
  heads,
  weeks,
  networks,
  postings,
  records,
  resources,
  versions,
} from './schema.ts';

/** A version that ended: one of the group whole, or the one that stood before the group, of which the store has the rest. */
export type EndedVersion =
  | typeof versions.$inferInsert
  | (Pick<typeof versions.$inferInsert, 'network' | 'id' | 'ended'> & { readonly body?: undefined });

/** What one group of frames does to the projection, as rows. */
export interface GroupRows {
  readonly network: string;
  readonly firstFrame: number;
  readonly state: Omit<typeof networks.$inferInsert, 'network'>;
  readonly batches: readonly (typeof batches.$inferInsert)[];
  /** Records as they stand after the group; `revision` counts how often the group wrote them. */
  readonly records: readonly (typeof records.$inferInsert)[];
  /** Versions that the group ended; the `revision` of one that the group made counts from the one before the group. */
  readonly versions: readonly EndedVersion[];
  readonly events: readonly (typeof events.$inferInsert)[];
  /** What the group's corrections leave of older events. */
  readonly corrected: readonly { readonly id: string; readonly resourceTotal: string; readonly effortTotal: string }[];
  readonly postings: readonly (typeof postings.$inferInsert)[];
  readonly changes: readonly (typeof changes.$inferInsert)[];
  /** Changes of the event at `rootSequence` that were known until `sequence`. */
  readonly ended: readonly { readonly rootSequence: number; readonly sequence: number }[];
  readonly allocations: readonly (typeof allocations.$inferInsert)[];
  readonly resources: readonly (typeof resources.$inferInsert)[];
  /** Positions after the group. */
  readonly heads: readonly (typeof heads.$inferInsert)[];
  /** Sums of the group's postings by week. */
  readonly weeks: readonly (typeof weeks.$inferInsert)[];
}

/** The tables that a group adds rows to, in the order in which they cross to the store. */
export const tableNames = [
  'batches',
  'records',
  'versions',
  'events',
  'postings',
  'changes',
  'allocations',
  'resources',
  'heads',
  'weeks',
] as const satisfies readonly (keyof GroupRows)[];
export type TableName = (typeof tableNames)[number];

/** A group as it crosses to the store: the rows of each table as one JSON text. */
export type PackedGroup = Pick<GroupRows, 'network' | 'firstFrame' | 'corrected' | 'ended'> & {
  readonly lastFrame: number;
  readonly state: string;
  readonly rows: readonly string[];
};

/** A group ready to cross to the store. */
export const packGroup = (group: GroupRows): PackedGroup => ({
  network: group.network,
  firstFrame: group.firstFrame,
  lastFrame: group.state.frame,
  corrected: group.corrected,
  ended: group.ended,
  state: JSON.stringify([{ network: group.network, ...group.state }]),
  rows: tableNames.map((name) => JSON.stringify(group[name])),
});

/** An entry of a published flow with its number. */
export interface Published {
  readonly entry: Entry<'PublishedFlow'>;
  readonly sequence: number;
}

/** A group that is folded and can be applied, whatever is folded behind it meanwhile. */
export interface FoldedGroup {
  readonly flows: readonly FlowRow[];
  readonly published: readonly Published[];
  readonly sequence: number;
  readonly packed: PackedGroup;
}
