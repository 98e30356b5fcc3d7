import { type Canonical, canonicalText } from '../../engine/0-base/canonical.ts';
import { add, decimal, formatDecimal } from '../../engine/0-base/decimal.ts';
import type { Entry } from '../../engine/1-record/kind.ts';
import { commitmentOf } from '../../engine/2-ledger/journal/private.ts';
import { emptyLedger } from '../../engine/2-ledger/ledger.ts';
import { tableBuilder } from '../../engine/3-flow/builder.ts';
import { encodeTable } from '../../engine/3-flow/encode.ts';
import { type Digest, type Digester, type DigestName, digester, digestNames } from './digest.ts';
import type { DumpRow, DumpTable } from './dump.ts';
import { flowRowsOf, foldFrame } from './fold.ts';
import { rootText, sha256, sha256Hex } from './hash.ts';
import type { Verification } from './house.ts';
import { journalStart, type ReadFrame } from './journal.ts';
import { afterFrame, misfit, startPosition } from './position.ts';
import { rowsOfGroup } from './rows.ts';
import type { GroupRows } from './group.ts';
import { unsealEntry } from './seal.ts';
import type { Source } from './vault.ts';

type WeekSums = Pick<GroupRows['weeks'][number], 'accounting' | 'onhand' | 'accountingIn' | 'onhandIn'>;
type Difference = NonNullable<Verification['difference']>;

/** What the journal alone says, folded in memory. */
interface Shadow {
  readonly slug: string;
  readonly ledger: ReturnType<typeof emptyLedger>;
  readonly flows: ReturnType<typeof tableBuilder>;
  readonly weeks: Map<string, WeekSums>;
  readonly revisions: Map<string, number>;
  /** What records were before: text by id and number. */
  readonly versions: Map<string, string>;
  readonly digesters: Readonly<Record<DigestName, Digester>>;
  position: ReturnType<typeof startPosition>;
}

const sumOf = (a: string, b: string): string => formatDecimal(add(decimal(a), decimal(b)));
const plain = (text: string): string => formatDecimal(decimal(text));
const quantities = (row: { accounting: string; onhand: string }) => `${plain(row.accounting)} ${plain(row.onhand)}`;
const weekQuantities = (row: WeekSums) => `${quantities(row)} ${plain(row.accountingIn)} ${plain(row.onhandIn)}`;
const weekKey = ({ resource, week, block, holder }: GroupRows['weeks'][number]) =>
  JSON.stringify([resource, week, block, holder]);
const noSums: WeekSums = { accounting: '0', onhand: '0', accountingIn: '0', onhandIn: '0' };

/** Folds the journal anew and compares it with the projection row by row. */
export async function verifySource(slug: string, source: Source): Promise<Verification> {
  const shadow: Shadow = {
    slug,
    ledger: emptyLedger(),
    flows: tableBuilder(),
    weeks: new Map(),
    revisions: new Map(),
    versions: new Map(),
    digesters: {
      batches: digester('batches'),
      postings: digester('postings'),
      changes: digester('changes'),
      allocations: digester('allocations'),
      events: digester('events'),
      totals: digester('totals'),
    },
    position: startPosition(),
  };
  let difference: Difference | undefined;
  const end = await source.read(journalStart, (frames) => {
    for (const each of frames) difference ??= foldShadow(shadow, each, source);
  });
  if (end.problem) difference ??= { what: 'journal', journal: JSON.stringify(end.problem.values), projection: '' };
  const compared = { heads: 0, weeks: 0, records: 0, leaves: 0 };
  difference ??= compareLeaves(source, compared);
  difference ??= await compareState(source, shadow);
  difference ??= await compareDigests(source, shadow);
  difference ??= await compareTables(source, shadow, compared);
  difference ??= compareFlows(source, shadow);
  const { place, sequence, tree } = shadow.position;
  const root = rootText(tree);
  const found = { network: slug, frames: place.number - 1, sequence, root, state: stateHash(shadow), compared };
  return difference ? { ...found, difference } : found;
}

/** What stands at the end: every record, and what every holder has of every resource. */
function stateHash({ ledger }: Shadow): string {
  const records = [...ledger.records.values()].map(({ id, class: name, body, retired }) =>
    canonicalText([id, name, body as Canonical, retired]),
  );
  const stocks = [...ledger.heads.values()].flatMap(({ resource, positions }) =>
    [...positions].map(([holder, { accounting, onhand }]) =>
      canonicalText([resource, holder, formatDecimal(accounting), formatDecimal(onhand)]),
    ),
  );
  return sha256Hex(Buffer.from([...records.sort(), ...stocks.sort()].join('\n')));
}

