import { isError, type Problem, problem } from '../../engine/0-base/problem.ts';
import type { House } from '../store/house.ts';
import { handIn } from './hand-in.ts';
import type { Chunk, RecordBatch } from './records-file.ts';

/** How an import goes: where, by whom, under which key, and whether rows with a problem are left out or end it. */
export interface Importing {
  readonly house: House;
  readonly network: string;
  readonly author?: string | undefined;
  /** By which a repeat of the whole is known; without one, its content tells. */
  readonly key?: string | undefined;
  readonly leaveOut: boolean;
  /** What rows must have: all that their actions ask for, or (structural) only what can be read. */
  readonly strictness?: 'structural' | 'behavioural' | undefined;
  /** Rows that the import may have. */
  readonly rowLimit?: number | undefined;
}

/** A row that is not recorded, and why. */
export interface RefusedRow {
  readonly row?: number;
  readonly problems: readonly Problem[];
}

/** How far an import has come after a batch; every batch is one frame of the journal, whole or not at all. */
export interface ImportStep {
  readonly rows: number;
  /** Rows that are recorded, now or before. */
  readonly admitted: number;
  readonly refused: number;
  readonly refusals: readonly RefusedRow[];
  readonly warnings: readonly Problem[];
  readonly sequence?: number;
  /** Whether this step ends the import before its end. */
  readonly stopped: boolean;
}

/** Rows that one import may have, unless told. */
const mostRows = 10_000_000;

/** Records batches as they come, telling after each how far it has come. What is recorded stays whatever comes behind it. */
export async function* importChunks(importing: Importing, chunks: AsyncIterable<Chunk>): AsyncIterable<ImportStep> {
  const { rowLimit = mostRows } = importing;
  let [rows, admitted, refused] = [0, 0, 0];
  for await (const chunk of chunks) {
    if (!('batch' in chunk)) {
      yield { rows, admitted, refused, refusals: [{ problems: chunk.problems }], warnings: [], stopped: true };
      return;
    }
    if (rows + chunk.batch.records.length > rowLimit) {
      const problems = [problem('body.rows', '', { limit: `${rowLimit}` })];
      yield { rows, admitted, refused, refusals: [{ problems }], warnings: [], stopped: true };
      return;
    }
    const outcome = await record(importing, chunk.batch);
    rows += chunk.batch.records.length;
    admitted += outcome.admitted;
    refused += outcome.refusals.length;
    yield { ...outcome, rows, admitted, refused };
    if (outcome.stopped) return;
  }
}

type Outcome = Omit<ImportStep, 'rows' | 'refused'>;

/** Records a batch; when rows may be left out, again without those that are refused, until the rest is recorded. */
async function record(
  { house, network, author, key, leaveOut, strictness }: Importing,
  batch: RecordBatch,
): Promise<Outcome> {
  const request = { hash: batch.hash, key: key === undefined ? batch.key : `${key}:${batch.first}`, author };
  const refusals: RefusedRow[] = [];
  let places = batch.records.map((_, place) => place);
  while (places.length > 0) {
    const records = places.map((place) => batch.records[place]);
    const answer = await handIn(house, network, { ...request, records, strictness });
    if (answer.value) {
      const { entries, sequence } = answer.value;
      // Of a batch that was recorded before the journal tells how many it has: some may have been left out then.
      const before = answer.value.kind === 'repeated' && entries > 0;
      return {
        admitted: before ? entries : places.length,
        refusals,
        warnings: [...(batch.warnings ?? []), ...answer.problems],
        sequence,
        stopped: false,
      };
    }
    const found = byPlace(answer.problems.filter(isError), records, places);
    for (const [place, problems] of found)
      refusals.push({ ...(place !== undefined && { row: batch.rows[place]! }), problems });
    if (!leaveOut || found.has(undefined)) return { admitted: 0, refusals, warnings: [], stopped: true };
    places = places.filter((place) => !found.has(place));
  }
  return { admitted: 0, refusals, warnings: [], stopped: false };
}

const idOf = (record: unknown): unknown => {
  const { id, '@id': named = id } = (record ?? {}) as Record<string, unknown>;
  return named;
};

/** Problems by the place of their record in the batch; undefined holds what is wrong with all of it. */
function byPlace(problems: readonly Problem[], records: readonly unknown[], places: readonly number[]) {
  const ids = new Map(records.map((record, index) => [idOf(record), index]));
  const found = new Map<number | undefined, Problem[]>();
  for (const each of problems) {
    const { record } = each;
    const index = record?.startsWith('#') ? Number(record.slice(1)) - 1 : record && ids.get(record);
    const place = typeof index === 'number' ? places[index] : undefined;
    found.set(place, [...(found.get(place) ?? []), each]);
  }
  return found;
}
