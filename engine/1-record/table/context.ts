import type { Problem } from '../../0-base/problem.ts';
import type { Facts } from '../facts.ts';
import type { DateOrder } from './date-order.ts';
import type { DecimalMark } from './decimal-mark.ts';
import type { TableField } from './header.ts';

/** What an action word stands for: the action and what its row in the action table says of it. */
export interface ActionWord {
  readonly action: string;
  readonly side: 'inputOf' | 'outputOf' | undefined;
  readonly quantity: 'resource' | 'effort' | 'both';
}

/** What reading a table needs beside the text. */
export interface TableContext {
  readonly facts: Facts;
  readonly zone: string;
  /** The agent who fills in the table: provider and receiver where a row names none. */
  readonly me?: string;
  /** Words for actions, lower case. */
  readonly actions: ReadonlyMap<string, ActionWord>;
  /** A stable id for a name, so that the same table proposes the same records again. */
  readonly makeId: (name: string) => string;
  readonly decimalMark?: DecimalMark;
  readonly dateOrder?: DateOrder;
}

/** One line of the table: its cells by field, and the record that it becomes when nothing is wrong. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<TableField, string>>>;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}
