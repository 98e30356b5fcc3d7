import type { Proposed } from '../../../engine/1-record/table/proposal.ts';
import type { ToldRow } from '../../worker/table.ts';
import type { NewRecord } from './records.ts';

/** The batch of the good rows: the records they need (implied, or accepted by the reader), then their events. */
export function batchOf(
  rows: readonly ToldRow[],
  proposed: readonly Proposed[],
  accepted: ReadonlySet<string>,
): NewRecord[] {
  const lines = new Set(rows.map(({ line }) => line));
  const needed = proposed.filter(
    ({ record, lines: by, implied }) => (implied || accepted.has(record['@id'])) && by.some((line) => lines.has(line)),
  );
  return [...needed.map(({ record }) => record), ...rows.map(({ record }) => record as NewRecord)];
}