function foldShadow(shadow: Shadow, read: ReadFrame, source: Source): Difference | undefined {
  const wrong = misfit(shadow.position, read.frame);
  if (wrong) return { what: `frame ${read.frame.number}`, journal: wrong.values['reason'] ?? '', projection: '' };
  const entries = read.frame.entries.map((entry) => unsealEntry(entry, source.leaves));
  addVersions(shadow, entries, read.frame.firstSequence);
  const fold = foldFrame(shadow, read.frame, entries);
  shadow.position = afterFrame(shadow.position, read);
  const state = { frame: 0, sequence: 0, root: '', length: 0, recorded: 0, boot: '' };
  const rows = rowsOfGroup({ network: shadow.slug, frames: [fold], ledger: shadow.ledger, state });
  shadow.flows.append(flowRowsOf(fold));
  for (const name of ['batches', 'events', 'postings', 'changes', 'allocations'] as const)
    for (const row of rows[name]) shadow.digesters[name].add(row);
  for (const { id, revision } of rows.records) shadow.revisions.set(id, (shadow.revisions.get(id) ?? 0) + revision);
  for (const row of rows.weeks) {
    const before = shadow.weeks.get(weekKey(row)) ?? noSums;
    shadow.weeks.set(weekKey(row), {
      accounting: sumOf(before.accounting, row.accounting),
      onhand: sumOf(before.onhand, row.onhand),
      accountingIn: sumOf(before.accountingIn, row.accountingIn),
      onhandIn: sumOf(before.onhandIn, row.onhandIn),
    });
  }
  return undefined;
}

/** What records were before a frame changed them; one that comes along and ends in the same frame was something in between. */
function addVersions(shadow: Shadow, entries: readonly Entry[], firstSequence: number): void {
  const begun = new Map<string, Omit<Version, 'ended'>>();
  entries.forEach(({ id, class: name, body }, place) => {
    const stood = shadow.ledger.records.get(id);
    const kept = stood && { ...stood, revised: stood.sequence, revision: shadow.revisions.get(id) ?? 0 };
    const before = begun.get(id) ?? kept;
    const ended = firstSequence + place;
    begun.set(id, { id, class: name, body, retired: false, revised: ended, revision: (before?.revision ?? 0) + 1 });
    if (before) shadow.versions.set(versionKey(before), versionText({ ...before, ended }));
  });
}

const versionKey = ({ id, revised }: { id: string; revised: number }) => JSON.stringify([id, revised]);

type VersionText = Pick<DumpRow<'versions'>, 'class' | 'retired' | 'revision' | 'ended'> & { readonly body: unknown };

type Version = VersionText & { readonly id: string; readonly revised: number };

const versionText = ({ class: name, body, retired, revision, ended }: VersionText): string =>
  canonicalText([name, body as Canonical, retired, revision, ended]);

/** Every private leaf that is kept opens its commitment. */
function compareLeaves({ leaves }: Source, compared: { leaves: number }): Difference | undefined {
  for (const leaf of leaves.leaves) {
    compared.leaves += 1;
    const found = commitmentOf(leaf, sha256);
    if (found !== leaf.commitment)
      return { what: `private ${leaf.field} of ${leaf.record}`, journal: leaf.commitment, projection: found };
  }
  return undefined;
}

async function compareState({ store }: Source, { position, slug }: Shadow): Promise<Difference | undefined> {
  const { place, sequence, tree, recorded } = position;
  const state = (await store.call('states', [])).find((row) => row.network === slug);
  const journal = { frame: place.number - 1, sequence, root: rootText(tree), length: place.offset, recorded };
  const projection: Record<string, unknown> = { ...state };
  for (const [what, value] of Object.entries(journal))
    if (projection[what] !== value) return { what, journal: `${value}`, projection: `${projection[what]}` };
  return undefined;
}

/** Batches, events, what corrections leave of them, postings and changes: too many to be held, so all of a table at once. */
async function compareDigests({ store }: Source, { slug, digesters, ledger }: Shadow): Promise<Difference | undefined> {
  for (const [id, { resourceTotal, effortTotal, corrected }] of ledger.events) {
    const totals = { resourceTotal: formatDecimal(resourceTotal), effortTotal: formatDecimal(effortTotal) };
    digesters.totals.add({ id, ...totals, corrected });
  }
  for (const name of digestNames) {
    const journal = digesters[name].digest();
    const projection = await store.call('digestRows', [slug, name], { limitMs: 600_000 });
    if (journal.rows !== projection.rows || journal.sum !== projection.sum)
      return { what: name, journal: textOf(journal), projection: textOf(projection) };
  }
  return undefined;
}

