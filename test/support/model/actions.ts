import { readFileSync } from 'node:fs';

/** The published table of actions, read as it was published: what the model goes by, and not the engine's own. */
interface Published {
  readonly columns: readonly string[];
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly amended: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly impliedTransfer: Readonly<Record<'full' | 'custody', readonly string[]>>;
}

const published: Published = JSON.parse(readFileSync('test/fixtures/vf/action-table.json', 'utf8'));

export const actionNames: readonly string[] = Object.keys(published.rows).sort();

/** A cell of the published table. */
export const cell = (action: string, column: string): string =>
  published.amended[action]?.[column] ?? published.rows[action]![published.columns.indexOf(column)]!;

/** The transfer that an action brings along where goods change hands or records. */
export const implied = (action: string): 'full' | 'custody' | undefined =>
  (['full', 'custody'] as const).find((kind) => published.impliedTransfer[kind].includes(action));
