import type { Day } from '../../0-base/time.ts';
import type { OutputRole } from '../../1-record/knowledge.ts';
import type { Thing } from '../../3-flow/content.ts';

/** Something that a process made or carried: goods of a specification, put into a pool. */
export interface MadeGoods {
  readonly thing: Thing;
  readonly quantity: number;
  readonly day: Day;
  readonly role: OutputRole;
  /** Kilometres that it was carried; NaN where they are not known. */
  readonly distance?: (() => number) | undefined;
}