const textOf = ({ rows, sum }: Digest): string => `${rows} rows (${sum})`;

/** What the journal says of every row of a table, as text by key; the same of a row that the projection has. */
interface Comparison<Name extends DumpTable> {
  readonly table: Name;
  readonly expected: ReadonlyMap<string, string>;
  readonly keyOf: (row: DumpRow<Name>) => string;
  readonly textOf: (row: DumpRow<Name>) => string;
}

async function compareTables(
  { store }: Source,
  { slug, ledger, weeks, revisions, versions }: Shadow,
  compared: { heads: number; weeks: number; records: number },
): Promise<Difference | undefined> {
  const heads = [...ledger.heads.values()];
  const positions = heads.flatMap(({ resource, positions: held }) =>
    [...held].map(([holder, { accounting, onhand }]): [string, string] => [
      JSON.stringify([resource, holder]),
      `${formatDecimal(accounting)} ${formatDecimal(onhand)}`,
    ]),
  );
  const records = [...ledger.records.values()].map((record): [string, string] => [
    record.id,
    canonicalText([record.class, record.body as Canonical, record.retired, revisions.get(record.id) ?? 0]),
  ]);
  const resources = heads.map((head): [string, string] => [head.resource, aboutText(head)]);
  return (
    (await compareRows({ store, slug }, compared, {
      table: 'records',
      expected: new Map(records),
      keyOf: (row) => row.id,
      textOf: (row) => canonicalText([row.class, JSON.parse(row.body) as Canonical, row.retired, row.revision]),
    })) ??
    (await compareRows({ store, slug }, compared, {
      table: 'versions',
      expected: versions,
      keyOf: versionKey,
      textOf: (row) => versionText({ ...row, body: JSON.parse(row.body) as unknown }),
    })) ??
    (await compareRows({ store, slug }, compared, {
      table: 'heads',
      expected: new Map(positions),
      keyOf: (row) => JSON.stringify([row.resource, row.holder]),
      textOf: quantities,
    })) ??
    (await compareRows({ store, slug }, compared, {
      table: 'weeks',
      expected: new Map([...weeks].map(([key, sums]) => [key, weekQuantities(sums)])),
      keyOf: weekKey,
      textOf: weekQuantities,
    })) ??
    (await compareRows({ store, slug }, compared, {
      table: 'resources',
      expected: new Map(resources),
      keyOf: (row) => row.resource,
      textOf: aboutText,
    }))
  );
}

const aboutText = (about: { specification: string; dimension?: string | null | undefined; live: number }): string =>
  `${about.specification} ${about.dimension ?? 'none'} ${about.live}`;

const rowsAtOnce = 10_000;

async function compareRows<Name extends DumpTable>(
  { store, slug }: Pick<Source, 'store'> & { readonly slug: string },
  compared: Partial<Record<DumpTable, number>>,
  { table, expected, keyOf, textOf }: Comparison<Name>,
): Promise<Difference | undefined> {
  let count = 0;
  for (;;) {
    const part = { table, offset: count, limit: rowsAtOnce };
    const rows = (await store.call('dumpRows', [slug, part], { limitMs: 600_000 })) as DumpRow<Name>[];
    for (const row of rows) {
      const key = keyOf(row);
      const [journal, projection] = [expected.get(key), textOf(row)];
      if (journal !== projection) return { what: `${table} ${key}`, journal: journal ?? 'nothing', projection };
    }
    count += rows.length;
    if (table in compared) compared[table] = count;
    if (rows.length < rowsAtOnce) break;
  }
  if (count === expected.size) return undefined;
  return { what: `number of ${table}`, journal: `${expected.size}`, projection: `${count}` };
}

function compareFlows({ flows }: Source, shadow: Shadow): Difference | undefined {
  const [journal, projection] = [shadow.flows.table(), flows()];
  if (journal.count !== projection.count)
    return { what: 'number of flow rows', journal: `${journal.count}`, projection: `${projection.count}` };
  const [a, b] = [encodeTable(journal), encodeTable(projection)].map(sha256Hex);
  return a === b ? undefined : { what: 'flow rows', journal: a!, projection: b! };
}
