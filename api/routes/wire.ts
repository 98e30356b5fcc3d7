import { z } from '@hono/zod-openapi';
import { formatInstant } from '../../engine/0-base/time.ts';
import { measure } from '../../engine/1-record/field.ts';
import type { ClassName } from '../../engine/1-record/kind.ts';
import type { RecordRow } from '../store/house.ts';

const holding = z.object({ holder: z.string(), accounting: measure, onhand: measure });

/** Stock of one resource, in the coherent unit. */
export const stock = z.object({
  resource: z.string(),
  name: z.string().optional(),
  specification: z.string(),
  accountable: z.string().optional(),
  accounting: measure,
  onhand: measure,
  stage: z.string().optional(),
  state: z.string().optional(),
  location: z.string().optional(),
  containedIn: z.array(z.string()).optional(),
  holders: z.array(holding),
});

/** A record as it is shown: what the house knows of it, then its own fields. */
export const shown = z.looseObject({
  id: z.string(),
  class: z.string(),
  sequence: z.number(),
  recorded: z.string(),
  happened: z.string().optional(),
  retired: z.boolean().optional(),
  revision: z.number().optional(),
});

/** A record of the store as it is shown; `retired` only when it is. */
export function show(row: RecordRow<ClassName>): z.infer<typeof shown> {
  const { id, sequence, recorded, happened, retired, revision, body } = row;
  return {
    id,
    class: row.class,
    sequence,
    recorded: formatInstant(recorded),
    ...(happened !== undefined && { happened: formatInstant(happened) }),
    ...(retired && { retired }),
    revision,
    ...body,
  };
}
