import { type FlowTable, isRecordedStatus, selectRows } from '../../../engine/3-flow/columns.ts';
import type { LayerContent } from '../../../engine/3-flow/layer.ts';

/** Rows of one kind: what was recorded in its time, or what others publish as so much a year. */
export interface Part {
  readonly table: FlowTable;
  readonly content: LayerContent;
  readonly yearly: boolean;
}

/** Whether a row was recorded when it happened. */
export const isMeasured = ({ columns }: FlowTable, row: number): boolean =>
  isRecordedStatus[columns.status[row]!] === 1;

/** Parts a table, so that amounts of a period and amounts a year are never added; a table of one kind is its own part. */
export function partsOf(table: FlowTable, content: LayerContent): Part[] {
  const recorded = table.columns.status.reduce((count, status) => count + isRecordedStatus[status]!, 0);
  if (recorded === table.count || recorded === 0) return [{ table, content, yearly: recorded < table.count }];
  const rows: [recorded: number[], published: number[]] = [[], []];
  for (let row = 0; row < table.count; row++) rows[isMeasured(table, row) ? 0 : 1].push(row);
  return rows.map((some, place) => ({
    table: selectRows(table, some),
    content: {
      ...content,
      content: Float64Array.from(some, (row) => content.content[row]!),
      unknown: Uint8Array.from(some, (row) => content.unknown[row]!),
    },
    yearly: place === 1,
  }));
}
